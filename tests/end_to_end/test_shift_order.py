"""A shift: order among many, one by one and many at once, and back again."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.views.window.keys import Command
from tests.end_to_end.shift_agent import read_aloud
from tests.end_to_end.shift_floor import shift
from tests.sandbox_fixture import Sandbox

CTRL = Qt.KeyboardModifier.ControlModifier


async def test_keys_pin_star_and_leave_unread(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0, 1, 2)
        last = agent.names[-1]
        await agent.open(last)
        await agent.until(lambda: "未读" not in agent.row_says(last), "it is read")
        await agent.press(Command.PIN)
        await agent.until(lambda: agent.names[0] == last, "it stands on top")
        assert "已置顶" in agent.row_says(last)
        await agent.press(Command.STAR)
        await agent.until(lambda: "已加星标" in agent.row_says(last), "it has a star")
        await agent.press(Command.MARK_UNREAD)
        await agent.until(lambda: "1 条未读" in agent.row_says(last), "it is unread")
        await agent.press(Command.PIN, Command.STAR)
        await agent.until(
            lambda: "已" not in agent.row_says(last), "neither pin nor star"
        )
        # Elsewhere and back again, as in a browser.
        await agent.press(Command.NEXT_CONVERSATION)
        other = next(name for name in agent.names if name != last)
        await agent.until_open(other)
        assert "1 条未读" in agent.row_says(last)
        await agent.press(Command.VISIT_BACK)
        await agent.until_open(last)
        await agent.until(lambda: "未读" not in agent.row_says(last), "it is read")


async def test_several_are_done_at_once_and_all_come_back(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0, 1, 2, 3)
        before = agent.names
        await agent.open(before[0])
        await agent.click_row(before[1], CTRL)
        await agent.click_row(before[3], CTRL)
        await agent.until_shown("已选 2 个会话")
        assert all("等待" in agent.row_says(name) for name in before)
        await agent.push("不用回复")
        await agent.until_shown("不用回复：2 个会话")
        done = (before[1], before[3])
        await agent.until(
            lambda: not any("等待" in agent.row_says(name) for name in done),
            "neither waits",
        )
        await agent.push("撤销")
        await agent.until(
            lambda: all("等待" in agent.row_says(name) for name in before),
            "all wait again",
        )
        assert agent.names == before

        # The same by keys alone: the whole list marked, and unmarked.
        await agent.reach("会话列表")
        await agent.press("Ctrl+A")
        await agent.until_shown("已选 4 个会话")
        await agent.press("Escape")
        await agent.until(lambda: not agent.shown("已选"), "nothing is marked")


async def test_a_filter_is_made_named_left_and_found_again(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0, 1, 2)
        starred = floor.name(1)
        await agent.open(starred)
        await agent.press(Command.STAR)
        await agent.until(lambda: "已加星标" in agent.row_says(starred), "a star")
        await agent.press(Command.FILTERS)
        await agent.choose("只看星标")
        await agent.until(lambda: agent.names == [starred], "only that one")
        await agent.press(Command.FILTERS)
        await agent.choose("保存当前筛选")
        await agent.press("Ctrl+A")
        await agent.type("要跟进")
        await agent.press("Return")
        await agent.until_shown("已保存筛选")
        await agent.press(Command.FILTERS)
        await agent.choose("取消筛选")
        await agent.until(lambda: len(agent.names) == 3, "everybody")
        # The first filter has the digit 1.
        await agent.press(Command.FILTERS, "1")
        await agent.until(lambda: agent.names == [starred], "only that one again")
        assert agent.shown("要跟进")


async def test_what_needs_no_answer_is_passed_over_and_two_stand_side_by_side(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        floor.desk.window.resize(1500, 900)
        await floor.greet(0, 1)
        first, second = floor.name(0), floor.name(1)
        await agent.open(first)
        await agent.press(Command.DONE_AND_NEXT)
        await agent.until_open(second)
        await agent.until(lambda: "等待" not in agent.row_says(first), "it is done")
        assert "等待" in agent.row_says(second)

        # What was open before comes to the first place, this one stands beside it.
        await agent.press(Command.BESIDE)
        await agent.until(
            lambda: first in read_aloud(agent.view.header), "the one before"
        )
        await agent.until(
            lambda: agent.shown("收起旁边的会话") and agent.shown(second), "two of them"
        )
        assert floor.texts(0) == floor.texts(1) == []
