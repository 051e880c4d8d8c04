"""A shift: what is put off comes back, at its time or when the customer writes."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.views.window.keys import Command
from tests.end_to_end.shift_floor import shift
from tests.sandbox_fixture import Sandbox


async def test_an_answer_for_later_leaves_at_its_time_and_not_before(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0)
        await agent.open(floor.name(0))
        await agent.type("到货了")
        await agent.press(Command.SEND_LATER)
        await agent.type("30分钟后")
        await agent.until_shown("→ ")
        await agent.press("Return")
        await agent.until_shown("发出 · 到货了")
        assert agent.written == ""
        await floor.pass_time(timedelta(minutes=29))
        # An answer of now overtakes it.
        await agent.write("稍等")
        await agent.until(lambda: floor.texts(0) == ["稍等"], "the answer of now")
        assert agent.shown("发出 · 到货了")
        await floor.pass_time(timedelta(minutes=2))
        await agent.until(
            lambda: floor.texts(0) == ["稍等", "到货了"], "the answer for later"
        )
        await agent.until(lambda: not agent.shown("发出 · "), "nothing waits")
        await agent.until_said("到货了")


async def test_an_answer_for_later_stays_when_the_customer_writes_before(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0, 1)
        await agent.open(floor.name(0))
        await agent.type("还要吗")
        await agent.press(Command.SEND_LATER)
        await agent.type("5分钟后")
        await agent.press("Return")
        await agent.until_shown("发出 · 还要吗")
        await agent.open(floor.name(1))
        floor.say(0, "不用了")
        await agent.until(lambda: "不用了" in agent.row_says(floor.name(0)), "it came")
        await floor.pass_time(timedelta(minutes=6))
        await agent.open(floor.name(0))
        await agent.until_shown("定时没有发出")
        assert floor.texts(0) == []
        await agent.push("仍然发送")
        await agent.until(lambda: floor.texts(0) == ["还要吗"], "sent all the same")


async def test_what_is_snoozed_wakes_at_its_time_or_by_the_customer(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0, 1, 2)
        first, second = floor.name(0), floor.name(1)

        # One by the choice that is offered first, one by a time that is typed.
        await agent.open(first)
        await agent.press(Command.SNOOZE)
        await agent.until_shown("客户再来消息会马上回到列表")
        await agent.press("Return")
        await agent.until(lambda: agent.row(first) is None, "it is put off")
        await agent.open(second)
        await agent.press(Command.SNOOZE)
        await agent.until_shown("客户再来消息会马上回到列表")
        await agent.type("2小时后")
        await agent.press("Return")
        await agent.until(lambda: agent.row(second) is None, "it is put off, too")
        await agent.push("稍后 2")
        await agent.until(lambda: len(agent.names) == 2, "the list of the snoozed")
        assert "再提醒" in agent.row_says(first)
        assert "再提醒" in agent.row_says(second)
        await agent.push("全部")
        await agent.until(lambda: agent.names == [floor.name(2)], "the others")

        floor.say(1, "在吗")
        await agent.until(lambda: agent.row(second) is not None, "the customer woke it")
        assert "在吗" in agent.row_says(second)
        assert "稍后提醒到了" in agent.row_says(second)
        await floor.pass_time(timedelta(minutes=61))
        await agent.until(lambda: agent.row(first) is not None, "its time has come")
        await agent.until(lambda: "稍后提醒到了" in agent.row_says(first), "it says so")
        await agent.open(first)
        await agent.until(
            lambda: "稍后提醒到了" not in agent.row_says(first), "it was looked at"
        )
