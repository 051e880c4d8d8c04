"""A shift: customers wait, are answered, and nothing leaves that should not."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.models.preferences import UndoSeconds
from desktop.views.window.keys import Command
from tests.end_to_end.shift_floor import QUIET, shift
from tests.sandbox_fixture import Sandbox


async def test_waiting_customers_are_answered_one_after_the_other(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0, 1, 2)
        first, second, third = map(floor.name, range(3))
        await agent.until(
            lambda: agent.names == [first, second, third], "who waits longest is first"
        )

        # Enter answers and stays; Ctrl+Enter goes on to who waits next.
        await agent.press(Command.NEXT_WAITING)
        await agent.until_open(first)
        await agent.write("在的")
        await agent.until_said("在的")
        await agent.type("请稍等")
        await agent.press(Command.SEND_AND_NEXT)
        await agent.until_open(second)
        # What is typed at once goes to the one who is shown.
        await agent.write("您好")
        await agent.until_said("您好")
        await agent.press(Command.NEXT_WAITING)
        await agent.until_open(third)
        await agent.type("马上")
        await agent.press(Command.SEND_AND_NEXT)
        await agent.until_shown("没有其他客户在等待")

        wanted = (["在的", "请稍等"], ["您好"], ["马上"])
        await agent.until(
            lambda: tuple(map(floor.texts, range(3))) == wanted, "all answers arrive"
        )


async def test_an_answer_is_taken_back_within_its_seconds(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    slow = replace(QUIET, undo_seconds=UndoSeconds.FIVE)
    async with shift(tmp_path, sandbox, slow) as floor:
        agent = floor.agent
        await floor.greet(0)
        await agent.open(floor.name(0))
        await agent.write("这件不卖")
        await agent.until_shown("秒后发出")
        await agent.press("Ctrl+Z")
        await agent.until(lambda: agent.written == "这件不卖", "it is back")
        assert not agent.shown("秒后发出")
        await agent.press("Ctrl+A")
        await agent.write("这件有货")
        await agent.until(lambda: floor.texts(0) == ["这件有货"], "the better words")


async def test_an_answer_stays_when_the_customer_wrote_unseen_meanwhile(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent, name = floor.agent, floor.name(0)
        floor.say_much(0, [f"第{number}件" for number in range(60)])
        await floor.came(0)
        await agent.open(name)
        await agent.press(Command.NEWEST)
        await agent.until_said("第59件")
        # One reads further up, so that what comes is out of sight.
        await agent.press(Command.FIND)
        await agent.type("第3件")
        await agent.until_said("第3件")
        await agent.press("Escape")
        await agent.type("一共 99 元")
        floor.say(0, "我不要了")
        await agent.push("新消息 1")
        await agent.until_said("我不要了")
        await agent.press(Command.FIND)
        await agent.until_said("第3件")
        await agent.press("Escape")
        floor.say(0, "还是要吧")
        await agent.until(lambda: agent.button("新消息 1"), "a word of what came")
        await agent.press("Return")
        await agent.until_shown("客户刚写来「还是要吧」")
        assert agent.written == "一共 99 元"
        assert floor.texts(0) == []
        await agent.press(Command.SEND_ANYWAY)
        await agent.until(lambda: floor.texts(0) == ["一共 99 元"], "sent anyway")
        assert agent.written == ""
        await agent.until_said("还是要吧")
