"""The list under Qt's own tester."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.models.reply_search import FoundReply
from desktop.views.reply_panel.reply_list_model import ReplyListModel
from desktop.views.reply_panel.reply_rows import (
    GroupRow,
    HeadingRow,
    PanelRow,
    ReplyRow,
)
from desktop.views.theme.plain_text import TOOLTIP_ROLE
from tests.services.reply_search.books import reply

HEAD = HeadingRow("置顶")
GROUP = GroupRow(("售后",), 2, open=True)
FIRST = ReplyRow(FoundReply(reply(1, "退货", "<b>您好</b>")), 1)
SECOND = ReplyRow(FoundReply(reply(2, "换货")), 2)
ROWS: tuple[PanelRow, ...] = (HEAD, FIRST, GROUP, SECOND)


@pytest.fixture
def model(qapp: object) -> ReplyListModel:
    made = ReplyListModel()
    QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Fatal, made
    )
    made.show(ROWS)
    return made


def test_what_stays_is_not_touched(model: ReplyListModel):
    removed: list[tuple[int, int]] = []

    def note(parent: QModelIndex, first: int, last: int) -> None:
        removed.append((first, last))

    model.rowsRemoved.connect(note)
    model.show((HEAD, FIRST, SECOND))
    assert removed == [(2, 3)]
    assert model.rows == (HEAD, FIRST, SECOND)


def test_moving_passes_over_headings_and_stops_at_the_ends(model: ReplyListModel):
    assert model.next_row(-1, 1) == 1
    assert model.next_row(1, -1) is None
    assert model.next_row(3, 1) is None


def test_a_digit_names_its_reply(model: ReplyListModel):
    found = model.numbered(2)
    assert found is not None
    assert found.id == 2
    assert model.numbered(9) is None


def test_the_whole_text_is_a_tool_tip_without_markup(model: ReplyListModel):
    model.preview = lambda one: "\n".join(one.texts())
    tip = model.data(model.index(1), TOOLTIP_ROLE)
    assert "&lt;b&gt;您好" in str(tip)
    assert model.data(model.index(0), TOOLTIP_ROLE) is None


def test_a_heading_cannot_be_chosen(model: ReplyListModel):
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
