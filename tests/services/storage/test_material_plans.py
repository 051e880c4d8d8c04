"""Lists of the library are read out of their index, whatever narrows them."""

from functools import partial

import pytest

from desktop.models.material import (
    MaterialDetails,
    MaterialKind,
    MaterialOrder,
    MaterialQuery,
)
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
    by = world.operator.id
    material_queries.count(world.connection, query, by=by, now=world.now)
    world.connection.set_trace_callback(None)
    rows = world.connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}")
    return [str(row[3]) for row in rows]


def pages(world: World, query: MaterialQuery) -> list[list[str]]:
    """Return the plans of what finds the ids of a page."""
    asked: list[str] = []
    by, now = world.operator.id, world.now
    world.connection.set_trace_callback(asked.append)
    material_queries.page(world.connection, query, 0, 10, by=by, now=now)
    world.connection.set_trace_callback(None)
    rows = [
        world.connection.execute(f"EXPLAIN QUERY PLAN {one}").fetchall()
        for one in asked[:-1]
    ]
    return [[str(row[3]) for row in plan] for plan in rows]


def add(world: World, name: str, *tags: str, code: str = "", inside: str = "") -> int:
    made = NewVersion(MaterialKind.PICTURE, inside=inside)
    details = MaterialDetails(name, tags=tags, code=code)
    by = Writing(world.operator, DESK, world.now)
    return world.write(lambda one: material_store.add(one, details, made, by))


def found(world: World, words: str) -> list[int]:
    query = MaterialQuery(words=words)
    by, now = world.operator.id, world.now
    page = material_queries.page(world.connection, query, 0, 10, by=by, now=now)
    assert len(page) == material_queries.count(world.connection, query, by=by, now=now)
    return sorted(one.id for one in page)


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_list_touches_no_row(world: World, query: MaterialQuery) -> None:
    told = plans(world, query)
    assert told[0] == "SCAN m USING COVERING INDEX ix_material_listing"
    walked = [one for one in told if one.startswith("SCAN material ")]
    assert all("INDEX" in one for one in walked)


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_the_ids_of_a_page_are_found_in_order_without_sorting(
    world: World, query: MaterialQuery
) -> None:
    (told,) = pages(world, query)
    assert told[0] == "SCAN m USING COVERING INDEX ix_material_listing"
    assert not any("ORDER BY" in one for one in told)


def test_what_was_used_last_is_looked_up_and_the_rest_listed(world: World) -> None:
    used, listed = pages(world, MaterialQuery(order=MaterialOrder.USED))
    text = "\n".join(used)
    assert "COVERING INDEX ix_material_use_used_at (operator_id=?)" in text
    assert "SEARCH m USING INTEGER PRIMARY KEY (rowid=?)" in text
    assert listed[0] == "SCAN m USING COVERING INDEX ix_material_listing"


def test_folders_and_looks_are_read_out_of_an_index(world: World) -> None:
    asked: list[str] = []
    world.connection.set_trace_callback(asked.append)
    material_queries.folders(world.connection, by=1)
    material_queries.alike(world.connection, "00", by=1)
    world.connection.set_trace_callback(None)
    for statement in asked[:2]:
        rows = world.connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        assert "COVERING INDEX" in str(rows[0][3])


def test_of_what_looks_alike_the_nearest_comes_first(world: World) -> None:
    by = Writing(world.operator, DESK, world.now)
    for look in ("00ff", "0003", "0001"):
        made = NewVersion(MaterialKind.PICTURE, look=look)
        details = MaterialDetails(look)
        world.write(partial(material_store.add, details=details, made=made, by=by))
    found = material_queries.alike(world.connection, "0000", by=world.operator.id)
    assert [each.details.name for each in found] == ["0001", "0003"]


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
