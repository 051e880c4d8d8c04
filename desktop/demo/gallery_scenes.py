"""What each part of the gallery shows, in order."""

from collections.abc import Awaitable, Callable

from desktop.demo.gallery_desk import GalleryDesk
from desktop.demo.gallery_kinds import show_kinds

CONVERSATIONS = 20
"""Of the prologue."""


async def everything_is_here(desk: GalleryDesk) -> None:
    """Wait until all messages, files and names have come."""
    await desk.until(lambda: hasattr(desk.session, "flow"), "the desk")
    for rest in (
        f"SELECT 1 FROM (SELECT count(*) n FROM conversation) WHERE n < {CONVERSATIONS}",
        "SELECT 1 FROM account WHERE NOT caught_up",
        "SELECT 1 FROM media WHERE state IN ('waiting', 'downloading')",
        "SELECT 1 FROM customer WHERE profile_wanted_at IS NOT NULL",
        "SELECT 1 FROM conversation WHERE state_wanted_at IS NOT NULL",
    ):
        await desk.until_nothing(rest)


async def _kinds(desk: GalleryDesk) -> None:
    await everything_is_here(desk)
    await show_kinds(desk)


SCENES: dict[str, Callable[[GalleryDesk], Awaitable[None]]] = {"kinds": _kinds}
