"""A shift: sessions are handed over and ended, in one window or in two."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.sandbox.demo_content import load_content
from desktop.views.window.keys import Command
from tests.end_to_end.shift_floor import shift
from tests.sandbox_fixture import Sandbox

ASSISTANT, SERVICER, ENDED = 1, 3, 4


async def test_a_session_is_handed_to_a_colleague_by_name(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0)
        await agent.open(floor.name(0))
        await agent.write("我请同事帮您")
        await agent.until(lambda: floor.state(0)["service_state"] == ASSISTANT, "mine")
        servicer = load_content(None).servicers[0]
        await agent.press(Command.HAND_OVER)
        await agent.choose(f"转给 {servicer}")
        await agent.until(
            lambda: floor.state(0)["service_state"] == SERVICER, "it is handed over"
        )
        assert floor.state(0)["servicer_userid"] == servicer
        await agent.until(
            lambda: "同事接待" in agent.row_says(floor.name(0)), "the row says so"
        )
        # What the colleague writes is seen here, and cannot be answered.
        floor.answer_as(servicer, 0, "您好，我来处理")
        await agent.until_said("您好，我来处理")
        await agent.write("等等")
        assert floor.texts(0) == ["我请同事帮您"]


async def test_the_end_of_a_session_is_taken_back_then_meant(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0)
        await agent.open(floor.name(0))
        await agent.write("不客气")
        await agent.until(lambda: floor.state(0)["service_state"] == ASSISTANT, "mine")
        await agent.press(Command.END_SESSION)
        await agent.until_shown("会话即将结束")
        await agent.push("撤销")
        # A star that is stored after it says that the undo is stored, too.
        await agent.press(Command.STAR)
        await agent.until(lambda: "已加星标" in agent.row_says(floor.name(0)), "a star")
        await floor.pass_time(timedelta(seconds=10))
        await agent.write("还在的")
        await agent.until(lambda: len(floor.texts(0)) == 2, "the session goes on")
        assert floor.state(0)["service_state"] == ASSISTANT

        await agent.press(Command.END_SESSION)
        await agent.until_shown("会话即将结束")
        await floor.pass_time(timedelta(seconds=10))
        await agent.until(lambda: floor.state(0)["service_state"] == ENDED, "its end")
        await agent.until(
            lambda: "已结束" in agent.row_says(floor.name(0)), "the row says so"
        )


async def test_a_window_of_its_own_has_its_own_answers(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0, 1)
        apart, here = floor.name(0), floor.name(1)
        await agent.open(apart)
        await agent.type("先记一笔")
        await agent.press(Command.OWN_WINDOW)
        beside = await agent.at_window(apart)
        await beside.until(lambda: beside.written == "先记一笔", "the draft went along")
        await agent.sit_down()
        await agent.open(here)
        await agent.write("这里是主窗口")
        await agent.until(lambda: floor.texts(1) == ["这里是主窗口"], "an answer here")
        # A key of the window means the conversation that stands in it.
        await beside.sit_down()
        await beside.press("Ctrl+A")
        await beside.write("那里是小窗口")
        await beside.until_said("那里是小窗口")
        await agent.until(lambda: floor.texts(0) == ["那里是小窗口"], "an answer there")


async def test_a_quiet_look_leaves_everything_unread(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0, 1)
        name, other = floor.name(0), floor.name(1)
        await agent.press(Command.LOOK_QUIETLY)
        await agent.open(name)
        await agent.until_said("你好，我是0号")
        await agent.open(other)
        await agent.until_said("你好，我是1号")
        assert "1 条未读" in agent.row_says(name)
        assert "1 条未读" in agent.row_says(other)
        # Whoever stops looking quietly has read what is open.
        await agent.press(Command.LOOK_QUIETLY)
        await agent.until(lambda: "未读" not in agent.row_says(other), "it is read")
        assert "1 条未读" in agent.row_says(name)
