"""Files are found by the names they came with."""

from datetime import timedelta

import pytest

from desktop.models import content as kinds
from desktop.models.content import Content
from desktop.models.message import MediaState
from desktop.models.search import FileHit, Page
from desktop.models.search_parsing import parse_query
from desktop.services.storage import media_store, search_files
from tests.building import World, entry


def bring(
    world: World, name: str, content: Content | None = None, account: int = 0
) -> None:
    """A customer sends a file of this name."""
    world.clock.advance(timedelta(minutes=1))
    seconds = int(world.now / 1000) % 86_400
    world.take_in(
        entry(content or kinds.File("media"), seconds=seconds), account=account
    )
    (job,) = media_store.due(world.connection, now=world.now, busy=frozenset(), limit=2)
    world.write(
        lambda one: media_store.advance(
            one, job, MediaState.READY, name=name, size=9, received=9, now=world.now
        )
    )


def find(
    world: World, typed: str, limit: int = 20, before: int | None = None
) -> Page[FileHit]:
    query = parse_query(typed, world.clock.now().astimezone())
    return search_files.find(world.connection, query, limit, before)


def names(world: World, typed: str) -> list[str]:
    return [hit.name for hit in find(world, typed).hits]


def test_files_are_found_by_parts_of_their_name_newest_first(world: World) -> None:
    for name in ("报价单 2025-06.pdf", "价格表.xlsx", "ＲＥＰＯＲＴ.pdf"):
        bring(world, name)
    assert names(world, "价") == ["价格表.xlsx", "报价单 2025-06.pdf"]
    assert names(world, "PDF") == ["ＲＥＰＯＲＴ.pdf", "报价单 2025-06.pdf"]
    assert names(world, "report") == ["ＲＥＰＯＲＴ.pdf"]
    assert names(world, "报价 06") == ["报价单 2025-06.pdf"]
    assert names(world, "%") == []
    assert names(world, "") == []


def test_what_nobody_named_is_not_found_by_its_media_id(world: World) -> None:
    bring(world, "media.jpg")
    bring(world, "multimedia.jpg")
    assert names(world, "media") == ["multimedia.jpg"]


def test_a_hit_leads_to_its_message(world: World) -> None:
    bring(world, "合同\u202efdp.exe")
    (hit,) = find(world, "合同").hits
    message = world.message(hit.message_id)
    assert (hit.conversation_id, hit.position) == (
        message.conversation_id,
        message.position,
    )
    assert (hit.kind, hit.size, hit.marks) == ("file", 9, ((0, 2),))
    assert hit.name == "合同fdp.exe"


def test_filters_narrow_files(world: World) -> None:
    bring(world, "一.jpg", kinds.Picture("media"))
    bring(world, "二.jpg", account=1)
    assert names(world, "jpg 类型:图片") == ["一.jpg"]
    assert names(world, "jpg 账号:wk-two") == ["二.jpg"]
    assert names(world, "jpg 人:wm-anna") == ["二.jpg", "一.jpg"]
    assert names(world, "jpg 时间:2000") == []
    assert find(world, "jpg 标签:VIP").notice is not None


def test_files_come_page_by_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        bring(world, f"{number}.jpg")
    first = find(world, "jpg", limit=3)
    rest = find(world, "jpg", limit=3, before=first.before)
    assert [hit.name for hit in first.hits + rest.hits] == [
        f"{number}.jpg" for number in (4, 3, 2, 1, 0)
    ]
    assert rest.before is None
    monkeypatch.setattr(search_files, "MOST_EXAMINED", 2)
    part = find(world, "0.jpg")
    assert part.hits == ()
    assert part.before is not None
