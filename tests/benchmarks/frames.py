"""Opening, appending and scrolling in a real window on a large database."""

from dataclasses import replace

from desktop.config import Profile
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.storage.connection import open_connection
from tests.benchmarks.desk_process import Fact, desk
from tests.benchmarks.figures import Figure, judged, percentile, spread_of

BARE = "bare QAbstractScrollArea"
OPEN_BAR = 50.0
APPEND_BAR = 8.0
SCROLL_BAR = 16.0


def measure(
    surroundings: dict[str, str], profile: Profile, samples: int
) -> list[Figure]:
    """Return the figures of one desk, each beside the bare area."""
    longest = longest_conversation(profile)
    with desk(surroundings, "play_frames", profile, "--no-engine") as child:
        child.order(str(samples), str(longest))
        openings = child.wait_for("openings")
        appends = child.wait_for("appends")
        scrolling = child.wait_for("scrolling")
    return [
        _figure("Opening a conversation, click to newest painted", openings, OPEN_BAR),
        _figure("Appending a message", appends, APPEND_BAR),
        _with_stalls(_figure("Scrolling, one frame", scrolling, SCROLL_BAR), scrolling),
    ]


def _with_stalls(figure: Figure, fact: Fact) -> Figure:
    """Say what pages of older messages cost that came in between two frames."""
    stalls, rows = fact.number("stalls"), fact.number("rows")
    words = f"{figure.spread}; {stalls:.0f} stalls while {rows:.0f} rows were loaded"
    return replace(figure, spread=words)


def longest_conversation(profile: Profile) -> int:
    """Return the id of the conversation that holds the most messages."""
    assert profile.key_file is not None
    key = database_key(KeyFileStore(profile.key_file), profile.database)
    connection = open_connection(profile.database, key, read_only=True)
    row = connection.execute(
        "SELECT conversation_id FROM message GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()
    connection.close()
    return int(row[0])


def _figure(subject: str, fact: Fact, bar: float) -> Figure:
    """Judge the 99th percentile; the ratio is that to the floor's."""
    ours, floor = fact.numbers("ours"), fact.numbers("floor")
    value, beside = percentile(ours, 0.99), percentile(floor, 0.99)
    figure = Figure(
        f"{subject}, p99", value, "ms", floor=BARE, floor_value=beside,
        ratio=value / beside, samples=len(ours),
        spread=f"{spread_of(ours)}; floor {spread_of(floor)}",
    )  # fmt: skip
    return judged(figure, f"< {bar:g} ms", met=value < bar)
