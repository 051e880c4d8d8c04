"""What came below while the reader was further up counts as seen only once it was."""

from desktop.views.timeline.arrivals_below import ArrivalsBelow
from desktop.views.timeline.timeline_model import TimelineModel
from desktop.views.timeline.timeline_stage import incoming
from tests.views.timeline.builders import CONVERSATION, message


def unseen(below: ArrivalsBelow) -> int | None:
    """Where what nobody has seen begins."""
    return below.first


def test_the_first_unseen_moves_on_as_the_reader_passes() -> None:
    model = TimelineModel()
    rows = tuple(message(number) for number in range(1, 7))
    model.set_page(CONVERSATION, rows, has_older=False, has_newer=False)
    below = ArrivalsBelow(model, incoming)
    below.add(rows[3:5])
    below.add(rows[5:])
    assert unseen(below) == rows[3].position
    # Further up nothing of it comes into sight.
    below.pass_by(1)
    assert unseen(below) == rows[3].position
    below.pass_by(3)
    assert below.count == 2
    assert rows[3].position < (unseen(below) or 0) <= rows[4].position
    below.pass_by(5)
    assert below.count == 0
    assert unseen(below) is None


def test_what_lay_unread_at_the_opening_did_not_come_meanwhile() -> None:
    model = TimelineModel()
    rows = tuple(message(number) for number in range(1, 7))
    model.set_page(CONVERSATION, rows, has_older=False, has_newer=False)
    below = ArrivalsBelow(model, incoming)
    below.start(3, rows[3])
    assert unseen(below) is None
    below.add(rows[5:])
    assert unseen(below) == rows[5].position
    below.clear()
    assert unseen(below) is None
