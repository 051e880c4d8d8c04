"""What is being typed into the reply book is kept as it stands until it is finished."""

import pytest

from desktop.models.quick_reply import ReplyContent, ReplyText, Scope
from desktop.models.reply_book import FinishedText, ReplyRefusedError, WorkingText
from desktop.services.quick_replies import QuickReplies
from desktop.services.storage.database import Database
from desktop.services.working_replies import WorkingReplies
from tests.building import DESK, World

BEGUN = ReplyContent("", (), (ReplyText("写到一半"),))
DONE = ReplyContent("发货", (), (ReplyText("今天发"),))
SHARED = ReplyContent("价格", (), (ReplyText("99"),), Scope.COMPANY)


@pytest.fixture
def book(world: World, database: Database) -> QuickReplies:
    return QuickReplies(database, world.clock, world.operator, DESK)


@pytest.fixture
def working(world: World, database: Database) -> WorkingReplies:
    return WorkingReplies(database, world.clock, world.operator, DESK)


async def test_each_entry_has_one_working_text_however_wrong_it_is(
    working: WorkingReplies, book: QuickReplies
) -> None:
    reply_id = await book.save(DONE)
    await working.keep(WorkingText(DONE))
    await working.keep(WorkingText(BEGUN))
    await working.keep(WorkingText(BEGUN, reply_id))
    assert await working.all() == (WorkingText(BEGUN), WorkingText(BEGUN, reply_id))
    await working.forget(WorkingText(DONE))
    assert await working.all() == (WorkingText(BEGUN, reply_id),)


async def test_finishing_makes_a_version_and_forgets_the_working_text(
    working: WorkingReplies, book: QuickReplies
) -> None:
    await working.keep(WorkingText(DONE))
    done = await working.finish(WorkingText(DONE))
    (reply,) = await book.all()
    assert done == FinishedText(reply.id)
    assert reply.content == DONE
    assert await working.all() == ()


async def test_what_the_book_refuses_stays_as_it_was_kept(
    working: WorkingReplies, book: QuickReplies
) -> None:
    await working.keep(WorkingText(BEGUN))
    with pytest.raises(ReplyRefusedError):
        await working.finish(WorkingText(BEGUN))
    assert await working.all() == (WorkingText(BEGUN),)
    assert await book.all() == ()


async def test_a_shared_text_becomes_a_proposal_and_a_personal_one_no_more(
    working: WorkingReplies, book: QuickReplies
) -> None:
    done = await working.finish(WorkingText(SHARED))
    (proposal,) = await book.proposals()
    assert done == FinishedText(proposal_id=proposal.id)
    await working.finish(WorkingText(DONE, None, proposal.id))
    assert await book.proposals() == ()
    assert [each.content for each in await book.all()] == [DONE]


async def test_a_discarded_proposal_takes_its_working_text_with_it(
    working: WorkingReplies, book: QuickReplies
) -> None:
    proposal_id = await book.propose(SHARED)
    await working.keep(WorkingText(BEGUN, None, proposal_id))
    await book.discard_proposal(proposal_id)
    assert await working.all() == ()
