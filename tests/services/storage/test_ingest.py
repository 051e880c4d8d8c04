"""Entries become rows once, and summaries say what the rows say (R5)."""

import random
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.models import content as kinds
from desktop.models.content import Content
from desktop.models.conversation import ConversationSummary
from desktop.models.customer import ChannelsSource, EntryScene
from desktop.models.message import MediaState, Origin
from desktop.models.send_state import SendState
from desktop.models.service_state import ServiceState
from desktop.services.storage import customer_store, desk_store
from desktop.services.storage.incoming import Incoming, ReadingProgress
from tests.building import DESK, START, World, at, entry, event

TABLES = (
    "message", "conversation", "customer", "media", "audit", "change", "outbox",
)  # fmt: skip


def table_sizes(world: World) -> dict[str, int]:
    return {name: world.number(f"SELECT count(*) FROM {name}") for name in TABLES}


def servicer(words: str, *, seconds: int) -> Incoming:
    return entry(words, seconds=seconds, origin=Origin.SERVICER, sender="zhang")


# Once and only once


def test_an_entry_repeated_in_its_page_is_one_message(world: World) -> None:
    told = entry("您好", msgid="m1")
    result = world.take_in(told, entry("在吗", seconds=1), told)
    assert result.messages == 2
    assert world.conversation().unread == 2


def test_of_two_entries_with_one_msgid_the_first_is_kept(world: World) -> None:
    world.take_in(entry("first", msgid="m1"), entry("second", msgid="m1"))
    (message,) = world.messages(world.conversation().id)
    assert message.content == kinds.Text("first")


def test_the_same_msgid_at_another_account_is_another_message(world: World) -> None:
    world.take_in(entry("a", msgid="m1"))
    assert world.take_in(entry("b", msgid="m1"), account=1).messages == 1
    assert world.number("SELECT count(*) FROM message") == 2


def test_a_page_that_comes_three_times_adds_rows_once(world: World) -> None:
    page = (
        event(kinds.Entered(EntryScene("s")), seconds=0),
        entry("您好", seconds=1, msgid="q"),
        entry(kinds.Picture("media-1"), seconds=2),
        event(kinds.Recalled("q"), seconds=3),
        event(kinds.ServicerStatusChanged("zhang", 2), seconds=4, customer=""),
        entry("other", seconds=4, customer="wm-bob"),
    )
    progress = ReadingProgress("c1", caught_up=True)
    first = world.take_in(*page, progress=progress)
    assert (first.messages, first.media) == (5, 1)
    sizes, rows = table_sizes(world), world.rows("conversation")
    for _ in range(2):
        again = world.take_in(*page, progress=progress)
        assert (again.messages, again.media) == (0, 0)
        assert table_sizes(world) == sizes
        assert world.rows("conversation") == rows


def test_an_empty_page_moves_the_cursor_alone(world: World) -> None:
    sizes = table_sizes(world)
    world.take_in(progress=ReadingProgress("c9", caught_up=False))
    assert world.rows("account")[0][9] == "c9"
    assert table_sizes(world) == sizes | {"change": sizes["change"]}


SAYINGS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from(["wm-anna", "wm-bob", "wm-cleo"]),
        st.sampled_from(["text", "picture", "menu"]),
    ),
    max_size=25,
)


@given(sayings=SAYINGS, seed=st.integers(0, 99), size=st.integers(1, 9))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_shuffled_and_repeated_pages_end_in_the_same_place(
    world: World,
    sayings: list[tuple[int, str, str]],
    seed: int,
    size: int,
) -> None:
    """R5: distinct ids, exact unread counts, the newest words, whatever the order."""
    contents: dict[str, Content] = {
        "text": kinds.Text("字"),
        "picture": kinds.Picture("p"),
        "menu": kinds.Text("选项", "1"),
    }
    second = 0
    prefix = f"{seed}-{world.number('SELECT count(*) FROM message')}"
    entries = []
    for number, (pause, customer, kind) in enumerate(sayings):
        second += pause + 1
        entries.append(
            entry(
                contents[kind],
                seconds=second,
                customer=f"{customer}-{prefix}",
                msgid=f"{prefix}-{number}",
            )
        )
    pages = [entries[start : start + size] for start in range(0, len(entries), size)]
    shuffled = pages * 2
    random.Random(seed).shuffle(shuffled)
    for page in pages:
        world.take_in(*page, account=0)
    for page in shuffled:
        random.Random(seed).shuffle(page)
        world.take_in(*page, account=1)
    for customer in {one.external_userid for one in entries}:
        here = world.conversation(customer)
        there = world.conversation(customer, account=1)
        assert _lasting(here) == _lasting(there)
        assert _words(world, here) == _words(world, there)


def _lasting(summary: ConversationSummary) -> tuple[object, ...]:
    return (
        summary.unread, summary.preview, summary.last_at, summary.service_state,
        summary.allowance, summary.assigned_to,
    )  # fmt: skip


def _words(world: World, summary: ConversationSummary) -> list[tuple[str, Content]]:
    return [(one.msgid, one.content) for one in world.messages(summary.id)]


# Summaries


def test_a_customers_first_words_make_customer_and_conversation(world: World) -> None:
    world.take_in(entry("您好", seconds=5))
    summary = world.conversation()
    assert summary.service_state is ServiceState.NEW
    assert summary.unread == 1
    assert summary.waiting_since == START + timedelta(seconds=5)
    assert summary.assigned_to is None
    assert summary.allowance.pips_left == 5
    assert summary.preview is not None
    assert (summary.preview.text, summary.preview.kind) == ("您好", "text")
    customer, scene = customer_store.customer_of(world.connection, summary.id)
    assert not customer.known
    assert customer.first_seen_at == customer.last_seen_at == summary.last_at
    assert scene == EntryScene()


def test_one_customer_at_two_accounts_has_two_conversations(world: World) -> None:
    first = world.say("a")
    second = world.say("b", account=1)
    assert first.id != second.id
    assert first.customer_id == second.customer_id


def test_a_customer_is_seen_from_the_first_to_the_last_words(world: World) -> None:
    world.take_in(entry("b", seconds=20), entry("c", seconds=30))
    world.take_in(entry("a", seconds=10))
    customer, _ = customer_store.customer_of(world.connection, world.conversation().id)
    assert customer.first_seen_at == START + timedelta(seconds=10)
    assert customer.last_seen_at == START + timedelta(seconds=30)


def test_who_waits_waits_since_the_oldest_unanswered_words(world: World) -> None:
    world.take_in(entry("a", seconds=1), entry("b", seconds=9))
    assert world.conversation().waiting_since == START + timedelta(seconds=1)


def test_a_colleagues_answer_ends_the_waiting_and_takes_the_session(
    world: World,
) -> None:
    world.take_in(entry("a", seconds=1), servicer("我来", seconds=2))
    summary = world.conversation()
    assert summary.waiting_since is None
    assert summary.service_state is ServiceState.SERVICER
    assert summary.servicer == "zhang"
    assert summary.preview is not None
    assert summary.preview.sender == "zhang"
    assert summary.unread == 1


def test_a_late_old_message_changes_neither_preview_nor_waiting(world: World) -> None:
    world.take_in(entry("a", seconds=5), servicer("好的", seconds=9))
    world.take_in(entry("older", seconds=2))
    summary = world.conversation()
    assert summary.waiting_since is None
    assert summary.preview is not None
    assert summary.preview.text == "好的"
    words = [message.content for message in world.messages(summary.id)]
    assert words[0] == kinds.Text("older")


def test_a_reply_is_seen_though_our_clock_is_ahead(world: World) -> None:
    """What follows our answer is unread and waits, whatever the two clocks say."""
    conversation = world.say("在吗")
    world.clock.advance(timedelta(seconds=20))
    world.answer(conversation, "在的")
    answered = world.conversation()
    world.write(
        lambda connection: desk_store.mark_read(
            connection, answered.id, answered.position, initiator=DESK, now=world.now
        )
    )
    world.take_in(entry("那个多少钱", seconds=17), entry("急", seconds=18))
    summary = world.conversation()
    assert summary.unread == 2
    assert summary.waiting_since == START + timedelta(seconds=17)
    assert summary.preview is not None
    assert summary.preview.text == "急"
    words = [message.content for message in world.messages(summary.id)]
    assert words == [kinds.Text(one) for one in ("在吗", "在的", "那个多少钱", "急")]


def test_the_preview_of_a_customers_words_has_no_send_state(world: World) -> None:
    conversation = world.say("a")
    world.answer(conversation, "b")
    preview = world.conversation().preview
    assert preview is not None
    assert preview.state is SendState.QUEUED
    world.take_in(entry("c", seconds=1))
    preview = world.conversation().preview
    assert preview is not None
    assert (preview.text, preview.state) == ("c", None)


def test_events_do_not_hide_the_last_words(world: World) -> None:
    world.take_in(entry("a", seconds=1))
    world.take_in(event(kinds.Entered(EntryScene("s")), seconds=2))
    preview = world.conversation().preview
    assert preview is not None
    assert preview.text == "a"


def test_an_event_is_previewed_where_nothing_else_was_said(world: World) -> None:
    world.take_in(event(kinds.Entered(EntryScene("s"))))
    summary = world.conversation()
    assert summary.preview is not None
    assert summary.preview.kind == "enter_session"
    assert summary.unread == 0
    assert summary.waiting_since is None
    assert summary.allowance.pips_left == 0


def test_a_long_preview_is_one_short_line(world: World) -> None:
    world.take_in(entry("行\n" * 300 + "\u202etxt"))
    preview = world.conversation().preview
    assert preview is not None
    assert len(preview.text) <= 120
    assert "\n" not in preview.text
    assert "\u202e" not in preview.text


def test_how_a_customer_came_is_kept(world: World) -> None:
    scene = EntryScene("link-7", "from=poster", ChannelsSource("小店", 4))
    world.take_in(event(kinds.Entered(scene)))
    summary = world.conversation()
    _, kept = customer_store.customer_of(world.connection, summary.id)
    assert kept == scene
    world.take_in(event(kinds.Entered(EntryScene("link-8")), seconds=60))
    _, kept = customer_store.customer_of(world.connection, summary.id)
    assert kept == EntryScene("link-8")


@pytest.mark.parametrize(
    ("change", "state", "servicer_now", "waits"),
    [
        (1, ServiceState.SERVICER, "li", True),
        (2, ServiceState.SERVICER, "li", True),
        (3, ServiceState.ENDED, "li", False),
        (4, ServiceState.SERVICER, "li", True),
    ],
)
def test_a_session_moved_elsewhere_is_followed(
    world: World, change: int, state: ServiceState, servicer_now: str, waits: bool
) -> None:
    world.take_in(entry("a", seconds=1))
    world.take_in(event(kinds.SessionChanged(change, "", "li"), seconds=2))
    summary = world.conversation()
    assert summary.service_state is state
    assert summary.servicer == servicer_now
    assert (summary.waiting_since is not None) is waits


def test_an_unknown_change_of_session_asks_wecom(world: World) -> None:
    world.take_in(entry("a"), event(kinds.SessionChanged(9), seconds=1))
    wanted = world.number("SELECT state_wanted_at FROM conversation")
    assert wanted == at(1)


def test_a_customer_who_comes_back_opens_an_ended_session(world: World) -> None:
    world.take_in(entry("a", seconds=1), event(kinds.SessionChanged(3), seconds=2))
    world.take_in(entry("b", seconds=3))
    summary = world.conversation()
    assert summary.service_state is ServiceState.NEW
    assert summary.waiting_since == START + timedelta(seconds=3)


@pytest.mark.parametrize("together", [True, False])
def test_a_recalled_message_is_marked_and_no_longer_previewed(
    world: World, together: bool
) -> None:
    told = entry("说错了", seconds=1, msgid="q")
    recalled = event(kinds.Recalled("q"), seconds=2)
    if together:
        world.take_in(told, recalled)
    else:
        world.take_in(told)
        world.take_in(recalled)
    summary = world.conversation()
    assert world.messages(summary.id)[0].recalled
    assert summary.preview is not None
    assert (summary.preview.kind, summary.preview.text) == ("recall_msg", "")


def test_an_older_recalled_message_leaves_the_preview(world: World) -> None:
    world.take_in(entry("a", seconds=1, msgid="q"), entry("b", seconds=2))
    world.take_in(event(kinds.Recalled("q"), seconds=3))
    preview = world.conversation().preview
    assert preview is not None
    assert preview.text == "b"


def test_refusing_a_customer_is_followed_both_ways(world: World) -> None:
    world.take_in(entry("a"), event(kinds.RejectSwitched("zhang", True), seconds=1))
    assert world.conversation().rejected
    world.take_in(event(kinds.RejectSwitched("zhang", False), seconds=2))
    assert not world.conversation().rejected


def test_files_wait_to_be_fetched_with_a_key_of_their_own(world: World) -> None:
    files: list[Content] = [
        kinds.Picture("m1"), kinds.Voice("m2"), kinds.Video("m3"), kinds.File("m4"),
    ]  # fmt: skip
    entries = [entry(one, seconds=second) for second, one in enumerate(files)]
    assert world.take_in(*entries).media == 4
    messages = world.messages(world.conversation().id)
    states = [message.media and message.media.state for message in messages]
    assert states == [MediaState.WAITING] * 4
    keys = [row[0] for row in world.connection.execute("SELECT file_key FROM media")]
    assert len({*keys}) == 4
    assert {len(key) for key in keys} == {32}


def test_what_nobody_understands_is_kept_whole(world: World) -> None:
    raw = '{"msgtype":"hologram","hologram":{"x":[1,2,{"y":"字"}]}}'
    world.take_in(entry(kinds.Unsupported("hologram", raw)))
    (message,) = world.messages(world.conversation().id)
    assert message.content == kinds.Unsupported("hologram", raw)


def test_an_event_of_the_account_goes_to_its_record(world: World) -> None:
    told = event(kinds.ServicerStatusChanged("zhang", 2, 1), customer="")
    assert world.take_in(told).messages == 0
    assert world.number("SELECT count(*) FROM conversation") == 0
    assert world.number("SELECT count(*) FROM audit WHERE action = 'event'") == 1


def test_words_are_found_by_any_two_of_their_characters(world: World) -> None:
    world.take_in(entry("我想退货，谢谢", msgid="m1"), entry("其他", seconds=1))
    statement = "SELECT rowid FROM message_search WHERE message_search MATCH ?"
    for query, hits in (('"退货"', 1), ('"我想" AND "想退"', 1), ('"货谢"', 0)):
        found = world.connection.execute(statement, (query,)).fetchall()
        assert len(found) == hits


def test_who_wrote_is_asked_for_by_name_once(world: World) -> None:
    world.take_in(entry("a"))
    wanted = customer_store.wanted(
        world.connection, world.corp_id, now=world.now, limit=9
    )
    assert wanted == ("wm-anna",)


# Progress


def test_the_cursor_comes_with_the_last_batch(world: World) -> None:
    world.take_in(entry("a"))
    assert world.rows("account")[0][9] == ""
    world.take_in(entry("b", seconds=1), progress=ReadingProgress("c1", True))
    assert world.rows("account")[0][9] == "c1"
    assert world.rows("account")[1][9] == ""


def test_reading_again_cures_the_account(world: World) -> None:
    account = world.accounts[0].id
    world.connection.execute(
        "UPDATE account SET failure = 'errcode:95004' WHERE id = ?", (account,)
    )
    world.take_in(progress=ReadingProgress("c1", caught_up=True))
    assert world.number("SELECT failure IS NULL FROM account WHERE id = ?", account)
