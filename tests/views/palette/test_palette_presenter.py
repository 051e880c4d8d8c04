"""The palette finds as one types, over everything, and says what was chosen."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.desk import Desk
from desktop.views.palette.palette_presenter import PalettePresenter
from desktop.views.palette.palette_rows import Heading, Note, Row, Section
from desktop.views.palette.palette_view import PaletteView
from desktop.views.settings.sections import Section as Place
from desktop.views.theme.style import theme_named
from desktop.views.window.keys import Command
from tests.building import Deadline, World, entry, make_world
from tests.views.presenter_stage import desk_on

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
"""Of the offscreen platform."""


class Scene:
    """A window with a field, and the palette over it."""

    def __init__(self, world: World, desk: Desk, qtbot: QtBot) -> None:
        self.world = world
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1300, 800)
        self.field = QLineEdit(self.window)
        self.window.show()
        qtbot.waitActive(self.window)
        self.field.setFocus()
        self.parent = QObject()
        self.palette = PalettePresenter(
            self.window, desk, theme_named("light"), self.parent
        )
        self.palette.take_accounts(world.accounts)
        self.opened: list[tuple[object, object]] = []
        self.commands: list[object] = []
        self.settings: list[str] = []
        self.palette.conversation_chosen.connect(self._on_conversation)
        self.palette.command_chosen.connect(self.commands.append)
        self.palette.settings_chosen.connect(self.settings.append)
        self.palette.toggle()

    def _on_conversation(self, conversation_id: object, place: object) -> None:
        self.opened.append((conversation_id, place))

    @property
    def view(self) -> PaletteView:
        assert self.palette.view is not None
        return self.palette.view

    def type(self, text: str) -> None:
        """Commit a text at the cursor, as an input method does."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(self.view.field.line, event)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.view.field.line, key)

    async def until(self, holds: Callable[[], object], what: str) -> None:
        deadline = Deadline()
        while not holds():
            deadline.check(what)
            await asyncio.sleep(0.005)

    async def settled(self) -> None:
        await self.palette.tasks.drained()

    async def find(self, text: str) -> None:
        """Type something else and wait for the answer."""
        self.view.field.line.selectAll()
        self.type(text)
        await self.settled()

    def titles(self, section: Section) -> list[str]:
        """The rows below a heading."""
        found: list[str] = []
        inside = False
        for one in self.view.model.entries:
            if isinstance(one, Heading):
                inside = one.section is section
            elif isinstance(one, Row) and inside:
                found.append(one.title.text)
        return found

    def notes(self) -> list[str]:
        return [one.words for one in self.view.model.entries if isinstance(one, Note)]


@pytest.fixture
async def scene(tmp_path: Path, qapp: object, qtbot: QtBot) -> AsyncIterator[Scene]:
    world = make_world(tmp_path / "profile")
    world.take_in(
        entry("这件羽绒服太大了，我想退货", seconds=1),
        entry("羽绒服什么时候发货", seconds=2),
        entry("好的谢谢", seconds=3),
    )
    world.take_in(entry("羽绒服退货的钱收到啦", seconds=4, customer="wm-bo"), account=1)
    async with desk_on(world) as (desk, _):
        made = Scene(world, desk, qtbot)
        await made.settled()
        yield made
        await made.palette.end()
    world.close()


async def test_messages_of_all_accounts_are_found_with_marks_newest_first(
    scene: Scene,
) -> None:
    await scene.find("羽绒服 退货")
    rows = [one for one in scene.view.model.entries if isinstance(one, Row)]
    details = [one.detail for one in rows if one.key.startswith("message ")]
    assert [one.text for one in details] == [
        "羽绒服退货的钱收到啦",
        "这件羽绒服太大了，我想退货",
    ]
    marked = [
        one.text[start : start + length]
        for one in details
        for start, length in one.marks
    ]
    assert set(marked) <= {"羽绒服", "退货", "羽绒服退货"}
    assert len(marked) >= 3


async def test_enter_opens_the_message_in_its_place_and_gives_the_keyboard_back(
    scene: Scene,
) -> None:
    await scene.find("什么时候")
    scene.press(Qt.Key.Key_Return)
    talk = scene.world.conversation()
    message = scene.world.messages(talk.id)[1]
    assert scene.opened == [(talk.id, (message.position, message.id))]
    assert scene.view.isHidden()
    assert QApplication.focusWidget() is scene.field


async def test_an_enter_that_comes_before_the_answer_waits_for_it(
    scene: Scene,
) -> None:
    scene.view.field.line.setText("什么时候")
    scene.press(Qt.Key.Key_Return)
    assert scene.opened == []
    await scene.until(lambda: scene.opened, "it was chosen")
    assert scene.opened[0][0] == scene.world.conversation().id


async def test_the_newest_words_win(scene: Scene) -> None:
    for typed in ("羽", "羽绒", "羽绒服", "好的谢谢"):
        scene.view.field.line.setText(typed)
    await scene.settled()
    assert len(scene.titles(Section.MESSAGES)) == 1
    assert scene.view.model.entries[0] == Heading(Section.MESSAGES, "消息", "1")


async def test_old_rows_stay_until_the_new_ones_come(scene: Scene) -> None:
    await scene.find("羽绒服")
    before = scene.view.model.entries
    scene.type("什么")
    assert scene.view.model.entries == before
    await scene.settled()
    assert scene.view.model.entries != before


async def test_nothing_is_sought_while_words_are_composed(scene: Scene) -> None:
    await scene.find("羽绒服")
    before = scene.view.model.entries
    QApplication.sendEvent(scene.view.field.line, QInputMethodEvent("tuihuo", []))
    await scene.settled()
    assert scene.view.model.entries == before


async def test_the_enter_of_an_input_method_chooses_nothing(scene: Scene) -> None:
    await scene.find("羽绒服")
    line = scene.view.field.line
    QApplication.sendEvent(line, QInputMethodEvent("tuihuo", []))
    scene.press(Qt.Key.Key_Return)
    # Some input methods hand the Enter on that has committed the words.
    scene.type("退货")
    scene.press(Qt.Key.Key_Return)
    await scene.settled()
    assert scene.opened == []
    scene.press(Qt.Key.Key_Return)
    assert len(scene.opened) == 1


async def test_ctrl_enter_wants_a_window_of_its_own(scene: Scene) -> None:
    wanted: list[tuple[object, object]] = []
    scene.palette.window_chosen.connect(lambda *told: wanted.append(told))
    await scene.find("什么时候")
    line = scene.view.field.line
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    talk = scene.world.conversation()
    message = scene.world.messages(talk.id)[1]
    assert wanted == [(talk.id, (message.position, message.id))]
    assert scene.opened == []
    assert scene.view.isHidden()


async def test_a_complete_filter_becomes_a_chip_and_backspace_takes_it_away(
    scene: Scene,
) -> None:
    name = scene.world.accounts[1].name
    await scene.find("羽绒服")
    assert len(scene.titles(Section.MESSAGES)) == 3
    scene.view.field.line.setText("")
    scene.type("账号:two")
    await scene.settled()
    assert scene.titles(Section.FILTERS) == [f"账号:{name}"]
    scene.press(Qt.Key.Key_Return)
    await scene.settled()
    assert scene.view.field.words() == ""
    assert name in scene.view.field.query()
    scene.type("羽绒服")
    await scene.settled()
    assert len(scene.titles(Section.MESSAGES)) == 1
    assert scene.titles(Section.COMMANDS) == []
    scene.view.field.line.setCursorPosition(0)
    scene.press(Qt.Key.Key_Backspace)
    await scene.settled()
    assert len(scene.titles(Section.MESSAGES)) == 3


async def test_commands_are_found_with_the_keys_in_force(scene: Scene) -> None:
    await scene.find("跳到日期")
    scene.view.go_to(f"command {Command.GO_TO_DAY}")
    row = scene.view.current_row()
    assert row is not None
    assert row.keys == ("Ctrl+G",)
    scene.press(Qt.Key.Key_Return)
    assert scene.commands == [Command.GO_TO_DAY]


async def test_settings_are_found_by_what_they_hold(scene: Scene) -> None:
    await scene.find("深色")
    scene.press(Qt.Key.Key_Return)
    assert scene.settings == [Place.LOOKS.value]


async def test_without_words_one_is_shown_where_one_was_and_what_one_sought(
    scene: Scene,
) -> None:
    await scene.find("什么时候")
    scene.press(Qt.Key.Key_Return)
    anna, bo = (
        scene.world.conversation(),
        scene.world.conversation("wm-bo", account=1),
    )
    for talk in (bo, anna):
        scene.palette.note_opened(talk.id)
    scene.palette.toggle()
    await scene.settled()
    assert len(scene.titles(Section.RECENT)) == 1
    assert scene.titles(Section.SEARCHES) == ["什么时候"]
    scene.press(Qt.Key.Key_Return)
    assert scene.opened[-1] == (bo.id, None)


async def test_more_of_a_section_is_shown_where_it_stands(scene: Scene) -> None:
    scene.world.take_in(
        *(entry(f"围巾 {number}", seconds=100 + number) for number in range(30))
    )
    await scene.find("围巾")
    assert len(scene.titles(Section.MESSAGES)) == 7
    scene.view.go_to("more messages")
    scene.press(Qt.Key.Key_Return)
    await scene.settled()
    shown = scene.titles(Section.MESSAGES)
    assert len(shown) == 27
    row = scene.view.current_row()
    assert row is not None
    assert row.detail.text == "围巾 23"


async def test_nothing_found_is_said(scene: Scene) -> None:
    await scene.find("根本没有这样的话")
    assert scene.notes() == ["没有找到。试试更短的词，或去掉一个筛选。"]


async def test_what_stood_around_a_hit_goes_when_nothing_is_found(
    scene: Scene,
) -> None:
    around = scene.view.preview.timeline
    await scene.find("羽绒服")
    await scene.until(around.isVisible, "what stands around the hit")
    await scene.find("根本没有这样的话")
    assert not around.isVisible()


async def test_escape_and_a_click_beside_the_card_close_it(scene: Scene) -> None:
    scene.press(Qt.Key.Key_Escape)
    assert scene.view.isHidden()
    scene.palette.toggle()
    await scene.settled()
    QTest.mouseClick(scene.view, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert scene.view.isHidden()
    assert QApplication.focusWidget() is scene.field


async def test_the_field_tells_a_screen_reader_the_current_row(scene: Scene) -> None:
    await scene.find("羽绒服")
    first = scene.view.field.line.accessibleDescription()
    scene.press(Qt.Key.Key_Down)
    second = scene.view.field.line.accessibleDescription()
    await scene.settled()
    assert first != second
    assert "羽绒服" in first
    assert "羽绒服" in second
