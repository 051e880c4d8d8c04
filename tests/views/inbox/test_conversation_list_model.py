"""The list's model: any change of rows becomes the fewest changes of the model."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from desktop.views.inbox.conversation_list_model import (
    ConversationListModel,
    ConversationRole,
)
from desktop.views.theme.plain_text import tooltip
from tests.views.inbox.given import NOW, account, row, rows


class Seen:
    """Counts what a model tells its views."""

    def __init__(self, model: ConversationListModel) -> None:
        self.inserted: list[tuple[int, int]] = []
        self.removed: list[tuple[int, int]] = []
        self.moved: list[tuple[int, int]] = []
        self.changed: list[tuple[int, int, tuple[int, ...]]] = []
        self.resets = 0
        self.layouts = 0
        model.rowsInserted.connect(lambda _, a, b: self.inserted.append((a, b)))
        model.rowsRemoved.connect(lambda _, a, b: self.removed.append((a, b)))
        model.rowsMoved.connect(self._on_moved)
        model.dataChanged.connect(self._on_changed)
        model.modelReset.connect(self._on_reset)
        model.layoutChanged.connect(self._on_layout)

    def _on_moved(self, _a, first: int, _l, _b, target: int) -> None:
        self.moved.append((first, target))

    def _on_changed(
        self, first: QModelIndex, last: QModelIndex, roles: list[int]
    ) -> None:
        self.changed.append((first.row(), last.row(), tuple(roles)))

    def _on_reset(self) -> None:
        self.resets += 1

    def _on_layout(self) -> None:
        self.layouts += 1


@pytest.fixture
def model(qapp: QApplication) -> ConversationListModel:
    return ConversationListModel()


def test_one_answer_moves_one_row(model: ConversationListModel):
    model.set_rows(rows(1, 2, 3, 4, 5))
    seen = Seen(model)
    model.set_rows(rows(2, 3, 4, 5, 1))
    assert (seen.moved, seen.inserted, seen.removed) == ([(0, 5)], [], [])
    model.set_rows(rows(4, 2, 3, 5, 1))
    assert seen.moved == [(0, 5), (2, 0)]
    assert seen.changed == []


def test_a_changed_row_is_told_alone_and_with_its_roles(model: ConversationListModel):
    model.set_rows(rows(1, 2, 3))
    seen = Seen(model)
    fresh = list(rows(1, 2, 3))
    fresh[1] = replace(fresh[1], unread=4)
    model.set_rows(fresh)
    ((first, last, roles),) = seen.changed
    assert (first, last) == (1, 1)
    assert ConversationRole.SUMMARY in roles
    assert (seen.moved, seen.inserted, seen.resets) == ([], [], 0)


def test_rows_beyond_the_end_are_appended_in_one_go(model: ConversationListModel):
    model.set_rows(rows(*range(300)))
    seen = Seen(model)
    model.set_rows(rows(*range(100, 400)))
    assert seen.removed == [(0, 99)]
    assert seen.inserted == [(200, 299)]
    assert seen.moved == []


def test_a_whole_new_order_is_one_change_of_layout(model: ConversationListModel):
    model.set_rows(rows(*range(300)))
    held = QPersistentModelIndex(model.index(7))
    seen = Seen(model)
    model.set_rows(rows(*reversed(range(300))))
    assert (seen.layouts, seen.moved, seen.resets) == (1, [], 0)
    assert held.row() == 292


def test_updating_in_place_moves_nothing(model: ConversationListModel):
    model.set_rows(rows(1, 2, 3))
    seen = Seen(model)
    model.update_in_place([replace(row(3), unread=1), row(9), row(1)])
    assert [summary.id for summary in model.rows] == [1, 2, 3]
    assert [change[:2] for change in seen.changed] == [(2, 2)]


ids = st.lists(st.integers(0, 80), unique=True, max_size=70)


@given(start=ids, goal=ids, read=st.sets(st.integers(0, 80)))
@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_rows_become_any_others_under_the_model_tester(
    qapp: QApplication, start: list[int], goal: list[int], read: set[int]
):
    model = ConversationListModel()
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode, model)
    model.set_rows(rows(*start))
    kept = {number: model.index(at) for at, number in enumerate(start)}
    held = {number: QPersistentModelIndex(index) for number, index in kept.items()}
    wanted = [row(number, unread=int(number in read)) for number in goal]
    model.set_rows(wanted)
    assert list(model.rows) == wanted
    for number, index in held.items():
        assert index.row() == (goal.index(number) if number in goal else -1)
    del tester


def test_the_model_passes_the_tester_of_pytest_qt(
    model: ConversationListModel, qtmodeltester
):
    model.set_rows(rows(1, 2, 3))
    qtmodeltester.check(model)


def test_the_delegate_gets_values_and_the_reader_gets_words(
    model: ConversationListModel,
):
    mine = account(1, "旗舰店客服")
    model.set_accounts((mine,))
    model.set_now(NOW)
    model.set_rows([row(1, name="<b>A</b>", unread=2, waits=84)])
    index = model.index(0)
    assert index.data(ConversationRole.SUMMARY) is model.rows[0]
    assert index.data(ConversationRole.ACCOUNT) is mine
    words = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "<b>A</b>\n旗舰店客服\n你好\n2 条未读\n等待 01:24"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == tooltip(words)
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_new_accounts_repaint_the_rows_once(model: ConversationListModel):
    model.set_rows(rows(1, 2))
    seen = Seen(model)
    model.set_accounts((account(1),))
    model.set_accounts((account(1, read_ago=timedelta(hours=1)),))
    assert seen.changed == [(0, 1, (ConversationRole.ACCOUNT,))]


def test_a_list_has_no_children(model: ConversationListModel):
    model.set_rows(rows(1))
    assert model.rowCount(model.index(0)) == 0
    assert model.row_of(1) == 0
    assert model.row_of(2) is None
