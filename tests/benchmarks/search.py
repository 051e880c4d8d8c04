"""How fast and how exact the search is, and what its index costs.

Words come out of the messages themselves; every answer is asked of the service that
the desk uses, in its reading thread.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from desktop.config import Profile
from desktop.models.bigrams import folded
from desktop.models.clock import SystemClock
from desktop.models.content import Text
from desktop.models.content_codec import decode
from desktop.models.organisation import Operator, Role
from desktop.models.search import SearchQuery
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.search import Search
from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.key import DatabaseKey
from desktop.services.storage.search_reader import SearchReader
from tests.benchmarks import search_index_cost
from tests.benchmarks.figures import Figure, judged, percentile, spread_of

LARGE = 3_000_000
"""Messages from which the wider bar holds."""
SEED = 20_261_122
AGREEING = 500
FIRST = 20
RARE = ("时间:昨天", "时间:100天前", "人:wm-bench-0000077", "类型:图片", "人:周晓")
COMMON = ("可以", "什么", "好的", "酒店", "谢谢")

Ask = Callable[[SearchQuery], Awaitable[object]]


def measure(work: Path, profile: Profile, samples: int, rounds: int) -> list[Figure]:
    """Measure all bars of the search on a database that may be written to."""
    assert profile.key_file is not None
    key = database_key(KeyFileStore(profile.key_file), profile.database)
    connection = open_connection(profile.database, key)
    texts = _texts(connection, samples * 4)
    figures = asyncio.run(_asked(connection, profile, key, texts, samples))
    figures += search_index_cost.measure(work, connection, key, rounds)
    connection.close()
    return figures


async def _asked(
    connection: Connection,
    profile: Profile,
    key: DatabaseKey,
    texts: Sequence[str],
    samples: int,
) -> list[Figure]:
    operator = Operator(1, "周晓", Role.ADMIN)
    search = Search(SearchReader(profile.database, key), SystemClock(), operator)
    stored = await search.stored()
    bar = 25.0 if stored >= LARGE else 10.0
    # A first question opens the connection, which is not what is measured.
    await search.messages(search.parse("开始"))
    dice = random.Random(SEED)
    words = {size: _words(texts, size, dice)[:samples] for size in (1, 2, 4)}
    narrowed = [f"{word} {rare}" for word in COMMON for rare in RARE]
    names = ["王静", "wangjing", "wj", "静 12", "wm-bench-0001", "没有这人", "zz"]
    cases: list[tuple[str, Sequence[str], Ask, float | None]] = [
        ("2 characters", words[2], search.messages, bar),
        ("4 characters", words[4], search.messages, bar),
        ("1 character", words[1], search.messages, 50.0),
        ("a common word with a rare filter", narrowed, search.messages, 50.0),
        ("customers by name and sound", names, search.customers, None),
    ]  # fmt: skip
    figures = [await _timed(search, stored, *case) for case in cases]
    figures.append(await _agreement(search, connection, words, dice))
    figures.append(await _found_at_once(search, connection))
    await search.close()
    return figures


async def _timed(
    search: Search,
    stored: int,
    what: str,
    typed: Sequence[str],
    ask: Ask,
    bar: float | None,
) -> Figure:
    taken = []
    for one in typed:
        query = search.parse(one)
        started = time.perf_counter()
        await ask(query)
        taken.append((time.perf_counter() - started) * 1000)
    value = percentile(taken, 0.95)
    figure = Figure(
        f"Search in {stored:,} messages, {what}: first results, p95",
        value, "ms", samples=len(taken), spread=spread_of(taken),
    )  # fmt: skip
    return figure if bar is None else judged(figure, f"< {bar:.0f} ms", met=value < bar)


async def _agreement(
    search: Search,
    connection: Connection,
    words: dict[int, list[str]],
    dice: random.Random,
) -> Figure:
    """Compare first results with a walk through the texts, newest first."""
    pool = [word for some in words.values() for word in some]
    asked = [dice.choice(pool) for _ in range(AGREEING)]
    expected = _walked(connection, set(asked))
    agreeing = 0
    for word in asked:
        page = await search.messages(search.parse(word), limit=FIRST)
        found = [hit.message_id for hit in page.hits]
        agreeing += found == expected[word][: len(found)] and (
            page.before is not None or len(found) == len(expected[word])
        )
    figure = Figure("Search, questions answered as LIKE answers", agreeing, "")
    return judged(figure, f"{AGREEING} of {AGREEING}", met=agreeing == AGREEING)


def _walked(connection: Connection, words: set[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {word: [] for word in words}
    open_words = {word: folded(word) for word in words}
    rows = connection.execute("SELECT id, content FROM message ORDER BY id DESC")
    for id_, content in rows:
        text = folded(_text(content))
        for word in [word for word, plain in open_words.items() if plain in text]:
            found[word].append(id_)
            if len(found[word]) == FIRST:
                del open_words[word]
    return found


async def _found_at_once(search: Search, connection: Connection) -> Figure:
    """Commit messages and ask for each with the next question."""
    row = connection.execute(
        "SELECT conversation_id, position FROM message ORDER BY id DESC LIMIT 1"
    ).fetchone()
    found = 0
    for number in range(100):
        word = f"唯一{number}词"
        said = search_index_cost.say(connection, row[0], row[1] + number, word)
        page = await search.messages(search.parse(word))
        found += [hit.message_id for hit in page.hits[:1]] == [said]
    figure = Figure(
        "Search, committed messages that the next question finds", found, ""
    )
    return judged(figure, "100 of 100", met=found == 100)


def _texts(connection: Connection, count: int) -> list[str]:
    dice = random.Random(SEED)
    newest = connection.execute("SELECT max(id) FROM message").fetchone()[0]
    rows = (
        connection.execute(
            "SELECT content FROM message WHERE id = ?", (dice.randint(1, newest),)
        ).fetchone()
        for _ in range(count)
    )
    return [_text(row[0]) for row in rows]


def _text(content: str) -> str:
    text = decode("text", content)
    return text.text if isinstance(text, Text) else ""


def _words(texts: Sequence[str], size: int, dice: random.Random) -> list[str]:
    """Cut words out of texts; where a colon made a filter of them they are none."""
    cut = []
    for text in texts:
        runs = [run for run in text.split() if len(run) >= size and ":" not in run]
        if runs:
            run = dice.choice(runs)
            start = dice.randrange(len(run) - size + 1)
            cut.append(run[start : start + size])
    return cut
