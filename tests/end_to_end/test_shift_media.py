"""A shift: pictures are leafed through, a voice is heard, a chat record opens."""

import base64
import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.end_to_end.shift_floor import Floor, shift
from tests.sandbox_fixture import Json, Sandbox

# Qt warns of a machine without sound.
pytestmark = pytest.mark.qt_log_ignore("PulseAudio")

PICTURES = ("小白鞋.jpg", "风衣.jpg", "水洗标.jpg")
# A frame of type 15 is 20 ms of silence: tests make no noise.
SILENCE = b"#!AMR\n" + b"\x7c" * 100


def a_record(title: str, *lines: tuple[str, str]) -> Json:
    """A forwarded chat of some people's lines."""
    return {
        "title": title,
        "item": [
            {
                "send_time": 1_763_427_600 + 41 * at,
                "msgtype": "text",
                "sender_name": who,
                "msg_content": json.dumps(
                    {"msgtype": "text", "text": {"content": said}}
                ),
            }
            for at, (who, said) in enumerate(lines)
        ],
    }


def send_silence(floor: Floor, number: int) -> None:
    """Let a customer send two seconds of silence."""
    content = base64.b64encode(SILENCE).decode("ascii")
    media = floor.control.post("media", type="voice", name="v.amr", base64=content)
    floor.send(number, "voice", {"media_id": media["media_id"]})


async def test_pictures_of_a_conversation_are_leafed_through_by_keys(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        for picture in PICTURES:
            floor.send(0, "image", {"name": picture})
        await floor.greet(0)
        await agent.open(floor.name(0))
        await agent.until(lambda: agent.pictures_seen, "pictures")
        await agent.ask_about("[图片]", "打开")
        await agent.until_shown("3 / 3")
        await agent.press("Left")
        await agent.until_shown("2 / 3")
        await agent.press("Left")
        await agent.until_shown("1 / 3")
        await agent.press("Right")
        await agent.until_shown("2 / 3")
        await agent.press("1")
        await agent.until_shown("100%")
        await agent.press("Escape")
        await agent.until(lambda: not agent.shown("2 / 3"), "the pictures are gone")


async def test_a_voice_is_played_and_known_as_heard(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        send_silence(floor, 0)
        await floor.greet(0)
        await agent.open(floor.name(0))
        await agent.until_said("[语音]")
        await agent.until(lambda: agent.voices_heard == [False], "a voice, not heard")
        await agent.ask_about("[语音]", "播放")
        # A machine without loudspeakers says so; elsewhere it counts as heard.
        await agent.until(
            lambda: agent.shown("没有可用的声音输出设备") or all(agent.voices_heard),
            "it plays",
        )


async def test_a_chat_record_opens_in_place_and_closes(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        record = a_record(
            "团购群的聊天记录", ("安安妈", "羽绒服有味道吗"), ("糖糖妈", "有一股鸭子味")
        )
        floor.send(0, "merged_msg", record)
        await floor.greet(0)
        await agent.open(floor.name(0))
        await agent.until_said("团购群的聊天记录")
        await agent.ask_about("团购群的聊天记录", "查看全部")
        await agent.until_shown("共 2 条")
        assert agent.timeline() == []
        await agent.press("End")
        assert "糖糖妈：有一股鸭子味" in agent.current
        await agent.press("Up")
        assert "安安妈：羽绒服有味道吗" in agent.current
        await agent.press("Escape")
        await agent.until_said("团购群的聊天记录")
        await agent.until(agent.field.hasFocus, "one can write")
