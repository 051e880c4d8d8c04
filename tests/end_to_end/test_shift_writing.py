"""A shift: what is written, quoted, noted, pasted, shrunk and cut."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from desktop.models.text_cutting import byte_length
from desktop.views.window.keys import Command
from tests.end_to_end.shift_floor import COLLEAGUE, shift
from tests.sandbox_fixture import MakeSandbox, Sandbox
from tests.services.outgoing_files import noise

PICTURE_LIMIT = 2 * 1024 * 1024


def noisy_picture(folder: Path) -> Path:
    """A PNG of about 3 MB: noise does not compress."""
    path = folder / "大图.png"
    path.write_bytes(noise(1200, 800))
    assert path.stat().st_size > PICTURE_LIMIT
    return path


def copy_files(*paths: Path) -> None:
    """Copy files, as a file manager does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    QGuiApplication.clipboard().setMimeData(mime)


async def test_a_note_names_a_colleague_and_an_answer_quotes_with_a_face(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0)
        await agent.open(floor.name(0))

        # A note with @, which stays in the house.
        await agent.press(Command.WRITE_NOTE)
        await agent.type(f"@{COLLEAGUE[0]}")
        await agent.until_shown("要提到的同事")
        await agent.press("Return")
        assert agent.written == f"@{COLLEAGUE} "
        await agent.write("跟一下")
        await agent.until_said(f"@{COLLEAGUE} 跟一下")
        await agent.press("Escape")

        # A quote, chosen by keys, and an emoji found by its name.
        await agent.ask_about("你好，我是0号", "引用")
        await agent.until(agent.field.hasFocus, "one can write")
        await agent.until_shown("引用 ")
        await agent.type("好的")
        await agent.press(Command.PICK_EMOJI)
        await agent.type("微笑")
        # The first is the emoji, beside it stands WeChat's own face.
        await agent.press("Down", "Right", "Return")
        await agent.until(lambda: agent.written != "好的", "the emoji is there")
        assert agent.written == "好的[微笑]"
        await agent.press("Escape")
        await agent.until(agent.field.hasFocus, "one can write")
        await agent.press("Return")
        await agent.until(lambda: floor.texts(0), "the answer arrives")
        (text,) = floor.texts(0)
        assert "你好，我是0号" in text
        assert text.endswith("好的[微笑]")


async def test_a_pasted_picture_leaves_and_one_too_large_is_made_to_fit(
    qapp: QApplication, make_sandbox: MakeSandbox, tmp_path: Path
) -> None:
    sandbox = make_sandbox(image_limit=PICTURE_LIMIT)
    async with shift(tmp_path / "desk", sandbox) as floor:
        agent = floor.agent
        await floor.greet(0)
        await agent.open(floor.name(0))

        shot = QImage(320, 200, QImage.Format.Format_RGB32)
        shot.fill(QColor("teal"))
        QGuiApplication.clipboard().setImage(shot)
        await agent.press("Ctrl+V")
        await agent.until_shown("截图")
        copy_files(noisy_picture(tmp_path))
        await agent.press("Ctrl+V")
        await agent.until_shown("大图.png")

        # Enter sends nothing while one of them does not fit.
        await agent.type("两张图")
        await agent.until(lambda: agent.button("压缩"), "an offer to shrink")
        await agent.press("Return")
        assert agent.written == "两张图"
        await agent.push("压缩")
        await agent.until(lambda: not agent.button("压缩"), "it is made to fit")
        await agent.until(lambda: not agent.shown("压缩"), "the work is done")
        await agent.press("Return")
        await agent.until(lambda: len(floor.got(0)) == 3, "words and pictures arrive")
        assert [one.msgtype for one in floor.got(0)] == ["text", "image", "image"]
        assert agent.written == ""


async def test_a_long_text_is_cut_at_sentences_and_arrives_whole(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    whole = "".join(
        f"第{number}条：羊毛大衣请平铺晾干，不要暴晒。" for number in range(60)
    )
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0)
        await agent.open(floor.name(0))
        QGuiApplication.clipboard().setText(whole)
        await agent.press("Ctrl+V")
        await agent.until_shown("将分 2 条发送")
        await agent.push("看在哪里分开")
        assert agent.shown("1. 第0条")
        await agent.press("Return")
        await agent.until(lambda: len(floor.texts(0)) == 2, "both pieces arrive")
        texts = floor.texts(0)
        assert "".join(texts) == whole
        assert texts[0].endswith("。")
        assert max(map(byte_length, texts)) <= 2048
