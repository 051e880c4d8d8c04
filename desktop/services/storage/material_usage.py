"""What was sent out of the library: by whom last, to whom, when."""

import json
from collections.abc import Sequence

from desktop.models.material import SentMaterial
from desktop.models.send_state import SendState
from desktop.services.storage.connection import Connection
from desktop.services.storage.material_rows import moment


def note(connection: Connection, operator_id: int, message_ids: Sequence[int]) -> None:
    """Remember when an operator sent the materials in these messages.

    It stays when the answer is taken back: it is what the operator reached for.
    """
    connection.execute(
        "INSERT INTO material_use(operator_id, material_id, used_at)"
        " SELECT ?1, m.id, max(x.sent_at) FROM json_each(?2)"
        " JOIN message x ON x.id = value"
        " JOIN message_source s ON s.message_id = x.id"
        " JOIN material m ON m.id = s.material_id GROUP BY m.id"
        " ON CONFLICT DO UPDATE SET used_at = excluded.used_at",
        (operator_id, json.dumps(list(message_ids))),
    )


def sent(
    connection: Connection, material_id: int, limit: int
) -> tuple[SentMaterial, ...]:
    """Return to whom a material was sent, newest first, whatever became of it."""
    rows = connection.execute(
        "SELECT x.id, x.conversation_id, u.nickname, a.name, x.sent_at,"
        " s.material_version, x.state FROM message_source s"
        " JOIN message x ON x.id = s.message_id"
        " JOIN conversation c ON c.id = x.conversation_id"
        " JOIN customer u ON u.id = c.customer_id"
        " JOIN account a ON a.id = c.account_id"
        " WHERE s.material_id = ? AND s.material_id > 0"
        " ORDER BY s.message_id DESC LIMIT ?",
        (material_id, limit),
    )
    return tuple(
        SentMaterial(
            message_id,
            conversation_id,
            customer,
            account,
            moment(sent_at),
            version,
            None if state is None else SendState(state),
        )
        for message_id, conversation_id, customer, account, sent_at, version, state
        in rows
    )  # fmt: skip
