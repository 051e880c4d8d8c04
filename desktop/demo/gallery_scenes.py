"""What each part of the gallery shows, in order."""

from collections.abc import Awaitable, Callable

from desktop.demo.gallery_desk import GalleryDesk
from desktop.demo.gallery_finding import show_finding
from desktop.demo.gallery_kinds import show_kinds
from desktop.demo.gallery_order import show_order
from desktop.demo.gallery_writing import show_writing
from desktop.models.conversation import Lane

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


async def _kinds(desk: GalleryDesk) -> None:
    await everything_is_here(desk)
    await show_kinds(desk)


async def _writing(desk: GalleryDesk) -> None:
    await everything_is_here(desk)
    await show_writing(desk)


async def _finding(desk: GalleryDesk) -> None:
    await everything_is_here(desk)
    await show_finding(desk)


async def _order(desk: GalleryDesk) -> None:
    await everything_is_here(desk)
    await show_order(desk)


SCENES: dict[str, Callable[[GalleryDesk], Awaitable[None]]] = {
    "kinds": _kinds,
    "writing": _writing,
    "finding": _finding,
    "order": _order,
}
