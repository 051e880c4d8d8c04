"""Scrolling a grid of fifty thousand materials in a real window."""

from desktop.config import Profile
from tests.benchmarks.desk_process import desk
from tests.benchmarks.figures import Figure
from tests.benchmarks.frames import beside
from tests.benchmarks.screen import at_scale, scaled

FRAME = 16.0
ROWS = 50_000


def measure(
    surroundings: dict[str, str], profile: Profile, samples: int, percent: int = 100
) -> list[Figure]:
    """Return the figures of one grid, beside those of a bare list view."""
    on_screen = scaled(surroundings, percent)
    with desk(on_screen, "play_library", profile, "--no-engine") as child:
        child.order(str(samples), str(ROWS))
        wheel = child.wait_for("wheel")
        leaps = child.wait_for("leaps")
    scale, floor = at_scale(percent), "bare QListView"
    said = f"Library of {ROWS:,}: a notch of the wheel, one frame{scale}"
    leapt = f"Library of {ROWS:,}: a leap anywhere, one frame{scale}"
    return [beside(said, wheel, FRAME, floor), beside(leapt, leaps, FRAME, floor)]
