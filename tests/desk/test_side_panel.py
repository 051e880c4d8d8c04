"""What of the change feed makes the reply search read anew."""

import pytest

from desktop.desk.side_panel import is_an_answer
from desktop.models.changes import Aspect, Change, Subject


@pytest.mark.parametrize(
    ("subject", "aspects", "wanted"),
    [
        (Subject.OUTBOX, Aspect.CREATED, True),
        (Subject.OUTBOX, Aspect.STATE, False),
        (Subject.CONVERSATION, Aspect.CREATED, False),
    ],
)
def test_only_an_answer_that_was_written_makes_habits_stale(
    subject: Subject, aspects: Aspect, wanted: bool
) -> None:
    assert is_an_answer(Change(1, subject, 2, 3, aspects, "desk")) is wanted
