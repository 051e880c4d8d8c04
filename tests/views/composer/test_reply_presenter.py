"""Quick replies and the draft they come into: all of it, and where it came from."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.models.content import ShopOrder, Text
from desktop.models.content_source import ContentSource
from desktop.models.quick_reply import QuickReply, ReplyContent, ReplyText, Scope
from desktop.views.composer.reply_keys import ReplyWish
from desktop.views.composer.written import WritingMode
from tests.building import entry, make_world
from tests.views.composer.given import field_of
from tests.views.composer.test_presenters import Stage
from tests.views.presenter_stage import desk_on

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
async def stage(tmp_path: Path, qapp: object, qtbot: QtBot) -> AsyncIterator[Stage]:
    world = make_world(tmp_path / "profile")
    async with desk_on(world) as (desk, database):
        made = Stage(world, desk, database, qtbot)
        yield made
        await made.end()
    world.close()


async def kept(stage: Stage, *texts: str, title: str = "物流") -> QuickReply:
    """A reply of these texts in the book."""
    content = ReplyContent(title, (), tuple(map(ReplyText, texts)))
    return await stage.desk.replies.one(await stage.desk.replies.save(content))


async def settled(stage: Stage) -> None:
    """Wait until all of a reply is where it belongs."""
    for _ in range(2):
        await stage.writing.replies.tasks.drained()
        await stage.settled()


async def inserted(
    stage: Stage, reply: QuickReply, wish: ReplyWish = ReplyWish.INSERT
) -> None:
    stage.writing.replies.use(reply, wish)
    await settled(stage)


async def test_undo_takes_back_all_that_came_along_and_redo_brings_it(stage: Stage):
    shown = stage.world.say("在吗").id
    await stage.open(shown)
    reply = await kept(stage, "first", "second", "third")
    source = ContentSource(reply.id, reply.version)
    stage.type("so: ")
    await inserted(stage, reply)
    assert stage.composer.text() == "so: first"
    assert stage.names(shown) == ["second", "third"]
    assert await stage.desk.replies.draft_sources(shown) == (source,)
    field = field_of(stage.composer)
    QTest.keyClick(field, Qt.Key.Key_Z, _CTRL)
    await settled(stage)
    assert (stage.composer.text(), stage.names(shown)) == ("so: ", [])
    assert await stage.desk.replies.draft_sources(shown) == ()
    field.redo()
    await settled(stage)
    assert stage.composer.text() == "so: first"
    assert stage.names(shown) == ["second", "third"]
    assert await stage.desk.replies.draft_sources(shown) == (source,)


async def test_an_inserted_combo_leaves_in_order_with_its_sources(stage: Stage):
    shown = stage.world.say("在吗").id
    await stage.open(shown)
    reply = await kept(stage, "first", "second", "third")
    await inserted(stage, reply)
    stage.press()
    await settled(stage)
    texts = [each.content for each in stage.ours(shown)]
    assert texts == [Text("first"), Text("second"), Text("third")]
    assert [one.reply_id for one in await stage.desk.replies.sent_in(shown)] == [
        reply.id
    ]
    assert stage.names(shown) == []


async def test_sources_survive_a_new_start_and_go_with_the_words(stage: Stage):
    shown = stage.world.say("在吗").id
    await stage.open(shown)
    reply = await kept(stage, "first")
    await inserted(stage, reply)
    await stage.writing.composer.settle()
    await stage.end()
    stage.build()
    await stage.open(shown)
    await settled(stage)
    assert stage.composer.text() == "first"
    assert await stage.desk.replies.draft_sources(shown) != ()
    field_of(stage.composer).selectAll()
    QTest.keyClick(field_of(stage.composer), Qt.Key.Key_Backspace)
    stage.composer.flush_draft()
    await settled(stage)
    assert await stage.desk.replies.draft_sources(shown) == ()


async def test_a_combo_is_sent_whole_and_what_is_being_written_stays(stage: Stage):
    shown = stage.world.say("在吗").id
    await stage.open(shown)
    stage.type("half a word")
    await inserted(stage, await kept(stage, "first", "second"), ReplyWish.SEND)
    texts = [each.content for each in stage.ours(shown)]
    assert texts == [Text("first"), Text("second")]
    assert stage.composer.text() == "half a word"


async def test_a_combo_waits_while_the_customer_has_just_written_something_else(
    stage: Stage,
):
    shown = stage.world.say("要白色").id
    await stage.open(shown)
    reply = await kept(stage, "white it is", "really")
    stage.world.say("等等，要黑色")
    await inserted(stage, reply, ReplyWish.SEND)
    assert stage.ours(shown) == []
    assert stage.said
    assert await stage.desk.attachments.of(shown) == ()


async def test_a_combo_beyond_the_pips_is_refused_with_words(stage: Stage):
    shown = stage.world.say("在吗").id
    await stage.open(shown)
    reply = await kept(stage, *(f"number {n}" for n in range(6)))
    await inserted(stage, reply, ReplyWish.SEND)
    assert stage.ours(shown) == []
    assert "6" in stage.said[0]
    assert await stage.desk.attachments.of(shown) == ()


async def test_one_with_a_place_to_fill_is_inserted_instead_of_sent(stage: Stage):
    shown = stage.world.say("在吗").id
    await stage.open(shown)
    await inserted(stage, await kept(stage, "穿{填:尺码}"), ReplyWish.SEND)
    assert stage.ours(shown) == []
    assert (stage.composer.text(), len(stage.said)) == ("穿{填:尺码}", 1)


async def test_an_order_of_the_customer_fills_its_number_in(stage: Stage):
    shown = stage.world.say("在吗").id
    order = ShopOrder("3170923847", "外套", "¥9", "待发货", "店")
    stage.world.take_in(entry(order, seconds=1))
    await stage.open(shown)
    await inserted(stage, await kept(stage, "订单{订单号}：{物流}"))
    assert stage.composer.text() == "订单3170923847：待发货"


async def test_values_of_a_customer_are_words_never_variables(stage: Stage):
    shown = stage.world.say("在吗").id
    order = ShopOrder("{坐席}{填:x}", "外套", "¥9", "待发货", "店")
    stage.world.take_in(entry(order, seconds=1))
    await stage.open(shown)
    await inserted(stage, await kept(stage, "订单{订单号}"))
    assert stage.composer.text() == "订单{坐席}{填:x}"


async def test_a_reply_chosen_beside_a_note_goes_into_the_answer(stage: Stage):
    shown = stage.world.say("在吗").id
    await stage.open(shown)
    stage.composer.toggle_note()
    await inserted(stage, await kept(stage, "first"))
    assert (stage.composer.mode, stage.composer.text()) == (
        WritingMode.ANSWER,
        "first",
    )


async def test_replies_of_other_accounts_are_not_offered(stage: Stage):
    shown = stage.world.say("在吗").id
    await stage.open(shown)
    await kept(stage, "mine", title="物流")
    replies = stage.desk.replies
    other = ReplyContent(
        "物流", (), (ReplyText("theirs"),), scope=Scope.ACCOUNT, scope_id=9_999
    )
    await replies.publish([await replies.propose(other)])
    stage.type("/")
    field_of(stage.composer).insertPlainText("物流")
    await settled(stage)
    rows = stage.composer.replies.list.model
    assert rows.rowCount() == 1
    found = rows.numbered(1)
    assert found is not None
    assert found.texts() == ("mine",)


async def test_enter_faster_than_the_search_inserts_what_it_finds(stage: Stage):
    shown = stage.world.say("在吗").id
    await stage.open(shown)
    await kept(stage, "on its way", title="wuliu")
    stage.type("/wuliu")
    stage.press(_CTRL)
    await settled(stage)
    assert stage.composer.text() == "on its way"
    assert stage.ours(shown) == []


async def test_what_was_sent_to_the_customer_before_is_marked(stage: Stage):
    shown = stage.world.say("在吗").id
    await stage.open(shown)
    reply = await kept(stage, "on its way", title="wuliu")
    await inserted(stage, reply, ReplyWish.SEND)
    stage.type("/wuliu")
    await settled(stage)
    row = stage.composer.replies.list.model.rows[0]
    assert "已发过" in row.found.line  # type: ignore[union-attr]
