"""What the reply book is called on screen: scopes, standings, days, shelves."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.models.quick_reply import ReplyContent, ReplyMaterial, Standing
from desktop.models.reply_publication import EntryFate
from desktop.views.reply_book.book_listing import GroupPath, Shelf

GROUP_SIGN = " / "
"""Between the groups of a path, as a person reads and writes them."""


def standing_words(standing: Standing) -> str:
    """Return whether a reply may be sent."""
    translate = QCoreApplication.translate
    match standing:
        case Standing.USABLE:
            return translate("ReplyBook", "可用")
        case Standing.NOT_YET:
            return translate("ReplyBook", "未生效")
        case Standing.EXPIRED:
            return translate("ReplyBook", "已过期")
        case Standing.WITHDRAWN:
            return translate("ReplyBook", "已撤回")


def shelf_words(shelf: Shelf) -> str:
    """Return the name of a fixed shelf."""
    translate = QCoreApplication.translate
    names = {
        Shelf.ALL: translate("ReplyBook", "全部"),
        Shelf.PROPOSED: translate("ReplyBook", "待发布"),
        Shelf.WITHDRAWN: translate("ReplyBook", "已撤回"),
        Shelf.EXPIRED: translate("ReplyBook", "已过期"),
        Shelf.UNUSED: translate("ReplyBook", "没用过"),
        Shelf.ALIKE: translate("ReplyBook", "疑似重复"),
        Shelf.GROUP: translate("ReplyBook", "未分组"),
    }
    return names[shelf]


def fate_words(fate: EntryFate) -> str:
    """Return what became of an entry."""
    translate = QCoreApplication.translate
    match fate:
        case EntryFate.NEW:
            return translate("ReplyBook", "新增")
        case EntryFate.CHANGED:
            return translate("ReplyBook", "修改")
        case EntryFate.WITHDRAWN:
            return translate("ReplyBook", "撤回")
        case EntryFate.REINSTATED:
            return translate("ReplyBook", "恢复")


def group_words(path: GroupPath) -> str:
    """Return a path of groups on one line."""
    return GROUP_SIGN.join(path) if path else shelf_words(Shelf.GROUP)


def group_path(written: str) -> GroupPath:
    """Return the path that a person wrote: 商品 / 尺码."""
    return tuple(
        name for part in written.replace("／", "/").split("/") if (name := part.strip())
    )


def day_words(moment: datetime) -> str:
    """Return a day, with its hour where it is not midnight."""
    local = moment.astimezone()
    midnight = (local.hour, local.minute) == (0, 0)
    return local.strftime("%Y-%m-%d" if midnight else "%Y-%m-%d %H:%M")


def moment_words(moment: datetime) -> str:
    """Return a day and an hour of this machine's time zone."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def valid_words(content: ReplyContent) -> str:
    """Return from when until when it may be sent."""
    start, end = content.valid_from, content.valid_until
    if start is None and end is None:
        return QCoreApplication.translate("ReplyBook", "长期")
    first = "" if start is None else day_words(start)
    last = "" if end is None else day_words(end)
    return f"{first} – {last}".strip()


def parts_words(content: ReplyContent) -> str:
    """Return of what a reply is made: 文 2 · 素材 1."""
    translate = QCoreApplication.translate
    materials = sum(isinstance(part, ReplyMaterial) for part in content.parts)
    texts = len(content.parts) - materials
    words = []
    if texts:
        words.append(translate("ReplyBook", "文 {count}").format(count=texts))
    if materials:
        words.append(translate("ReplyBook", "素材 {count}").format(count=materials))
    return " · ".join(words)
