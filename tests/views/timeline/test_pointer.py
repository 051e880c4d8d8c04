"""Clicks, selecting and copying in the timeline; the context menu."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from desktop.models.content import File, Link
from desktop.models.message import MediaFile, MediaState
from desktop.models.send_state import SendState
from desktop.views.timeline.message_face import TimelineContext
from desktop.views.timeline.message_menu import MenuLine, menu_lines
from desktop.views.timeline.send_words import Action
from tests.views.timeline.builders import NOON, answer, message
from tests.views.timeline.conftest import Stage

LEFT = Qt.MouseButton.LeftButton


def place_of(stage: Stage, message_id: int, action: Action) -> QPoint:
    """Return the middle of a word to click."""
    for y in range(stage.view.viewport().height()):
        hit = stage.view.hit(QPoint(5, y))
        if hit is None or hit.layout.message.id != message_id:
            continue
        for hotspot in hit.layout.hotspots:
            if hotspot.action is action:
                return hotspot.rect.center() + QPoint(0, y - hit.point.y())
    raise AssertionError(f"no {action} at message {message_id}")


def start_of_text(stage: Stage, message_id: int) -> QPoint:
    """Return the place of the first character of a message's text."""
    for y in range(stage.view.viewport().height()):
        hit = stage.view.hit(QPoint(5, y))
        if hit is not None and hit.layout.message.id == message_id:
            assert hit.layout.body is not None
            origin = hit.layout.body.origin.toPoint()
            return origin + QPoint(0, y - hit.point.y() + 8)
    raise AssertionError(f"message {message_id} is out of sight")


def click(stage: Stage, point: QPoint) -> None:
    QTest.mouseClick(stage.view.viewport(), LEFT, pos=point)


def drag(stage: Stage, start: QPoint, end: QPoint) -> None:
    viewport = stage.view.viewport()
    QTest.mousePress(viewport, LEFT, pos=start)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT, pos=end)


def copied(stage: Stage) -> str:
    QTest.keyClick(stage.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    ("state", "action", "signal"),
    [
        (SendState.FAILED, Action.RETRY, "retry_requested"),
        (SendState.FAILED, Action.DISCARD, "discard_requested"),
        (SendState.QUEUED, Action.DISCARD, "discard_requested"),
        (SendState.UNCONFIRMED, Action.MARK_DELIVERED, "mark_delivered_requested"),
        (SendState.UNCONFIRMED, Action.RESEND, "resend_requested"),
    ],
)
def test_each_decision_about_an_answer_is_a_click_away(
    stage: Stage, state: SendState, action: Action, signal: str
):
    stage.page([message(1), answer(2**40, state, at=NOON, position=5000)])
    asked: list[object] = []
    getattr(stage.view, signal).connect(asked.append)
    click(stage, place_of(stage, 2**40, action))
    assert asked == [2**40]


def test_a_press_that_ends_elsewhere_is_no_click(stage: Stage):
    stage.page([answer(1, SendState.FAILED)])
    asked: list[object] = []
    stage.view.retry_requested.connect(asked.append)
    drag(stage, place_of(stage, 1, Action.RETRY), QPoint(5, 5))
    assert asked == []


def test_a_stored_file_can_be_saved(stage: Stage):
    media = MediaFile(1, MediaState.READY, "尺码表.xlsx", 9, 9)
    stage.page([message(1, File("m"), media=media)])
    asked: list[object] = []
    stage.view.save_requested.connect(asked.append)
    click(stage, place_of(stage, 1, Action.SAVE))
    assert asked == [1]


def test_a_file_that_is_not_here_is_asked_for_again(stage: Stage):
    media = MediaFile(1, MediaState.FAILED, "尺码表.xlsx", 9, 0)
    stage.page([message(1, File("m"), media=media)])
    asked: list[object] = []
    stage.view.save_requested.connect(asked.append)
    click(stage, place_of(stage, 1, Action.FETCH))
    assert asked == [1]


def test_a_link_card_and_an_address_in_text_ask_to_be_opened(stage: Stage):
    address = "https://example.com/a"
    stage.page([message(1, Link("标题", "", address)), message(2, address)])
    asked: list[str] = []
    stage.view.open_link_requested.connect(asked.append)
    click(stage, place_of(stage, 1, Action.OPEN_LINK))
    click(stage, start_of_text(stage, 2) + QPoint(20, 0))
    assert asked == [address, address]


def test_selecting_an_address_does_not_open_it(stage: Stage):
    stage.page([message(1, "https://example.com/a")])
    asked: list[str] = []
    stage.view.open_link_requested.connect(asked.append)
    start = start_of_text(stage, 1)
    drag(stage, start + QPoint(1, 0), start + QPoint(60, 0))
    assert asked == []
    assert copied(stage).startswith("https")


def test_a_dragged_stretch_is_copied(stage: Stage):
    stage.page([message(1, "这件羽绒服还有货吗")])
    start = start_of_text(stage, 1)
    drag(stage, start, start + QPoint(300, 0))
    assert copied(stage) == "这件羽绒服还有货吗"


def test_emoji_are_copied_whole(stage: Stage):
    stage.page([message(1, "😀👍🏻好")])
    start = start_of_text(stage, 1)
    drag(stage, start, start + QPoint(300, 0))
    assert copied(stage) == "😀👍🏻好"


def test_lines_of_a_text_are_copied_as_lines(stage: Stage):
    stage.page([message(1, "第一行\n第二行")])
    start = start_of_text(stage, 1)
    drag(stage, start, start + QPoint(200, 20))
    assert copied(stage) == "第一行\n第二行"


def test_a_double_click_takes_a_word_or_a_whole_number(stage: Stage):
    stage.page([message(1, "20261112-0937 这个单号")])
    point = start_of_text(stage, 1) + QPoint(15, 0)
    QTest.mouseDClick(stage.view.viewport(), LEFT, pos=point)
    assert copied(stage) == "20261112-0937"


def test_without_a_selection_the_current_message_is_copied(stage: Stage):
    stage.page([message(1, "整条消息")])
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert copied(stage) == "整条消息"


def test_copied_markup_is_plain_text(stage: Stage):
    stage.page([message(1, "<b>粗</b>&amp;")])
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert copied(stage) == "<b>粗</b>&amp;"
    mime = QGuiApplication.clipboard().mimeData()
    assert not mime.hasHtml()


def test_a_long_text_unfolds_where_it_is(stage: Stage):
    stage.page([message(1, "长" * 5000)])
    assert stage.view.verticalScrollBar().maximum() > 0
    before = stage.view.verticalScrollBar().maximum()
    click(stage, place_of(stage, 1, Action.UNFOLD))
    stage.settle()
    assert stage.view.verticalScrollBar().maximum() > before


def words_of(lines: tuple[MenuLine, ...]) -> list[str]:
    return [line.words for line in lines]


def test_the_menu_offers_what_is_found_and_what_is_legal():
    failed = answer(1, SendState.FAILED)
    assert words_of(menu_lines(failed, TimelineContext())) == [
        "复制整条消息",
        "引用",
        "存为快捷回复",
        "找相关的快捷回复",
        "",
        "重试",
        "撤回不发",
        "",
        "详情",
    ]
    found = message(2, "13812345678 SF1234567890123 https://example.com")
    assert words_of(menu_lines(found, TimelineContext(), "选了")) == [
        "复制所选文字",
        "复制整条消息",
        "引用",
        "存为快捷回复",
        "找相关的快捷回复",
        "复制电话 13812345678",
        "搜索 13812345678",
        "复制单号 SF1234567890123",
        "搜索 SF1234567890123",
        "复制链接 https://example.com",
        "",
        "打开链接 https://example.com",
        "",
        "详情",
    ]


def test_only_words_are_kept_as_a_reply():
    paper = message(1, File("m"))
    assert "存为快捷回复" not in words_of(menu_lines(paper, TimelineContext()))


def test_the_menu_opens_by_the_keyboard_and_blocks_nothing(stage: Stage):
    stage.page([message(1, "拨打13812345678 & 回复")])
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(stage.view, Qt.Key.Key_Return)
    menu = stage.view.viewport().findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert menu.isVisible()
    phone = menu.actions()[4]
    phone.trigger()
    assert QGuiApplication.clipboard().text() == "13812345678"
    menu.close()


def test_a_strangers_ampersand_is_shown_in_the_menu(stage: Stage):
    stage.page([message(1, "https://example.com/?a=1&b=2")])
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(stage.view, Qt.Key.Key_Return)
    menu = stage.view.viewport().findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert "a=1&&b=2" in menu.actions()[4].text()
    menu.close()
