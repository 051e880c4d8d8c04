"""Foreign text is shown literally by labels and tool tips (S1)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from desktop.views.theme.plain_text import (
    ElidedLabel,
    PlainLabel,
    set_tooltip,
    tooltip,
)

HOSTILE = [
    "<img src='file:///etc/hostname'>",
    "<b>粗体</b>",
    "<a href='http://198.51.100.1/'>click</a>",
    "<table><tr><td>x</table>",
    "&lt;img src=x&gt;",
    "<qt>Rich</qt>",
    "# heading\n**bold**",
    "\\\\host\\share\\a.png",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_shows_markup_literally(qtbot: QtBot, text: str):
    label = PlainLabel(text)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tool_tip_reads_as_the_text_itself(text: str):
    document = QTextDocument()
    document.setHtml(tooltip(text))
    assert document.toPlainText() == text


def test_direction_and_control_characters_do_not_reach_the_screen(qtbot: QtBot):
    label = PlainLabel("ann\u202egpj.exe\x07")
    qtbot.addWidget(label)
    assert label.text() == "anngpj.exe"
    assert "\u202e" not in tooltip("a\u202eb")


def test_an_empty_tool_tip_stays_empty():
    assert tooltip("") == ""


def test_an_elided_label_tells_the_whole_in_its_tool_tip(qtbot: QtBot):
    label = ElidedLabel("很长的名字" * 20)
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.grab()
    assert label.toolTip() == tooltip(label.text())
    label.resize(5000, 20)
    label.grab()
    assert label.toolTip() == ""


def test_a_tool_tip_can_be_taken_away(qtbot: QtBot):
    label = PlainLabel("a")
    qtbot.addWidget(label)
    set_tooltip(label, "words")
    set_tooltip(label, "")
    assert label.toolTip() == ""
