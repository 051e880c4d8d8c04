"""Mutated pages (R19): never a crash, never an entry lost, never a neighbour hurt."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.content import Text, Unsupported
from desktop.models.content_codec import decode, encode, tag_of
from desktop.services.wecom.errors import RetryLater
from desktop.services.wecom.page import Entry, parse_page
from tests.services.wecom.pages import entry, event, page

GOOD = entry("text", {"content": "你好"}, msgid="good")
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=())),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
SEEDS = [
    entry("text", {"content": "你好", "menu_id": "1"}),
    entry("image", {"media_id": "m"}),
    entry("location", {"latitude": 1.5, "longitude": 2, "name": "n", "address": "a"}),
    entry("msgmenu", {"list": [{"type": "click", "click": {"id": "1"}}]}),
    entry("merged_msg", {"title": "t", "item": [{"msgtype": "text"}]}),
    entry("channels_shop_product", {"product_id": "1", "sales_price": 5}),
    event("enter_session", scene="s", wechat_channels={"scene": 1}),
    event("msg_send_fail", fail_msgid="m", fail_type=4),
    event("session_status_change", change_type=1),
]


def paths(value: object) -> list[tuple[object, ...]]:
    """Every place in a JSON value, outermost first."""
    found: list[tuple[object, ...]] = [()]
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        found += [(key, *rest) for key, inner in items for rest in paths(inner)]
    return found


def replaced(value: Any, path: tuple[object, ...], new: object, drop: bool) -> Any:
    """The value with one place changed or taken away."""
    if not path:
        return new
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    if drop and len(path) == 1:
        del copy[path[0]]
    else:
        copy[path[0]] = replaced(value[path[0]], path[1:], new, drop)
    return copy


@st.composite
def mutated_entries(draw: st.DrawFn) -> object:
    value: object = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(paths(value)))
        value = replaced(value, path, draw(VALUES), draw(st.booleans()))
    return value


def holds(found: Entry) -> None:
    """What every entry must hold, whatever it was made of."""
    assert found.msgid
    assert found.origin in {3, 4, 5}
    assert 0 <= found.send_time < 4_102_444_800
    stored = encode(found.content)
    stored.encode()
    if not isinstance(found.content, Unsupported):
        assert "\x00" not in found.msgid + found.external_userid
        assert decode(tag_of(found.content), stored) is not None


@settings(max_examples=1_500, deadline=None)
@given(mutated_entries())
def test_a_mutated_entry_is_read_or_kept_and_never_blocks(mutated: object) -> None:
    raw = json.dumps([GOOD, mutated, GOOD]).encode()
    found = parse_page(b'{"next_cursor":"c","has_more":0,"msg_list":' + raw + b"}")
    assert len(found.entries) == 3
    assert found.entries[0].content == found.entries[2].content == Text("你好")
    holds(found.entries[1])


@settings(max_examples=800, deadline=None)
@given(st.data())
def test_flipped_bytes_give_entries_or_the_one_error(data: st.DataObject) -> None:
    raw = bytearray(page(*SEEDS))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at] = data.draw(st.integers(0, 255))
    try:
        found = parse_page(bytes(raw))
    except RetryLater:
        return
    for one in found.entries:
        holds(one)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_page_or_the_one_error(raw: bytes) -> None:
    try:
        parse_page(raw)
    except RetryLater:
        return
