"""A database of the first release is searchable after the upgrade."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.models.content import Text
from desktop.models.content_codec import encode
from desktop.models.search_parsing import parse_query
from desktop.services.storage import search_customers, search_messages
from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.migrations import upgrade
from desktop.services.storage.schema import ensure_schema
from tests.building import new_key

NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture
def upgraded(tmp_path: Path) -> Iterator[Connection]:
    path, key = tmp_path / "old.db", new_key()
    upgrade(path, key, "0001")
    old = open_connection(path, key)
    old.execute(
        "INSERT INTO corp(corpid, name, base_url, proxy_url, poll_per_minute,"
        " failure_detail, connected_at) VALUES ('ww', '甲', '', '', 30, '', 1)"
    )
    old.execute(
        "INSERT INTO account(corp_id, kind, external_id, name, colour, enabled,"
        " manageable, cursor, caught_up) VALUES (1, 'kf', 'wk', '店', 0, 1, 1, '', 1)"
    )
    old.execute(
        "INSERT INTO customer(corp_id, external_userid, nickname, gender, unionid,"
        " avatar_url, first_seen_at, last_seen_at)"
        " VALUES (1, 'wm-1', '林小满', 0, '', '', 1, 1)"
    )
    old.execute(
        "INSERT INTO conversation(account_id, customer_id, service_state, servicer,"
        " position, last_kind, last_text, last_sender, unread, read_through,"
        " last_customer_position, rejected, scene, scene_param, channels_nickname)"
        " VALUES (1, 1, 0, '', 1, '', '', '', 0, 0, 0, 0, '', '', '')"
    )
    for number, kind in enumerate(("text", "text", "of_the_future")):
        content = encode(Text(f"我想退货{number}"))
        old.execute(
            "INSERT INTO message(account_id, conversation_id, msgid, origin, sender,"
            " kind, content, sent_at, position, recalled)"
            " VALUES (1, 1, ?, ?, ?, ?, ?, 1000, 1, 0)",
            (
                f"m{number}",
                5 if number else 3,
                "kefu9" if number else "",
                kind,
                content,
            ),
        )
    old.execute("INSERT INTO message_search(rowid, terms) VALUES (1, '我想 想退 退货')")
    old.close()
    ensure_schema(path, key)
    connection = open_connection(path, key)
    yield connection
    connection.close()


def test_messages_are_indexed_anew(upgraded: Connection) -> None:
    page = search_messages.find(upgraded, parse_query("退货", NOW), 20, None)
    assert [hit.snippet for hit in page.hits] == ["我想退货1", "我想退货0"]


def test_colleagues_and_names_are_known(upgraded: Connection) -> None:
    page = search_messages.find(upgraded, parse_query("退货 人:kefu9", NOW), 20, None)
    assert len(page.hits) == 1
    found = search_customers.find(upgraded, parse_query("lxm", NOW), 20, 0)
    assert [hit.name for hit in found.hits] == ["林小满"]
