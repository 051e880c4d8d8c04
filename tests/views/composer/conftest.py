"""A composer, the timer of its drafts, and a record of what it says."""

from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.written import Written
from desktop.views.theme.style import theme_named
from tests.views.composer.given import ACCOUNT, NOW, SUMMARY, HandTimer


@dataclass
class Heard:
    """What a composer has said, in order."""

    sent: list[tuple[object, str, bool]] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    drafts: list[tuple[object, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)

    def on_sent(self, written: Written) -> None:
        """Record a wish to send."""
        self.written.append(written)
        self.sent.append((written.conversation_id, written.text, written.go_to_next))
        self.order.append("sent")

    def on_draft(self, conversation_id: object, text: str) -> None:
        """Record a draft."""
        self.drafts.append((conversation_id, text))
        self.order.append("draft")

    def on_refused(self, words: str) -> None:
        """Record a refusal."""
        self.refused.append(words)


@pytest.fixture
def timer(qtbot: QtBot) -> HandTimer:
    """The timer of the drafts, run off by hand."""
    return HandTimer()


@pytest.fixture
def composer(qtbot: QtBot, timer: HandTimer) -> ComposerView:
    """A composer that shows SUMMARY."""
    composer = ComposerView(theme_named("light"), NOW, draft_timer=timer)
    qtbot.addWidget(composer)
    composer.resize(732, 160)
    composer.set_accounts((ACCOUNT,))
    composer.show_conversation(SUMMARY, "")
    return composer


@pytest.fixture
def heard(composer: ComposerView) -> Heard:
    """What that composer says."""
    heard = Heard()
    composer.send_requested.connect(heard.on_sent)
    composer.draft_changed.connect(heard.on_draft)
    composer.refused.connect(heard.on_refused)
    return heard
