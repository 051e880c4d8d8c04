"""What the composer's tests start from."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.models.account import Account, AccountKind, SyncStanding
from desktop.models.allowance import SendAllowance
from desktop.models.conversation import ConversationSummary
from desktop.models.service_state import ServiceState
from desktop.views.composer.allowance_bar import AllowanceBar
from desktop.views.composer.composer_notice import ComposerNotice
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.message_field import MessageField

NOW = datetime(2026, 11, 20, 14, 32, tzinfo=UTC)
ACCOUNT = Account(
    id=7,
    corp_id=1,
    kind=AccountKind.KF,
    open_kfid="wkExample",
    name="旗舰店客服",
    colour=0,
    enabled=True,
    manageable=True,
    standing=SyncStanding(NOW, True),
)
SUMMARY = ConversationSummary(
    id=2**40,
    account_id=ACCOUNT.id,
    customer_id=3,
    customer_name="林小满",
    external_userid="wmExample",
    service_state=ServiceState.ASSISTANT,
    servicer="",
    assigned_to=1,
    preview=None,
    last_at=NOW,
    position=1,
    unread=0,
    waiting_since=None,
    draft="",
    allowance=SendAllowance(NOW - timedelta(minutes=14), 2),
)
OTHER = replace(SUMMARY, id=5)


def with_pips(left: int) -> ConversationSummary:
    """The conversation with so many messages left."""
    return replace(SUMMARY, allowance=SendAllowance(NOW, 5 - left))


class HandTimer(QTimer):
    """A timer that runs off only when a test says so."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Stand still."""
        super().__init__(parent)
        self.running = False
        self.starts = 0

    def start(self, *interval: object) -> None:
        """Run until it is fired or stopped."""
        self.running = True
        self.starts += 1

    def stop(self) -> None:
        """Stand still."""
        self.running = False

    def isActive(self) -> bool:
        """Whether it was started and has not run off."""
        return self.running

    def fire(self) -> None:
        """Run off, as Qt's timer does when its time is over."""
        assert self.running
        self.running = False
        self.timeout.emit()


def field_of(composer: ComposerView) -> MessageField:
    """The text field."""
    found = composer.findChild(MessageField)
    assert isinstance(found, MessageField)
    return found


def notice_of(composer: ComposerView) -> str:
    """The words above the field; empty when hidden."""
    found = composer.findChild(ComposerNotice)
    assert isinstance(found, ComposerNotice)
    return "" if found.isHidden() else found.text()


def words_of(composer: ComposerView) -> str:
    """The words beside the pips."""
    found = composer.findChild(AllowanceBar)
    assert isinstance(found, AllowanceBar)
    return found.words()


def button_of(composer: ComposerView, role: str) -> QPushButton:
    """A button of the footer."""
    return next(
        button
        for button in composer.findChildren(QPushButton)
        if button.property("role") == role
    )


def compose(field: MessageField, preedit: str, commit: str = "") -> None:
    """Do what an input method does: show a composition, or commit a text."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(field, event)
