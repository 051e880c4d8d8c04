"""Rows of what a search has found, and of where one was before."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.models.account import Account
from desktop.models.conversation import ConversationSummary
from desktop.models.display_text import one_line
from desktop.models.message import Origin
from desktop.models.search import (
    ConversationHit,
    CustomerHit,
    FileHit,
    MessageHit,
)
from desktop.models.service_state import ServiceState
from desktop.views.inbox.row_words import kind_words, preview_line
from desktop.views.palette.palette_rows import Face, OpenConversation, Row, Words
from desktop.views.theme.durations import list_time
from desktop.views.timeline.media_card import size_words
from desktop.views.timeline.message_face import customer_title

Accounts = Mapping[int, Account]
_DOT = " · "
_LONGEST_ACCOUNT = 40


def message_row(hit: MessageHit, accounts: Accounts, now: datetime) -> Row:
    """Return a message: who, through which account, and the words in context."""
    name = customer_title(hit.customer_name, hit.external_userid)
    ours = hit.origin in (Origin.OPERATOR, Origin.SERVICER, Origin.NOTE)
    sender = one_line(hit.sender, 30) if ours else ""
    if hit.origin is Origin.NOTE:
        note = QCoreApplication.translate("FoundRows", "内部备注")
        sender = f"{note} {sender}".strip()
    kind = kind_words(hit.kind) if hit.kind != "text" else ""
    shift = len(kind) + 1 if kind else 0
    return Row(
        key=f"message {hit.message_id}",
        choice=OpenConversation(hit.conversation_id, (hit.position, hit.message_id)),
        title=Words(_DOT.join(filter(None, (name, _called(hit.account_name), sender)))),
        detail=Words(
            f"{kind} {hit.snippet}".strip() if kind else hit.snippet,
            tuple((start + shift, length) for start, length in hit.marks),
        ),
        aside=list_time(hit.sent_at, now),
        face=_avatar(name, hit.external_userid, hit.account_id, accounts),
    )


def customer_row(hit: CustomerHit, accounts: Accounts, now: datetime) -> Row:
    """Return a customer with the number of accounts that know the customer."""
    name = customer_title(hit.name, hit.external_userid)
    several = QCoreApplication.translate("FoundRows", "%n 个账号", "", hit.accounts)
    account = _called(hit.account_name)
    detail = account if hit.accounts < 2 else f"{account}{_DOT}{several}"
    return Row(
        key=f"customer {hit.customer_id}",
        choice=OpenConversation(hit.conversation_id),
        title=Words(name, hit.marks if hit.name else ()),
        detail=Words(detail),
        aside="" if hit.last_at is None else list_time(hit.last_at, now),
        face=_avatar(name, hit.external_userid, hit.account_id, accounts),
    )


def conversation_row(
    hit: ConversationHit, accounts: Accounts, now: datetime, operator_id: int
) -> Row:
    """Return a conversation with its state and its last line."""
    name = customer_title(hit.customer_name, hit.external_userid)
    standing = _standing(hit, operator_id)
    last = hit.last_text or (kind_words(hit.last_kind) if hit.last_kind else "")
    return Row(
        key=f"conversation {hit.conversation_id}",
        choice=OpenConversation(hit.conversation_id),
        title=Words(f"{name}{_DOT}{_called(hit.account_name)}", hit.marks),
        detail=Words(_DOT.join(filter(None, (standing, one_line(last))))),
        aside="" if hit.last_at is None else list_time(hit.last_at, now),
        face=_avatar(name, hit.external_userid, hit.account_id, accounts),
    )


def file_row(hit: FileHit, now: datetime) -> Row:
    """Return a file by its name; it opens at the message that brought it."""
    name = customer_title(hit.customer_name, hit.external_userid)
    size = size_words(hit.size) if hit.size else ""
    return Row(
        key=f"file {hit.message_id}",
        choice=OpenConversation(hit.conversation_id, (hit.position, hit.message_id)),
        title=Words(hit.name, hit.marks),
        detail=Words(_DOT.join(filter(None, (name, _called(hit.account_name), size)))),
        aside=list_time(hit.sent_at, now),
        face=Face(icon="message_file"),
    )


def recent_row(
    summary: ConversationSummary, accounts: Accounts, now: datetime, operator: str
) -> Row:
    """Return a conversation that was open before."""
    name = customer_title(summary.customer_name, summary.external_userid)
    account = accounts.get(summary.account_id)
    line = preview_line(summary, operator)
    return Row(
        key=f"recent {summary.id}",
        choice=OpenConversation(summary.id),
        title=Words(
            name if account is None else f"{name}{_DOT}{_called(account.name)}"
        ),
        detail=Words(f"{line.prefix}{line.text}"),
        aside="" if summary.last_at is None else list_time(summary.last_at, now),
        face=_avatar(name, summary.external_userid, summary.account_id, accounts),
    )


def _called(account_name: str) -> str:
    """Return an account's name as a part of a line."""
    return one_line(account_name, _LONGEST_ACCOUNT)


def _avatar(name: str, identity: str, account_id: int, accounts: Accounts) -> Face:
    account = accounts.get(account_id)
    if account is None:
        return Face(name, identity)
    return Face(name, identity, account=_called(account.name), colour=account.colour)


def _standing(hit: ConversationHit, operator_id: int) -> str:
    translate = QCoreApplication.translate
    if hit.service_state is ServiceState.ENDED:
        return translate("FoundRows", "已结束")
    if hit.service_state is ServiceState.SERVICER:
        return translate("FoundRows", "同事接待")
    if hit.service_state is ServiceState.QUEUED:
        return translate("FoundRows", "排队中")
    if hit.assigned_to is None:
        return translate("FoundRows", "未分配")
    mine = hit.assigned_to == operator_id
    return translate("FoundRows", "我的") if mine else ""
