"""Send states, events and cards in words."""

import pytest

from desktop.models.content import (
    BusinessCard,
    ChannelsPost,
    Content,
    Entered,
    EventContent,
    File,
    Link,
    Location,
    Menu,
    MenuItem,
    MergedEntry,
    MergedRecord,
    MiniProgram,
    Picture,
    Recalled,
    RejectSwitched,
    SendFailed,
    ServicerStatusChanged,
    SessionChanged,
    ShopOrder,
    ShopProduct,
    StateMoved,
    Text,
    Unsupported,
    Video,
    Voice,
)
from desktop.models.customer import ChannelsSource, EntryScene
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.message import MediaFile, MediaState, Origin
from desktop.models.send_state import SendState
from desktop.views.timeline.card import Around, card_of
from desktop.views.timeline.event_words import event_words
from desktop.views.timeline.message_face import (
    FOLD_AT,
    FOLD_LINES,
    Shape,
    TimelineContext,
    customer_title,
    face_of,
    full_text,
    spoken,
)
from desktop.views.timeline.send_words import Action, action_word, send_words
from tests.views.timeline.builders import NOON, answer, message

REASON = FailureReason(FailureSource.ERRCODE, 95001)
CONTEXT = TimelineContext("林小满", "wm1", "旗舰店客服")


@pytest.mark.parametrize(
    ("state", "words", "actions"),
    [
        (SendState.SAVING, "保存中", ()),
        (SendState.QUEUED, "排队中", (Action.DISCARD,)),
        (SendState.SENDING, "发送中", ()),
        (SendState.ACCEPTED, "已发出 ✓", ()),
        (SendState.FAILED, "发送失败：", (Action.RETRY, Action.DISCARD)),
        (
            SendState.UNCONFIRMED,
            "结果未知，可能已送达",
            (Action.MARK_DELIVERED, Action.RESEND),
        ),
        (SendState.DISCARDED, "已撤回，没有发出", ()),
    ],
)
def test_each_send_state_has_words_and_only_its_legal_actions(
    state: SendState, words: str, actions: tuple[Action, ...]
):
    said = send_words(answer(1, state, failure=REASON))
    assert said.text.startswith(words)
    assert said.actions == actions


def test_a_failure_says_its_reason_and_who_helps():
    face = face_of(
        answer(1, SendState.FAILED, failure=REASON), CONTEXT, closes_group=True
    )
    assert face.standing == "发送失败：这位客户的 5 条回复已用完"
    assert face.cure
    assert face.standing_tone == "bad"


def test_a_failure_without_a_reason_is_still_said():
    assert send_words(answer(1, SendState.FAILED)).text == "发送失败：原因未知"


def test_a_held_queue_says_what_it_waits_for():
    assert send_words(answer(1, SendState.QUEUED), held=True).text == (
        "排队中，等前一条处理"
    )


def test_messages_of_others_have_no_send_state():
    assert send_words(message(1)).text == ""
    servicer = message(1, "您好", Origin.SERVICER, state=SendState.FAILED)
    assert send_words(servicer).actions == ()


def test_every_action_has_a_word():
    assert all(action_word(action) for action in Action)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Entered(EntryScene()), "客户进入会话"),
        (Entered(EntryScene("pkg_card")), "客户进入会话 · 场景 pkg_card"),
        (
            Entered(EntryScene("s", "门店=8", ChannelsSource("旗舰店", 2))),
            "客户从视频号「旗舰店」直播间进入会话 · 场景 s · 参数 门店=8",
        ),
        (SessionChanged(1, "", "王芳"), "王芳 从接待池接入了会话"),
        (SessionChanged(2, "王芳", "李雷"), "王芳 把会话转给了 李雷"),
        (SessionChanged(3, "王芳"), "王芳 结束了会话"),
        (SessionChanged(4, "", "王芳"), "王芳 重新接入了会话"),
        (SessionChanged(9), "会话状态有变化"),
        (Recalled("m"), "客户撤回了一条消息"),
        (Recalled("m", "王芳"), "王芳 在企业微信里撤回了一条消息"),
        (RejectSwitched("王芳", True), "王芳 已拒收该客户的消息"),
        (RejectSwitched("王芳", False), "王芳 恢复接收该客户的消息"),
        (ServicerStatusChanged("王芳", 1), "王芳 开始接待"),
        (ServicerStatusChanged("王芳", 2), "王芳 停止接待"),
        (StateMoved(4, "周晓"), "周晓 结束了会话"),
        (StateMoved(77, "周晓"), "周晓 更改了会话：77"),
    ],
)
def test_each_event_is_one_quiet_line(event: EventContent, words: str):
    assert event_words(event) == words


def test_a_failed_delivery_names_the_reason():
    assert event_words(SendFailed("m", 4)).startswith("一条消息没有送达：")


CARDS: list[tuple[Content, str, str]] = [
    (Location(31.2, 121.4, "方恒", "朝阳区"), "方恒", "位置"),
    (Link("标题", "说明", "https://example.com/a"), "标题", "example.com"),
    (MiniProgram("羽绒服", "wx1", "p"), "羽绒服", "小程序"),
    (BusinessCard("wangfang"), "wangfang", "名片"),
    (Menu("请选", (MenuItem("click", "查物流"),), ""), "请选", "菜单消息"),
    (ChannelsPost(2, "旗舰店", "专场"), "专场", "视频号直播"),
    (ShopProduct("1", "外套", 89900, "旗舰店"), "外套", "视频号商品"),
    (ShopOrder("317", "外套", "¥9", "待发货", "旗舰店"), "外套", "旗舰店"),
    (Unsupported("gift", "{}"), "未支持的消息（gift）", "原文"),
]


@pytest.mark.parametrize(("content", "title", "foot"), CARDS)
def test_each_kind_has_a_card_with_name_and_kind(
    content: Content, title: str, foot: str
):
    card = card_of(content)
    assert card is not None
    assert card.title == title
    assert foot in card.foot


def test_a_price_is_given_in_yuan_and_left_out_when_unreadable():
    card = card_of(ShopProduct("1", "外套", 89900, "店"))
    assert card is not None
    assert [line.text for line in card.lines] == ["¥899.00"]
    unreadable = card_of(ShopProduct("1", "外套", None, "店"))
    assert unreadable is not None
    assert unreadable.lines == ()


def test_a_merged_record_shows_its_first_entries_and_their_number():
    entries = tuple(MergedEntry(f"张{n}", "text", f"第{n}句", NOON) for n in range(9))
    card = card_of(MergedRecord("群聊的聊天记录", entries))
    assert card is not None
    assert card.lines[0].text == "张0：第0句"
    assert len(card.lines) == 4


def test_only_safe_links_can_be_opened():
    for address in ("javascript:alert(1)", "file:///etc/passwd", "\\\\h\\s", ""):
        card = card_of(Link("标题", "", address))
        assert card is not None
        assert card.actions == ()
        assert card.target == ""


@pytest.mark.parametrize(
    ("state", "words", "actions"),
    [
        (MediaState.WAITING, "等待下载", ()),
        (MediaState.DOWNLOADING, "下载中 45%", ()),
        (MediaState.READY, "已存到本机", (Action.OPEN_MEDIA, Action.SAVE)),
        (MediaState.FAILED, "下载失败：", (Action.FETCH,)),
        (MediaState.EXPIRED, "已过期", ()),
        (MediaState.REFUSED, "未下载：", (Action.FETCH,)),
    ],
)
def test_each_media_state_has_words_and_only_what_helps_to_click(
    state: MediaState, words: str, actions: tuple[Action, ...]
):
    media = MediaFile(1, state, "尺码表.xlsx", 1000, 450, REASON)
    card = card_of(File("m"), Around(media))
    assert card is not None
    assert card.title == "尺码表.xlsx"
    assert card.foot.startswith(words)
    assert card.actions == actions


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (Picture("m"), "图片"),
        (Voice("m"), "语音"),
        (Video("m"), "视频"),
        (File("m"), "文件"),
    ],
)
def test_media_without_a_name_is_called_by_its_kind(content: Content, name: str):
    card = card_of(content)
    assert card is not None
    assert card.title == name


def test_a_spoofed_file_name_is_shown_in_reading_order():
    media = MediaFile(1, MediaState.READY, "../照片\u202egnp.exe", 1, 1)
    card = card_of(File("m"), Around(media))
    assert card is not None
    assert card.title == "照片gnp.exe"


def test_who_answered_and_through_which_account_is_said():
    ours = face_of(answer(1, SendState.ACCEPTED), CONTEXT, closes_group=True)
    assert ours.meta == "周晓 经 旗舰店客服 · 12:00"
    assert ours.shape is Shape.MINE
    servicer = message(1, "您好", Origin.SERVICER, sender="王芳")
    assert face_of(servicer, CONTEXT, closes_group=True).meta == (
        "王芳 在企业微信 · 12:00"
    )


def test_a_note_says_that_the_customer_cannot_see_it():
    note = message(1, "注意尺码", Origin.NOTE)
    face = face_of(note, CONTEXT, closes_group=True)
    assert face.shape is Shape.NOTE
    assert "客户不可见" in face.meta


def test_a_recalled_message_says_so():
    face = face_of(message(1, recalled=True), CONTEXT, closes_group=True)
    assert face.standing == "已被撤回"


def test_a_message_inside_a_group_leaves_the_line_to_the_last():
    assert face_of(message(1), CONTEXT, closes_group=False).meta == ""


def test_a_long_text_is_folded_and_unfolded_by_steps():
    text = "字" * 100_000
    folded = face_of(message(1, text), CONTEXT, closes_group=True)
    assert len(folded.text) == FOLD_AT
    assert folded.hidden == 100_000 - FOLD_AT
    more = face_of(message(1, text), CONTEXT, closes_group=True, unfolded=99_000)
    assert more.hidden == 1000


def test_a_text_of_many_lines_is_folded_too():
    face = face_of(message(1, "行\n" * 3000), CONTEXT, closes_group=True)
    assert face.text.count("\n") < FOLD_LINES
    assert face.hidden > 0


def test_a_folded_text_is_copied_whole():
    assert len(full_text(message(1, "字" * 50_000))) == 50_000


def test_a_card_is_copied_with_its_address():
    link = Link("标题", "说明", "https://example.com/a")
    assert full_text(message(1, link)) == "标题\n说明\nhttps://example.com/a"


def test_a_message_is_spoken_with_sender_words_and_time():
    assert spoken(message(1, "有货吗"), CONTEXT) == "林小满：有货吗 12:00"
    failed = spoken(answer(1, SendState.FAILED), CONTEXT)
    assert failed.endswith("发送失败：原因未知")


def test_a_nameless_customer_is_called_by_the_end_of_the_id():
    assert customer_title("", "wmAbCd1234") == "客户 1234"
    assert customer_title("林小满", "wm") == "林小满"


def test_control_and_direction_characters_never_reach_the_screen():
    face = face_of(message(1, Text("a\u202eb\x00c\r\nd")), CONTEXT, closes_group=True)
    assert face.text == "abc\nd"
