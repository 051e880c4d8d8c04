"""What changed in a reply, in fields and lines that a person can read."""

from datetime import UTC, datetime

from desktop.models.failures import Sentence
from desktop.models.quick_reply import ReplyContent, ReplyMaterial, ReplyText, Scope
from desktop.models.reply_publication import (
    ContentDiff,
    LineChange,
    LineFate,
    content_diff,
)

BEFORE = ReplyContent(
    "价格",
    ("售前",),
    (ReplyText("现价 99\n包邮"), ReplyMaterial(3)),
    Scope.COMPANY,
)


def lines(found: ContentDiff) -> list[tuple[LineFate, str, int | None]]:
    return [(one.fate, one.text, one.material_id) for one in found.lines]


def test_what_is_the_same_has_no_difference() -> None:
    assert content_diff(BEFORE, BEFORE) == ContentDiff()
    assert content_diff(None, None) == ContentDiff()


def test_a_new_reply_is_all_added_and_one_that_is_gone_all_removed() -> None:
    added, removed = content_diff(None, BEFORE), content_diff(BEFORE, None)
    assert lines(added) == [
        (LineFate.ADDED, "现价 99", None),
        (LineFate.ADDED, "包邮", None),
        (LineFate.ADDED, "", 3),
    ]
    assert [one.fate for one in removed.lines] == [LineFate.REMOVED] * 3
    assert [(one.name.en, one.after and one.after.zh) for one in added.fields] == [
        ("Title", "价格"),
        ("Group", "售前"),
        ("Scope", "公司"),
    ]
    assert [one.after for one in removed.fields] == [None, None, None]


def test_lines_that_stay_are_shown_between_those_that_change() -> None:
    after = ReplyContent(
        "价格",
        ("售前",),
        (ReplyText("现价 89\n包邮"), ReplyMaterial(4)),
        Scope.COMPANY,
        valid_until=datetime(2026, 12, 1, tzinfo=UTC),
        keywords=("多少钱",),
    )
    found = content_diff(BEFORE, after)
    assert lines(found) == [
        (LineFate.REMOVED, "现价 99", None),
        (LineFate.ADDED, "现价 89", None),
        (LineFate.KEPT, "包邮", None),
        (LineFate.REMOVED, "", 3),
        (LineFate.ADDED, "", 4),
    ]
    assert [one.name.zh for one in found.fields] == ["关键词", "失效"]
    assert found.lines[2] == LineChange(LineFate.KEPT, "包邮")


def test_a_field_alone_leaves_the_lines_out() -> None:
    moved = ReplyContent("价格", ("售后",), BEFORE.parts, Scope.COMPANY)
    found = content_diff(BEFORE, moved)
    assert found.lines == ()
    (group,) = found.fields
    assert (group.before, group.after) == (
        Sentence("售前", "售前"), Sentence("售后", "售后"),
    )  # fmt: skip
