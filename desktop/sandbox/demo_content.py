"""What simulated customers are called and say: the demo's files, or a given file.

Without either (a bare checkout of this package) a few built-in lines stand in.
"""

import functools
import gzip
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .errors import Refusal
from .json_types import Fields, JsonObject, as_object, decode


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of a conversation; `body` holds the fields of kinds other than text."""

    by_customer: bool
    kind: str
    text: str = ""
    body: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A conversation to be played. `account` names the line it belongs to, or is ""."""

    turns: tuple[Turn, ...]
    account: str = ""


@dataclass(frozen=True, slots=True)
class PastTurn:
    """One line of what had happened: words, another kind, or an event.

    after: minutes since the line before. servicer: the userid of who spoke or acted;
    empty for the customer. event: entered, taken, handed, ended, refused, unrefused.
    """

    after: float
    servicer: str = ""
    event: str = ""
    kind: str = "text"
    text: str = ""
    recalled: bool = False
    body: JsonObject = field(default_factory=dict)

    @property
    def by_customer(self) -> bool:
        """Whether the customer said it."""
        return not (self.servicer or self.event)


@dataclass(frozen=True, slots=True)
class PastDialogue:
    """A conversation that began `ago` minutes before the sandbox."""

    customer: str
    account: str
    ago: float
    turns: tuple[PastTurn, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A customer's name and gender (0 unknown, 1 male, 2 female)."""

    nickname: str
    gender: int


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a customer came from. `channels` is WeCom's wechat_channels object."""

    scene: str
    scene_param: str
    channels: JsonObject | None = None


@dataclass(frozen=True, slots=True)
class DemoContent:
    """All there is to play with. `media` maps file names to paths."""

    dialogues: tuple[Dialogue, ...]
    customers: tuple[Person, ...]
    accounts: tuple[str, ...]
    scenes: tuple[Scene, ...]
    servicers: tuple[str, ...]
    media: dict[str, Path]
    prologue: tuple[PastDialogue, ...] = ()

    def media_for(self, kind: str, name: str) -> tuple[str, bytes]:
        """Name and bytes of a file of this kind, a built-in one if there is none."""
        endings = _ENDINGS.get(kind, ())
        if name in self.media:
            return name, _content(self.media[name])
        for found, path in sorted(self.media.items()):
            if not name and found.lower().endswith(endings):
                return found, _content(path)
        built_in, content = _BUILT_IN_MEDIA.get(kind, _BUILT_IN_MEDIA["file"])
        return name or built_in, content


@functools.cache
def _content(path: Path) -> bytes:
    """A file's bytes, shared by all messages that carry it."""
    return path.read_bytes()


_ENDINGS: dict[str, tuple[str, ...]] = {
    "image": (".jpg", ".png"),
    "voice": (".amr",),
    "video": (".mp4",),
    "file": (".pdf", ".xlsx", ".docx"),
}


def demo_folder() -> Path:
    """Where the product keeps its demo content."""
    return Path(__file__).resolve().parents[2] / "resources" / "demo"


def load_content(dialogues: Path | None) -> DemoContent:
    """The demo's people and media; its conversations unless `dialogues` names others.

    Raises OSError or ValueError when a file cannot be read.
    """
    folder = demo_folder()
    people_file = folder / "people.json"
    people = Fields(
        as_object(decode(people_file.read_bytes())) if people_file.is_file() else {}
    )
    source = dialogues or folder / "conversations.jsonl"
    spoken = read_dialogues(source) if dialogues or source.is_file() else ()
    media_folder = folder / "media"
    files = sorted(media_folder.iterdir()) if media_folder.is_dir() else []
    return DemoContent(
        dialogues=spoken or _BUILT_IN_DIALOGUES,
        customers=tuple(_persons(people)) or _BUILT_IN_CUSTOMERS,
        accounts=tuple(_names(people, "accounts", "name")) or _BUILT_IN_ACCOUNTS,
        scenes=tuple(_scenes(people)) or _BUILT_IN_SCENES,
        servicers=tuple(_names(people, "servicers", "userid")) or ("zhangsan", "lisi"),
        media={path.name: path for path in files if path.is_file()},
        prologue=_read_prologue(folder / "prologue.jsonl"),
    )


def read_dialogues(path: Path) -> tuple[Dialogue, ...]:
    """Conversations of a `.jsonl` or `.jsonl.gz` file, one object a line.

    Raises OSError or ValueError.
    """
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    lines = (line for line in raw.splitlines() if line.strip())
    try:
        return tuple(_dialogue(Fields(as_object(decode(line)))) for line in lines)
    except Refusal as error:
        raise ValueError(f"not a file of dialogues: {path.name}") from error


def _read_prologue(path: Path) -> tuple[PastDialogue, ...]:
    """What had happened before, one conversation a line; nothing without the file."""
    raw = path.read_bytes() if path.is_file() else b""
    lines = (Fields(as_object(decode(line))) for line in raw.splitlines())
    return tuple(
        PastDialogue(
            line.text("customer"),
            line.text("account"),
            line.number("ago"),
            tuple(_past_turn(Fields(as_object(turn))) for turn in line.items("turns")),
        )
        for line in lines
    )


def _past_turn(turn: Fields) -> PastTurn:
    own = {"role", "after", "servicer", "event", "kind", "text", "recalled"}
    return PastTurn(
        after=turn.number("after"),
        servicer=turn.text("servicer"),
        event=turn.text("event"),
        kind=turn.text("kind", "text"),
        text=turn.text("text"),
        recalled=turn.integer("recalled") == 1,
        body={key: value for key, value in turn.values.items() if key not in own},
    )


def _dialogue(line: Fields) -> Dialogue:
    turns = (Fields(as_object(turn)) for turn in line.items("turns"))
    return Dialogue(tuple(_turn(turn) for turn in turns), line.text("account"))


def _turn(turn: Fields) -> Turn:
    kind = turn.text("kind", "text")
    own = {"role", "kind", "text"}
    body = {key: value for key, value in turn.values.items() if key not in own}
    return Turn(turn.text("role") == "customer", kind, turn.text("text"), body)


def _persons(people: Fields) -> Iterable[Person]:
    for value in people.items("customers"):
        one = Fields(as_object(value))
        yield Person(one.text("nickname"), one.integer("gender"))


def _names(people: Fields, group: str, name: str) -> Iterable[str]:
    for value in people.items(group):
        yield Fields(as_object(value)).text(name)


def _scenes(people: Fields) -> Iterable[Scene]:
    for value in people.items("scenes"):
        one = Fields(as_object(value))
        channels = dict(one.part("channels").values) if one.has("channels") else None
        yield Scene(one.text("scene"), one.text("scene_param"), channels)


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + b"\x7a\x5c\x3e" * width for _ in range(height))
    pixels = chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels


# One frame of type 15 ("no data") is one byte and stands for 20 ms of silence.
_SILENCE = b"#!AMR\n" + b"\x7c" * 100
_BUILT_IN_MEDIA = {
    "image": ("picture.png", _png(24, 16)),
    "voice": ("voice.amr", _SILENCE),
    "video": ("video.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"),
    "file": ("价格表.txt", "羊毛大衣 899 元\n".encode()),
}
_BUILT_IN_ACCOUNTS = ("旗舰店客服", "售后服务")
_BUILT_IN_SCENES = (Scene("shop", "门口海报"), Scene("menu", ""))
_BUILT_IN_CUSTOMERS = tuple(
    Person(name, gender)
    for name, gender in (
        ("小鹿", 2),
        ("阿伟", 1),
        ("Sunny", 0),
        ("老周", 1),
        ("豆豆妈", 2),
    )
)
_BUILT_IN_DIALOGUES = (
    Dialogue(
        (
            Turn(True, "text", "在吗，这件大衣还有 M 码么"),
            Turn(False, "text", "有的亲"),
            Turn(True, "text", "好的，那我下单啦"),
        )
    ),
    Dialogue(
        (
            Turn(True, "text", "衣服收到了，颜色跟图片不太一样"),
            Turn(True, "image"),
            Turn(False, "text", "抱歉，给您换一件"),
            Turn(True, "text", "行，谢谢"),
        )
    ),
)
