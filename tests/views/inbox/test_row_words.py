"""What a row says: every kind of content, whoever spoke, whatever is in the way."""

from datetime import timedelta

import pytest
from PySide6.QtGui import QColor

from desktop.models import content_codec
from desktop.models.conversation import OVERDUE_AFTER
from desktop.models.message import Origin
from desktop.models.send_state import SendState
from desktop.models.service_state import ServiceState
from desktop.views.inbox.row_words import (
    chips,
    customer_words,
    preview_line,
    wait_words,
)
from desktop.views.inbox.wait_colours import wait_colours
from desktop.views.theme.style import theme_named
from tests.views.inbox.given import NOW, row

KINDS = sorted(content_codec._TAGS.values())  # noqa: SLF001 - the list of all kinds


WORDED = [kind for kind in KINDS if kind not in ("text", "internal_note")]
"""Texts and notes are their own words."""


@pytest.mark.parametrize("kind", WORDED)
def test_every_kind_of_content_has_words(kind: str):
    line = preview_line(row(1, kind=kind, text=""), "周晓")
    assert line.text
    if kind != "unsupported":
        assert line.text != "[未支持的消息]"


def test_a_kind_of_the_future_is_called_unsupported():
    assert preview_line(row(1, kind="hologram", text=""), "").text == "[未支持的消息]"


def test_a_kind_and_its_words_stand_together():
    line = preview_line(row(1, kind="miniprogram", text="会员日专场"), "")
    assert line.text == "[小程序] 会员日专场"


@pytest.mark.parametrize(
    ("origin", "sender", "prefix"),
    [
        (Origin.CUSTOMER, "", ""),
        (Origin.OPERATOR, "周晓", "你："),
        (Origin.OPERATOR, "", "你："),
        (Origin.OPERATOR, "李组长", "李组长："),
        (Origin.SERVICER, "王芳", "王芳："),
        (Origin.SERVICER, "", "同事："),
        (Origin.NOTE, "周晓", "备注："),
        (Origin.SYSTEM, "", ""),
    ],
)
def test_the_line_says_who_spoke(origin: Origin, sender: str, prefix: str):
    line = preview_line(row(1, origin=origin, sender=sender), "周晓")
    assert (line.prefix, line.text) == (prefix, "你好")


def test_a_draft_goes_before_what_was_said_and_in_red():
    line = preview_line(row(1, draft="您好，\n门店"), "周晓")
    assert (line.prefix, line.text, line.prefix_tone) == (
        "草稿：",
        "您好， 门店",
        "bad",
    )


def test_a_conversation_without_messages_says_so():
    assert preview_line(row(1, empty=True), "").text == "还没有消息"


def test_an_unknown_customer_goes_by_the_end_of_the_id():
    assert customer_words(row(7, name="")) == "客户 0007"


def test_direction_characters_do_not_turn_a_row_around():
    assert customer_words(row(1, name="a\u202eb\nc")) == "ab c"


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (row(1), []),
        (row(1, held=True, sending=SendState.FAILED), ["发送失败"]),
        (row(1, held=True, sending=SendState.UNCONFIRMED), ["结果未知"]),
        (row(1, rejected=True), ["已拒收"]),
        (row(1, state=ServiceState.QUEUED), ["排队中"]),
        (row(1, state=ServiceState.SERVICER), ["同事接待"]),
        (row(1, state=ServiceState.ENDED, held=True), ["发送失败", "已结束"]),
    ],
)
def test_what_stands_in_the_way_is_a_chip(shown, words: list[str]):
    assert [chip.words for chip in chips(shown)] == words


@pytest.mark.parametrize(
    ("waits", "words"),
    [(None, ""), (84, "等待 01:24"), (179, "等待 02:59"), (190, "超时 03:10")],
)
def test_a_wait_runs_and_is_overdue_after_three_minutes(waits, words: str):
    assert wait_words(row(1, waits=waits), NOW) == words


def contrast(one: QColor, other: QColor) -> float:
    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_wait_deepens_by_the_second_and_stays_readable(name):
    theme = theme_named(name)
    looks = [
        wait_colours(theme, timedelta(seconds=second))
        for second in range(int(OVERDUE_AFTER.total_seconds()) + 60)
    ]
    assert all(contrast(ground, ink) >= 4.5 for ground, ink in looks)
    assert looks[0] == (theme.colour("bg"), theme.colour("muted"))
    assert looks[-1] == (theme.colour("bad_soft"), theme.colour("bad"))
    assert len({ink.name() for _, ink in looks}) > 60
