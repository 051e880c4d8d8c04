"""A person writes at a whole desk: keys in the window, messages at WeCom."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.preferences import Preferences, UndoSeconds
from desktop.views.composer.message_field import MessageField
from desktop.views.window.keys import Command
from tests.end_to_end.desk_run import RunningDesk, connect_profile, running_desk
from tests.sandbox_fixture import Sandbox

_RETURN = Qt.Key.Key_Return
_CTRL = Qt.KeyboardModifier.ControlModifier


def field_in(desk: RunningDesk) -> MessageField:
    """The field that is typed in."""
    found = desk.session.views.composer.findChild(MessageField)
    assert isinstance(found, MessageField)
    return found


async def customer_opened(desk: RunningDesk, sandbox: Sandbox, text: str) -> str:
    """Let a customer write and open the conversation; the customer's id."""
    control = sandbox.control
    (account, *_), (customer, *_) = control.accounts(), control.customers()
    control.say(account, customer, text)
    rows = desk.session.views.inbox.list.list_model
    await desk.until(lambda: rows.rowCount() == 1, "the customer is in the list")
    desk.session.views.inbox.choose_next()
    conversation = desk.session.conversation
    await desk.until(lambda: conversation.settled_id() is not None, "it is open")
    await desk.until(lambda: field_in(desk).isEnabled(), "it can be written in")
    return customer


async def test_a_shift_of_writing_with_files_a_note_and_second_thoughts(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    await connect_profile(tmp_path, sandbox)
    picture = tmp_path / "外套.png"
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    image.save(str(picture))
    async with running_desk(tmp_path) as desk:
        customer = await customer_opened(desk, sandbox, "有图吗")
        session, composer = desk.session, desk.session.views.composer
        field, control = field_in(desk), sandbox.control

        # a picture and words, in one go
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(picture))])
        field.insertFromMimeData(mime)
        await desk.until(
            lambda: [chip.face.ready for chip in composer.strip.chips] == [True],
            "the picture is ready",
        )
        QTest.keyClicks(field, "here it is")
        QTest.keyClick(field, _RETURN)
        await desk.until(lambda: len(control.ledger()) == 2, "both have arrived")
        assert [one.msgtype for one in control.ledger()] == ["text", "image"]
        assert {one.external_userid for one in control.ledger()} == {customer}

        # a note, which stays here
        desk.window.command_requested.emit(Command.WRITE_NOTE)
        QTest.keyClicks(field, "a tough one")
        QTest.keyClick(field, _RETURN)
        await desk.until(lambda: composer.text() == "", "the note is stored")
        QTest.keyClick(field, Qt.Key.Key_Escape)

        # second thoughts
        session.wear(Preferences(undo_seconds=UndoSeconds.FIVE))
        QTest.keyClicks(field, "too cheap")
        QTest.keyClick(field, _RETURN)
        await desk.until(lambda: composer.hold_bar.counting, "it counts down")
        QTest.keyClick(field, Qt.Key.Key_Z, _CTRL)
        await desk.until(lambda: composer.text() == "too cheap", "it is back")
        session.wear(replace(Preferences(), undo_seconds=UndoSeconds.NONE))
        field.selectAll()
        QTest.keyClicks(field, "a fair price")
        QTest.keyClick(field, _RETURN)
        await desk.until(lambda: len(control.ledger()) == 3, "the third has arrived")
        assert [one.text for one in control.ledger()][2] == "a fair price"
    texts = [one.text for one in sandbox.control.ledger()]
    assert "a tough one" not in texts
    assert "too cheap" not in texts
