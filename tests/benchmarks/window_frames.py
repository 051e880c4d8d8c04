"""Resizing and other colours: every part of the window laid out and painted anew."""

from dataclasses import replace

from desktop.config import Profile
from tests.benchmarks.desk_process import desk
from tests.benchmarks.figures import Figure, frame_figure
from tests.benchmarks.frames import beside, longest_conversation
from tests.benchmarks.history import FRAME_BAR
from tests.benchmarks.screen import at_scale, scaled


def measure(
    surroundings: dict[str, str], profile: Profile, samples: int, percent: int = 100
) -> list[Figure]:
    """Return the figures of one desk with a long conversation open."""
    longest = longest_conversation(profile)
    on_screen = scaled(surroundings, percent)
    with desk(on_screen, "play_window", profile, "--no-engine") as child:
        child.order(str(samples), str(longest))
        resizing = child.wait_for("resizing")
        theming = child.wait_for("theming")
    scale = at_scale(percent)
    dragged = f"Resizing the window by a step, one frame{scale}"
    resized = beside(dragged, resizing, FRAME_BAR, "empty PySide6 window")
    widths = f"{resized.spread}; {resizing.number('widths'):.0f} widths of the timeline"
    themed = f"Other theme, choice to window painted{scale}"
    return [
        replace(resized, spread=widths),
        frame_figure(themed, theming.numbers("ours"), FRAME_BAR),
    ]
