"""What a notification says: one line of plain text, however hostile."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from desktop.models.notification_choices import Happening
from desktop.models.notification_rules import Announcement, Event
from desktop.resources import resource
from desktop.views.notifications.notification_words import notification_text

NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)


def announcement(
    *,
    who: str = "林小满",
    text: str = "在吗",
    conversations: int = 1,
    events: int = 1,
    shows_text: bool = True,
    kind: Happening = Happening.MESSAGE,
    again: bool = False,
) -> Announcement:
    event = Event(kind, 1, 1, who, text, NOW)
    return Announcement(event, conversations, events, None, True, shows_text, again)


def test_a_covered_desk_says_no_number(qapp: QApplication):
    covered = replace(announcement(events=5, shows_text=False), shows_number=False)
    failed = replace(
        announcement(events=2, shows_text=False, kind=Happening.FAILURE),
        shows_number=False,
    )
    assert notification_text(covered).body == "有新消息"
    assert notification_text(failed).body == "有消息没有发出去"


@pytest.mark.parametrize(
    ("given", "title", "body"),
    [
        (announcement(), "林小满", "在吗"),
        (announcement(who=""), "微信用户", "在吗"),
        (announcement(events=4), "林小满（4 条新消息）", "在吗"),
        (
            announcement(conversations=3, events=5),
            "3 位客户的 5 条新消息",
            "林小满：在吗",
        ),
        (announcement(shows_text=False, events=2), "总机 Switchboard", "2 条新消息"),
        (
            announcement(kind=Happening.FAILURE, text="好的"),
            "林小满",
            "没有发出去：好的",
        ),
        (
            announcement(again=True),
            "林小满",
            "还在等待：在吗",
        ),
    ],
)
def test_the_words(qapp: QApplication, given: Announcement, title: str, body: str):
    text = notification_text(given)
    assert (text.title, text.body) == (title, body)


def test_names_and_words_are_one_line_without_tricks(qapp: QApplication):
    hostile = "甲\u202e乙\n丙\x00<img src=x>" + "长" * 10_000
    text = notification_text(announcement(who=hostile, text=hostile))
    for part in (text.title, text.body):
        assert "\n" not in part
        assert "\u202e" not in part
        assert len(part) < 260


def test_every_kind_of_event_has_a_sound():
    for kind in Happening:
        head = resource("sounds", f"{kind.value}.wav").read_bytes()[:12]
        assert head[:4] == b"RIFF"
        assert head[8:] == b"WAVE"
