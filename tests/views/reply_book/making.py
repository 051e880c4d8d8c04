"""Replies and proposals for tests."""

from dataclasses import replace
from datetime import UTC, datetime

from desktop.models.quick_reply import (
    QuickReply,
    ReplyContent,
    ReplyPart,
    ReplyText,
    Scope,
)
from desktop.models.reply_book import Proposal

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def content(
    title: str,
    *parts: ReplyPart | str,
    group: tuple[str, ...] = ("商品",),
    scope: Scope = Scope.PERSONAL,
    code: str = "",
) -> ReplyContent:
    """A content; plain words are texts."""
    made = tuple(ReplyText(part) if isinstance(part, str) else part for part in parts)
    return ReplyContent(title, group, made or (ReplyText(title),), scope, code=code)


def reply(
    id_: int, said: ReplyContent, *, withdrawn: bool = False, used: int = 0
) -> QuickReply:
    """A published reply."""
    return QuickReply(
        id_, f"{id_:032x}", 1, said, 1, "周晓", "王芳", NOW, withdrawn, used=used
    )


def proposal(id_: int, said: ReplyContent, changes: QuickReply | None) -> Proposal:
    """A working copy."""
    return Proposal(id_, replace(said, scope=Scope.COMPANY), NOW, changes)
