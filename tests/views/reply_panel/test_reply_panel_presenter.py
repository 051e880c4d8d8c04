"""The panel over a real book: found, recommended, browsed, chosen."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.quick_reply import QuickReply, ReplyContent, ReplyText, Scope
from desktop.models.reply_book import WrittenReply
from desktop.services.desk import Desk
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.reply_panel.reply_menu import ReplyAction, actions_of
from desktop.views.reply_panel.reply_panel_presenter import ReplyPanelPresenter
from desktop.views.reply_panel.reply_panel_view import ReplyPanelView
from desktop.views.reply_panel.reply_rows import (
    GroupRow,
    HeadingRow,
    PanelTab,
    ReplyRow,
)
from desktop.views.reply_panel.situation_presenter import SituationPresenter
from desktop.views.theme.style import theme_named
from tests.building import Deadline, World, entry, make_world
from tests.views.presenter_stage import desk_on

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
"""Of the offscreen platform."""

BOOK = (
    ReplyContent("退货运费", ("售后", "退货"), (ReplyText("运费我们出"),)),
    ReplyContent("物流查询", ("物流",), (ReplyText("{客户称呼|亲}，包裹在路上"),)),
    ReplyContent("尺码对照表", ("商品",), (ReplyText("身高 160 建议 165 码"),)),
)


class Scene:
    """A panel beside a conversation in which the customer has asked something."""

    def __init__(self, world: World, desk: Desk, qtbot: QtBot) -> None:
        self.desk = desk
        self.parent = QObject()
        theme, now = theme_named("light"), world.clock.now()
        window = QWidget()
        qtbot.addWidget(window)
        self.window = window
        self.answer = QLineEdit(window)
        self.conversation_view = ConversationView(theme, now, window)
        self.conversation = ConversationPresenter(
            self.conversation_view, desk, self.parent
        )
        self.conversation.take_accounts(world.accounts)
        self.situation = SituationPresenter(
            self.conversation_view.model, desk, self.conversation, self.parent
        )
        self.view = ReplyPanelView(theme, window)
        column = QVBoxLayout(window)
        column.addWidget(self.answer)
        column.addWidget(self.view)
        self.panel = ReplyPanelPresenter(self.view, desk, self.situation, self.parent)
        self.chosen: list[tuple[str, bool]] = []
        self.edited: list[object] = []
        self.panel.reply_chosen.connect(self._on_chosen)
        self.panel.edit_requested.connect(self.edited.append)
        self.conversation_view.hide()
        window.show()
        qtbot.waitActive(window)

    def _on_chosen(self, reply: QuickReply, send: bool) -> None:
        self.chosen.append((reply.content.title, send))

    def titles(self) -> list[str]:
        rows = self.view.model.rows
        return [
            row.found.reply.content.title for row in rows if isinstance(row, ReplyRow)
        ]

    def groups(self) -> list[str]:
        rows = self.view.model.rows
        return ["/".join(row.path) for row in rows if isinstance(row, GroupRow)]

    async def until(self, holds: Callable[[], object], what: str) -> None:
        deadline = Deadline()
        while not holds():
            deadline.check(what)
            await asyncio.sleep(0.005)

    async def settled(self) -> None:
        """Wait until nothing runs: between tests no loop does."""
        await self.conversation.tasks.drained()
        await self.panel.tasks.drained()

    async def type(self, words: str, wanted: list[str]) -> None:
        self.view.field.setText(words)
        await self.until(lambda: self.titles() == wanted, words)


@pytest.fixture
async def scene(tmp_path: Path, qapp: object, qtbot: QtBot) -> AsyncIterator[Scene]:
    world = make_world(tmp_path / "profile")
    world.take_in(entry("退货的运费谁出呀", seconds=1))
    async with desk_on(world) as (desk, _):
        await desk.replies.save_all([WrittenReply(each) for each in BOOK])
        made = Scene(world, desk, qtbot)
        summary = (await desk.inbox.summary(1)).id
        made.conversation.open(summary)
        await made.until(lambda: made.situation.opened, "opened")
        await made.until(lambda: len(made.titles()) == len(BOOK), "filled")
        await made.settled()
        yield made
        await made.panel.tasks.close()
        await made.conversation.tasks.close()
    world.close()


async def test_what_answers_the_customer_stands_first_before_anything_is_typed(
    scene: Scene,
) -> None:
    await scene.until(lambda: scene.titles()[0] == "退货运费", "recommended")
    await scene.settled()


async def test_typing_finds_and_enter_inserts(scene: Scene) -> None:
    scene.view.focus_field()
    await scene.type("wlcx", ["物流查询"])
    QTest.keyClick(scene.view.field, Qt.Key.Key_Return)
    QTest.keyClick(
        scene.view.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    assert scene.chosen == [("物流查询", False), ("物流查询", True)]
    await scene.settled()


async def test_a_whole_sentence_finds_what_answers_it(scene: Scene) -> None:
    sentence = "我前天买的那个包裹现在到哪里了？物流查不到"
    scene.panel.search_for(sentence)
    await scene.until(lambda: scene.titles()[:1] == ["物流查询"], sentence)
    await scene.settled()


async def test_nothing_found_is_said_in_words(scene: Scene) -> None:
    await scene.type("qqq", [])
    assert not scene.view.list.isVisible()
    await scene.settled()


async def test_escape_empties_the_field_and_then_leaves(
    scene: Scene, qtbot: QtBot
) -> None:
    scene.view.focus_field()
    await scene.type("wlcx", ["物流查询"])
    QTest.keyClick(scene.view.field, Qt.Key.Key_Escape)
    assert scene.view.field.text() == ""
    await scene.until(lambda: len(scene.titles()) == len(BOOK), "everything again")
    left: list[bool] = []
    scene.panel.left.connect(lambda: left.append(True))
    QTest.keyClick(scene.view.field, Qt.Key.Key_Escape)
    assert left == [True]
    await scene.settled()


async def test_a_digit_sends_only_from_a_list_that_has_settled(scene: Scene) -> None:
    await scene.type("wlcx", ["物流查询"])
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(scene.answer, Qt.Key.Key_1, alt)
    assert scene.chosen == []
    deadline = Deadline()
    while not scene.chosen:
        deadline.check("sent")
        await asyncio.sleep(0.02)
        QTest.keyClick(scene.answer, Qt.Key.Key_1, alt)
    assert scene.chosen[0] == ("物流查询", True)
    await scene.settled()


async def test_a_chip_shows_the_tree_and_a_group_folds(scene: Scene) -> None:
    scene.view.chips.select(PanelTab.PERSONAL)
    await scene.until(lambda: "售后/退货" in scene.groups(), "tree")
    scene.view.group_toggled.emit(("售后",))
    await scene.until(lambda: "售后/退货" not in scene.groups(), "folded")
    scene.view.chips.select(PanelTab.COMPANY)
    await scene.until(lambda: not scene.view.model.rows, "empty")
    await scene.settled()


async def test_what_is_pinned_stands_on_top(scene: Scene) -> None:
    found = await scene.desk.reply_search.find(
        "wlcx", await scene.situation.situation()
    )
    scene.view.action_requested.emit(found[0].reply, ReplyAction.PIN)
    await scene.until(lambda: scene.titles()[0] == "物流查询", "pinned")
    assert isinstance(scene.view.model.rows[0], HeadingRow)
    await scene.settled()


async def test_the_preview_is_filled_with_this_customer(scene: Scene) -> None:
    opened = scene.situation.opened
    assert opened is not None
    name = opened.summary.customer_name or "亲"
    await scene.type("wlcx", ["物流查询"])
    row = scene.view.model.rows[0]
    assert isinstance(row, ReplyRow)
    assert scene.view.model.preview(row.found.reply) == f"{name}，包裹在路上"
    await scene.settled()


async def test_editing_is_wished_for_by_id(scene: Scene) -> None:
    await scene.type("wlcx", ["物流查询"])
    row = scene.view.model.rows[0]
    assert isinstance(row, ReplyRow)
    scene.view.action_requested.emit(row.found.reply, ReplyAction.EDIT)
    assert scene.edited == [row.found.reply.id]
    assert ReplyAction.COPY_TO_MINE not in actions_of(row.found.reply)
    assert row.found.reply.content.scope is Scope.PERSONAL
    await scene.settled()
