"""Lists of the library are read out of their index, whatever narrows them."""

import pytest

from desktop.models.material import MaterialDetails, MaterialKind, MaterialQuery
from desktop.models.quick_reply import Standing
from desktop.services.storage import material_queries, material_store
from desktop.services.storage.material_store import NewVersion, Writing
from tests.building import DESK, World

QUERIES = [
    MaterialQuery(),
    MaterialQuery(standing=None),
    MaterialQuery(standing=Standing.EXPIRED),
    MaterialQuery(folder=("商品图", "冬装")),
    MaterialQuery(kinds=frozenset({MaterialKind.PICTURE})),
    MaterialQuery(tags=frozenset({"尺码"})),
    MaterialQuery(words="羽绒服 jgb"),
]


def plans(world: World, query: MaterialQuery) -> list[str]:
    asked: list[str] = []
    world.connection.set_trace_callback(asked.append)
    material_queries.count(world.connection, query, now=world.now)
    world.connection.set_trace_callback(None)
    rows = world.connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}")
    return [str(row[3]) for row in rows]


def add(world: World, name: str, *tags: str, code: str = "", inside: str = "") -> int:
    made = NewVersion(MaterialKind.PICTURE, inside=inside)
    details = MaterialDetails(name, tags=tags, code=code)
    by = Writing(world.operator, DESK, world.now)
    return world.write(lambda one: material_store.add(one, details, made, by))


def found(world: World, words: str) -> list[int]:
    query = MaterialQuery(words=words)
    page = material_queries.page(world.connection, query, 0, 10, now=world.now)
    assert len(page) == material_queries.count(world.connection, query, now=world.now)
    return sorted(one.id for one in page)


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_list_touches_no_row(world: World, query: MaterialQuery) -> None:
    told = plans(world, query)
    assert told[0] == "SCAN m USING COVERING INDEX ix_material_listing"
    walked = [one for one in told if one.startswith("SCAN material ")]
    assert all("INDEX" in one for one in walked)


def test_words_are_found_in_name_code_tag_sound_and_inside(world: World) -> None:
    named = add(world, "羽绒服价格表.jpg")
    coded = add(world, "图", code="YG-2031")
    tagged = add(world, "主图", "价格")
    inner = add(world, "说明.docx", inside="全场 价格 表")
    assert found(world, "价格") == [named, tagged, inner]
    assert found(world, "jgb") == [named]
    assert found(world, "yurong") == [named]
    assert found(world, "yg-20") == [coded]
    assert found(world, "羽绒 ＪＰＧ") == [named]
    assert found(world, "说明 全场") == [inner]


def test_signs_of_the_database_are_only_signs(world: World) -> None:
    whole = add(world, "满100%返.png")
    add(world, "满100返.png")
    assert found(world, "100%") == [whole]
    assert found(world, "_") == []
