"""The reply book at a whole desk: written, published, sent, withdrawn, followed up."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.content_source import ContentSource
from desktop.models.outgoing import TextPart, WithdrawnContentError
from desktop.models.quick_reply import Scope
from desktop.views.reply_book.reply_form import ScopePlace
from desktop.views.window.pages import Page
from tests.end_to_end.desk_run import RunningDesk, connect_profile, running_desk
from tests.end_to_end.test_writing import customer_opened
from tests.sandbox_fixture import Sandbox

_CTRL = Qt.KeyboardModifier.ControlModifier


async def test_a_reply_is_written_published_used_and_withdrawn(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    await connect_profile(tmp_path, sandbox)
    async with running_desk(tmp_path) as desk:
        await customer_opened(desk, sandbox, "多少钱")
        reply_id = await _published(desk, "price", "99 yuan today")
        await _sent(desk, sandbox, reply_id, "99 yuan today")
        await _withdrawn(desk, "wrong price")
        with pytest.raises(WithdrawnContentError):
            await _sent(desk, sandbox, reply_id, "99 yuan today")

        reached = desk.session.reply_book.page
        assert reached is not None
        reached.tab.centre.reached.received.open_button.click()
        await desk.until(
            lambda: desk.window.current_page is Page.CONVERSATIONS, "the follow-up"
        )
    assert [one.text for one in sandbox.control.ledger()] == ["99 yuan today"]


async def _published(desk: RunningDesk, title: str, text: str) -> int:
    """Write a reply of the company by hand and publish it."""
    desk.session.reply_book.show()
    page = desk.session.reply_book.page
    assert page is not None
    tab = page.tab
    form, view = tab.detail.editor.form, tab.centre.list
    view.new_button.click()
    QTest.keyClicks(form.title_field, title)
    form.scope_button.pick(ScopePlace(Scope.COMPANY))
    box = form.parts.rows()[0].box
    assert box is not None
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_S, _CTRL)
    await desk.until(view.publish_button.isVisible, "it waits to be published")
    view.publish_button.click()
    publishing = tab.centre.publishing
    await desk.until(lambda: text in publishing.sheet.words(), "the diff")
    publishing.confirm_button.click()
    await desk.until(lambda: tab.centre.shown is view, "the list")
    await desk.until(lambda: page.book.book.entries[0].reply is not None, "published")
    reply = page.book.book.entries[0].reply
    assert reply is not None
    return reply.id


async def _sent(desk: RunningDesk, sandbox: Sandbox, reply_id: int, text: str) -> None:
    """Send a text that was taken from a reply."""
    page = desk.session.reply_book.page
    assert page is not None
    conversation_id = desk.session.conversation.settled_id()
    assert conversation_id is not None
    (*_, newest) = await page.desk.conversations.newest(conversation_id)
    await page.desk.sending.send(
        conversation_id,
        [TextPart(text, ContentSource(reply_id, 1))],
        seen_through=newest.position,
    )
    await desk.until(lambda: len(sandbox.control.ledger()) == 1, "it has arrived")


async def _withdrawn(desk: RunningDesk, why: str) -> None:
    """Withdraw the chosen reply; who got it is listed."""
    page = desk.session.reply_book.page
    assert page is not None
    tab = page.tab
    tab.centre.list.table.selectRow(0)
    await desk.until(tab.detail.editor.withdraw_button.isVisible, "it is chosen")
    tab.detail.editor.withdraw_button.click()
    publishing = tab.centre.publishing
    await desk.until(lambda: tab.centre.shown is publishing, "it asks")
    QTest.keyClicks(publishing.note_field, why)
    QTest.keyClick(publishing.note_field, Qt.Key.Key_Return)
    await desk.until(lambda: tab.centre.shown is tab.centre.reached, "who got it")
    assert tab.centre.reached.received.list.topLevelItemCount() == 1
