"""The model of the grid: pages of a long list."""

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from desktop.views.library.dragged import dropped
from desktop.views.library.materials_model import PAGE, MaterialRole, MaterialsModel
from tests.views.library.building import materials


@pytest.fixture
def model(qapp) -> MaterialsModel:
    model = MaterialsModel()
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    QAbstractItemModelTester(model, mode, model)
    return model


def test_a_long_list_holds_only_the_pages_that_were_read(model: MaterialsModel):
    model.start_over(50_000)
    model.put_page(3, materials(3 * PAGE, PAGE))
    assert model.rowCount() == 50_000
    assert model.material(0) is None
    found = model.material(3 * PAGE + 5)
    assert found is not None
    assert found.id == 3 * PAGE + 5


def test_pages_beyond_the_bound_are_forgotten_the_oldest_first(model: MaterialsModel):
    model.start_over(50_000)
    for number in range(40):
        model.put_page(number, materials(number * PAGE, PAGE))
    assert model.material(0) is None
    assert model.material(39 * PAGE) is not None
    assert model.missing_pages(0, 0) == (0,)


def test_another_count_makes_every_page_be_read_again_and_shows_the_old_until_then(
    model: MaterialsModel,
):
    model.start_over(PAGE)
    model.put_page(0, materials(0, PAGE))
    assert model.missing_pages(0, PAGE) == ()
    model.set_count(PAGE - 1)
    assert model.missing_pages(0, 10) == (0,)
    assert model.material(0) is not None
    model.set_count(PAGE + 1)
    assert model.missing_pages(0, PAGE) == (0, 1)


def test_rows_beyond_the_count_are_never_asked_for(model: MaterialsModel):
    model.start_over(5)
    assert model.missing_pages(-20, 400) == (0,)
    model.put_page(0, materials(0, PAGE))
    assert model.material(5) is None


def test_words_and_roles_of_a_row(model: MaterialsModel):
    model.start_over(2)
    model.put_page(0, materials(7, 1))
    assert model.index(0).data() == "主图 7.jpg"
    assert model.index(0).data(MaterialRole.MATERIAL).id == 7
    assert model.index(1).data() is None


def test_a_drag_carries_ids_in_the_order_of_the_rows_given(model: MaterialsModel):
    model.start_over(3)
    model.put_page(0, materials(7, 3))
    data = model.mimeData([model.index(2), model.index(0)])
    assert dropped(data) == (9, 7)
    assert not data.hasText()
