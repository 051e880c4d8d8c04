"""Step 0004 on a database of the first release: nothing of it is lost."""

from pathlib import Path

from desktop.services.storage.connection import open_connection
from desktop.services.storage.migrations import upgrade
from tests.building import new_key

_BEFORE = (
    "INSERT INTO corp VALUES (1, 'ww', 'c', 'https://a', '', 30, NULL, '', 1)",
    "INSERT INTO account VALUES (1, 1, NULL, 'kf', 'wk', 'a', 0, 1, 1, '', NULL, 0,"
    " NULL)",
    "INSERT INTO customer(id, corp_id, external_userid, nickname, gender, unionid,"
    " avatar_url, first_seen_at, last_seen_at) VALUES (1, 1, 'wm', '', 0, '', '',"
    " 1, 1)",
    "INSERT INTO conversation(id, account_id, customer_id, service_state, servicer,"
    " position, last_kind, last_text, last_sender, unread, read_through,"
    " last_customer_position, rejected, scene, scene_param, channels_nickname)"
    " VALUES (1, 1, 1, 0, '', 1, '', '', '', 0, 0, 0, 0, '', '', '')",
    "INSERT INTO message(id, account_id, conversation_id, msgid, origin, sender, kind,"
    " content, sent_at, position, recalled) VALUES (7, 1, 1, 'm', 3, '', 'image',"
    " '{\"media_id\":\"x\"}', 1, 1, 0)",
    "INSERT INTO media VALUES (41, 7, 1, 'x', 'ready', '照片.jpg', 9, 9, x'00ff', 2, 5,"
    " NULL)",
)  # fmt: skip
_KEPT = (
    "id, message_id, corp_id, media_id, state, name, size, received, file_key,"
    " attempts, due_at, failure"
)
_SINCE = "uploaded, uploaded_at, played_at, rendition_id"
"""What later steps added: nothing was uploaded, heard or taken from a library."""


def test_files_of_the_first_release_keep_their_numbers_and_keys(tmp_path: Path) -> None:
    path, key = tmp_path / "first.db", new_key()
    upgrade(path, key, "0001")
    connection = open_connection(path, key)
    for statement in _BEFORE:
        connection.execute(statement)
    connection.close()
    upgrade(path, key)
    connection = open_connection(path, key)
    (row,) = connection.execute(f"SELECT {_KEPT} FROM media").fetchall()
    assert row == (41, 7, 1, "x", "ready", "照片.jpg", 9, 9, b"\x00\xff", 2, 5, None)
    (row,) = connection.execute(f"SELECT {_SINCE} FROM media").fetchall()
    assert row == (0, None, None, None)
    connection.execute("DELETE FROM media")
    again = connection.execute(
        "INSERT INTO media(corp_id, media_id, state, name, size, received, file_key,"
        " attempts, due_at) VALUES (1, '', 'ready', '', 0, 0, x'00', 0, 0)"
        " RETURNING id"
    ).fetchone()[0]
    assert again == 42  # an id names a sealed file: it is never used again
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
