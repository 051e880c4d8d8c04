"""Quick replies out of the composer: keys in the window, messages at WeCom."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.clock import SystemClock
from desktop.models.material import MaterialDetails
from desktop.models.quick_reply import (
    ReplyContent,
    ReplyMaterial,
    ReplyPart,
    ReplyText,
    Scope,
)
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.desk import Desk, open_desk
from desktop.services.inbox import Inbox
from desktop.services.quick_replies import QuickReplies
from desktop.services.storage.database import Database
from tests.end_to_end.desk_run import (
    RunningDesk,
    connect_profile,
    profile_in,
    running_desk,
)
from tests.end_to_end.test_writing import customer_opened, field_in
from tests.sandbox_fixture import Sandbox

_RETURN = Qt.Key.Key_Return
_CTRL = Qt.KeyboardModifier.ControlModifier


def reply(code: str, *parts: ReplyPart, scope: Scope = Scope.PERSONAL) -> ReplyContent:
    """A reply that its code finds."""
    return ReplyContent(f"答复 {code}", ("物流",), parts, scope=scope, code=code)


@asynccontextmanager
async def book(folder: Path) -> AsyncIterator[Desk]:
    """The services of a desk, before its window opens."""
    store = KeyFileStore(folder / "keys.json")
    desk = await open_desk(profile_in(folder), store, SystemClock())
    yield desk
    await desk.close()


async def combo_of(desk: Desk, folder: Path) -> ReplyContent:
    """Words, a picture of the library, and words."""
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    path = folder / "主图.png"
    assert image.save(str(path))
    added = await desk.materials.add(path, MaterialDetails("主图"))
    assert added.material is not None
    picture = ReplyMaterial(added.material.id)
    return reply("ppp", ReplyText("before"), picture, ReplyText("after"))


async def found(desk: RunningDesk, code: str) -> None:
    """Type a slash and a code, and wait for the list."""
    QTest.keyClicks(field_in(desk), f"/{code}")
    shown = desk.session.views.composer.replies.list

    def is_found() -> bool:
        current = shown.current()
        listed = not shown.isHidden() and current is not None
        return listed and current is not None and current.content.code == code

    await desk.until(is_found, f"{code} is listed")


def texts_sent(sandbox: Sandbox) -> list[str]:
    """What has reached the customer, other things than texts by their kind."""
    return [one.text or one.msgtype for one in sandbox.control.ledger()]


async def test_slash_letters_enter_enter_sends_a_reply(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    await connect_profile(tmp_path, sandbox)
    async with book(tmp_path) as desk:
        await desk.replies.save(reply("wl", ReplyText("包裹在路上，{客户称呼|您}放心")))
    async with running_desk(tmp_path) as run:
        await customer_opened(run, sandbox, "到哪了")
        composer, field = run.session.views.composer, field_in(run)
        # Enter at once: it waits for what is found, and never sends the letters.
        QTest.keyClicks(field, "/wl")
        QTest.keyClick(field, _RETURN)
        await run.until(lambda: "包裹" in composer.text(), "it is inserted")
        QTest.keyClick(field, _RETURN)
        await run.until(lambda: texts_sent(sandbox), "it has arrived")
        assert [text[:5] for text in texts_sent(sandbox)] == ["包裹在路上"]
        assert composer.text() == ""


async def test_a_combo_arrives_whole_and_in_order_sent_at_once_or_out_of_the_draft(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    await connect_profile(tmp_path, sandbox)
    async with book(tmp_path) as desk:
        await desk.replies.save(await combo_of(desk, tmp_path))
    async with running_desk(tmp_path) as run:
        await customer_opened(run, sandbox, "有图吗")
        composer, field = run.session.views.composer, field_in(run)
        shown = composer.conversation_id
        assert shown is not None
        await found(run, "ppp")
        QTest.keyClick(field, _RETURN, _CTRL)
        await run.until(lambda: len(texts_sent(sandbox)) == 3, "all have arrived")
        assert texts_sent(sandbox) == ["before", "image", "after"]
        assert (composer.text(), composer.parts.faces(shown)) == ("", ())

        sandbox.control.say(
            sandbox.control.accounts()[0], sandbox.control.customers()[0], "再来"
        )
        timeline = run.session.views.conversation.model
        await run.until(
            lambda: "再来" in str(timeline[len(timeline) - 1].content), "she wrote"
        )
        await found(run, "ppp")
        QTest.keyClick(field, _RETURN)
        await run.until(
            lambda: [face.ready for face in composer.parts.faces(shown)] == [True] * 2,
            "the rest lies beside the words",
        )
        QTest.keyClick(field, _RETURN)
        await run.until(lambda: len(texts_sent(sandbox)) == 6, "all have arrived")
        assert texts_sent(sandbox)[3:] == ["before", "image", "after"]


async def test_a_combo_beyond_the_pips_is_refused_and_leaves_nothing(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    await connect_profile(tmp_path, sandbox)
    async with book(tmp_path) as desk:
        combo = await combo_of(desk, tmp_path)
        many = (*combo.parts, *(ReplyText(f"and {n}") for n in range(3)))
        await desk.replies.save(reply("mmm", *many))
    async with running_desk(tmp_path) as run:
        await customer_opened(run, sandbox, "有图吗")
        composer, field = run.session.views.composer, field_in(run)
        shown = composer.conversation_id
        assert shown is not None
        said: list[str] = []
        run.session.writing.said.connect(said.append)
        await found(run, "mmm")
        QTest.keyClick(field, _RETURN, _CTRL)
        await run.until(lambda: said, "why not is said")
        assert "6" in said[0]
        await run.session.writing.replies.tasks.drained()
    async with book(tmp_path) as desk:
        assert await desk.attachments.of(shown) == ()
    assert texts_sent(sandbox) == []


async def test_a_reply_with_a_place_to_fill_leaves_only_when_it_is_filled(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    await connect_profile(tmp_path, sandbox)
    async with book(tmp_path) as desk:
        await desk.replies.save(reply("ggg", ReplyText("您穿{填:尺码}")))
    async with running_desk(tmp_path) as run:
        await customer_opened(run, sandbox, "多大")
        composer, field = run.session.views.composer, field_in(run)
        await found(run, "ggg")
        QTest.keyClick(field, _RETURN, _CTRL)
        await run.until(lambda: "{填:尺码}" in composer.text(), "it is in the field")
        QTest.keyClick(field, _RETURN)
        assert composer.text() == "您穿{填:尺码}"
        assert texts_sent(sandbox) == []
        QTest.keyClicks(field, "XL")
        QTest.keyClick(field, _RETURN)
        await run.until(lambda: texts_sent(sandbox), "it has arrived")
        assert texts_sent(sandbox) == ["您穿XL"]


async def test_what_was_withdrawn_after_it_was_inserted_does_not_leave(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    await connect_profile(tmp_path, sandbox)
    path = profile_in(tmp_path).database
    key = database_key(KeyFileStore(tmp_path / "keys.json"), path)
    database = Database(path, key)
    colleague = await Inbox(database, SystemClock()).operator("王芳")
    theirs = QuickReplies(database, SystemClock(), colleague, "other desk")
    content = reply("old", ReplyText("last year"), scope=Scope.COMPANY)
    await theirs.publish([await theirs.propose(content)])
    async with running_desk(tmp_path) as run:
        await customer_opened(run, sandbox, "多少钱")
        composer, field = run.session.views.composer, field_in(run)
        said: list[str] = []
        run.session.writing.said.connect(said.append)
        await found(run, "old")
        QTest.keyClick(field, _RETURN)
        await run.until(lambda: composer.text() == "last year", "it is inserted")
        await run.session.writing.settle()
        (stored,) = await theirs.all()
        await theirs.withdraw([stored.id])
        QTest.keyClick(field, _RETURN)
        await run.until(lambda: said, "why not is said")
        assert composer.text() == "last year"
    await database.close()
    assert texts_sent(sandbox) == []
