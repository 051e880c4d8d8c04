"""Makes the databases of the benchmarks: `python -m tests.benchmarks.make_database`.

Messages of 100,000 conversations lie in the order in which they came, as in a real
inbox: those of one conversation are spread over the whole file.
"""

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from desktop.config import Profile, private_by_default
from desktop.models.bigrams import index_terms
from desktop.models.clock import SystemClock, to_milliseconds
from desktop.models.content import Text
from desktop.models.content_codec import encode
from desktop.models.display_text import one_line
from desktop.models.message import Origin
from desktop.models.service_state import ServiceState
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.storage import organisation_store
from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.database import in_transaction
from desktop.services.storage.ingest import insert_messages
from desktop.services.storage.organisation_store import AccountListing
from desktop.services.storage.schema import SCHEMA_VERSION, ensure_schema
from desktop.services.storage.search_names import spelling_of
from tests.benchmarks.dialogues import Dialogues, load_dialogues

CORPID = "wwbench"
ACCOUNTS = 12
CONVERSATIONS = 100_000
SEED = 20_261_121
DAY = 86_400_000
HISTORY = 180 * DAY
OPEN = 2_500
"""Sessions that are not ended."""
CHUNK = 20_000
FRESH = 36 * 3600
"""Seconds until a database is made anew: 48 hours after their last words customers
cannot be written to, and a desk without an open composer would be measured."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a database holds."""

    messages: int
    conversations: int = CONVERSATIONS
    seed: int = SEED

    @property
    def name(self) -> str:
        """The folder of this plan; another schema makes another."""
        return f"v{SCHEMA_VERSION}-{self.messages}-{self.conversations}-{self.seed}"


@dataclass(slots=True)
class _Talk:
    """One conversation while its messages are told."""

    dialogue: int
    turn: int
    last: tuple[int, Origin, str, int] | None = None
    """Message id, origin, text and time of the newest message."""
    last_customer: int = 0


def default_work() -> Path:
    """Return where databases are kept between runs."""
    return Path(tempfile.gettempdir()) / "switchboard-benchmarks"


def made(work: Path, plan: Plan) -> Profile:
    """Return the profile of a plan, made where it does not exist yet."""
    folder = work / plan.name
    profile = Profile(folder, folder / "key.json")
    if not _fresh(folder / "complete"):
        shutil.rmtree(folder, ignore_errors=True)
        make(profile, plan, load_dialogues())
        (folder / "complete").touch()
    return profile


def _fresh(mark: Path) -> bool:
    """Whether a database is whole and its newest customers may still be answered."""
    return mark.exists() and time.time() - mark.stat().st_mtime < FRESH


def copied(profile: Profile, folder: Path) -> Profile:
    """Return a copy that a benchmark may write to."""
    assert profile.key_file is not None
    copy = Profile(folder, folder / "key.json")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(profile.database, copy.database)
    shutil.copy(profile.key_file, folder / "key.json")
    return copy


def make(profile: Profile, plan: Plan, dialogues: Dialogues) -> None:
    """Write the database of a plan into an empty profile."""
    assert profile.key_file is not None
    key = database_key(KeyFileStore(profile.key_file), profile.database)
    ensure_schema(profile.database, key)
    connection = open_connection(profile.database, key, cache_mib=1024)
    # Nobody mourns a database that a power cut spoils: it is made anew.
    connection.execute("PRAGMA synchronous = OFF")
    now = to_milliseconds(SystemClock().now())
    accounts = in_transaction(connection, lambda c: _organise(c, now))
    randomness = random.Random(plan.seed)
    talks = [
        _Talk(randomness.randrange(len(dialogues.conversations)), 0)
        for _ in range(plan.conversations)
    ]
    in_transaction(connection, lambda c: _write_people(c, plan, accounts, now))
    told = _told(plan, talks, dialogues, randomness, now)
    while chunk := list(islice(told, CHUNK)):
        in_transaction(connection, partial(_write_messages, rows=chunk))
    in_transaction(connection, lambda c: _summarise(c, talks, now))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    connection.close()


def _organise(connection: Connection, now: int) -> list[int]:
    corp = organisation_store.connect_corp(
        connection, CORPID, "基准公司", "http://127.0.0.1:9/cgi-bin/", "", now=now
    )
    listed = [
        AccountListing(f"wk-bench-{number:02}", f"门店客服 {number:02}", True)
        for number in range(ACCOUNTS)
    ]
    wanted = frozenset(one.open_kfid for one in listed)
    organisation_store.store_accounts(connection, corp, listed, enable=wanted, now=now)
    organisation_store.ensure_operator(connection, "周晓")
    return [account.id for account in organisation_store.accounts(connection)]


def _write_people(
    connection: Connection, plan: Plan, accounts: list[int], now: int
) -> None:
    numbers = range(1, plan.conversations + 1)
    connection.executemany(
        "INSERT INTO customer(id, corp_id, external_userid, nickname, gender, unionid,"
        " avatar_url, first_seen_at, last_seen_at, profile_read_at, pinyin)"
        " VALUES (?,1,?,?,?,'','',?,?,?,?)",
        [
            (number, f"wm-bench-{number:07}", _nickname(number), number % 3,
             now - HISTORY, now, now, spelling_of(_nickname(number)))
            for number in numbers
        ],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO conversation(id, account_id, customer_id, service_state, servicer,"
        " position, last_kind, last_text, last_sender, unread, read_through,"
        " last_customer_position, rejected, scene, scene_param, channels_nickname)"
        " VALUES (?1,?2,?1,4,'',0,'','','',0,0,0,0,'','','')",
        [(number, accounts[number % len(accounts)]) for number in numbers],
    )


_FAMILY = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高"
_GIVEN = "静敏丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英"


def _nickname(number: int) -> str:
    family = _FAMILY[number % len(_FAMILY)]
    given = _GIVEN[number // len(_FAMILY) % len(_GIVEN)]
    return f"{family}{given}{number}"


def _told(
    plan: Plan,
    talks: list[_Talk],
    dialogues: Dialogues,
    randomness: random.Random,
    now: int,
) -> Iterator[tuple[int, int, Origin, str, int]]:
    """Yield id, conversation, origin, text and time of each message, oldest first.

    A few conversations get many messages and many get a few; each gets one at least.
    """
    weights = [randomness.paretovariate(1.3) for _ in talks]
    further = randomness.choices(
        range(len(talks)), weights, k=plan.messages - len(talks)
    )
    order = list(range(len(talks))) + further
    randomness.shuffle(order)
    step = HISTORY / plan.messages
    for message_id, conversation in enumerate(order, 1):
        talk = talks[conversation]
        turns = dialogues.conversations[talk.dialogue]
        turn = turns[talk.turn]
        talk.turn += 1
        if talk.turn == len(turns):
            talk.turn = 0
            talk.dialogue = (talk.dialogue + 1) % len(dialogues.conversations)
        origin = _origin(turn.by_customer, conversation)
        at = int(now - HISTORY - DAY // 24 + message_id * step)
        talk.last = (message_id, origin, turn.text, at)
        if turn.by_customer:
            talk.last_customer = at
        yield message_id, conversation + 1, origin, turn.text, at


def _origin(by_customer: bool, conversation: int) -> Origin:
    if by_customer:
        return Origin.CUSTOMER
    return Origin.OPERATOR if conversation % 2 else Origin.SERVICER


def _write_messages(
    connection: Connection, rows: list[tuple[int, int, Origin, str, int]]
) -> None:
    insert_messages(
        connection,
        [
            (id_, conversation % ACCOUNTS + 1, conversation, f"b{id_:019}", int(origin),
             _SENDERS[origin], "text", encode(Text(text)), at, at)
            for id_, conversation, origin, text, at in rows
        ],
        [(row[0], index_terms(row[3])) for row in rows],
    )  # fmt: skip
    connection.execute(
        "UPDATE message SET state = 'accepted', attempted_at = sent_at"
        " WHERE id BETWEEN ? AND ? AND origin = ?",
        (rows[0][0], rows[-1][0], int(Origin.OPERATOR)),
    )


_SENDERS = {Origin.CUSTOMER: "", Origin.OPERATOR: "周晓", Origin.SERVICER: "zhangsan"}


def _summarise(connection: Connection, talks: list[_Talk], now: int) -> None:
    """Give every conversation its newest message; a few wait or are open."""
    by_time = sorted(
        (number for number, talk in enumerate(talks, 1)),
        key=lambda number: _newest(talks[number - 1])[3],
    )
    open_ones = set(by_time[-OPEN:])
    rows: list[tuple[object, ...]] = []
    for number, talk in enumerate(talks, 1):
        message_id, origin, text, at = _newest(talk)
        waits = number in open_ones and origin is Origin.CUSTOMER
        state = ServiceState.ENDED
        if number in open_ones:
            state = ServiceState.NEW if waits else ServiceState.SERVICER
        assigned = 1 if origin is Origin.OPERATOR or number % 3 == 0 else None
        rows.append(
            (int(state), at, message_id, int(origin), one_line(text), _SENDERS[origin],
             "accepted" if origin is Origin.OPERATOR else None, at,
             int(waits), at if waits and len(rows) % 2 else None,
             talk.last_customer or None, talk.last_customer,
             at if not waits else at - 1, assigned, number)
        )  # fmt: skip
    connection.executemany(
        "UPDATE conversation SET service_state = ?, position = ?, last_message_id = ?,"
        " last_origin = ?, last_kind = 'text', last_text = ?, last_sender = ?,"
        " last_state = ?, last_at = ?, unread = ?, waiting_since = ?,"
        " last_customer_at = ?, last_customer_position = ?, read_through = ?,"
        " assigned_to = ? WHERE id = ?",
        rows,
    )


def _newest(talk: _Talk) -> tuple[int, Origin, str, int]:
    assert talk.last is not None
    return talk.last


def main() -> None:
    """Make one database and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--work", type=Path, default=default_work())
    arguments = parser.parse_args()
    private_by_default()
    started = time.perf_counter()
    profile = made(arguments.work, Plan(arguments.messages))
    size = profile.database.stat().st_size / 2**20
    seconds = time.perf_counter() - started
    print(f"{profile.database}: {size:.0f} MiB, {seconds:.0f} s")


if __name__ == "__main__":
    main()
