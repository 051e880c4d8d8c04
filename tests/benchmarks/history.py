"""Arrivals above which somebody reads, and older pages, in a real window."""

from desktop.config import Profile
from tests.benchmarks.desk_process import desk
from tests.benchmarks.figures import Figure, frame_figure
from tests.benchmarks.frames import APPEND_BAR, OPEN_BAR, longest_conversation
from tests.benchmarks.screen import at_scale, scaled

FRAME_BAR = 16.7


def measure(
    surroundings: dict[str, str], profile: Profile, samples: int, percent: int = 100
) -> list[Figure]:
    """Return the figures of one desk in its longest conversation."""
    longest = longest_conversation(profile)
    on_screen = scaled(surroundings, percent)
    with desk(on_screen, "play_history", profile, "--no-engine") as child:
        child.order(str(samples), str(longest))
        arrivals = child.wait_for("arrivals").numbers("ours")
        requests = child.wait_for("requests").numbers("ours")
        pages = child.wait_for("pages").numbers("ours")
    scale = at_scale(percent)
    appended = f"Appending a message while scrolled up, one frame{scale}"
    coming = f"Older page coming in above the reader, one frame{scale}"
    return [
        frame_figure(appended, arrivals, APPEND_BAR),
        frame_figure(coming, pages, FRAME_BAR),
        frame_figure(f"Older page, wish to painted{scale}", requests, OPEN_BAR),
    ]
