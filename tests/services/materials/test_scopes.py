"""For whom a material is: a personal one is its owner's, everything else anybody's."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from desktop.models.content import Text
from desktop.models.content_source import ContentSource
from desktop.models.material import (
    Material,
    MaterialDetails,
    MaterialQuery,
    NotAddedError,
)
from desktop.models.organisation import Operator
from desktop.models.outgoing import NotStagedError
from desktop.models.quick_reply import Scope
from desktop.services.attachments import Attachments
from desktop.services.materials.service import Materials
from desktop.services.storage import material_names
from desktop.services.storage.database import Database
from tests.building import DESK, World
from tests.services.materials.colleagues import colleague
from tests.services.outgoing_files import jpeg, png

EVERYTHING = MaterialQuery(standing=None)
MINE = MaterialDetails(
    "私人价目表.jpg", ("我的",), "PV-1", ("私人",), scope=Scope.PERSONAL
)


@pytest.fixture
def library_of(
    world: World, database: Database
) -> Iterator[Callable[[Operator], Materials]]:
    opened: list[Materials] = []

    def make(operator: Operator) -> Materials:
        attachments = Attachments(database, world.clock, world.profile.media, DESK)
        made = Materials(
            database, world.clock, operator, attachments, world.profile.library, DESK
        )
        opened.append(made)
        return made

    yield make
    for each in opened:
        each.close()


@pytest.fixture
def own(world: World, library_of: Callable[[Operator], Materials]) -> Materials:
    return library_of(world.operator)


@pytest.fixture
def others(world: World, library_of: Callable[[Operator], Materials]) -> Materials:
    return library_of(colleague(world))


async def personal(own: Materials, content: bytes | None = None) -> Material:
    added = (await own.add(content or jpeg(), MINE)).material
    assert added is not None
    return added


async def test_a_personal_material_is_seen_by_its_owner_only(
    own: Materials, others: Materials
) -> None:
    kept = await personal(own)
    asked = (EVERYTHING, MaterialQuery(words="pv-1"), MaterialQuery(folder=("我的",)))
    for query in asked:
        assert await own.count(query) == 1
        assert await others.count(query) == 0
        assert await others.page(query, 0, 10) == ()
    assert await own.folders() == ((("我的",), 1),)
    assert await others.folders() == ()
    assert await own.tags() == ("私人",)
    assert await others.tags() == ()
    assert await own.one(kept.id) == kept
    assert await others.one(kept.id) is None


async def test_nothing_of_a_colleagues_personal_material_is_given_away(
    own: Materials, others: Materials
) -> None:
    kept = await personal(own)
    assert await own.thumbnail(kept.id, 1, 64) is not None
    assert await others.thumbnail(kept.id, 1, 64) is None
    assert await others.history(kept.id) == ()
    assert await others.sent(kept.id, 10) == ()
    with pytest.raises(LookupError):
        await others.original(kept.id)


async def test_the_likes_of_a_personal_material_are_offered_to_its_owner_only(
    own: Materials, others: Materials
) -> None:
    kept = await personal(own)
    again = await own.add(jpeg(), MaterialDetails("再来一次.jpg"))
    assert again.same == kept
    added = await others.add(jpeg(), MaterialDetails("主图.jpg"))
    assert added.material is not None


async def test_a_colleagues_personal_material_cannot_be_staged(
    own: Materials, others: Materials, world: World
) -> None:
    conversation = world.say("有价目表吗").id
    kept = await personal(own)
    with pytest.raises(NotStagedError) as caught:
        await others.stage(conversation, kept.id, ContentSource())
    assert "个人素材" in caught.value.sentence.zh
    staged = await own.stage(conversation, kept.id, ContentSource())
    assert staged.source.material_id == kept.id


async def test_nobody_changes_a_colleagues_personal_material(
    own: Materials, others: Materials
) -> None:
    kept = await personal(own)
    ids = (kept.id,)
    await others.change(ids, MaterialDetails("改名.jpg"))
    await others.withdraw(ids)
    await others.remove(ids)
    for step in (others.replace(kept.id, png()), others.roll_back(kept.id, 1)):
        with pytest.raises(NotAddedError):
            await step
    assert await own.one(kept.id) == kept


async def test_what_its_owner_shares_is_seen_by_all(
    own: Materials, others: Materials
) -> None:
    kept = await personal(own)
    await own.change((kept.id,), replace(MINE, scope=Scope.TEAM))
    assert await others.count(EVERYTHING) == 1


async def test_what_is_for_an_account_is_offered_everywhere_with_its_name(
    own: Materials, others: Materials, world: World
) -> None:
    account = world.accounts[1]
    for_it = MaterialDetails("门店介绍", scope=Scope.ACCOUNT, scope_id=account.id)
    card = await own.add_card(Text("我们在二楼"), for_it)
    assert card.scope_name == account.name
    (seen,) = await others.page(MaterialQuery(), 0, 10)
    assert seen == card
    conversation = world.say("在哪里", account=0).id
    staged = await others.stage(conversation, card.id, ContentSource())
    assert staged.card == Text("我们在二楼")


async def test_a_table_names_no_personal_material(own: Materials, world: World) -> None:
    kept = await personal(own)
    words = (kept.details.name, kept.key)
    assert material_names.found(world.connection, words) == {kept.key: kept.id}
