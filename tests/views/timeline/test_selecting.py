"""Selecting over several messages by mouse and keys, and what is then copied."""

from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from desktop.models.content import Note, Picture, Recalled
from desktop.models.message import MediaFile, MediaState, Message, Origin
from desktop.models.send_state import SendState
from desktop.views.timeline.message_face import TimelineContext
from desktop.views.timeline.text_selection import WHOLE, TextPlace, TextSelection
from tests.views.timeline.builders import NOON, answer, message, messages
from tests.views.timeline.conftest import Stage

LEFT = Qt.MouseButton.LeftButton
CONTEXT = TimelineContext("林小满", "wm1", "旗舰店客服")
PHOTO = MediaFile(1, MediaState.READY, "羽绒服.jpg", 9, 9)


def bubble(stage: Stage, message_id: int) -> QPoint:
    """Return the top left corner of a message's bubble in the viewport."""
    for y in range(stage.view.viewport().height()):
        hit = stage.view.hit(QPoint(5, y))
        if hit is not None and hit.layout.message.id == message_id:
            assert hit.layout.bubble is not None
            return hit.layout.bubble.topLeft() + QPoint(0, y - hit.point.y())
    raise AssertionError(f"message {message_id} is out of sight")


def drag(stage: Stage, start: QPoint, end: QPoint) -> None:
    viewport = stage.view.viewport()
    QTest.mousePress(viewport, LEFT, pos=start)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT, pos=end)


def key(stage: Stage, name: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(stage.view, name, held)


def copied(stage: Stage) -> str:
    QGuiApplication.clipboard().setText("")
    key(stage, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return QGuiApplication.clipboard().text()


def everything(stage: Stage, page: list[Message]) -> str:
    stage.view.set_context(CONTEXT)
    stage.page(page)
    key(stage, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    return copied(stage)


def test_a_drag_over_bubbles_is_copied_with_names_and_times(stage: Stage):
    stage.view.set_context(CONTEXT)
    stage.page([message(1, "有货吗"), answer(2, SendState.ACCEPTED)])
    drag(stage, bubble(stage, 1) + QPoint(8, 12), bubble(stage, 2) + QPoint(200, 30))
    assert copied(stage) == "林小满 12:00\n有货吗\n周晓 12:00\n请稍等"


def test_a_drag_upward_selects_the_same(stage: Stage):
    stage.view.set_context(CONTEXT)
    stage.page([message(1, "有货吗"), answer(2, SendState.ACCEPTED)])
    drag(stage, bubble(stage, 2) + QPoint(200, 30), bubble(stage, 1) + QPoint(8, 2))
    assert copied(stage) == "林小满 12:00\n有货吗\n周晓 12:00\n请稍等"


def test_a_drag_may_begin_in_the_middle_of_a_text(stage: Stage):
    stage.page([message(1, "第一句话"), message(2, "第二句话")])
    start = bubble(stage, 1) + QPoint(11 + 27, 14)
    drag(stage, start, bubble(stage, 2) + QPoint(11 + 27, 14))
    lines = copied(stage).split("\n")
    assert lines[1] == "句话"
    assert lines[3] == "第二"


def test_a_drag_within_one_bubble_copies_its_words_alone(stage: Stage):
    stage.page([message(1, "这件还有货吗")])
    drag(stage, bubble(stage, 1) + QPoint(8, 14), bubble(stage, 1) + QPoint(400, 14))
    assert copied(stage) == "这件还有货吗"


def test_everything_loaded_can_be_selected_by_a_key(stage: Stage):
    stage.page(messages(1, 60))
    key(stage, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert copied(stage).count("你好") == 60


def test_events_go_without_and_pictures_are_named(stage: Stage):
    page = [
        message(1, "看图"),
        message(2, Picture("m"), media=PHOTO),
        message(3, Recalled("m9"), Origin.SYSTEM),
    ]
    assert everything(stage, page) == (
        "林小满 12:00\n看图\n林小满 12:00\n[图片] 羽绒服.jpg"
    )


def test_a_note_among_what_is_copied_says_that_it_is_one(stage: Stage):
    page = [message(1, "在吗"), message(2, Note("先核对尺码"), Origin.NOTE)]
    assert "周晓（内部备注） 12:00\n先核对尺码" in everything(stage, page)


def test_over_several_days_the_day_is_copied_too(stage: Stage):
    page = [message(1, "昨天", at=NOON - timedelta(days=1)), message(2, "今天")]
    assert everything(stage, page).startswith("林小满 2026-11-19 12:00\n昨天\n")


def test_a_face_is_copied_as_the_code_that_was_written(stage: Stage):
    stage.page([message(1, "好的[微笑]谢谢")])
    drag(stage, bubble(stage, 1) + QPoint(8, 14), bubble(stage, 1) + QPoint(400, 14))
    assert copied(stage) == "好的[微笑]谢谢"


def test_the_folded_part_of_a_text_is_copied_with_it(stage: Stage):
    stage.page([message(1, "长" * 9000), message(2, "尾")])
    key(stage, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert copied(stage).count("长") == 9000


def test_what_the_policy_hides_is_not_copied(stage: Stage):
    hidden = TimelineContext("林小满", show_recalled=False)
    stage.view.set_context(hidden)
    stage.page([message(1, "秘密", recalled=True), message(2, "在")])
    key(stage, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert copied(stage) == "在"


def test_arrows_with_shift_select_whole_messages(stage: Stage):
    stage.page([message(1, "一"), message(2, "二"), message(3, "三")])
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    key(stage, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert "二" in copied(stage)
    assert "三" in copied(stage)
    assert "一" not in copied(stage)


def test_escape_selects_nothing(stage: Stage):
    stage.page([message(1, "一"), message(2, "二")])
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    key(stage, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    key(stage, Qt.Key.Key_Escape)
    assert copied(stage) == "二"


def test_a_click_with_shift_extends_the_selection(stage: Stage):
    stage.page([message(1, "一二三"), message(2, "四五六")])
    drag(stage, bubble(stage, 1) + QPoint(8, 14), bubble(stage, 1) + QPoint(40, 14))
    QTest.mouseClick(
        stage.view.viewport(),
        LEFT,
        Qt.KeyboardModifier.ShiftModifier,
        bubble(stage, 2) + QPoint(300, 14),
    )
    assert copied(stage).endswith("四五六")


def test_a_pointer_below_the_timeline_scrolls_on(stage: Stage):
    stage.page(messages(1, 60))
    stage.scroll(-600)
    before = stage.view.verticalScrollBar().value()
    viewport = stage.view.viewport()
    QTest.mousePress(viewport, LEFT, pos=QPoint(80, 50))
    QTest.mouseMove(viewport, QPoint(80, viewport.height() + 40))
    bar = stage.view.verticalScrollBar()
    stage.wait_until(lambda: bar.value() > before)
    QTest.mouseRelease(viewport, LEFT, pos=QPoint(80, viewport.height() + 40))


def test_the_menu_on_a_selection_copies_all_of_it(stage: Stage):
    stage.view.set_context(CONTEXT)
    stage.page([message(1, "一"), message(2, "二")])
    key(stage, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    key(stage, Qt.Key.Key_Return)
    shown = stage.view.viewport().findChild(QMenu)
    assert isinstance(shown, QMenu)
    shown.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == "林小满 12:00\n一\n林小满 12:00\n二"
    shown.close()


class Rows:
    """Messages in an order, by their ids."""

    def __init__(self, *ids: int) -> None:
        self._ids = list(ids)

    def row_of(self, message_id: int) -> int | None:
        return self._ids.index(message_id) if message_id in self._ids else None


def test_the_range_in_each_message_follows_the_order_of_rows():
    selection = TextSelection(Rows(7, 8, 9).row_of)
    selection.take(TextPlace(9, 3), TextPlace(7, 2))
    assert selection.range_in(7) == (2, WHOLE)
    assert selection.range_in(8) == (0, WHOLE)
    assert selection.range_in(9) == (0, 3)
    assert list(selection.rows()) == [0, 1, 2]


def test_a_selection_whose_end_is_no_longer_loaded_is_empty():
    selection = TextSelection(Rows(7).row_of)
    selection.take(TextPlace(7, 0), TextPlace(12, 3))
    assert selection.range_in(7) is None
    assert not selection.rows()


def test_an_empty_stretch_is_no_selection():
    selection = TextSelection(Rows(1, 2).row_of)
    selection.begin(TextPlace(1, 4))
    assert selection.range_in(1) is None
    assert not selection.rows()
