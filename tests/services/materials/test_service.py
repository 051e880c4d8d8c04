"""The library as a desk uses it: added, found, changed, put into drafts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.models.content import Link, Text
from desktop.models.content_source import ContentSource
from desktop.models.material import (
    Material,
    MaterialDetails,
    MaterialKind,
    MaterialQuery,
    NotAddedError,
)
from desktop.models.outgoing import Fits, PreparedKind
from desktop.models.quick_reply import Standing
from desktop.services.attachments import Attachments
from desktop.services.materials.service import Materials
from desktop.services.storage.database import Database
from tests.building import DESK, World
from tests.services.outgoing_files import film, jpeg, noise, png, voice


@pytest.fixture
def attachments(world: World, database: Database) -> Attachments:
    return Attachments(database, world.clock, world.profile.media, DESK)


@pytest.fixture
def library(
    world: World, database: Database, attachments: Attachments
) -> Iterator[Materials]:
    materials = Materials(
        database,
        world.clock,
        world.operator,
        attachments,
        world.profile.library,
        DESK,
    )
    yield materials
    materials.close()


async def added(library: Materials, content: bytes, name: str) -> Material:
    found = await library.add(content, MaterialDetails(name))
    assert found.material is not None
    return found.material


async def names(library: Materials, words: str) -> list[str]:
    found = await library.page(MaterialQuery(words), 0, 50)
    return [each.details.name for each in found]


async def test_a_file_is_sealed_measured_and_found(
    library: Materials, world: World
) -> None:
    details = MaterialDetails(
        "尺码对照表.jpg", folder=("商品图", "冬装"), code="CM-01", tags=("尺码",)
    )
    found = (await library.add(jpeg(), details)).material
    assert found is not None
    assert (found.kind, found.version) == (MaterialKind.PICTURE, 1)
    assert found.facts.width > 0
    assert found.details == details
    (file,) = world.profile.library.rglob("*.sealed")
    assert jpeg()[:64] not in file.read_bytes()
    for words in ("尺码", "cm-01", "cmdzb", "chima", "对照 尺码"):
        assert await names(library, words) == ["尺码对照表.jpg"], words
    assert await names(library, "物流") == []
    assert await library.folders() == ((("商品图", "冬装"), 1),)
    inside = MaterialQuery(folder=("商品图",))
    assert await library.count(inside) == 1
    assert await library.count(replace(inside, folder=("商品",))) == 0


async def test_the_same_bytes_are_offered_not_added_twice(
    library: Materials, world: World
) -> None:
    first = await added(library, jpeg(), "一.jpg")
    again = await library.add(jpeg(), MaterialDetails("二.jpg"))
    assert again.material is None
    assert again.same == first
    anyway = await library.add(jpeg(), MaterialDetails("二.jpg"), anyway=True)
    assert anyway.material is not None
    assert len(list(world.profile.library.rglob("*.sealed"))) == 1


async def test_a_material_goes_into_a_draft_with_its_source(
    library: Materials, attachments: Attachments, world: World
) -> None:
    conversation = world.say("您好").id
    picture = await added(library, jpeg(), "羽绒服.jpg")
    staged = await library.stage(conversation, picture.id, ContentSource())
    assert (staged.kind, staged.verdict) == (PreparedKind.PICTURE, Fits())
    assert staged.source.material_id == picture.id
    assert await attachments.content(staged.id) == jpeg()
    twice = await library.stage(conversation, picture.id, ContentSource())
    assert twice.id != staged.id
    assert world.number("SELECT count(*) FROM rendition") == 1


async def test_what_is_too_large_is_made_smaller_once(
    library: Materials, world: World
) -> None:
    conversation = world.say("您好").id
    large = noise(1200, 900)
    picture = await added(library, large, "海报.png")
    expected = await library.sent_as(picture)
    assert expected is not None
    assert expected.zh.startswith("第一次发送时")
    staged = await library.stage(conversation, picture.id, ContentSource())
    assert staged.verdict == Fits()
    assert staged.size < len(large)
    told = await library.sent_as(picture)
    assert told is not None
    assert told.zh.startswith("自动压缩到")
    assert await library.original(picture.id) == large


@pytest.mark.parametrize(
    ("content", "kind"),
    [(voice(), PreparedKind.VOICE), (film(), PreparedKind.VIDEO)],
    ids=["voice", "film"],
)
async def test_recordings_and_films_go_as_such(
    library: Materials, world: World, content: bytes, kind: PreparedKind
) -> None:
    conversation = world.say("您好").id
    material = await added(library, content, "讲解")
    staged = await library.stage(conversation, material.id, ContentSource())
    assert staged.kind is kind


async def test_cards_and_texts_go_into_drafts(library: Materials, world: World) -> None:
    conversation = world.say("您好").id
    link = Link("会员日", "每月 8 号", "https://shop.example/8")
    card = await library.add_card(link, MaterialDetails("会员日"))
    text = await library.add_card(Text("我们有 46 家门店"), MaterialDetails("介绍"))
    first = await library.stage(conversation, card.id, ContentSource())
    second = await library.stage(conversation, text.id, ContentSource(7, 2))
    assert (first.card, first.kind) == (link, PreparedKind.LINK)
    assert second.card == Text("我们有 46 家门店")
    assert second.source == ContentSource(7, 2, text.id, 1)


async def test_a_new_file_is_a_version_and_the_old_one_comes_back(
    library: Materials,
) -> None:
    material = await added(library, jpeg(), "价目表.jpg")
    changed = await library.replace(material.id, png())
    assert changed.version == 2
    assert await library.original(material.id) == png()
    back = await library.roll_back(material.id, 1)
    assert back.version == 3
    assert await library.original(material.id) == jpeg()
    assert [each.version for each in await library.history(material.id)] == [3, 2, 1]


async def test_a_file_of_another_kind_is_no_version(library: Materials) -> None:
    material = await added(library, jpeg(), "价目表.jpg")
    with pytest.raises(NotAddedError) as caught:
        await library.replace(material.id, voice())
    assert "不是同一类" in caught.value.sentence.zh


async def test_lists_follow_dates_and_withdrawal(
    library: Materials, world: World
) -> None:
    now = world.clock.now()
    ends = now + timedelta(days=1)
    found = await library.add(jpeg(), MaterialDetails("海报", valid_until=ends))
    assert found.material is not None
    material = found.material
    assert await library.count(MaterialQuery()) == 1
    world.clock.advance(timedelta(days=2))
    assert await library.count(MaterialQuery()) == 0
    assert await library.count(MaterialQuery(standing=Standing.EXPIRED)) == 1
    await library.withdraw([material.id])
    assert await library.count(MaterialQuery(standing=Standing.WITHDRAWN)) == 1
    world.clock.advance(timedelta(minutes=1))
    await library.remove([material.id])
    assert await library.count(MaterialQuery(standing=None)) == 0
    await library.restore([material.id])
    assert await library.count(MaterialQuery(standing=Standing.WITHDRAWN)) == 1


async def test_a_folder_comes_with_its_folders_and_a_report(
    library: Materials, tmp_path: Path
) -> None:
    root = tmp_path / "资料"
    (root / "冬装").mkdir(parents=True)
    (root / "冬装" / "a.jpg").write_bytes(jpeg())
    (root / "b.jpg").write_bytes(jpeg())
    (root / "empty.txt").write_bytes(b"")
    (root / "broken.jpg").write_bytes(jpeg()[:200])
    told: list[tuple[int, int]] = []
    report = await library.add_folder(
        root, lambda *n: told.append(n), lambda: False, MaterialDetails("")
    )
    assert len(report.added) == 1
    assert report.added[0].details.folder == ("资料",)
    refused = {each.name: each.sentence.zh for each in report.refused}
    assert set(refused) == {"冬装/a.jpg", "empty.txt", "broken.jpg"}
    assert "已有" in refused["冬装/a.jpg"]
    assert told[-1] == (3, 4)
