"""What is copied of a selection: the words alone, or with names and times."""

from PySide6.QtCore import QCoreApplication

from desktop.models.content import Note, Text
from desktop.models.message import Message, Origin
from desktop.views.timeline.message_face import (
    TimelineContext,
    full_text,
    who_says,
    withheld,
)
from desktop.views.timeline.row_frame import is_line
from desktop.views.timeline.text_selection import TextSelection
from desktop.views.timeline.timeline_model import TimelineModel


def copied_words(
    selection: TextSelection, model: TimelineModel, context: TimelineContext
) -> str:
    """Return a selection as plain text; event lines and withheld messages go without.

    Of one message the words alone; several have a line `name time` above each.
    """
    found: list[tuple[Message, str]] = []
    for row in selection.rows():
        message = model[row]
        stretch = selection.range_in(message.id)
        if stretch is None or is_line(message) or withheld(message, context):
            continue
        words = full_text(message)
        if isinstance(message.content, Text | Note):
            words = words[slice(*stretch)]
        if words:
            found.append((message, words))
    if len(found) == 1:
        return found[0][1]
    days = {message.sent_at.astimezone().date() for message, _ in found}
    shape = "%H:%M" if len(days) == 1 else "%Y-%m-%d %H:%M"
    return "\n".join(
        f"{_head(message, context, shape)}\n{words}" for message, words in found
    )


def _head(message: Message, context: TimelineContext, shape: str) -> str:
    name = who_says(message, context)
    if message.origin is Origin.NOTE:
        words = QCoreApplication.translate("CopiedWords", "{name}（内部备注）")
        name = words.format(name=name)
    return f"{name} {message.sent_at.astimezone().strftime(shape)}"
