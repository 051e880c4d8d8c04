"""What stands in the editor of the reply book and is no version yet."""

from desktop.models.reply_book import WorkingText
from desktop.services.storage.connection import Connection
from desktop.services.storage.reply_codec import decode, encode
from desktop.services.storage.reply_store import Pen


def keep(connection: Connection, pen: Pen, text: WorkingText) -> None:
    """Keep a working text in place of an earlier one of the same entry."""
    forget(connection, pen, text)
    connection.execute(
        "INSERT INTO reply_working(operator_id, reply_id, proposal_id, content,"
        " changed_at) VALUES (?,?,?,?,?)",
        (
            pen.operator.id,
            text.reply_id,
            text.proposal_id,
            encode(text.content),
            pen.now,
        ),
    )


def forget(connection: Connection, pen: Pen, text: WorkingText) -> None:
    """Forget the working text of the same entry, whatever it says."""
    connection.execute(
        "DELETE FROM reply_working WHERE operator_id = ? AND reply_id IS ?"
        " AND proposal_id IS ?",
        (pen.operator.id, text.reply_id, text.proposal_id),
    )


def everything(connection: Connection, operator_id: int) -> tuple[WorkingText, ...]:
    """Return the working texts of an operator, the newest last."""
    rows = connection.execute(
        "SELECT content, reply_id, proposal_id FROM reply_working"
        " WHERE operator_id = ? ORDER BY changed_at, id",
        (operator_id,),
    )
    return tuple(
        WorkingText(decode(content), reply_id, proposal_id)
        for content, reply_id, proposal_id in rows
    )
