"""Every key of the window in one table, so that one place can change them.

All carry Alt, Ctrl or are function keys: none is a letter or digit that an input
method composes with. `?` reaches the window only where no field takes it.
"""

import sys
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from desktop.models.key_bindings import KeyOverride, keys_in_force


class Command(StrEnum):
    """What a key of the window does."""

    NEXT_CONVERSATION = "next_conversation"
    PREVIOUS_CONVERSATION = "previous_conversation"
    NEXT_WAITING = "next_waiting"
    PREVIOUS_WAITING = "previous_waiting"
    END_SESSION = "end_session"
    HAND_OVER = "hand_over"
    PANEL_CUSTOMER = "panel_customer"
    PANEL_REPLIES = "panel_replies"
    PANEL_MATERIALS = "panel_materials"
    ALL_KEYS = "all_keys"
    STEP_BACK = "step_back"
    PALETTE = "palette"
    FIND = "find"
    FIND_OLDER = "find_older"
    FIND_NEWER = "find_newer"
    GO_TO_DAY = "go_to_day"
    FIRST_UNREAD = "first_unread"
    NEWEST = "newest"
    SNOOZE = "snooze"
    DONE_AND_NEXT = "done_and_next"
    MARK_UNREAD = "mark_unread"
    PIN = "pin"
    STAR = "star"
    LOOK_QUIETLY = "look_quietly"
    FILTERS = "filters"
    VISIT_BACK = "visit_back"
    VISIT_FORWARD = "visit_forward"
    OWN_WINDOW = "own_window"
    BESIDE = "beside"
    NEXT_COLUMN = "next_column"
    PREVIOUS_COLUMN = "previous_column"
    WIDER_COLUMN = "wider_column"
    NARROWER_COLUMN = "narrower_column"
    USUAL_COLUMNS = "usual_columns"
    COVER = "cover"
    LARGER_TEXT = "larger_text"
    SMALLER_TEXT = "smaller_text"
    USUAL_TEXT = "usual_text"
    SEND = "send"
    NEW_LINE = "new_line"
    SEND_AND_NEXT = "send_and_next"
    SEND_ANYWAY = "send_anyway"
    WRITE_NOTE = "write_note"
    PICK_EMOJI = "pick_emoji"
    QUICK_REPLIES = "quick_replies"
    ATTACH_FILES = "attach_files"
    SEND_LATER = "send_later"
    MACROS = "macros"


class KeyGroup(StrEnum):
    """Under which heading a command stands in the sheet and in the settings."""

    CONVERSATIONS = "conversations"
    WRITING = "writing"
    WINDOW = "window"
    # Of one place each; no command of the table stands under them.
    LIST = "list"
    TIMELINE = "timeline"
    FIND = "find"
    VIEWER = "viewer"


@dataclass(frozen=True, slots=True)
class KeyBinding:
    """The keys of one command, in the portable spelling of QKeySequence."""

    command: Command
    keys: tuple[str, ...]
    group: KeyGroup = KeyGroup.CONVERSATIONS
    in_field: bool = False
    """Whether the composer's field hears it, and not the window."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the sheet of all keys."""

    words: str
    keys: tuple[str, ...]
    group: KeyGroup = KeyGroup.CONVERSATIONS


KEYS = (
    KeyBinding(Command.NEXT_CONVERSATION, ("Alt+Down",)),
    KeyBinding(Command.PREVIOUS_CONVERSATION, ("Alt+Up",)),
    KeyBinding(Command.NEXT_WAITING, ("Alt+Shift+Down",)),
    KeyBinding(Command.PREVIOUS_WAITING, ("Alt+Shift+Up",)),
    KeyBinding(Command.END_SESSION, ("Ctrl+Shift+E",)),
    KeyBinding(Command.HAND_OVER, ("Ctrl+Shift+T",)),
    KeyBinding(Command.PANEL_CUSTOMER, ("Ctrl+1",)),
    KeyBinding(Command.PANEL_REPLIES, ("Ctrl+2",)),
    KeyBinding(Command.PANEL_MATERIALS, ("Ctrl+3",)),
    KeyBinding(Command.ALL_KEYS, ("F1", "?"), KeyGroup.WINDOW),
    KeyBinding(Command.STEP_BACK, ("Esc",), KeyGroup.WINDOW),
    KeyBinding(Command.PALETTE, ("Ctrl+K",), KeyGroup.WINDOW),
    KeyBinding(Command.FIND, ("Ctrl+F",)),
    KeyBinding(Command.FIND_OLDER, ("F3",)),
    KeyBinding(Command.FIND_NEWER, ("Shift+F3",)),
    KeyBinding(Command.GO_TO_DAY, ("Ctrl+G",)),
    KeyBinding(Command.FIRST_UNREAD, ("Alt+Home",)),
    KeyBinding(Command.NEWEST, ("Alt+End",)),
    KeyBinding(Command.SNOOZE, ("Ctrl+Shift+S",)),
    KeyBinding(Command.DONE_AND_NEXT, ("Ctrl+Shift+X",)),
    KeyBinding(Command.MARK_UNREAD, ("Ctrl+Shift+R",)),
    KeyBinding(Command.PIN, ("Ctrl+Shift+P",)),
    KeyBinding(Command.STAR, ("Ctrl+Shift+B",)),
    KeyBinding(Command.LOOK_QUIETLY, ("Ctrl+Shift+Q",)),
    KeyBinding(Command.FILTERS, ("Ctrl+Shift+G",)),
    KeyBinding(Command.VISIT_BACK, ("Alt+Left",)),
    KeyBinding(Command.VISIT_FORWARD, ("Alt+Right",)),
    KeyBinding(Command.OWN_WINDOW, ("Ctrl+Shift+O",)),
    KeyBinding(Command.BESIDE, ("Ctrl+\\",)),
    KeyBinding(Command.NEXT_COLUMN, ("F6",), KeyGroup.WINDOW),
    KeyBinding(Command.PREVIOUS_COLUMN, ("Shift+F6",), KeyGroup.WINDOW),
    KeyBinding(Command.WIDER_COLUMN, ("Alt+Shift+Right",), KeyGroup.WINDOW),
    KeyBinding(Command.NARROWER_COLUMN, ("Alt+Shift+Left",), KeyGroup.WINDOW),
    KeyBinding(Command.USUAL_COLUMNS, ("Alt+Shift+Home",), KeyGroup.WINDOW),
    KeyBinding(Command.COVER, ("Ctrl+Shift+L",), KeyGroup.WINDOW),
    KeyBinding(Command.LARGER_TEXT, ("Ctrl+=", "Ctrl++"), KeyGroup.WINDOW),
    KeyBinding(Command.SMALLER_TEXT, ("Ctrl+-",), KeyGroup.WINDOW),
    KeyBinding(Command.USUAL_TEXT, ("Ctrl+0",), KeyGroup.WINDOW),
    KeyBinding(Command.SEND, ("Return",), KeyGroup.WRITING, in_field=True),
    KeyBinding(Command.NEW_LINE, ("Shift+Return",), KeyGroup.WRITING, in_field=True),
    KeyBinding(
        Command.SEND_AND_NEXT, ("Ctrl+Return",), KeyGroup.WRITING, in_field=True
    ),
    KeyBinding(
        Command.SEND_ANYWAY, ("Ctrl+Shift+Return",), KeyGroup.WRITING, in_field=True
    ),
    KeyBinding(Command.WRITE_NOTE, ("Ctrl+Shift+N",), KeyGroup.WRITING),
    KeyBinding(Command.PICK_EMOJI, ("Ctrl+J",), KeyGroup.WRITING),
    KeyBinding(Command.QUICK_REPLIES, ("Ctrl+R",), KeyGroup.WRITING),
    KeyBinding(Command.ATTACH_FILES, ("Ctrl+O",), KeyGroup.WRITING),
    KeyBinding(Command.SEND_LATER, ("Ctrl+Shift+D",), KeyGroup.WRITING),
    KeyBinding(Command.MACROS, ("Ctrl+Shift+M",), KeyGroup.WRITING),
)
"""The usual keys; `bindings_of` gives those in force."""


def command_words(command: Command) -> str:
    """Return what a command does, in words."""
    translate = QCoreApplication.translate
    return {
        Command.NEXT_CONVERSATION: translate("Command", "下一个会话"),
        Command.PREVIOUS_CONVERSATION: translate("Command", "上一个会话"),
        Command.NEXT_WAITING: translate("Command", "下一个待回复"),
        Command.PREVIOUS_WAITING: translate("Command", "上一个待回复"),
        Command.END_SESSION: translate("Command", "结束会话"),
        Command.HAND_OVER: translate("Command", "转接给同事"),
        Command.PANEL_CUSTOMER: translate("Command", "客户资料栏"),
        Command.PANEL_REPLIES: translate("Command", "快捷回复栏"),
        Command.PANEL_MATERIALS: translate("Command", "素材栏"),
        Command.ALL_KEYS: translate("Command", "全部快捷键"),
        Command.STEP_BACK: translate("Command", "关闭、返回"),
        Command.PALETTE: translate("Command", "搜索一切"),
        Command.FIND: translate("Command", "在会话中查找"),
        Command.FIND_OLDER: translate("Command", "上一处"),
        Command.FIND_NEWER: translate("Command", "下一处"),
        Command.GO_TO_DAY: translate("Command", "跳到日期"),
        Command.FIRST_UNREAD: translate("Command", "跳到第一条未读"),
        Command.NEWEST: translate("Command", "回到最新消息"),
        Command.SNOOZE: translate("Command", "稍后提醒"),
        Command.DONE_AND_NEXT: translate("Command", "不用回复，到下一个待回复"),
        Command.MARK_UNREAD: translate("Command", "标为未读或已读"),
        Command.PIN: translate("Command", "置顶或取消"),
        Command.STAR: translate("Command", "加星标或取消"),
        Command.LOOK_QUIETLY: translate("Command", "只看不标已读"),
        Command.FILTERS: translate("Command", "筛选会话"),
        Command.VISIT_BACK: translate("Command", "回到上一个看过的会话"),
        Command.VISIT_FORWARD: translate("Command", "前进到下一个看过的会话"),
        Command.OWN_WINDOW: translate("Command", "在新窗口打开会话"),
        Command.BESIDE: translate("Command", "在旁边打开会话"),
        Command.NEXT_COLUMN: translate("Command", "下一栏"),
        Command.PREVIOUS_COLUMN: translate("Command", "上一栏"),
        Command.WIDER_COLUMN: translate("Command", "所在的栏变宽"),
        Command.NARROWER_COLUMN: translate("Command", "所在的栏变窄"),
        Command.USUAL_COLUMNS: translate("Command", "各栏恢复原宽"),
        Command.COVER: translate("Command", "遮住内容或锁定"),
        Command.LARGER_TEXT: translate("Command", "放大文字"),
        Command.SMALLER_TEXT: translate("Command", "缩小文字"),
        Command.USUAL_TEXT: translate("Command", "文字恢复原大小"),
        Command.SEND: translate("Command", "发送"),
        Command.NEW_LINE: translate("Command", "换行"),
        Command.SEND_AND_NEXT: translate("Command", "发送并到下一个待回复"),
        Command.SEND_ANYWAY: translate("Command", "客户刚写来也照发"),
        Command.WRITE_NOTE: translate("Command", "内部备注"),
        Command.PICK_EMOJI: translate("Command", "表情"),
        Command.QUICK_REPLIES: translate("Command", "快捷回复（光标处）"),
        Command.ATTACH_FILES: translate("Command", "添加附件"),
        Command.SEND_LATER: translate("Command", "定时发送"),
        Command.MACROS: translate("Command", "宏"),
    }[command]


def group_words(group: KeyGroup) -> str:
    """Return the heading of a group."""
    translate = QCoreApplication.translate
    return {
        KeyGroup.CONVERSATIONS: translate("KeyGroup", "会话"),
        KeyGroup.WRITING: translate("KeyGroup", "输入"),
        KeyGroup.WINDOW: translate("KeyGroup", "窗口"),
        KeyGroup.LIST: translate("KeyGroup", "在会话列表里"),
        KeyGroup.TIMELINE: translate("KeyGroup", "在消息里"),
        KeyGroup.FIND: translate("KeyGroup", "在查找栏里"),
        KeyGroup.VIEWER: translate("KeyGroup", "看图片和视频时"),
    }[group]


def usual_keys() -> dict[str, tuple[str, ...]]:
    """Return the usual keys by the names of the commands, as choices are kept."""
    return {each.command.value: each.keys for each in KEYS}


def bindings_of(chosen: tuple[KeyOverride, ...]) -> tuple[KeyBinding, ...]:
    """Return the table of keys with what a person changed."""
    if not chosen:
        return KEYS
    now = keys_in_force(usual_keys(), chosen)
    return tuple(replace(each, keys=now[each.command.value]) for each in KEYS)


def key_lines(bindings: tuple[KeyBinding, ...]) -> tuple[KeyLine, ...]:
    """Return the lines of the sheet for a table of keys."""
    return tuple(
        KeyLine(command_words(each.command), each.keys, each.group) for each in bindings
    )


_SIGNS = {"Down": "↓", "Up": "↑", "Left": "←", "Right": "→", "Return": "Enter"}


def shown_key(key: str) -> str:
    """Return a key as this system writes it: arrows as arrows, Enter, not Return."""
    # Elsewhere Qt's native form translates names: 回车, which no key cap says.
    form = QKeySequence.SequenceFormat
    written = form.NativeText if sys.platform == "darwin" else form.PortableText
    native = QKeySequence(key).toString(written)
    head, plus, last = (native or key).rpartition("+")
    return head + plus + _SIGNS.get(last, last)
