"""A shift: the desk is locked, its keys are changed, and it is left and found again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from desktop.services.preferences_store import load_desk_state
from desktop.views.window.key_hints import set_bindings
from desktop.views.window.keys import KEYS, Command
from tests.end_to_end.desk_run import profile_in
from tests.end_to_end.shift_floor import at_work, shift
from tests.sandbox_fixture import Sandbox

PIN, WRONG = "2580", "1379"


@pytest.fixture(autouse=True)
def usual_keys() -> Iterator[None]:
    """Leave the table of keys as it was."""
    yield
    set_bindings(KEYS)


async def test_a_pin_is_set_locks_and_unlocks(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent, name = floor.agent, floor.name(0)
        await floor.greet(0)
        await agent.open(name)
        await agent.type("没写完")
        await agent.press(Command.PALETTE)
        await agent.type("应用锁")
        await agent.until(lambda: "应用锁" in agent.found, "the settings of the lock")
        await agent.press("Return")
        await agent.reach("新的 PIN")
        await agent.type(PIN)
        await agent.press("Tab")
        await agent.write(PIN)
        await agent.until_shown("PIN 已设置")
        await agent.press("Escape")
        await agent.until_said("你好，我是0号")

        await agent.press(Command.COVER)
        await agent.until_shown("总机已锁定")
        floor.say(0, "我的地址是")
        await agent.until(lambda: "1 条未读" in agent.row_says(name), "it came")
        assert agent.timeline() == []
        assert not agent.shown(name)
        await agent.write(WRONG)
        await agent.until_shown("PIN 不对")
        await agent.until(lambda: agent.current_name == "PIN", "one can try again")
        await agent.write(PIN)
        await agent.until_said("我的地址是")
        assert agent.written == "没写完"
        assert floor.texts(0) == []


async def test_a_changed_key_counts_at_once_and_tomorrow(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent, name = floor.agent, floor.name(0)
        await floor.greet(0)
        await agent.open(name)
        await agent.press(Command.PALETTE)
        await agent.type("快捷键")
        await agent.press_until("Down", lambda: agent.found.startswith("快捷键"))
        await agent.press("Return")
        await agent.reach("搜索快捷键")
        await agent.type("星标")
        await agent.reach("加星标或取消：")
        # One that is taken is asked about, one that is free is taken at once.
        await agent.press("Space", Command.PIN)
        await agent.until_shown("现在属于「置顶或取消」")
        await agent.push("取消")
        await agent.reach("加星标或取消：")
        await agent.press("Space", "Ctrl+F9", "Escape")
        await agent.until_said("你好，我是0号")
        await agent.press("Ctrl+F9")
        await agent.until(lambda: "已加星标" in agent.row_says(name), "a star")
        await agent.press(Command.STAR)
        await agent.press(Command.PIN)
        await agent.until(lambda: "已置顶" in agent.row_says(name), "a pin")
        assert "已加星标" in agent.row_says(name)
    kept = load_desk_state(profile_in(tmp_path)).preferences
    async with at_work(tmp_path, sandbox, kept) as floor:
        agent = floor.agent
        await agent.open(name)
        await agent.press("Ctrl+F9")
        await agent.until(lambda: "已加星标" not in agent.row_says(name), "no star")


async def test_what_was_begun_is_there_after_quitting(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0, 1, 2)
        begun, later, asleep = (floor.name(number) for number in range(3))
        await agent.open(begun)
        shot = QImage(64, 48, QImage.Format.Format_RGB32)
        shot.fill(QColor("teal"))
        QGuiApplication.clipboard().setImage(shot)
        await agent.press("Ctrl+V")
        await agent.until_shown("截图")
        await agent.press(Command.WRITE_NOTE)
        await agent.type("问仓库")
        await agent.press("Escape")
        await agent.type("图在这里")
        await agent.open(later)
        await agent.type("到货了")
        await agent.press(Command.SEND_LATER)
        await agent.type("30分钟后")
        await agent.press("Return")
        await agent.until_shown("发出 · 到货了")
        await agent.open(asleep)
        await agent.press(Command.SNOOZE)
        await agent.until_shown("客户再来消息会马上回到列表")
        await agent.press("Return")
        await agent.until(lambda: agent.row(asleep) is None, "it is put off")
        # The last words are typed in the moment of leaving.
        await agent.open(begun)
        await agent.press("Ctrl+End")
        await agent.type("，请看")
    async with at_work(tmp_path, sandbox) as floor:
        agent = floor.agent
        await agent.until(lambda: set(agent.names) == {begun, later}, "the list")
        assert "草稿：图在这里，请看" in agent.row_says(begun)
        await agent.open(begun)
        await agent.until_shown("截图")
        assert agent.written == "图在这里，请看"
        await agent.press(Command.WRITE_NOTE)
        await agent.until(lambda: agent.written == "问仓库", "the note")
        await agent.press("Escape")
        await agent.open(later)
        await agent.until_shown("发出 · 到货了")
        await floor.pass_time(timedelta(minutes=31))
        await agent.until(lambda: floor.texts(1) == ["到货了"], "it leaves")
        await floor.pass_time(timedelta(minutes=31))
        await agent.until(lambda: agent.row(asleep) is not None, "it is awake")
        await agent.open(begun)
        await agent.press("Return")
        await agent.until(lambda: len(floor.got(0)) == 2, "the answer of before")
        assert [one.msgtype for one in floor.got(0)] == ["text", "image"]
