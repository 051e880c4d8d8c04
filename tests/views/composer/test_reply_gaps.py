"""Where the marks of a reply stand, and in which colours."""

import pytest
from PySide6.QtGui import QColor, QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.reply_undo import InsertionLog
from desktop.views.composer.written import WritingMode
from desktop.views.theme.style import theme_named
from tests.views.composer.given import field_of


def marks(composer: ComposerView) -> list[tuple[str, QColor]]:
    """What is marked in the field, in which colour."""
    return [
        (each.cursor.selectedText(), each.format.foreground().color())
        for each in field_of(composer).extraSelections()
    ]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_missing_value_is_red_and_a_place_to_fill_yellow(
    composer: ComposerView, name: str
):
    theme = theme_named(name)
    composer.set_theme(theme)
    field_of(composer).setPlainText("😊{订单号}，您穿{填:尺码}")
    assert marks(composer) == [
        ("{订单号}", theme.colour("bad")),
        ("{填:尺码}", theme.colour("warn")),
    ]


@pytest.mark.parametrize(
    "text", ["{}", "{你好}", "{{x}}", "{订单号|无}的", "a{b", "{", "%s {0} $x"]
)
def test_braces_that_ask_for_nothing_are_plain_text(composer: ComposerView, text: str):
    field_of(composer).setPlainText(text)
    unknown = [words for words, _ in marks(composer) if words not in ("{订单号|无}",)]
    assert unknown == []


def test_the_marks_are_no_part_of_the_text(composer: ComposerView):
    field_of(composer).setPlainText("穿{填:尺码}")
    assert composer.text() == "穿{填:尺码}"
    assert "color" not in field_of(composer).document().toHtml().lower()


def test_a_note_may_say_what_it_likes(composer: ComposerView):
    composer.set_mode(WritingMode.NOTE)
    field_of(composer).setPlainText("{填:尺码}")
    assert marks(composer) == []
    assert not composer.replies.gaps.go_to(1)


def inserted(document: QTextDocument, text: str) -> None:
    """Put a text at the end, in one step of undo."""
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.beginEditBlock()
    cursor.insertText(text)
    cursor.endEditBlock()


def test_an_insertion_is_known_as_far_as_undo_reaches(qtbot: QtBot):
    document, log = QTextDocument(), InsertionLog()
    inserted(document, "one")
    first = log.add(document)
    inserted(document, "\ntwo")
    while document.isUndoAvailable():
        document.undo()
    assert log.turned(document) == (first,)
    assert not first.standing
    assert log.turned(document) == ()
    while document.isRedoAvailable():
        document.redo()
    assert log.turned(document) == (first,)
    assert first.standing


def test_a_text_that_was_sent_is_forgotten_and_not_taken_back(qtbot: QtBot):
    document, log = QTextDocument(), InsertionLog()
    inserted(document, "one")
    made = log.add(document)
    document.setPlainText("")
    assert log.turned(document) == ()
    assert made.standing
