"""The reply book beside its replies: what waits, what was, who used and received it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop.models.display_text import one_line
from desktop.models.failures import Sentence
from desktop.models.quick_reply import QuickReply, ReplyContent, ReplyText


@dataclass(frozen=True, slots=True)
class WrittenReply:
    """What an editor or an import hands over to be kept."""

    content: ReplyContent
    reply_id: int | None = None
    """The reply that becomes so, None for a new one."""


@dataclass(frozen=True, slots=True)
class CarriedReply:
    """A reply of another database, as a signed reply-book file brings it."""

    key: str
    """32 hexadecimal digits, the same in every database."""
    content: ReplyContent
    withdrawn: bool
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """A working copy of a shared reply, which nobody but its writer sees."""

    id: int
    content: ReplyContent
    changed_at: datetime
    reply: QuickReply | None = None
    """What it would change; None for a new reply."""
    overtaken: bool = False
    """Somebody has published another version since: write it again to publish it."""


@dataclass(frozen=True, slots=True)
class WorkingText:
    """What stands in an editor and is no version yet; its writer alone sees it.

    Nothing is asked of it: a title may miss, a code may be taken.
    """

    content: ReplyContent
    reply_id: int | None = None
    proposal_id: int | None = None
    """Of a new reply that waits to be published; a reply has its id alone.

    Without both it is a reply that was begun and kept nowhere so far.
    """


@dataclass(frozen=True, slots=True)
class FinishedText:
    """What became of a working text: a version of a reply, or a proposal."""

    reply_id: int | None = None
    proposal_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReplyVersion:
    """One entry of a reply's history."""

    version: int
    content: ReplyContent
    changed_by: str
    changed_at: datetime
    note: str = ""
    """Of its publication; empty for personal replies."""


@dataclass(frozen=True, slots=True)
class ReplyUsage:
    """How often one agent sent a reply from one account on one day."""

    reply_id: int
    operator_id: int
    operator_name: str
    account_id: int
    day: date
    """By this machine's time zone."""
    count: int


@dataclass(frozen=True, slots=True)
class SentReply:
    """One use of a reply in a conversation."""

    reply_id: int
    version: int
    message_id: int
    """The first message of the answer."""
    sent_at: datetime
    operator_id: int


@dataclass(frozen=True, slots=True)
class ReceivedBy:
    """A customer to whom a reply was sent, in the newest version that she got."""

    conversation_id: int
    customer_name: str
    account_id: int
    account_name: str
    version: int
    message_id: int
    sent_at: datetime


class ReplyRefusedError(Exception):
    """The book was not changed; `sentence` says why."""

    def __init__(self, sentence: Sentence, reply_id: int = 0) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence
        self.reply_id = reply_id
        """The reply that stands against it, 0 for none."""


LONGEST_TITLE = 120
"""Characters of a title that are kept."""
MOST_PARTS = 20
"""Parts of a reply; WeCom takes five messages before a customer writes again."""
LONGEST_TEXT = 20_000
"""Characters of a part: far more than can be sent, and still fit for any table."""
TOO_MUCH = Sentence(
    f"内容太多：最多 {MOST_PARTS} 段，每段最多 {LONGEST_TEXT:,} 字",
    f"Too much: at most {MOST_PARTS} parts of {LONGEST_TEXT:,} characters each",
)


def tidied(content: ReplyContent) -> ReplyContent:
    """Return a content as the book keeps it.

    One line of title, a code without spaces and slash, each keyword once, no empty
    group names and no empty texts.
    """
    return replace(
        content,
        title=one_line(_storable(content.title), LONGEST_TITLE),
        group=tuple(filter(None, (_storable(name).strip() for name in content.group))),
        parts=tuple(
            part
            for part in content.parts
            if not isinstance(part, ReplyText) or part.text.strip()
        ),
        code="".join(_storable(content.code).split()).lstrip("/"),
        keywords=tuple(
            dict.fromkeys(
                filter(None, (_storable(word).strip() for word in content.keywords))
            )
        ),
    )


def _storable(text: str) -> str:
    """Half a surrogate pair, which no database takes, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def locked() -> Sentence:
    """Return why an agent cannot change an entry of the company."""
    return Sentence(
        "公司回复已锁定，只有管理员和组长能改。可以复制到个人后再改",
        "Company entries are locked: only admins and leads change them. "
        "Copy it to yours and change that",
    )


def code_taken(code: str, title: str) -> Sentence:
    """Return that a short code belongs to another reply."""
    return Sentence(
        f"短码 {code} 已被「{title}」使用", f"The code {code} belongs to “{title}”"
    )


def overtaken_by(name: str, title: str) -> Sentence:
    """Return that somebody has published the same reply since it was begun."""
    return Sentence(
        f"{name} 已经发布了「{title}」的新版本，请看过之后再改",
        f"{name} has published a new version of “{title}”: look at it first",
    )


NOT_YOURS = Sentence(
    "这条回复不是你的个人回复", "This is not a personal reply of yours"
)
NOT_SHARED = Sentence(
    "个人回复不用发布，保存即可",
    "Personal replies are not published: saving is enough",
)
NOT_THERE = Sentence("这条回复已经不在了", "This reply is not there any more")
NOTHING_IN_IT = Sentence(
    "回复要有标题，并且至少有一段文字或一个素材",
    "A reply has a title and at least one text or material",
)
NO_PLACE = Sentence(
    "请选择这条回复属于哪个账号或门店", "Choose the account or team of this reply"
)
