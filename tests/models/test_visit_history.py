"""The history of visits, as in a browser."""

from desktop.models.visit_history import LONGEST, VisitHistory


def test_back_and_forward_go_through_the_visits() -> None:
    history = VisitHistory()
    for number in (1, 2, 2, 3):
        history.visit(number)
    assert history.forward() is None
    assert [history.back(), history.back(), history.back()] == [2, 1, None]
    assert [history.forward(), history.forward()] == [2, 3]


def test_a_new_visit_drops_what_lay_ahead() -> None:
    history = VisitHistory()
    for number in (1, 2, 3):
        history.visit(number)
    history.back()
    history.visit(2)
    history.visit(9)
    assert history.forward() is None
    assert history.back() == 2


def test_what_goes_elsewhere_leaves_one_at_the_visit_before():
    history = VisitHistory()
    history.visit(1)
    history.visit(2)
    assert history.leave(9) == 2  # it was never quite opened
    assert history.leave(2) == 1
    assert history.leave(1) is None


def test_a_long_day_is_not_kept_for_ever() -> None:
    history = VisitHistory()
    for number in range(LONGEST * 2):
        history.visit(number)
    steps = 0
    while history.back() is not None:
        steps += 1
    assert steps == LONGEST - 1
