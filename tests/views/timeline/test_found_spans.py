"""Addresses, phones and order numbers in running Chinese text."""

import pytest

from desktop.views.timeline.found_spans import SpanKind, found_spans, span_at


def found(text: str) -> list[tuple[SpanKind, str]]:
    return [(span.kind, span.value) for span in found_spans(text)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("看https://example.com/a?b=1。", "https://example.com/a?b=1"),
        ("HTTP://EXAMPLE.COM/X", "HTTP://EXAMPLE.COM/X"),
        ("（https://example.com/a）", "https://example.com/a"),
        ("(https://example.com/a)", "https://example.com/a"),
        ("https://example.com/a_(b)", "https://example.com/a_(b)"),
        ("https://example.com/看看", "https://example.com/"),
        ("真的吗https://example.com?!", "https://example.com"),
        ("https://example.com:8443/p", "https://example.com:8443/p"),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(text: str, address: str):
    assert found(text) == [(SpanKind.LINK, address)]


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "\\\\host\\share",
        "smb://host/share",
        "ms-settings:privacy",
        "https://user:secret@example.com",
        "https://",
        "https://" + "a" * 3000 + ".com",
    ],
)
def test_what_may_not_be_opened_is_no_link(text: str):
    assert SpanKind.LINK not in [kind for kind, _ in found(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("电话13812345678", "13812345678"),
        ("138 1234 5678 打给我", "138 1234 5678"),
        ("+86 138-1234-5678", "+86 138-1234-5678"),
        ("热线400-820-8820", "400-820-8820"),
        ("座机0571-87654321转8", "0571-87654321"),
        ("010 62345678", "010 62345678"),
    ],
)
def test_phones_are_found(text: str, number: str):
    assert found(text) == [(SpanKind.PHONE, number)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("单号SF1234567890123到哪了", "SF1234567890123"),
        ("订单 20261112-0937", "20261112-0937"),
        ("订单3170923847", "3170923847"),
    ],
)
def test_order_and_parcel_numbers_are_found(text: str, number: str):
    assert found(text) == [(SpanKind.NUMBER, number)]


@pytest.mark.parametrize(
    "text", ["尺码 170", "¥899.00", "2026-11-21", "10:30", "xl165"]
)
def test_everyday_numbers_are_left_alone(text: str):
    assert found(text) == []


def test_digits_inside_an_address_belong_to_the_address():
    assert found("https://example.com/13812345678") == [
        (SpanKind.LINK, "https://example.com/13812345678")
    ]


def test_positions_are_those_of_the_text_also_after_emoji():
    text = "😀😀 13812345678"
    (span,) = found_spans(text)
    assert text[span.start : span.end] == "13812345678"
    assert span_at((span,), span.start) is span
    assert span_at((span,), span.end) is None


@pytest.mark.parametrize("unit", ["1", "a1", "https://", "138", "(", "400-"])
def test_long_texts_take_no_longer_than_their_length(unit: str):
    assert len(found_spans(unit * 20_000)) <= 20_000
