"""Emoji are picked by keys alone; what was used last comes first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.emoji import EmojiGroup
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.emoji_picker import EmojiPicker
from tests.views.composer.given import field_of

_RETURN = Qt.Key.Key_Return


@pytest.fixture
def picker(composer: ComposerView) -> EmojiPicker:
    """The open picker of a composer."""
    composer.pick_emoji()
    picker = composer.insertions.picker
    assert picker is not None
    return picker


def _shown(picker: EmojiPicker) -> list[str]:
    model = picker.model
    found = (model.emoji_at(row) for row in range(model.rowCount()))
    return [each.written for each in found if each is not None]


def test_the_first_one_found_is_written_with_enter(
    composer: ComposerView, picker: EmojiPicker
):
    field_of(composer).insertPlainText("生日快乐")
    picker.search.setText("玫瑰")
    QTest.keyClick(picker.search, _RETURN)
    assert composer.text() == "生日快乐🌹"


def test_wechats_faces_are_written_as_wechat_writes_them(
    composer: ComposerView, picker: EmojiPicker
):
    picker.show_group(EmojiGroup.WECHAT)
    assert _shown(picker)[0] == "[微笑]"
    QTest.keyClick(picker.grid, _RETURN)
    assert composer.text() == "[微笑]"


def test_arrows_go_into_the_grid_and_letters_back_into_the_search(
    composer: ComposerView, picker: EmojiPicker
):
    picker.show_group(EmojiGroup.FACES)
    QTest.keyClick(picker.search, Qt.Key.Key_Down)
    QTest.keyClick(picker.grid, Qt.Key.Key_Right)
    QTest.keyClick(picker.grid, _RETURN)
    assert composer.text() == _shown(picker)[1]
    QTest.keyClick(picker.grid, Qt.Key.Key_H)
    assert picker.search.text() == "h"


def test_what_was_used_comes_first_the_next_time(
    composer: ComposerView, picker: EmojiPicker
):
    told: list[object] = []
    composer.insertions.emoji_used.connect(told.append)
    for name in ("玫瑰", "西瓜"):
        picker.search.setText(name)
        QTest.keyClick(picker.search, _RETURN)
    assert told == [("🌹",), ("🍉", "🌹")]
    composer.pick_emoji()
    assert picker.isHidden()
    composer.pick_emoji()
    assert _shown(picker) == ["🍉", "🌹"]


def test_what_was_used_before_this_start_is_remembered(composer: ComposerView):
    composer.insertions.set_recent_emoji(("🌹", "not an emoji"))
    composer.pick_emoji()
    picker = composer.insertions.picker
    assert picker is not None
    assert _shown(picker) == ["🌹"]


def test_esc_closes_and_the_text_stays(composer: ComposerView, picker: EmojiPicker):
    QTest.keyClick(picker.search, Qt.Key.Key_Escape)
    assert picker.isHidden()
    assert composer.text() == ""


def test_a_press_elsewhere_closes(composer: ComposerView, picker: EmojiPicker):
    composer.grab()  # everything has its place
    QTest.mouseClick(field_of(composer).viewport(), Qt.MouseButton.LeftButton)
    assert picker.isHidden()


def test_a_name_that_nothing_has_is_said(picker: EmojiPicker):
    picker.search.setText("没有这个名字")
    assert _shown(picker) == []
    assert not picker.grid.isVisibleTo(picker)
    QTest.keyClick(picker.search, _RETURN)
    assert not picker.isHidden()


def test_a_colon_opens_nothing(composer: ComposerView):
    QTest.keyClicks(field_of(composer), "a: b:)")
    assert composer.insertions.picker is None
    assert composer.text() == "a: b:)"


def test_everything_has_a_name_for_a_screen_reader(picker: EmojiPicker):
    role = Qt.ItemDataRole.AccessibleTextRole
    assert picker.model.data(picker.model.index(0), role) == "微笑"
    assert all(each.accessibleName() for each in picker.findChildren(QAbstractButton)
               if each.parent() is picker)  # fmt: skip


def test_the_model_keeps_the_rules_of_models(
    qtbot: QtBot, qtmodeltester: ModelTester, picker: EmojiPicker
):
    qtmodeltester.check(picker.model)
    picker.search.setText("心")
    picker.show_group(EmojiGroup.FOOD)
