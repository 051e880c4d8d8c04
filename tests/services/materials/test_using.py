"""What is sent out of the library: what may be, what was, what comes first again."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest

from desktop.models.content import Text
from desktop.models.content_source import ContentSource
from desktop.models.material import (
    Material,
    MaterialDetails,
    MaterialOrder,
    MaterialQuery,
)
from desktop.models.organisation import Operator
from desktop.models.outgoing import NotStagedError
from desktop.models.quick_reply import Scope
from desktop.models.send_state import SendState
from desktop.services.attachments import Attachments
from desktop.services.materials.service import Materials
from desktop.services.storage import outgoing
from desktop.services.storage.database import Database
from desktop.services.storage.outgoing import Answer, Outgoing
from tests.building import DESK, World
from tests.services.materials.colleagues import colleague

USED_FIRST = MaterialQuery(order=MaterialOrder.USED)


@pytest.fixture
def library(world: World, database: Database) -> Iterator[Materials]:
    attachments = Attachments(database, world.clock, world.profile.media, DESK)
    made = Materials(
        database, world.clock, world.operator, attachments, world.profile.library, DESK
    )
    yield made
    made.close()


async def made_of(library: Materials, world: World, names: str) -> list[Material]:
    """Return texts, each a minute younger than the one before."""
    made = []
    for name in names:
        world.clock.advance(timedelta(minutes=1))
        made.append(await library.add_card(Text(name), MaterialDetails(name)))
    return made


def send(
    world: World,
    materials: Sequence[Material],
    *,
    customer: str = "wm-anna",
    operator: Operator | None = None,
) -> int:
    """Send materials in one answer; return its first message."""
    world.clock.advance(timedelta(minutes=1))
    conversation = world.say("有吗", customer=customer)
    by = operator or world.operator
    parts = tuple(
        Outgoing(
            f"{world.now}-{each.id}",
            Text(each.details.name),
            sources=(
                ContentSource(material_id=each.id, material_version=each.version),
            ),
        )
        for each in materials
    )
    answer = Answer(conversation.id, by.id, by.name, parts, conversation.position)
    return world.write(
        lambda one: outgoing.enqueue(one, answer, initiator=DESK, now=world.now)
    )


async def order(library: Materials, query: MaterialQuery = USED_FIRST) -> str:
    """Return the names as they stand, read in pages of two."""
    count = await library.count(query)
    pages = [await library.page(query, at, 2) for at in range(0, count, 2)]
    return "".join(each.details.name for page in pages for each in page)


async def test_what_an_operator_sent_last_comes_first_then_what_changed_last(
    library: Materials, world: World
) -> None:
    one, two, three, _, five = await made_of(library, world, "甲乙丙丁戊")
    assert await order(library) == "戊丁丙乙甲"
    send(world, (two,))
    send(world, (one, five))
    send(world, (three,))
    assert await order(library) == "丙戊甲乙丁"
    send(world, (two,))
    assert await order(library) == "乙丙戊甲丁"
    assert await order(library, MaterialQuery()) == "戊丁丙乙甲"


async def test_what_others_sent_is_not_what_i_used(
    library: Materials, world: World
) -> None:
    one, _ = await made_of(library, world, "甲乙")
    send(world, (one,), operator=colleague(world))
    assert await order(library) == "乙甲"


async def test_used_ones_are_narrowed_as_the_rest_is(
    library: Materials, world: World
) -> None:
    one, two, _ = await made_of(library, world, "甲乙丙")
    send(world, (one, two))
    await library.withdraw((two.id,))
    assert await order(library) == "甲丙"
    words = MaterialQuery("甲", order=MaterialOrder.USED)
    assert await order(library, words) == "甲"


async def test_each_time_that_it_was_sent_is_told_with_its_customer(
    library: Materials, world: World
) -> None:
    (one,) = await made_of(library, world, "甲")
    first = send(world, (one,))
    second = send(world, (one,), customer="wm-bert")
    sent = await library.sent(one.id, 10)
    assert [each.message_id for each in sent] == [second, first]
    newest, oldest = sent
    assert newest.conversation_id == world.conversation("wm-bert").id
    assert oldest.account_name == world.accounts[0].name
    assert (newest.version, newest.state) == (1, SendState.QUEUED)
    assert newest.sent_at == world.clock.now()
    assert len(await library.sent(one.id, 1)) == 1


async def test_what_was_withdrawn_is_refused_with_name_and_reason(
    library: Materials, world: World
) -> None:
    conversation = world.say("有吗").id
    (one,) = await made_of(library, world, "甲")
    await library.withdraw((one.id,))
    with pytest.raises(NotStagedError) as caught:
        await library.stage(conversation, one.id, ContentSource())
    assert "“甲”已撤回" in caught.value.sentence.zh
    await library.reinstate((one.id,))
    await library.stage(conversation, one.id, ContentSource())


@pytest.mark.parametrize(
    ("begins", "ends", "why"),
    [(1, None, "还没到生效日期"), (None, -1, "已过期")],
    ids=["not yet", "over"],
)
async def test_what_is_out_of_its_dates_is_refused(
    library: Materials, world: World, begins: int | None, ends: int | None, why: str
) -> None:
    conversation, now = world.say("有吗").id, world.clock.now()
    details = MaterialDetails(
        "海报",
        scope=Scope.COMPANY,
        valid_from=None if begins is None else now + timedelta(days=begins),
        valid_until=None if ends is None else now + timedelta(days=ends),
    )
    card = await library.add_card(Text("海报"), details)
    with pytest.raises(NotStagedError) as caught:
        await library.stage(conversation, card.id, ContentSource())
    assert why in caught.value.sentence.zh


async def test_what_is_not_there_is_refused_with_a_sentence(
    library: Materials, world: World
) -> None:
    conversation = world.say("有吗").id
    (one,) = await made_of(library, world, "甲")
    await library.remove((one.id,))
    with pytest.raises(NotStagedError) as caught:
        await library.stage(conversation, one.id, ContentSource())
    assert "没有这个素材" in caught.value.sentence.zh
