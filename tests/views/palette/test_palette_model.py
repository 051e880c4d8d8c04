"""The palette's list: what stays is not touched, headings are passed over."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.views.palette.palette_model import PaletteModel, PaletteRole
from desktop.views.palette.palette_rows import (
    Entry,
    Heading,
    Note,
    OpenConversation,
    Row,
    Section,
    Words,
)


def row(number: int) -> Row:
    return Row(f"row {number}", OpenConversation(number), Words(f"第{number}行"))


HEAD = Heading(Section.MESSAGES, "消息", "2")
OTHER = Heading(Section.COMMANDS, "命令", "1")
LIST: tuple[Entry, ...] = (HEAD, row(1), row(2), OTHER, row(3))


@pytest.fixture
def model(qapp: object) -> PaletteModel:
    """A model that Qt's own tester watches."""
    made = PaletteModel()
    QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Fatal, made
    )
    made.show(LIST)
    return made


def test_only_rows_can_be_chosen(model: PaletteModel):
    chosen = [
        bool(model.flags(model.index(at)) & Qt.ItemFlag.ItemIsSelectable)
        for at in range(model.rowCount())
    ]
    assert chosen == [False, True, True, False, True]


def test_going_down_passes_over_headings_and_begins_anew(model: PaletteModel):
    places = [model.next_row(-1, 1)]
    for _ in range(3):
        at = places[-1]
        assert at is not None
        places.append(model.next_row(at, 1))
    assert places == [1, 2, 4, 1]
    assert model.next_row(1, -1) == 4


def test_tab_goes_to_the_first_row_of_the_next_section(model: PaletteModel):
    assert model.next_section(2, 1) == 4
    assert model.next_section(4, 1) == 1
    assert model.next_section(1, -1) == 4


def test_nothing_to_choose_is_said_so(model: PaletteModel):
    model.show((HEAD, Note("没有找到")))
    assert model.next_row(-1, 1) is None
    assert model.next_section(-1, 1) is None


def test_what_stays_at_its_place_is_not_told_as_changed(model: PaletteModel):
    removed: list[tuple[int, int]] = []
    inserted: list[tuple[int, int]] = []
    model.rowsRemoved.connect(lambda _, first, last: removed.append((first, last)))
    model.rowsInserted.connect(lambda _, first, last: inserted.append((first, last)))
    model.show((HEAD, row(1), row(5), OTHER))
    assert (removed, inserted) == ([(2, 4)], [(2, 3)])
    model.show((HEAD, row(1), row(5), OTHER))
    assert len(removed) == len(inserted) == 1


def test_a_screen_reader_hears_title_detail_time_and_keys(model: PaletteModel):
    entry = Row(
        "k", OpenConversation(1), Words("吴阿姨"), Words("想退货"), "13:05", ("F3",)
    )
    model.show((entry,))
    index = model.index(0)
    spoken = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "吴阿姨，想退货，13:05，F3"
    assert model.data(index, PaletteRole.ENTRY) is entry
