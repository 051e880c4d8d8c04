"""The reply book in and out on a real database: nothing half, nothing back."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.models.material import MaterialDetails
from desktop.models.organisation import Role
from desktop.models.quick_reply import (
    QuickReply,
    ReplyContent,
    ReplyMaterial,
    ReplyText,
    Scope,
)
from desktop.models.reply_book import (
    LONGEST_TEXT,
    MOST_PARTS,
    TOO_MUCH,
    ReplyRefusedError,
)
from desktop.models.reply_exchange import NotReadError, RowFate
from desktop.services.attachments import Attachments
from desktop.services.credential_stores import KeyFileStore
from desktop.services.materials.service import Materials
from desktop.services.quick_replies import QuickReplies
from desktop.services.reply_exchange.service import ReplyExchange
from desktop.services.reply_exchange.signed_books import (
    NOT_TRUSTED,
    OLDER,
    SignedBooks,
)
from desktop.services.storage.database import Database
from tests.building import DESK, World, make_world
from tests.services.outgoing_files import png

PUBLISHED = Path(__file__).parents[4] / "shared" / "data" / "quick_replies.json"


@dataclass
class House:
    """One database with its reply book, and what goes in and out."""

    world: World
    database: Database
    replies: QuickReplies
    exchange: ReplyExchange
    books: SignedBooks

    async def publish(self, title: str, text: str, reply_id: int | None = None) -> int:
        content = ReplyContent(title, ("售后",), (ReplyText(text),), Scope.COMPANY)
        proposal = await self.replies.propose(content, reply_id)
        return (await self.replies.publish([proposal])).reply_ids[0]

    async def titles(self) -> dict[str, QuickReply]:
        return {one.content.title: one for one in await self.replies.all()}

    async def picture(self, name: str) -> int:
        """Add a picture to the library."""
        world, operator = self.world, self.world.operator
        attachments = Attachments(self.database, world.clock, world.profile.media, DESK)
        library = Materials(
            self.database,
            world.clock,
            operator,
            attachments,
            world.profile.library,
            DESK,
        )
        added = await library.add(png(20, 20), MaterialDetails(name))
        library.close()
        assert added.material is not None
        return added.material.id

    def pass_time(self, **time: float) -> None:
        self.world.clock.advance(timedelta(**time))


def house(folder: Path, role: Role = Role.ADMIN) -> House:
    world = make_world(folder)
    operator = replace(world.operator, role=role)
    database = Database(world.path, world.key)
    replies = QuickReplies(database, world.clock, operator, DESK)
    store = KeyFileStore(folder / "secrets.json")
    books = SignedBooks(database, world.clock, operator, replies, store)
    return House(world, database, replies, ReplyExchange(database, replies), books)


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[House]:
    made = house(tmp_path / "here")
    yield made
    await made.database.close()
    made.world.close()


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[House]:
    made = house(tmp_path / "there")
    yield made
    await made.database.close()
    made.world.close()


def table(folder: Path, *lines: str) -> Path:
    path = folder / "book.csv"
    path.write_text("\n".join(("标题,内容,短码", *lines)), "utf-8")
    return path


async def test_personal_rows_count_at_once_and_a_second_time_nothing_changes(
    here: House, tmp_path: Path
) -> None:
    path = table(
        tmp_path, "物流,亲，[单号]已发出,wl".replace("，", "、"), "退货,可以退,th"
    )
    plan = await here.exchange.read(path, Scope.PERSONAL)
    done = await here.exchange.carry_out(plan)
    assert (done.added, done.changed, done.proposed) == (2, 0, False)
    again = await here.exchange.read(path, Scope.PERSONAL)
    assert again.count(RowFate.SAME) == 2
    book = await here.titles()
    assert book["物流"].texts() == ("亲、{填:单号}已发出",)


async def test_shared_rows_wait_for_publication(here: House, tmp_path: Path) -> None:
    plan = await here.exchange.read(table(tmp_path, "物流,已发出,wl"), Scope.COMPANY)
    assert (await here.exchange.carry_out(plan)).proposed
    assert not await here.replies.all()
    assert len(await here.replies.proposals()) == 1


async def test_what_cannot_be_stored_whole_is_not_stored_at_all(
    here: House, tmp_path: Path
) -> None:
    plan = await here.exchange.read(
        table(tmp_path, "甲,一,x", "乙,二,y"), Scope.PERSONAL
    )
    other = ReplyContent("丙", (), (ReplyText("三"),), code="y")
    await here.replies.save(other)  # after the plan was made
    with pytest.raises(ReplyRefusedError):
        await here.exchange.carry_out(plan)
    assert set(await here.titles()) == {"丙"}


async def test_a_file_that_is_gone_or_too_large_is_refused_in_words(
    here: House, tmp_path: Path
) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(10 * 1024**3)
    for path in (tmp_path / "none.xlsx", tmp_path, large):
        with pytest.raises(NotReadError) as caught:
            await here.exchange.read(path, Scope.PERSONAL)
        assert caught.value.sentence.zh


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
async def test_an_exported_book_comes_back_the_same(
    here: House, tmp_path: Path, suffix: str
) -> None:
    await here.publish("物流", "=已发出[附件]\n第二行")
    await here.publish("退货", "可以退")
    path = tmp_path / f"book{suffix}"
    await here.exchange.write_table(path, await here.replies.all())
    plan = await here.exchange.read(path, Scope.COMPANY)
    assert plan.count(RowFate.SAME) == 2


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published entries are absent")
async def test_the_published_collection_is_taken_in_whole(here: House) -> None:
    entries = json.loads(PUBLISHED.read_text("utf-8"))["entries"]
    plan = await here.exchange.read(PUBLISHED, Scope.PERSONAL)
    assert plan.count(RowFate.NEW) == len(entries) == 817
    await here.exchange.carry_out(plan)
    book = await here.replies.all()
    assert len(book) == 817
    assert not any("[尺码]" in text for one in book for text in one.texts())
    again = await here.exchange.read(PUBLISHED, Scope.PERSONAL)
    assert again.count(RowFate.SAME) == 817
    assert len(await here.exchange.duplicates()) > 10


async def test_merging_keeps_one_with_the_words_of_all(here: House) -> None:
    first = await here.replies.save(
        ReplyContent("甲", (), (ReplyText("一"),), code="x")
    )
    second = await here.replies.save(
        ReplyContent("乙", (), (ReplyText("一！"),), keywords=("快递",), code="y")
    )
    await here.exchange.merge(first, [first, second])
    book = await here.titles()
    assert set(book) == {"甲"}
    assert book["甲"].content.keywords == ("y", "快递")


async def test_merging_shared_ones_withdraws_the_others(here: House) -> None:
    first, second = await here.publish("甲", "一"), await here.publish("乙", "一！")
    await here.exchange.merge(first, [second])
    book = await here.titles()
    assert (book["甲"].withdrawn, book["乙"].withdrawn) == (False, True)


# Signed files


async def test_whatever_the_book_takes_other_databases_can_read(
    here: House, there: House, tmp_path: Path
) -> None:
    for text, parts in (("长" * (LONGEST_TEXT + 1), 1), ("段", MOST_PARTS + 1)):
        much = ReplyContent("太多", (), (ReplyText(text),) * parts, Scope.COMPANY)
        with pytest.raises(ReplyRefusedError) as caught:
            await here.replies.propose(much)
        assert caught.value.sentence == TOO_MUCH
    await here.publish("很长", "长" * LONGEST_TEXT)
    path = tmp_path / "book.replybook"
    await here.books.write(path)
    assert len((await there.books.read(path)).changes) == 1


async def test_a_book_goes_from_one_database_to_another(
    here: House, there: House, tmp_path: Path
) -> None:
    await here.publish("物流", "已发出")
    gone = await here.publish("旧价", "99 元")
    path = tmp_path / "book.replybook"
    assert await here.books.write(path, "双十一") == 2
    plan = await there.books.read(path)
    assert not plan.trusted
    assert plan.publisher.fingerprint == await here.books.fingerprint()
    with pytest.raises(NotReadError) as caught:
        await there.books.take_in(plan)
    assert caught.value.sentence == NOT_TRUSTED
    assert not await there.replies.all()
    await there.books.accept(plan.publisher)
    publication = await there.books.take_in(plan)
    assert publication is not None
    assert (publication.published_by, publication.note) == (
        plan.publisher.name,
        "双十一",
    )
    here.pass_time(minutes=1)
    await here.replies.withdraw([gone])
    await here.publish("物流", "已发出，请留意", (await here.titles())["物流"].id)
    await here.books.write(path)
    plan = await there.books.read(path)
    assert plan.trusted
    assert [change.fate for change in plan.changes] == [RowFate.CHANGED] * 2
    await there.books.take_in(plan)
    book = await there.titles()
    assert book["旧价"].withdrawn
    assert book["物流"].texts() == ("已发出，请留意",)


async def test_an_older_file_is_refused_and_the_same_changes_nothing(
    here: House, there: House, tmp_path: Path
) -> None:
    first, second = tmp_path / "1.replybook", tmp_path / "2.replybook"
    id_ = await here.publish("物流", "已发出")
    await here.books.write(first)
    await here.publish("物流", "新的", id_)
    await here.books.write(second)  # within the same millisecond, and newer
    plan = await there.books.read(second)
    await there.books.accept(plan.publisher)
    await there.books.take_in(plan)
    with pytest.raises(NotReadError) as caught:
        await there.books.read(first)
    assert caught.value.sentence == OLDER
    again = await there.books.read(second)
    assert [change.fate for change in again.changes] == [RowFate.SAME]
    assert await there.books.take_in(again) is None


async def test_materials_travel_as_references_and_missing_ones_are_named(
    here: House, there: House, tmp_path: Path
) -> None:
    shown = await here.picture("价目表")
    parts = (ReplyText("请看"), ReplyMaterial(shown))
    content = ReplyContent("价格", (), parts, Scope.COMPANY)
    await here.replies.publish([await here.replies.propose(content)])
    sheet, book = tmp_path / "book.xlsx", tmp_path / "book.replybook"
    await here.exchange.write_table(sheet, await here.replies.all())
    await here.books.write(book)
    again = await here.exchange.read(sheet, Scope.COMPANY)
    assert again.count(RowFate.SAME) == 1
    foreign = await there.exchange.read(sheet, Scope.COMPANY)
    assert "素材" in foreign.rows[0].problems[0].sentence.zh
    plan = await there.books.read(book)
    assert plan.changes[0].missing_materials == ("价目表",)


async def test_a_file_that_changed_after_it_was_read_is_not_taken_in(
    here: House, there: House, tmp_path: Path
) -> None:
    path = tmp_path / "book.replybook"
    await here.publish("物流", "已发出")
    await here.books.write(path)
    plan = await there.books.read(path)
    await there.books.accept(plan.publisher)
    path.write_bytes(path.read_bytes().replace("已发出".encode(), "已拒收".encode()))
    with pytest.raises(NotReadError):
        await there.books.take_in(plan)
    assert not await there.replies.all()


async def test_agents_neither_accept_nor_hand_on(here: House, tmp_path: Path) -> None:
    path = tmp_path / "book.replybook"
    await here.publish("物流", "已发出")
    await here.books.write(path)
    agent = house(tmp_path / "agent", Role.AGENT)
    plan = await agent.books.read(path)
    for refused in (
        agent.books.accept(plan.publisher),
        agent.books.take_in(plan),
        agent.books.write(path),
    ):
        with pytest.raises(ReplyRefusedError):
            await refused
    await agent.database.close()
    agent.world.close()


async def test_a_publisher_who_is_forgotten_is_asked_for_again(
    here: House, there: House, tmp_path: Path
) -> None:
    path = tmp_path / "book.replybook"
    await here.publish("物流", "已发出")
    await here.books.write(path)
    plan = await there.books.read(path)
    await there.books.accept(plan.publisher)
    assert await there.books.publishers() == (plan.publisher,)
    await there.books.forget(plan.publisher)
    assert not (await there.books.read(path)).trusted
