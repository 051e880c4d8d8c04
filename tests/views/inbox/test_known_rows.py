"""Rows are taken over from the last reading unless the change feed named them."""

from desktop.models.changes import Aspect, Change, Subject
from desktop.views.inbox.known_rows import KnownRows
from tests.views.inbox.given import row


def changed(subject: Subject, key: int, parent: int = 0) -> Change:
    return Change(1, subject, key, parent, Aspect.SUMMARY, "sync")


def known(*ids: int) -> KnownRows:
    rows = KnownRows()
    rows.keep([row(one) for one in ids])
    return rows


def test_rows_without_a_change_need_not_be_read():
    assert set(known(1, 2).begin_reading()) == {1, 2}


def test_a_changed_conversation_is_read_anew():
    rows = known(1, 2)
    rows.take_changes([changed(Subject.CONVERSATION, 2)], complete=True)
    assert set(rows.begin_reading()) == {1}


def test_a_message_or_an_outbox_row_makes_its_conversation_be_read():
    for subject in (Subject.MESSAGE, Subject.OUTBOX):
        rows = known(1, 2)
        rows.take_changes([changed(subject, 77, parent=1)], complete=True)
        assert set(rows.begin_reading()) == {2}


def test_a_change_during_a_reading_outdates_what_it_brings():
    rows = known(1)
    rows.begin_reading()
    rows.take_changes([changed(Subject.CONVERSATION, 1)], complete=True)
    rows.keep([row(1)])
    assert not rows.begin_reading()


def test_pruned_changes_outdate_everything_even_what_is_being_read():
    rows = known(1)
    rows.begin_reading()
    rows.take_changes([], complete=False)
    rows.keep([row(1)])
    assert not rows.begin_reading()
    rows.keep([row(1)])
    assert set(rows.begin_reading()) == {1}


def test_a_reading_that_fails_loses_no_change():
    rows = known(1, 2)
    rows.take_changes([changed(Subject.CONVERSATION, 2)], complete=True)
    rows.begin_reading()
    assert set(rows.begin_reading()) == {1}
