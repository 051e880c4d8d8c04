"""The keyboard is at home in the field: clicks leave it there, letters go there."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.theme.style import theme_named
from tests.views.timeline.builders import CONVERSATION, NOON, messages, opened

LEFT = Qt.MouseButton.LeftButton


class Composer(QWidget):
    """A composer as far as the view knows it: its focus proxy is the field."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.field)
        self.setFocusProxy(self.field)


class Desk:
    """A shown conversation whose field has the keyboard."""

    def __init__(self, qtbot: QtBot) -> None:
        self.view = ConversationView(theme_named("light"), NOON)
        composer = Composer()
        self.field = composer.field
        self.view.set_composer(composer)
        qtbot.addWidget(self.view)
        self.view.resize(732, 700)
        self.view.show()
        self.view.activateWindow()
        qtbot.waitActive(self.view)
        self.view.model.set_page(
            CONVERSATION, messages(1, 5), has_older=False, has_newer=False
        )
        self.view.show_conversation(opened())
        self.view.timeline.viewport().repaint()
        self.field.setFocus()

    def text_place(self) -> QPoint:
        """Return a place within the text of a message."""
        viewport = self.view.timeline.viewport()
        for y in range(viewport.height()):
            hit = self.view.timeline.hit(QPoint(5, y))
            if hit is not None and hit.layout.body is not None:
                origin = hit.layout.body.origin.toPoint()
                return origin + QPoint(1, y - hit.point.y() + 8)
        raise AssertionError("no text in sight")

    def select(self) -> None:
        """Select text with the mouse."""
        viewport, at = self.view.timeline.viewport(), self.text_place()
        QTest.mousePress(viewport, LEFT, pos=at)
        QTest.mouseMove(viewport, at + QPoint(18, 0))
        QTest.mouseRelease(viewport, LEFT, pos=at + QPoint(18, 0))


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_a_click_on_a_message_leaves_the_keyboard_in_the_field(desk: Desk):
    viewport = desk.view.timeline.viewport()
    QTest.mouseClick(viewport, LEFT, pos=desk.text_place())
    assert desk.field.hasFocus()


def test_a_click_on_a_button_of_the_header_leaves_the_keyboard_in_the_field(
    desk: Desk,
):
    shown = [b for b in desk.view.header.findChildren(QPushButton) if b.isVisible()]
    assert shown
    for button in shown:
        if not button.text().endswith("▾"):
            QTest.mouseClick(button, LEFT)
            assert desk.field.hasFocus(), button.text()


def test_letters_typed_after_a_selection_go_to_the_field(desk: Desk):
    desk.select()
    assert desk.view.timeline.hasFocus(), "to be copied"
    QTest.keyClicks(desk.view.timeline, "h")
    assert desk.field.hasFocus()
    QTest.keyClicks(desk.field, "i")
    assert desk.field.text() == "hi"


def test_keys_that_move_or_command_stay_with_the_timeline(desk: Desk):
    timeline = desk.view.timeline
    timeline.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(timeline, Qt.Key.Key_Up)
    QTest.keyClick(timeline, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    assert timeline.hasFocus()
    assert desk.field.text() == ""


def test_a_field_that_takes_no_text_is_not_asked_again_and_again(desk: Desk):
    desk.field.setReadOnly(True)
    desk.select()
    QTest.keyClicks(desk.view.timeline, "hi")
    QTest.keyClicks(desk.field, "hi")
    assert desk.field.text() == ""


def test_the_keyboard_comes_back_from_the_question_about_a_link(desk: Desk):
    desk.view.timeline.open_link_requested.emit("https://example.com/")
    assert not desk.field.hasFocus()
    focused = desk.view.window().focusWidget()
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert desk.field.hasFocus()
