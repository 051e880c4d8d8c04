"""Opening, appending and scrolling in a real window on a large database."""

from dataclasses import replace

from desktop.config import Profile
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.storage.connection import open_connection
from tests.benchmarks.desk_process import Fact, desk
from tests.benchmarks.figures import Figure, frame_figure, percentile, spread_of
from tests.benchmarks.screen import at_scale, scaled

BARE = "bare QAbstractScrollArea"
OPEN_BAR = 50.0
APPEND_BAR = 8.0
SCROLL_BAR = 16.0


def measure(
    surroundings: dict[str, str], profile: Profile, samples: int, percent: int = 100
) -> list[Figure]:
    """Return the figures of one desk, each beside the bare area."""
    longest = longest_conversation(profile)
    on_screen = scaled(surroundings, percent)
    with desk(on_screen, "play_frames", profile, "--no-engine") as child:
        child.order(str(samples), str(longest))
        openings = child.wait_for("openings")
        appends = child.wait_for("appends")
        scrolling = child.wait_for("scrolling")
    scale = at_scale(percent)
    opened = f"Opening a conversation, click to newest painted{scale}"
    scrolled = beside(f"Scrolling, one frame{scale}", scrolling, SCROLL_BAR, BARE)
    return [
        beside(opened, openings, OPEN_BAR, BARE),
        beside(f"Appending a message{scale}", appends, APPEND_BAR, BARE),
        _with_stalls(scrolled, scrolling),
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


def beside(subject: str, fact: Fact, bar: float, floor: str) -> Figure:
    """Judge the 99th percentile; the ratio is that to the floor's."""
    lowest = fact.numbers("floor")
    figure = frame_figure(subject, fact.numbers("ours"), bar)
    value = percentile(lowest, 0.99)
    return replace(
        figure, floor=floor, floor_value=value, ratio=figure.value / value,
        spread=f"{figure.spread}; floor {spread_of(lowest)}",
    )  # fmt: skip
