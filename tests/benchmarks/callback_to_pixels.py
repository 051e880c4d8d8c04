"""From a customer's message to its bubble, through real processes and a real window.

Measured from before the request that makes the sandbox take the message, which is
earlier than its callback, to the end of the paint event that drew the bubble.
"""

import threading
import time

from desktop.config import Profile
from tests.benchmarks.desk_process import ReportingProcess, desk
from tests.benchmarks.figures import Figure, judged, percentile, spread_of
from tests.benchmarks.live_stage import LiveStage, live_stage

BAR = 150.0
RATE = 20
"""Messages a second over all accounts."""
OF_THE_OPEN_ONE = 4
"""Every fourth message is for the conversation on the screen."""
WARM_UP = 10.0
LAST_ONES = 5.0


def measure(
    surroundings: dict[str, str],
    profile: Profile,
    samples: int,
    *,
    warm_up: float = WARM_UP,
) -> list[Figure]:
    """Return the figure; `samples` bubbles are waited for."""
    with live_stage(profile) as stage:
        further = ("--callback", stage.callback_address)
        with desk(surroundings, "play_pixels", profile, *further) as child:
            pair = stage.open_conversation()
            stage.control.say_many([stage.message(*pair)])
            child.order("open", str(stage.conversation_id(*pair)))
            child.wait_for("opened")
            painted = _Painted(child)
            _talk(stage, warm_up)
            said = _talk(stage, samples * OF_THE_OPEN_ONE / RATE)
            time.sleep(LAST_ONES)
        painted.join()
    taken = [1000 * (painted.at[one] - at) for one, at in said.items()]
    value = percentile(taken, 0.99)
    subject = f"Message said to bubble painted, {RATE}/s over 12 accounts, p99"
    figure = Figure(subject, value, "ms", samples=len(taken), spread=spread_of(taken))
    return [judged(figure, f"< {BAR:g} ms", met=value < BAR)]


class _Painted(threading.Thread):
    """Takes in what the desk reports: msgid and moment of each bubble."""

    def __init__(self, child: ReportingProcess) -> None:
        super().__init__()
        self.at: dict[str, float] = {}
        self._child = child
        self.start()

    def run(self) -> None:
        for fact in self._child.facts():
            if fact.name == "painted":
                self.at.setdefault(str(fact.values["msgid"]), fact.at)


def _talk(stage: LiveStage, seconds: float) -> dict[str, float]:
    """Let customers speak; return msgid and moment of what the open one said."""
    said: dict[str, float] = {}
    started = time.monotonic()
    for number in range(int(seconds * RATE)):
        time.sleep(max(0.0, started + number / RATE - time.monotonic()))
        of_the_open_one = number % OF_THE_OPEN_ONE == 0
        pair = stage.open_conversation() if of_the_open_one else stage.anybody()
        message = stage.message(*pair)
        at = time.monotonic()
        msgid = stage.control.say_many([message])[0]
        if of_the_open_one:
            said[msgid] = at
    return said
