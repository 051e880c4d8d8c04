"""The tree of groups, and what each chip shows."""

import pytest

from desktop.models.quick_reply import Scope
from desktop.models.reply_search import FoundReply
from desktop.views.reply_panel.reply_rows import (
    BADGES,
    UNFOLDED,
    GroupRow,
    PanelRow,
    PanelTab,
    ReplyRow,
    belongs,
    found_rows,
    tree_rows,
)
from tests.services.reply_search.books import reply


def _found(number: int, *group: str) -> FoundReply:
    return FoundReply(reply(number, f"回复{number}", group=group))


ORDER = (("售后",), ("售后", "退货"), ("物流",))
BOOK = (_found(1, "售后", "退货"), _found(2, "售后"), _found(3, "物流"), _found(4))


def _names(rows: list[PanelRow]) -> list[str]:
    return [
        "/".join(row.path) if isinstance(row, GroupRow) else str(row.found.reply.id)
        for row in rows
        if isinstance(row, GroupRow | ReplyRow)
    ]


def test_groups_stand_above_what_is_in_them():
    rows = tree_rows(BOOK, (), ORDER, "未分组")
    names = _names(rows)
    assert names.index("售后") < names.index("2") < names.index("售后/退货")
    assert names.index("售后/退货") < names.index("1") < names.index("物流")
    assert names[names.index("未分组") + 1] == "4"


def test_a_group_counts_what_is_below_it():
    counts = {
        row.path: row.count
        for row in tree_rows(BOOK, (), ORDER, "未分组")
        if isinstance(row, GroupRow)
    }
    assert counts[("售后",)] == 2
    assert counts[("售后", "退货")] == 1


def test_a_folded_group_hides_everything_below_it():
    assert _names(tree_rows(BOOK, {("售后",)}, ORDER, "未分组"))[:2] == ["售后", "物流"]


def test_groups_stand_in_the_order_of_the_book():
    turned = (("物流",), ("售后",))
    names = _names(tree_rows(BOOK, (), turned, "未分组"))
    assert names == ["物流", "3", "售后", "2", "售后/退货", "1", "未分组", "4"]


def test_a_large_book_stands_folded_at_first():
    many = [_found(number, "售后", "退货") for number in range(UNFOLDED + 1)]
    assert _names(tree_rows(many, (), ORDER, "")) == ["售后"]
    assert _names(tree_rows(many, {("售后",)}, ORDER, "")) == ["售后", "售后/退货"]


def test_the_first_nine_have_a_digit():
    rows = found_rows(_found(number) for number in range(12))
    numbers = [row.number for row in rows if isinstance(row, ReplyRow)]
    assert numbers == [*range(1, BADGES + 1), 0, 0, 0]


@pytest.mark.parametrize(
    ("scope", "scope_id", "tabs"),
    [
        (Scope.PERSONAL, None, {PanelTab.RECOMMENDED, PanelTab.PERSONAL}),
        (Scope.TEAM, 5, {PanelTab.RECOMMENDED, PanelTab.TEAM}),
        (Scope.COMPANY, None, {PanelTab.RECOMMENDED, PanelTab.COMPANY}),
        (Scope.ACCOUNT, 1, {PanelTab.RECOMMENDED, PanelTab.ACCOUNT}),
        (Scope.ACCOUNT, 2, set()),
    ],
)
def test_a_chip_shows_its_scope_and_never_another_account(
    scope: Scope, scope_id: int | None, tabs: set[PanelTab]
):
    one = reply(1, "退货", scope=scope, scope_id=scope_id)
    assert {tab for tab in PanelTab if belongs(one, tab, account_id=1)} == tabs
