"""What goes on behind the window of the gallery: colleagues publish, answers leave."""

from collections.abc import Sequence

from desktop.models.content_source import ContentSource
from desktop.models.organisation import Operator, Role
from desktop.models.outgoing import AttachmentPart, NotSentError, TextPart
from desktop.models.quick_reply import QuickReply, ReplyMaterial, ReplyText
from desktop.models.reply_rendering import render
from desktop.models.reply_variables import VariableFacts
from desktop.services.desk import Desk
from desktop.services.quick_replies import QuickReplies
from desktop.services.storage.connection import Connection

COLLEAGUE = "何婷"
_CONVERSATIONS = "SELECT id FROM conversation ORDER BY id"
