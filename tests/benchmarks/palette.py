"""Search as one types, and jumps to hits, in a real window on a large database."""

import random
import re

from desktop.config import Profile
from desktop.models.content import Text
from desktop.models.content_codec import decode
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.storage.connection import Connection, open_connection
from tests.benchmarks.desk_process import Fact, desk
from tests.benchmarks.figures import Figure, judged, percentile, spread_of

TYPING_BAR = 50.0
JUMP_BAR = 50.0
SEED = 20_261_122
_CHINESE = re.compile("[\u4e00-\u9fff]{4}")
_ROWS_APART = 3
"""Jumps whose target is on the screen already would wait for a paint in vain."""


def measure(
    surroundings: dict[str, str], profile: Profile, samples: int
) -> list[Figure]:
    """Return the figures of one desk that is typed in and jumps."""
    assert profile.key_file is not None
    key = database_key(KeyFileStore(profile.key_file), profile.database)
    connection = open_connection(profile.database, key, read_only=True)
    words = _words(connection, max(10, samples // 4))
    conversation, places = _places(connection, samples)
    connection.close()
    with desk(surroundings, "play_palette", profile, "--no-engine") as child:
        child.order("type", *words)
        typing = child.wait_for("typing")
        child.order("jump", str(conversation), *map(str, sum(places, ())))
        jumps = child.wait_for("jumps")
    return [
        _figure("Search as one types, key to painted rows", typing, 0.95, TYPING_BAR),
        _figure("Jump to a far hit, wish to painted", jumps, 0.99, JUMP_BAR),
    ]


def _figure(subject: str, fact: Fact, share: float, bar: float) -> Figure:
    ours = fact.numbers("ours")
    value = percentile(ours, share)
    figure = Figure(
        f"{subject}, p{share * 100:.0f}", value, "ms",
        samples=len(ours), spread=spread_of(ours),
    )  # fmt: skip
    return judged(figure, f"< {bar:g} ms", met=value < bar)


def _words(connection: Connection, count: int) -> list[str]:
    """Return four signs of random messages each, as a person looks for them."""
    dice = random.Random(SEED)
    (last,) = connection.execute("SELECT max(id) FROM message").fetchone()
    found: list[str] = []
    while len(found) < count:
        row = connection.execute(
            "SELECT kind, content FROM message WHERE id >= ? ORDER BY id LIMIT 1",
            (dice.randint(1, last),),
        ).fetchone()
        content = decode(row[0], row[1])
        word = _CHINESE.search(content.text) if isinstance(content, Text) else None
        if word is not None:
            found.append(word[0])
    return found


def _places(connection: Connection, count: int) -> tuple[int, list[tuple[int, int]]]:
    """Return the longest conversation and places in it, each far from the last."""
    conversation = connection.execute(
        "SELECT conversation_id FROM message GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()[0]
    rows = connection.execute(
        "SELECT position, id FROM message WHERE conversation_id = ? ORDER BY 1, 2",
        (conversation,),
    ).fetchall()
    dice = random.Random(SEED)
    chosen: list[tuple[int, int]] = []
    at = 0
    while len(chosen) < count:
        other = dice.randrange(len(rows))
        if abs(other - at) > len(rows) // _ROWS_APART:
            at = other
            chosen.append((int(rows[at][0]), int(rows[at][1])))
    return int(conversation), chosen
