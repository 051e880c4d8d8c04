"""Cards beyond the plain ones: menus with their choice, records, unknown kinds."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.content import (
    AcquisitionLink,
    BusinessCard,
    Location,
    Menu,
    MenuItem,
    MergedEntry,
    MergedRecord,
    Note,
    ShopOrder,
    Text,
    Unsupported,
)
from desktop.models.message import Origin
from desktop.models.unknown_texts import known_texts
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.theme.plain_text import ElidedLabel
from desktop.views.theme.style import theme_named
from desktop.views.timeline.card import Around, card_of
from desktop.views.timeline.message_face import (
    Shape,
    TimelineContext,
    face_of,
    full_text,
)
from desktop.views.timeline.message_menu import menu_lines
from desktop.views.timeline.record_words import record_messages
from desktop.views.timeline.send_words import Action
from tests.views.timeline.builders import CONVERSATION, NOON, message, opened
from tests.views.timeline.conftest import Stage

CONTEXT = TimelineContext("林小满", "wm1", "旗舰店客服")
MENU = Menu(
    "请选择",
    (
        MenuItem("click", "查物流", "1"),
        MenuItem("click", "退换货", "2"),
        MenuItem("view", "自助", "https://example.com/a"),
        MenuItem("view", "坏的", "javascript:alert(1)"),
        MenuItem("text", "请留言"),
    ),
    "再见",
)
INNER = MergedEntry("王五", "merged_msg", "里面的", NOON, entries=(
    MergedEntry("赵六", "text", "最里面", NOON),
))  # fmt: skip
RECORD = MergedRecord(
    "群聊的聊天记录",
    (
        MergedEntry("张三", "text", "好的[微笑]", NOON),
        MergedEntry("李四", "image", "", NOON),
        MergedEntry("李四", "link", "标题", NOON, "说明", "https://example.com"),
        INNER,
    ),
)


def lines_of(content: Menu, tapped: frozenset[str] = frozenset()) -> list[str]:
    card = card_of(content, Around(tapped=tapped))
    assert card is not None
    return [line.text for line in card.lines]


def spot(stage: Stage, message_id: int, action: Action) -> QPoint:
    for y in range(stage.view.viewport().height()):
        hit = stage.view.hit(QPoint(5, y))
        if hit is None or hit.layout.message.id != message_id:
            continue
        for hotspot in hit.layout.hotspots:
            if hotspot.action is action:
                return hotspot.rect.center() + QPoint(0, y - hit.point.y())
    raise AssertionError(f"no {action} at message {message_id}")


def click(stage: Stage, point: QPoint) -> None:
    QTest.mouseClick(stage.view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_a_menu_marks_what_the_customer_has_tapped():
    assert "✓ 退换货（客户已点选）" in lines_of(MENU, frozenset({"2"}))
    assert lines_of(MENU)[:2] == ["• 查物流", "• 退换货"]


def test_a_tap_that_comes_later_is_marked_on_the_menu_above(stage: Stage):
    stage.page([message(1, MENU, Origin.OPERATOR)])
    before = stage.view.layouts_built()
    stage.model.upsert([message(2, Text("退换货", "2"))])
    stage.settle()
    assert stage.view.layouts_built() >= before + 2
    hit = stage.view.hit(QPoint(5, 40))
    assert hit is not None
    shown = [placed.block.text for placed in hit.layout.blocks]
    assert "✓ 退换货（客户已点选）" in shown


def test_a_tapped_choice_says_that_it_comes_from_a_menu():
    face = face_of(message(1, Text("退换货", "2")), CONTEXT, closes_group=True)
    assert face.caption == "点选了菜单里的这一项"
    assert full_text(message(1, Text("退换货", "2"))) == "退换货"


def test_only_safe_addresses_of_a_menu_can_be_opened(stage: Stage):
    stage.page([message(1, MENU, Origin.OPERATOR)])
    asked: list[str] = []
    stage.view.open_link_requested.connect(asked.append)
    click(stage, spot(stage, 1, Action.OPEN_LINK))
    assert asked == ["https://example.com/a"]
    card = card_of(MENU)
    assert card is not None
    assert [line.target for line in card.lines if line.target] == asked


@pytest.mark.parametrize(
    ("content", "copied"),
    [
        (Location(31.0, 121.0, "方恒", "朝阳区"), "方恒 朝阳区"),
        (Location(31.0, 121.0, "", ""), "31.00000, 121.00000"),
        (ShopOrder("3170923847", "外套", "¥9", "待发货", "店"), "3170923847"),
        (BusinessCard("wangfang"), "wangfang"),
    ],
)
def test_what_a_card_is_about_can_be_copied(
    stage: Stage, content: Location | ShopOrder | BusinessCard, copied: str
):
    stage.page([message(1, content)])
    click(stage, spot(stage, 1, Action.COPY))
    assert QGuiApplication.clipboard().text() == copied


def test_an_acquisition_link_is_a_card_with_its_address():
    card = card_of(AcquisitionLink("https://work.weixin.qq.com/ca/x"))
    assert card is not None
    assert card.target == "https://work.weixin.qq.com/ca/x"


def test_a_record_opens_by_a_click_anywhere_on_it(stage: Stage):
    stage.page([message(1, RECORD)])
    asked: list[object] = []
    stage.view.record_open_requested.connect(asked.append)
    corner = spot(stage, 1, Action.OPEN_RECORD)
    click(stage, corner)
    assert asked == [1]


def test_the_entries_of_a_record_are_messages_with_their_senders():
    messages = record_messages(RECORD, NOON)
    assert [one.sender for one in messages] == ["张三", "李四", "李四", "王五"]
    faces = [face_of(one, TimelineContext(), closes_group=True) for one in messages]
    assert faces[0].meta.startswith("张三 · ")
    assert faces[1].text == "[图片]"
    assert faces[2].card is not None
    assert faces[2].card.target == "https://example.com"
    assert isinstance(messages[3].content, MergedRecord)


def test_an_entry_without_a_time_takes_the_one_before():
    nowhen = MergedEntry("甲", "text", "x", NOON.fromtimestamp(0, NOON.tzinfo))
    (made,) = record_messages(MergedRecord("t", (nowhen,)), NOON)
    assert made.sent_at == NOON


@pytest.fixture
def view(qtbot: QtBot) -> ConversationView:
    """An open conversation with one forwarded record, in a shown window."""
    made = ConversationView(theme_named("light"), NOON)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show_conversation(opened())
    made.model.set_page(
        CONVERSATION, [message(1, RECORD)], has_older=False, has_newer=False
    )
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_record_opens_in_the_place_of_the_timeline_and_closes_by_escape(
    view: ConversationView,
):
    view.timeline.record_open_requested.emit(1)
    assert view.record.isVisible()
    assert not view.timeline.isVisible()
    QTest.keyClick(view.record, Qt.Key.Key_Escape)
    assert not view.record.isVisible()
    assert view.timeline.isVisible()


def test_escape_in_a_record_belongs_to_it_and_not_to_the_window(
    view: ConversationView,
):
    pressed: list[bool] = []
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), view)
    shortcut.activated.connect(lambda: pressed.append(True))
    view.activateWindow()
    view.timeline.record_open_requested.emit(1)
    QTest.keyClick(view.record.timeline, Qt.Key.Key_Escape)
    assert not view.record.isVisible()
    assert pressed == []


def test_a_record_within_a_record_opens_and_leads_back(view: ConversationView):
    view.timeline.record_open_requested.emit(1)
    view.record.timeline.record_open_requested.emit(4)
    title = view.record.findChild(QWidget, "record_title")
    assert isinstance(title, ElidedLabel)
    assert title.text() == "里面的"
    QTest.keyClick(view.record, Qt.Key.Key_Escape)
    assert view.record.isVisible()
    QTest.keyClick(view.record, Qt.Key.Key_Escape)
    assert not view.record.isVisible()


def test_another_conversation_closes_the_record(view: ConversationView):
    view.timeline.record_open_requested.emit(1)
    view.show_conversation(opened(id=8))
    assert not view.record.isVisible()


def test_nothing_of_a_record_can_be_quoted(view: ConversationView):
    view.timeline.record_open_requested.emit(1)
    context = view.record.timeline.context()
    words = [line.words for line in menu_lines(message(1), context)]
    assert "引用" not in words


def test_an_unknown_kind_shows_the_words_that_came_with_it():
    raw = json.dumps(
        {
            "msgid": "m1",
            "msgtype": "gift",
            "gift": {"title": "一束花", "gift_id": "9", "count": 3, "tags": ["红"]},
        }
    )
    card = card_of(Unsupported("gift", raw))
    assert card is not None
    assert card.title == "未支持的消息（gift）"
    assert [line.text for line in card.lines] == [
        "title: 一束花",
        "count: 3",
        "tags: 红",
    ]


@pytest.mark.parametrize("kind", ["meeting", "schedule", "note"])
def test_kinds_that_wecom_only_names_say_where_to_look(kind: str):
    card = card_of(Unsupported(kind, json.dumps({"msgtype": kind})))
    assert card is not None
    assert "未支持" not in card.title
    assert "请在企业微信里查看" in card.foot


@pytest.mark.parametrize(
    "raw", ["", "{", "null", "[" * 5000, '{"a":' * 5000, "x" * 300_000, '"\\ud800"']
)
def test_broken_json_of_an_unknown_kind_has_no_words(raw: str):
    assert all("\n" not in text for text in known_texts(raw))
    card = card_of(Unsupported("odd", raw))
    assert card is not None
    assert len(card.lines) <= 6


def test_an_unknown_event_is_a_quiet_line_with_its_name():
    odd = message(1, Unsupported("event:new_thing", "{}"), Origin.SYSTEM)
    face = face_of(odd, CONTEXT, closes_group=True)
    assert face.shape is Shape.LINE
    assert face.text == "未知的系统事件（new_thing）"


def test_a_note_names_its_author_and_marks_whom_it_mentions():
    note = message(1, Note("@李组长 请核对，@王芳", (3, 4)), Origin.NOTE)
    face = face_of(note, CONTEXT, closes_group=True)
    assert face.shape is Shape.NOTE
    assert face.caption.startswith("周晓 · ")
    assert "客户不可见" in face.caption
    assert [face.text[start:end] for start, end in face.mentions] == [
        "@李组长",
        "@王芳",
    ]


def test_an_at_sign_that_names_nobody_is_not_marked():
    note = message(1, Note("邮箱 a@b"), Origin.NOTE)
    assert face_of(note, CONTEXT, closes_group=True).mentions == ()


def test_a_note_cannot_be_quoted_to_the_customer():
    note = message(1, Note("先核对"), Origin.NOTE)
    assert "引用" not in [line.words for line in menu_lines(note, CONTEXT)]


def test_what_was_recalled_stays_readable_with_a_mark():
    face = face_of(message(1, "秘密", recalled=True), CONTEXT, closes_group=True)
    assert face.text == "秘密"
    assert (face.standing, face.standing_tone) == ("已被撤回", "warn")


def test_a_policy_hides_what_was_recalled_everywhere(stage: Stage):
    hidden = TimelineContext("林小满", show_recalled=False)
    gone = message(1, "秘密 13812345678", recalled=True)
    face = face_of(gone, hidden, closes_group=True)
    assert face.text == "这条消息已被撤回"
    assert face.spans == ()
    assert full_text(gone, hidden) == ""
    words = [line.words for line in menu_lines(gone, hidden)]
    assert words == ["", "详情"]
    stage.view.set_context(TimelineContext("林小满"))
    stage.page([gone])
    stage.view.set_context(hidden)
    stage.settle()
    hit = stage.view.hit(QPoint(5, 50))
    assert hit is not None
    assert hit.layout.body is None


def test_details_tell_the_second_and_hide_the_number_of_the_message():
    (details,) = [line for line in menu_lines(message(1), CONTEXT) if line.lines]
    words = [line.words for line in details.lines]
    assert words[0].startswith("时间 2026-11-20 12:00:01")
    assert "账号 旗舰店客服" in words
    assert not any("m1" in each for each in words)
    number = details.lines[-1].choice
    assert number is not None
    assert number.copied == "m1"


def test_a_click_on_a_phone_number_offers_to_copy_and_to_search(stage: Stage):
    stage.page([message(1, "13812345678 打给我")])
    asked: list[str] = []
    stage.view.search_requested.connect(asked.append)
    hit = stage.view.hit(QPoint(5, 50))
    assert hit is not None
    assert hit.layout.body is not None
    point = hit.layout.body.origin.toPoint() + QPoint(20, 50 - hit.point.y() + 8)
    click(stage, point)
    menu = stage.view.viewport().findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [
        "复制电话 13812345678",
        "搜索 13812345678",
    ]
    menu.actions()[1].trigger()
    menu.close()
    assert asked == ["13812345678"]
