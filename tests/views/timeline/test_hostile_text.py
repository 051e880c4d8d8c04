"""Foreign text is shown as it is written: no markup, no tricks, no files (S1)."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.content import (
    AcquisitionLink,
    BusinessCard,
    ChannelsPost,
    Content,
    Entered,
    File,
    Link,
    Location,
    Menu,
    MenuItem,
    MergedEntry,
    MergedRecord,
    MiniProgram,
    Note,
    ShopOrder,
    ShopProduct,
    Text,
    Unsupported,
)
from desktop.models.customer import EntryScene
from desktop.models.display_text import cleaned
from desktop.models.message import MediaFile, MediaState, Message, Origin
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.theme.plain_text import ElidedLabel, tooltip
from desktop.views.theme.style import theme_named
from desktop.views.timeline.message_face import TimelineContext, face_of
from desktop.views.timeline.message_menu import MessageMenu, menu_lines
from tests.views.timeline.builders import CONVERSATION, NOON, message, opened
from tests.views.timeline.conftest import Stage

HOSTILE = [
    "<img src='file:///etc/passwd'>",
    "<img src='\\\\host\\share\\a.png'>",
    "<a href='javascript:alert(1)'>点我</a>",
    "<table><tr><td>" * 50,
    "<script>alert(1)</script>",
    "&lt;b&gt;&amp;&#x202e;",
    "**粗** [x](file:///c)",
    "{name} %s %1 %n {0}",
    "a\u202egnp.exe",
    "\u2066\u2067\u2068\u2069",
    "\x00\x1b[31m\x07",
    "\ud83d",
    "\ufeff\ufff9\ufffb",
    "Z̷̢̛̤͓̙͚̤͔̲͗̈́̓͐̄͘͜͝" * 200,
    "\u200b" * 5000,
    "𝕏" * 3000,
    "👨‍👩‍👧‍👦" * 500,
    "مرحبا بالعالم" * 20,
    "\n" * 5000,
    "\t" * 500,
    "w" * 100_000,
    "",
    " ",
]


def everywhere(text: str) -> list[Content]:
    """Return contents that carry a text in each of their fields."""
    entry = MergedEntry(text, text, text, NOON, text, text)
    nested = MergedEntry(text, "merged_msg", text, NOON, entries=(entry,))
    return [
        Text(text),
        Text(text, text),
        Note(f"@{text}", (1,)),
        AcquisitionLink(text),
        Location(0.0, 0.0, text, text),
        Link(text, text, text, text),
        MiniProgram(text, text, text, text),
        BusinessCard(text),
        Menu(text, (MenuItem(text, text, text),), text),
        ChannelsPost(1, text, text),
        ShopProduct(text, text, 1, text, text),
        ShopOrder(text, text, text, text, text, text),
        MergedRecord(text, (entry, nested)),
        Unsupported(text, text),
        Unsupported(text, json.dumps({text: {text: [text, text]}})),
        Entered(EntryScene(text, text)),
        File("m"),
    ]


def carriers(text: str) -> list[Message]:
    media = MediaFile(1, MediaState.READY, text, 5, 5)
    made = [
        message(number, content, sender=text)
        for number, content in enumerate(everywhere(text), 1)
    ]
    made[-1] = replace(made[-1], media=media)
    return [*made, message(50, text, Origin.NOTE), message(51, text, Origin.SERVICER)]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_every_field_of_every_kind_is_painted_whatever_it_holds(
    stage: Stage, text: str
):
    stage.view.set_context(TimelineContext(text, text, text))
    for carrier in carriers(text):
        stage.page([carrier])
        assert carrier.id in stage.told.painted
        stage.told.painted.clear()


@pytest.mark.parametrize("text", HOSTILE[:8])
def test_markup_in_a_text_is_shown_literally(text: str):
    face = face_of(message(1, text), TimelineContext(), closes_group=True)
    assert face.text == cleaned(text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_header_shows_names_as_plain_text(qtbot: QtBot, text: str):
    view = ConversationView(theme_named("light"), NOON)
    qtbot.addWidget(view)
    view.show_conversation(
        opened(text, customer_name=text, external_userid=text, servicer=text)
    )
    for label in view.findChildren(QLabel):
        own_words = not label.text() or label.textFormat().name == "PlainText"
        assert own_words or label.text() not in text
    for elided in view.findChildren(ElidedLabel):
        assert "\u202e" not in elided.text()
        assert "<img" not in elided.toolTip()
    view.grab()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_forwarded_record_is_painted_whatever_it_holds(qtbot: QtBot, text: str):
    entry = MergedEntry(text, "text", text, NOON, text, text)
    nested = MergedEntry(text, "merged_msg", text, NOON, entries=(entry,))
    record = MergedRecord(text, (entry, nested))
    view = ConversationView(theme_named("light"), NOON)
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show_conversation(opened())
    view.model.set_page(
        CONVERSATION, [message(1, record)], has_older=False, has_newer=False
    )
    view.timeline.record_open_requested.emit(1)
    view.record.timeline.record_open_requested.emit(2)
    view.grab()
    for label in view.record.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_menu_of_a_message_is_built_whatever_it_holds(qtbot: QtBot, text: str):
    room = QWidget()
    qtbot.addWidget(room)
    for carrier in carriers(text):
        lines = menu_lines(carrier, TimelineContext(text, text, text), text)
        menu = MessageMenu(lines, room)
        assert all(len(action.text()) < 400 for action in menu.actions())


def test_a_tool_tip_escapes_what_it_shows():
    assert "<img" not in tooltip("<img src='file:///x'>")


def test_no_part_of_the_conversation_knows_rich_text():
    folder = Path(__file__).parents[3] / "desktop" / "views" / "conversation"
    for path in folder.glob("*.py"):
        source = path.read_text("utf-8")
        for word in ("setHtml", "QTextDocument", "QTextBrowser", "RichText", ".exec("):
            assert word not in source, (path.name, word)


def test_only_one_place_opens_addresses():
    folder = Path(__file__).parents[3] / "desktop"
    opener = [
        path.name
        for path in folder.rglob("*.py")
        if "QDesktopServices.openUrl" in path.read_text("utf-8")
    ]
    assert opener == ["open_link.py"]


def test_a_page_of_huge_messages_lays_out_no_more_than_is_folded(stage: Stage):
    page = [message(number, "字" * 100_000) for number in range(1, 30)]
    stage.model.set_page(CONVERSATION, page, has_older=False, has_newer=False)
    stage.settle()
    assert stage.view.layouts_built() <= 2
