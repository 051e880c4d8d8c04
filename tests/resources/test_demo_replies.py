"""The reply book of the demo and its library: whole, consistent, sendable."""

from pathlib import Path

import msgspec
import pytest

from desktop.models.reply_markers import PlaceMarker, VariableMarker, markers, problems
from desktop.models.text_cutting import cut
from desktop.resources import resource

DEMO = resource("demo")


class Part(msgspec.Struct, forbid_unknown_fields=True):
    """A text, or the name of a material."""

    text: str = ""
    material: str = ""


class Reply(msgspec.Struct, forbid_unknown_fields=True):
    """One line of replies.jsonl."""

    group: list[str]
    title: str
    code: str
    keywords: list[str]
    parts: list[Part]
    days: int = 0
    earlier: str = ""


class Material(msgspec.Struct):
    """What every line of materials.jsonl says."""

    name: str
    folder: list[str]
    tags: list[str]
    code: str
    file: str = ""


@pytest.fixture(scope="module")
def replies() -> list[Reply]:
    lines = (DEMO / "replies.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Reply) for line in lines]


@pytest.fixture(scope="module")
def materials() -> list[Material]:
    lines = (DEMO / "materials.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Material) for line in lines]


def test_there_are_two_hundred_with_combos_variables_and_places(
    replies: list[Reply],
) -> None:
    texts = [part.text for reply in replies for part in reply.parts]
    found = [each for text in texts for each in markers(text)]
    assert len(replies) >= 200
    assert sum(len(reply.parts) > 1 for reply in replies) >= 25
    for kind in (VariableMarker, PlaceMarker):
        assert sum(isinstance(each, kind) for each in found) >= 20


def test_codes_and_titles_name_one_reply_each(replies: list[Reply]) -> None:
    for names in ([each.code for each in replies], [each.title for each in replies]):
        assert len(set(names)) == len(names)


def test_every_material_that_a_reply_names_is_in_the_library(
    replies: list[Reply], materials: list[Material]
) -> None:
    named = {part.material for reply in replies for part in reply.parts} - {""}
    assert named <= {each.name for each in materials}
    assert len({each.name for each in materials}) == len(materials)


def test_every_file_of_the_library_is_there(materials: list[Material]) -> None:
    files = [Path(DEMO / "media" / each.file) for each in materials if each.file]
    assert [file.name for file in files if not file.is_file()] == []


def test_a_reply_costs_no_more_than_the_five_messages(replies: list[Reply]) -> None:
    for reply in replies:
        texts = sum(len(cut(part.text)) for part in reply.parts if part.text)
        assert texts + sum(bool(part.material) for part in reply.parts) <= 5


def test_nothing_in_braces_is_a_slip_of_the_pen(replies: list[Reply]) -> None:
    texts = [part.text for reply in replies for part in reply.parts]
    assert [text for text in texts if problems(text)] == []
