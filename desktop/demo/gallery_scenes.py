"""What each part of the gallery shows, in order."""

from collections.abc import Awaitable, Callable

from desktop.demo.gallery_desk import GalleryDesk
from desktop.demo.gallery_finding import show_finding
from desktop.demo.gallery_kinds import show_kinds
from desktop.demo.gallery_library import show_library
from desktop.demo.gallery_order import show_order, show_report, show_scaled
from desktop.demo.gallery_replies import show_book, show_replies
from desktop.demo.gallery_writing import show_writing
from desktop.models.conversation import Lane

Scene = Callable[[GalleryDesk], Awaitable[None]]

CONVERSATIONS = 20
"""Of the prologue."""


async def everything_is_here(desk: GalleryDesk) -> None:
    """Wait until all messages, files and names have come."""
    await desk.until(lambda: hasattr(desk.session, "flow"), "the desk")
    await desk.until_nothing(
        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM account WHERE caught_up)"
    )
    await desk.wake_accounts()
    desk.session.views.inbox.head.lane_chosen.emit(Lane.ALL)
    for rest in (
        f"SELECT 1 WHERE {CONVERSATIONS} > (SELECT count(*) FROM conversation)",
        "SELECT 1 FROM account WHERE NOT caught_up",
        "SELECT 1 FROM media WHERE state IN ('waiting', 'downloading')",
        "SELECT 1 FROM customer WHERE nickname = '' AND last_seen_at"
        " > (SELECT max(last_seen_at) FROM customer) - 172800000",
        "SELECT 1 FROM conversation WHERE state_wanted_at IS NOT NULL",
    ):
        await desk.until_nothing(rest)


def _after_arrival(show: Scene) -> Scene:
    async def scene(desk: GalleryDesk) -> None:
        await everything_is_here(desk)
        await show(desk)

    return scene


SCENES: dict[str, Scene] = {
    "kinds": _after_arrival(show_kinds),
    "writing": _after_arrival(show_writing),
    "finding": _after_arrival(show_finding),
    "order": _after_arrival(show_order),
    "replies": _after_arrival(show_replies),
    "book": _after_arrival(show_book),
    "library": _after_arrival(show_library),
    "report": _after_arrival(show_report),
    "scale": _after_arrival(show_scaled),
}
