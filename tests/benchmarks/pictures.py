"""Scrolling through a conversation full of pictures that are decoded on the way."""

import io
from dataclasses import replace
from itertools import cycle

from PIL import Image

from desktop.config import Profile
from desktop.models.clock import SystemClock, to_milliseconds
from desktop.models.content import Picture
from desktop.models.message import MediaState, Origin
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.media_files import sealed_path
from desktop.services.storage import ingest, media_store
from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.database import in_transaction
from desktop.services.storage.incoming import Incoming
from desktop.services.storage.media_store import MediaJob
from desktop.services.storage.sealed_files import SealedWriter
from tests.benchmarks.desk_process import Fact, desk
from tests.benchmarks.figures import Figure, frame_figure
from tests.benchmarks.frames import SCROLL_BAR, longest_conversation
from tests.benchmarks.screen import at_scale, scaled

NOTCHES_EACH = 3
"""Fewer than a picture is high: a scroll of so many notches stays among pictures."""
SIZES = ((1600, 1200), (1200, 1600), (1920, 1080), (1080, 1080))
VARIANTS = 12


def measure(
    surroundings: dict[str, str], profile: Profile, samples: int, percent: int = 100
) -> list[Figure]:
    """Return the figures of one desk; the profile gets the pictures."""
    conversation = longest_conversation(profile)
    count = samples // NOTCHES_EACH + 20
    fill(profile, conversation, count)
    on_screen = scaled(surroundings, percent)
    with desk(on_screen, "play_pictures", profile, "--no-engine") as child:
        child.order(str(samples), str(conversation))
        facts = [child.wait_for("first"), child.wait_for("again")]
    scale = at_scale(percent)
    whats = ("seen for the first time", "seen again")
    return [
        _figure(f"Scrolling pictures {what}, one frame{scale}", fact)
        for what, fact in zip(whats, facts, strict=True)
    ]


def _figure(subject: str, fact: Fact) -> Figure:
    figure = frame_figure(subject, fact.numbers("ours"), SCROLL_BAR)
    known, longest = fact.number("known"), fact.number("longest")
    words = (
        f"{figure.spread}; edges of what is in sight decoded in {known:.0f};"
        f" longest gap of the thread {longest:.0f} ms"
    )
    return replace(figure, spread=words)


def fill(profile: Profile, conversation_id: int, count: int) -> None:
    """Let the customer of a conversation send pictures, and have them all here."""
    assert profile.key_file is not None
    key = database_key(KeyFileStore(profile.key_file), profile.database)
    connection = open_connection(profile.database, key)
    now = to_milliseconds(SystemClock().now())
    account, customer = connection.execute(
        "SELECT c.account_id, u.external_userid FROM conversation c"
        " JOIN customer u ON u.id = c.customer_id WHERE c.id = ?",
        (conversation_id,),
    ).fetchone()
    entries = [
        Incoming(
            f"picture-{number}", customer, Origin.CUSTOMER, "",
            Picture(f"media-{number}"), now - count + number,
        )
        for number in range(count)
    ]  # fmt: skip
    in_transaction(
        connection, lambda one: ingest.take_in(one, account, entries, None, now=now)
    )
    photographs = cycle(_photograph(number) for number in range(VARIANTS))
    jobs = media_store.due(connection, now=now, busy=frozenset(), limit=count)
    for job, content in zip(jobs, photographs, strict=False):
        _arrive(connection, profile, job, content, now)
    connection.close()


def _arrive(
    connection: Connection, profile: Profile, job: MediaJob, content: bytes, now: int
) -> None:
    """Seal the bytes where the engine would have."""
    with SealedWriter(sealed_path(profile.media, job.id), job.file_key) as writer:
        writer.write(content)
        writer.finish()
    size = len(content)
    in_transaction(
        connection,
        lambda one: media_store.advance(
            one, job, MediaState.READY, name="", size=size, received=size, now=now
        ),
    )


def _photograph(number: int) -> bytes:
    """Return a JPEG of the size that phones send, with detail like a photograph."""
    width, height = SIZES[number % len(SIZES)]
    bands = [
        Image.effect_noise((width // 4, height // 4), 30 + 10 * band + number)
        for band in range(3)
    ]
    picture = Image.merge("RGB", bands).resize((width, height))
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=85)
    return written.getvalue()
