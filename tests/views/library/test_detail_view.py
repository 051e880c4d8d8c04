"""The right side: what is said of a material, and what is written in place."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.models.material import CorpUpload, UploadStanding
from desktop.models.quick_reply import Scope
from desktop.views.library.detail_facts import (
    NotADayError,
    day_read,
    day_written,
    folder_read,
    tags_read,
)
from desktop.views.library.detail_view import DetailView
from desktop.views.library.material_words import scope_mark, scope_places
from desktop.views.library.upload_words import upload_words
from desktop.views.theme.fonts import application_font
from desktop.views.theme.style import theme_named
from tests.views.library.building import NOW, material


@pytest.fixture
def detail(qtbot: QtBot) -> DetailView:
    detail = DetailView(theme_named("light"), None)
    qtbot.addWidget(detail)
    detail.setFont(application_font())
    detail.set_now(NOW)
    detail.resize(336, 900)
    detail.show()
    return detail


@pytest.mark.parametrize(
    "written",
    ["2026-12-31", "2026/12/31", "2026.12.31", "2026年12月31日", " 2026-12-31 "],
)
def test_a_day_is_read_as_people_write_it(written: str):
    assert day_written(day_read(written)) == "2026-12-31"


@pytest.mark.parametrize("written", ["31.12.2026", "2026-13-01", "明天", "2026-1"])
def test_what_is_no_day_is_refused(written: str):
    with pytest.raises(NotADayError):
        day_read(written)


def test_an_empty_day_is_none():
    assert day_read("  ") is None


def test_tags_come_once_with_any_separator():
    assert tags_read("商品，冬装 活动、商品;新品") == ("商品", "冬装", "活动", "新品")


def test_a_folder_is_a_path():
    assert folder_read(" 商品图 / 冬装 ／") == ("商品图", "冬装")


def test_a_changed_field_is_told_with_all_the_rest_as_it_was(
    qtbot: QtBot, detail: DetailView
):
    until = NOW + timedelta(days=10, hours=3)
    before = material(1, tags=("商品",), valid_until=until)
    detail.show_materials((before,))
    told: list[Any] = []
    detail.details_changed.connect(lambda *given: told.append(given))
    detail.code_field.setText("YG-1")
    detail.code_field.editingFinished.emit()
    ((changed, details),) = told
    assert changed is before
    assert details.code == "YG-1"
    assert details.tags == ("商品",)
    assert details.valid_until == until


def test_a_day_that_is_none_is_refused_and_the_field_goes_back(detail: DetailView):
    detail.show_materials((material(1),))
    said: list[str] = []
    told: list[Any] = []
    detail.refused.connect(said.append)
    detail.details_changed.connect(lambda *given: told.append(given))
    detail.until_field.setText("下周")
    detail.until_field.editingFinished.emit()
    assert said
    assert not told
    assert detail.until_field.text() == ""


def test_what_is_being_written_survives_a_refresh(qtbot: QtBot, detail: DetailView):
    detail.show_materials((material(1),))
    detail.code_field.clear()
    qtbot.keyClicks(detail.code_field, "AB")
    detail.show_materials((material(1, code="OLD"),))
    assert detail.code_field.text() == "AB"
    detail.show_materials((material(2, code="C"),))
    assert detail.code_field.text() == "C"


def test_withdrawn_content_cannot_be_put_into_an_answer(detail: DetailView):
    detail.show_materials((material(1, withdrawn=True),))
    assert not detail.use_button.isEnabled()
    assert detail.reinstate_button.isVisible()
    assert not detail.withdraw_button.isVisible()


def test_an_upload_says_how_long_it_lives():
    upload = CorpUpload(
        1, "旗舰店企业", UploadStanding.READY, NOW + timedelta(days=2, hours=4)
    )
    assert upload_words(upload, NOW) == "旗舰店企业 2 天 4 小时后过期"
    late = NOW + timedelta(days=9)
    assert "重新上传" in upload_words(upload, late)


def test_its_owner_alone_can_make_a_material_personal(detail: DetailView):
    detail.offer_scopes(1, {7: "旗舰店"})
    told: list[Any] = []
    detail.details_changed.connect(lambda *given: told.append(given))
    detail.show_materials((material(1),))
    detail.scope_button.pick((Scope.ACCOUNT, 7))
    ((_, details),) = told
    assert (details.scope, details.scope_id) == (Scope.ACCOUNT, 7)
    account = replace(material(1), details=details, scope_name="旗舰店")
    assert list(scope_places(account, {}, own=True)) == [
        (Scope.COMPANY, None),
        (Scope.PERSONAL, None),
        (Scope.ACCOUNT, 7),
    ]
    assert (Scope.PERSONAL, None) not in scope_places(account, {}, own=False)
    assert scope_mark(account) == "旗舰店"
    assert scope_mark(material(1)) == ""


def test_markup_in_a_name_shows_literally(detail: DetailView):
    detail.show_materials((material(1, name="<b>粗</b>"),))
    assert detail.name_field.text() == "<b>粗</b>"
    assert detail.name_field.alignment() & Qt.AlignmentFlag.AlignLeft
