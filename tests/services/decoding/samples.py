"""Small media made or read for a test."""

import io
from pathlib import Path

from PIL import Image

from desktop.resources import resource

FOLDER = resource("demo", "media")


def picture(form: str, size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    made = Image.new("RGB", size, (255, 0, 0))
    made.paste((0, 0, 255), (size[0] // 2, 0, *size))
    file = io.BytesIO()
    made.convert(mode).save(file, form)
    return file.getvalue()


def moving(frames: int, size: tuple[int, int] = (12, 12), delay: int = 80) -> bytes:
    """A GIF of some frames."""
    pictures = [Image.new("RGB", size, (at * 9 % 256, 99, 0)) for at in range(frames)]
    file = io.BytesIO()
    pictures[0].save(
        file, "GIF", save_all=True, append_images=pictures[1:], duration=delay
    )
    return file.getvalue()


def demo(ending: str) -> bytes:
    """The first demo file of a kind: `.amr`, `.mp4`, `.jpg`."""
    paths: list[Path] = sorted(FOLDER.glob(f"*{ending}"))
    return paths[0].read_bytes()


SILK = b"\x02#!SILK_V3" + bytes(500)
