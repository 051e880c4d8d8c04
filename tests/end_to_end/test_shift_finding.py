"""A shift: a message of last week, a customer by initials, words in a talk."""

import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.views.window.keys import Command
from tests.end_to_end.shift_floor import Floor, shift
from tests.sandbox_fixture import Sandbox

WEEK = 7 * 24 * 3600
COUNT = 300


def have_told(floor: Floor, number: int) -> None:
    """Let a customer have told a long story, a minute a line, a week ago."""
    control = floor.control
    account, customer = control.accounts()[0], control.customers()[number]
    begun = int(time.time()) - WEEK
    control.page(
        account,
        [
            {
                "msgid": f"old-{at}",
                "open_kfid": account,
                "external_userid": customer,
                "send_time": begun + 60 * at,
                "origin": 3,
                "msgtype": "text",
                "text": {"content": f"当时第{at}件大衣"},
            }
            for at in range(COUNT)
        ],
    )


async def test_a_message_of_last_week_is_found_and_searched_from_there(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        have_told(floor, 0)
        await floor.greet(0, 1)
        await agent.open(floor.name(1))
        await agent.type("没写完")

        await agent.press(Command.PALETTE)
        await agent.type("第17件")
        await agent.until(lambda: "当时第17件大衣" in agent.found, "the message")
        assert floor.name(0) in agent.found
        await agent.press("Return")
        await agent.until_open(floor.name(0))
        await agent.until_said("当时第17件大衣")
        assert not agent.said("你好，我是0号")

        # From here, another word of the same talk, and the way back to today.
        await agent.press(Command.FIND)
        await agent.type("第9件")
        await agent.until_said("当时第9件大衣")
        await agent.until_shown("1 / 1")
        await agent.press("Escape")
        assert agent.field.hasFocus()
        await agent.press(Command.NEWEST)
        await agent.until_said("你好，我是0号")

        # What was being written elsewhere waits there.
        await agent.press(Command.VISIT_BACK)
        await agent.until_open(floor.name(1))
        assert agent.written == "没写完"


async def test_a_customer_is_found_by_the_initials_of_the_name(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0, 1, 2)
        assert floor.name(2) == "骆驼祥子他妈"
        await agent.press(Command.PALETTE)
        await agent.type("ltxz")
        await agent.until(lambda: floor.name(2) in agent.found, "the customer")
        await agent.press("Return")
        await agent.until_open(floor.name(2))

        # The same with the whole sounds, and left without choosing.
        await agent.press(Command.PALETTE, "Ctrl+A")
        await agent.type("feiwen")
        await agent.until(lambda: floor.name(1) in agent.found, "another customer")
        await agent.press("Escape")
        await agent.until(agent.field.hasFocus, "one can write")
        assert agent.said("你好，我是2号")


async def test_a_command_is_found_by_its_words_and_done(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0)
        await agent.open(floor.name(0))
        await agent.press(Command.PALETTE)
        await agent.type("内部备注")
        await agent.until(lambda: "内部备注" in agent.found, "the command")
        await agent.press("Return")
        await agent.until_shown("不会发给客户")
        await agent.write("老客户")
        await agent.until_said("老客户")
        await agent.until(lambda: agent.written == "", "it is stored")
        assert floor.texts(0) == []
