"""What an answer costs, and how it quotes."""

from datetime import UTC, datetime

import pytest

from desktop.models.content import Location
from desktop.models.outgoing import (
    QUOTE_RULE,
    AttachmentPart,
    CardPart,
    Part,
    TextPart,
    price,
    quoted,
)
from desktop.models.text_cutting import MAX_TEXT_BYTES, cut

SAID = datetime(2026, 11, 20, 6, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("parts", "messages"),
    [
        ([], 0),
        ([TextPart("  \n ")], 0),
        ([TextPart("在")], 1),
        ([TextPart("好。" * 400)], 2),
        ([TextPart("在"), AttachmentPart(1), AttachmentPart(2)], 3),
        ([CardPart(Location(31.2, 121.5, "店", "路"))], 1),
    ],
)
def test_an_answer_costs_one_for_each_message_that_it_becomes(
    parts: list[Part], messages: int
) -> None:
    assert price(parts) == messages


def test_a_quote_is_one_line_above_a_rule_above_the_answer() -> None:
    hour = SAID.astimezone().strftime("%H:%M")
    answer = quoted("张三", SAID, "第一行\n第二行 ", "好的")
    assert answer == f"「张三 {hour}：第一行 第二行」\n{QUOTE_RULE}\n好的"


def test_a_quote_is_short_and_without_tricks() -> None:
    answer = quoted("张\u202e三" * 200, SAID, "长" * 5_000, "好的")
    assert "\u202e" not in answer
    assert len(answer.split("\n")[0]) < 260


def test_a_quoted_answer_is_cut_like_every_text() -> None:
    pieces = cut(quoted("张三", SAID, "多少钱？", "长。" * 2_000))
    assert all(len(one.encode()) <= MAX_TEXT_BYTES for one in pieces)
    assert pieces[0].startswith("「张三")
