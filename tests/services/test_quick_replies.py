"""The reply book: who sees what, versions, codes, groups, publications and the news."""

from datetime import timedelta

import pytest

from desktop.models.changes import Subject
from desktop.models.failures import Sentence
from desktop.models.organisation import Operator, Role
from desktop.models.quick_reply import (
    ReplyContent,
    ReplyMaterial,
    ReplyText,
    Scope,
    Standing,
)
from desktop.models.reply_book import CarriedReply, ReplyRefusedError, WrittenReply
from desktop.models.reply_publication import EntryFate, LineFate
from desktop.services.quick_replies import QuickReplies
from desktop.services.storage.database import Database
from tests.building import DESK, START, World, remove_corp


def mine(
    title: str = "发货", *texts: str, code: str = "", group: str = ""
) -> ReplyContent:
    return ReplyContent(
        title,
        tuple(group.split("/")) if group else (),
        tuple(ReplyText(text) for text in texts or ("今天发货",)),
        code=code,
    )


def company(title: str = "价格", *texts: str, code: str = "") -> ReplyContent:
    return ReplyContent(
        title,
        ("售前",),
        tuple(ReplyText(text) for text in texts or ("现价 99",)),
        Scope.COMPANY,
        code=code,
    )


def hire(world: World, name: str, role: Role) -> Operator:
    row = world.write(
        lambda one: one.execute(
            "INSERT INTO operator(name, role) VALUES (?,?) RETURNING id", (name, role)
        ).fetchone()
    )
    return Operator(row[0], name, role)


@pytest.fixture
def book(world: World, database: Database) -> QuickReplies:
    return QuickReplies(database, world.clock, world.operator, DESK)


@pytest.fixture
def agents_book(world: World, database: Database) -> QuickReplies:
    return QuickReplies(database, world.clock, hire(world, "王芳", Role.AGENT), DESK)


async def publish(book: QuickReplies, *contents: ReplyContent) -> tuple[int, ...]:
    ids = await book.propose_all([WrittenReply(one) for one in contents])
    return (await book.publish(ids)).reply_ids


async def test_saving_makes_a_version_at_once_and_the_same_makes_none(
    book: QuickReplies, world: World
) -> None:
    id_ = await book.save(mine("发货", "今天发货", code=" /fh ", group="售后/物流"))
    world.clock.advance(timedelta(minutes=1))
    assert await book.save(mine("发货", "明天发货", group="售后/物流"), id_) == id_
    assert await book.save(mine("发货", "明天发货", group="售后/物流"), id_) == id_
    found = await book.one(id_)
    assert (found.version, found.texts(), found.changed_by) == (
        2, ("明天发货",), world.operator.name,
    )  # fmt: skip
    assert found.spelling
    versions = await book.history(id_)
    assert [(one.version, one.content.code) for one in versions] == [(2, ""), (1, "fh")]
    assert await book.all() == (found,)


async def test_every_field_survives_being_stored(book: QuickReplies) -> None:
    written = ReplyContent(
        "尺码\n表",
        ("售前", " ", "尺码"),
        (ReplyText("A {填:尺码}"), ReplyMaterial(7), ReplyText("  "), ReplyText("😀")),
        code="c m",
        keywords=("大小", "大小", ""),
        valid_from=START,
        valid_until=START + timedelta(days=3, microseconds=17),
    )
    id_ = await book.save(written)
    kept = (await book.one(id_)).content
    assert kept.title == "尺码 表"
    assert kept.group == ("售前", "尺码")
    assert kept.parts == (ReplyText("A {填:尺码}"), ReplyMaterial(7), ReplyText("😀"))
    assert (kept.code, kept.keywords) == ("cm", ("大小",))
    assert (await book.one(id_)).standing(START) is Standing.USABLE
    assert (await book.one(id_)).standing(START + timedelta(days=3)) is Standing.EXPIRED
    await book.save(written, id_)
    assert (await book.one(id_)).version == 1


async def test_broken_text_is_kept_as_text(book: QuickReplies) -> None:
    hostile = ReplyContent("a\ud800", ("\udfff",), (ReplyText("x\ud800'; DROP"),))
    found = await book.one(await book.save(hostile))
    assert found.content.title == "a?"
    assert found.texts() == ("x?'; DROP",)


async def test_nothing_without_title_or_parts_is_kept(book: QuickReplies) -> None:
    for bad in (mine(" "), ReplyContent("t", (), ()), mine("t", " ")):
        with pytest.raises(ReplyRefusedError):
            await book.save(bad)
    with pytest.raises(ReplyRefusedError):
        await book.propose(ReplyContent("t", (), (ReplyText("a"),), Scope.ACCOUNT))
    assert await book.all() == ()


async def test_many_are_saved_all_or_none(book: QuickReplies) -> None:
    with pytest.raises(ReplyRefusedError):
        await book.save_all([WrittenReply(mine("a")), WrittenReply(mine(""))])
    assert await book.all() == ()
    ids = await book.save_all([WrittenReply(mine("a")), WrittenReply(mine("b"))])
    assert [one.id for one in await book.all()] == list(ids)


async def test_a_code_belongs_to_one_reply_that_one_sees(
    book: QuickReplies, agents_book: QuickReplies
) -> None:
    id_ = await book.save(mine("发货", code="FH"))
    with pytest.raises(ReplyRefusedError, match="发货") as caught:
        await book.save(mine("复核", code="ｆｈ"))
    assert caught.value.reply_id == id_
    assert "发货" in caught.value.sentence.zh
    await agents_book.save(mine("付货", code="fh"))  # of somebody else: unseen
    await book.remove(id_)
    await book.save(mine("复核", code="fh"))
    with pytest.raises(ReplyRefusedError):
        await book.restore(id_)
    assert [one.content.title for one in await book.all()] == ["复核"]


async def test_removing_is_undone(book: QuickReplies) -> None:
    id_ = await book.save(mine())
    before = await book.one(id_)
    await book.remove(id_)
    assert await book.all() == ()
    await book.restore(id_)
    assert await book.one(id_) == before


async def test_personal_replies_are_nobody_elses(
    book: QuickReplies, agents_book: QuickReplies
) -> None:
    id_ = await book.save(mine())
    assert await agents_book.all() == ()
    for attempt in (
        agents_book.one(id_),
        agents_book.history(id_),
        agents_book.save(mine("x"), id_),
        agents_book.remove(id_),
        agents_book.pin(id_, True),
        agents_book.copy_to_mine(id_),
        agents_book.withdraw([id_]),
    ):
        with pytest.raises(ReplyRefusedError):
            await attempt
    assert (await book.one(id_)).version == 1


async def test_a_proposal_is_seen_by_its_writer_alone_until_it_is_published(
    book: QuickReplies, agents_book: QuickReplies
) -> None:
    proposal = await book.propose(company())
    assert [one.id for one in await book.proposals()] == [proposal]
    assert await book.all() == await agents_book.all() == ()
    assert await agents_book.proposals() == ()
    with pytest.raises(ReplyRefusedError):
        await agents_book.publish([proposal])
    step = await book.publish([proposal], "双十一")
    assert (step.note, step.published_by) == ("双十一", "周晓")
    assert await book.proposals() == ()
    (seen,) = await agents_book.all()
    assert seen.id == step.reply_ids[0]
    assert (await agents_book.history(seen.id))[0].note == "双十一"


async def test_a_proposal_is_written_anew_and_discarded(book: QuickReplies) -> None:
    (id_,) = await publish(book, company())
    first = await book.propose(company("价格", "现价 89"), id_)
    assert await book.propose(company("价格", "现价 79"), id_) == first
    await book.change_proposal(first, company("价格", "现价 69"))
    (kept,) = await book.proposals()
    assert kept.content.parts == (ReplyText("现价 69"),)
    assert kept.reply is not None
    assert kept.reply.texts() == ("现价 99",)
    await book.discard_proposal(first)
    assert await book.proposals() == ()
    assert (await book.one(id_)).version == 1


async def test_publishing_is_one_version_each_or_nothing(book: QuickReplies) -> None:
    good = await book.propose(company("甲", code="jia"))
    same = await book.propose(company("乙", code="jia"))
    with pytest.raises(ReplyRefusedError):
        await book.publish([good, same])
    assert await book.all() == ()
    assert len(await book.proposals()) == 2
    await book.change_proposal(same, company("乙", code="yi"))
    step = await book.publish([good, same])
    assert [one.version for one in await book.all()] == [1, 1]
    assert len(step.reply_ids) == 2


async def test_what_somebody_published_meanwhile_is_not_overwritten(
    book: QuickReplies, world: World, database: Database
) -> None:
    (id_,) = await publish(book, company())
    other = QuickReplies(database, world.clock, hire(world, "李组长", Role.LEAD), DESK)
    late = await book.propose(company("价格", "现价 1"), id_)
    await other.publish([await other.propose(company("价格", "现价 2"), id_)])
    (overtaken,) = await book.proposals()
    assert overtaken.overtaken
    with pytest.raises(ReplyRefusedError) as caught:
        await book.publish([late])
    assert "李组长" in caught.value.sentence.zh
    assert (await book.one(id_)).texts() == ("现价 2",)
    await book.change_proposal(late, company("价格", "现价 1"))
    await book.publish([late])
    assert [one.version for one in await book.history(id_)] == [3, 2, 1]


async def test_company_entries_are_locked_for_agents_who_copy_them(
    book: QuickReplies, agents_book: QuickReplies
) -> None:
    (id_,) = await publish(book, company("价格", "现价 99", code="jg"))
    for attempt in (
        agents_book.propose(company("价格", "现价 1"), id_),
        agents_book.propose(company("新")),
        agents_book.withdraw([id_]),
        agents_book.rename_group(("售前",), ("x",)),
    ):
        with pytest.raises(ReplyRefusedError) as caught:
            await attempt
        assert "复制到个人" in caught.value.sentence.zh
    copy = await agents_book.copy_to_mine(id_)
    own = await agents_book.one(copy)
    assert (own.content.scope, own.content.code) == (Scope.PERSONAL, "")
    await agents_book.save(mine("价格", "亲，现价 99"), copy)
    assert (await book.one(id_)).texts() == ("现价 99",)


async def test_teams_see_their_own(
    book: QuickReplies, agents_book: QuickReplies, world: World
) -> None:
    world.write(lambda one: one.execute("INSERT INTO team(id, name) VALUES (4, '东')"))
    east = ReplyContent("店", (), (ReplyText("东店"),), Scope.TEAM, 4, code="d")
    await publish(book, east)
    assert await agents_book.all() == ()
    me = (await agents_book.proposals(), agents_book)[1]
    world.write(lambda one: one.execute("INSERT INTO team_member VALUES (4, 2)"))
    assert [one.texts() for one in await me.all()] == [("东店",)]


async def test_the_news_tells_what_others_changed_in_words_before_and_after(
    book: QuickReplies, agents_book: QuickReplies, world: World
) -> None:
    changed, gone = await publish(
        book, company("价格", "现价 99\n满百包邮"), company("旧活动")
    )
    await agents_book.mark_seen()
    assert await agents_book.news() is None
    world.clock.advance(timedelta(minutes=5))
    edit = await book.propose(company("价格", "现价 89\n满百包邮", code="jg"), changed)
    new = await book.propose(company("新活动"))
    await book.publish([edit, new], "降价")
    await book.withdraw([gone], "活动结束")
    found = await agents_book.news()
    assert found is not None
    assert await book.news() is None  # one's own steps are no news
    assert [(one.note, one.published_by) for one in found.publications] == [
        ("降价", "周晓"), ("活动结束", "周晓"),
    ]  # fmt: skip
    by_title = {one.title: one for one in found.entries}
    assert {title: one.fate for title, one in by_title.items()} == {
        "价格": EntryFate.CHANGED,
        "新活动": EntryFate.NEW,
        "旧活动": EntryFate.WITHDRAWN,
    }
    price = by_title["价格"]
    assert [(one.fate, one.text) for one in price.diff.lines] == [
        (LineFate.REMOVED, "现价 99"),
        (LineFate.ADDED, "现价 89"),
        (LineFate.KEPT, "满百包邮"),
    ]
    (code,) = price.diff.fields
    assert (code.name.zh, code.before, code.after) == (
        "短码", None, Sentence("jg", "jg"),
    )  # fmt: skip
    assert price.changed_at == world.clock.now()
    await agents_book.mark_seen(found.publications[-1].id)
    assert await agents_book.news() is None


async def test_news_is_the_sum_of_all_unseen_steps(
    book: QuickReplies, agents_book: QuickReplies
) -> None:
    (there,) = await publish(book, company("甲", "一"))
    await agents_book.mark_seen()
    for words in ("二", "三"):
        await book.publish([await book.propose(company("甲", words), there)])
    (fleeting,) = await publish(book, company("乙"))
    await book.withdraw([fleeting])
    found = await agents_book.news()
    assert found is not None
    (only,) = found.entries
    assert [one.text for one in only.diff.lines] == ["一", "三"]
    await book.publish([await book.propose(company("甲", "一"), there)])
    assert await agents_book.news() is None  # all is as it was


async def test_withdrawn_and_reinstated(
    book: QuickReplies, agents_book: QuickReplies, world: World
) -> None:
    (id_,) = await publish(book, company(code="jg"))
    await agents_book.mark_seen()
    await book.withdraw([id_], "错价")
    assert (await book.withdraw([id_])).reply_ids == ()
    assert (await agents_book.one(id_)).standing(world.clock.now()) is (
        Standing.WITHDRAWN
    )
    (taker,) = await publish(book, company("别的", code="jg"))
    with pytest.raises(ReplyRefusedError):
        await book.reinstate([id_])
    await book.publish([await book.propose(company("别的"), taker)])
    await book.reinstate([id_])
    assert not (await agents_book.one(id_)).withdrawn


async def test_a_preview_shows_what_will_be_published(book: QuickReplies) -> None:
    (id_,) = await publish(book, company("甲", "一"))
    edit = await book.propose(company("甲", "二"), id_)
    new = await book.propose(company("乙"))
    shown = await book.preview([edit, new])
    assert [one.fate for one in shown.entries] == [EntryFate.CHANGED, EntryFate.NEW]
    assert [one.text for one in shown.entries[0].diff.lines] == ["一", "二"]
    assert (await book.one(id_)).version == 1


async def test_a_personal_reply_becomes_the_companys(
    book: QuickReplies, agents_book: QuickReplies
) -> None:
    id_ = await book.save(mine("好话", "亲"))
    await agents_book.mark_seen()
    await book.publish([await book.propose(company("好话", "亲"), id_)])
    found = await agents_book.news()
    assert found is not None
    assert [one.fate for one in found.entries] == [EntryFate.NEW]
    with pytest.raises(ReplyRefusedError):
        await book.remove(id_)


async def test_groups_keep_their_order_and_move_with_all_below(
    book: QuickReplies, agents_book: QuickReplies
) -> None:
    deep = await book.save(mine("a", group="售后/物流/破损"))
    (shared,) = await publish(book, company("b"))
    copy = await book.propose(company("b", "改"), shared)
    assert await book.groups() == (
        ("售前",), ("售后",), ("售后", "物流"), ("售后", "物流", "破损"),
    )  # fmt: skip
    await book.arrange_groups([("售后",), ("新建",), ("售前",)])
    assert [one[0] for one in await book.groups() if len(one) == 1] == [
        "售后", "新建", "售前",
    ]  # fmt: skip
    await book.rename_group(("售后", "物流"), ("快递",))
    assert (await book.one(deep)).content.group == ("快递", "破损")
    await book.rename_group(("售前",), ("咨询", "售前"))
    assert (await agents_book.one(shared)).content.group == ("咨询", "售前")
    assert [one[0] for one in await book.groups() if len(one) == 1][:2] == [
        "售后", "新建",
    ]  # fmt: skip
    await book.publish([copy])  # a move overtakes nobody
    assert (await book.one(shared)).texts() == ("改",)


async def test_pins_are_ones_own(book: QuickReplies, agents_book: QuickReplies) -> None:
    (id_,) = await publish(book, company())
    await book.pin(id_, True)
    await book.pin(id_, True)
    assert (await book.one(id_)).pinned
    assert not (await agents_book.one(id_)).pinned
    await book.pin(id_, False)
    assert not (await book.one(id_)).pinned


async def test_a_book_of_another_database_is_taken_in_by_key(
    book: QuickReplies, agents_book: QuickReplies, world: World
) -> None:
    key = "ab" * 16
    first = CarriedReply(key, company("甲", "一"), False, "总部", START)
    step = await book.take_in([first], "第一期", "总部")
    assert (step.published_by, len(step.reply_ids)) == ("总部", 1)
    assert (await book.take_in([first], "第一期", "总部")).reply_ids == ()
    (found,) = await agents_book.all()
    assert (found.key, found.changed_by, found.version) == (key, "总部", 1)
    second = CarriedReply(key, company("甲", "二"), True, "总部", START)
    await book.take_in([second], "第二期", "总部")
    (found,) = await agents_book.all()
    assert (found.texts(), found.withdrawn, found.version) == (("二",), True, 2)
    third = CarriedReply(key, company("甲", "二"), False, "总部", START)
    await book.take_in([third], "第三期", "总部")
    assert not (await agents_book.one(found.id)).withdrawn
    assert world.number("SELECT count(*) FROM publication") == 3


async def test_the_feed_tells_what_changed(book: QuickReplies, world: World) -> None:
    def told() -> set[int]:
        rows = world.connection.execute(
            "SELECT key FROM change WHERE subject = ?", (Subject.REPLY.value,)
        )
        return {int(row[0]) for row in rows}

    id_ = await book.save(mine())
    assert told() == {id_}
    await book.save_all([WrittenReply(mine(f"第{one}条")) for one in range(120)])
    assert told() == {id_, 0}


async def test_a_corp_takes_the_replies_of_its_accounts_with_it(
    book: QuickReplies, world: World
) -> None:
    account = world.accounts[0].id
    of_account = ReplyContent("号", (), (ReplyText("a"),), Scope.ACCOUNT, account)
    kept = await book.save(mine())
    await publish(book, of_account)
    await book.propose(of_account)
    remove_corp(world)
    assert [one.id for one in await book.all()] == [kept]
    assert await book.proposals() == ()
    assert world.connection.execute("PRAGMA foreign_key_check").fetchall() == []
