"""The keys that always mean the same in one place: the sheet lists them as well."""

from PySide6.QtCore import QCoreApplication

from desktop.views.viewer.viewer_tools import TOOL_KEYS, tool_words
from desktop.views.window.keys import KeyGroup, KeyLine


def fixed_lines() -> tuple[KeyLine, ...]:
    """Return the keys of list, timeline, find bar, viewer and own windows."""
    return (
        *_list_lines(),
        *_timeline_lines(),
        *_find_lines(),
        *_viewer_lines(),
        KeyLine(
            QCoreApplication.translate("FixedKey", "发送列表里的第几条回复"),
            ("Alt+1", "Alt+9"),
            KeyGroup.WRITING,
        ),
        KeyLine(
            QCoreApplication.translate("FixedKey", "保存正在编辑的快捷回复"),
            ("Ctrl+S",),
            KeyGroup.WINDOW,
        ),
        KeyLine(
            QCoreApplication.translate("FixedKey", "关闭会话窗口"),
            ("Ctrl+W",),
            KeyGroup.WINDOW,
        ),
    )


def _list_lines() -> tuple[KeyLine, ...]:
    translate, group = QCoreApplication.translate, KeyGroup.LIST
    return (
        KeyLine(translate("FixedKey", "上下移动"), ("Up", "Down"), group),
        KeyLine(translate("FixedKey", "边移动边选"), ("Shift+Up", "Shift+Down"), group),
        KeyLine(translate("FixedKey", "全选"), ("Ctrl+A",), group),
        KeyLine(translate("FixedKey", "取消选择"), ("Esc",), group),
    )


def _timeline_lines() -> tuple[KeyLine, ...]:
    translate, group = QCoreApplication.translate, KeyGroup.TIMELINE
    return (
        KeyLine(translate("FixedKey", "上一条、下一条"), ("Up", "Down"), group),
        KeyLine(translate("FixedKey", "边移动边选"), ("Shift+Up", "Shift+Down"), group),
        KeyLine(translate("FixedKey", "这条消息的菜单"), ("Return",), group),
        KeyLine(translate("FixedKey", "复制"), ("Ctrl+C",), group),
    )


def _find_lines() -> tuple[KeyLine, ...]:
    translate, group = QCoreApplication.translate, KeyGroup.FIND
    return (
        KeyLine(translate("FixedKey", "上一处"), ("Return",), group),
        KeyLine(translate("FixedKey", "下一处"), ("Shift+Return",), group),
        KeyLine(translate("FixedKey", "关闭查找栏"), ("Esc",), group),
    )


def _viewer_lines() -> tuple[KeyLine, ...]:
    translate, group = QCoreApplication.translate, KeyGroup.VIEWER
    tools = tuple(
        KeyLine(tool_words(each.tool), each.keys[:2], group) for each in TOOL_KEYS
    )
    return (
        *tools,
        KeyLine(translate("FixedKey", "播放或暂停"), ("Space",), group),
        KeyLine(translate("FixedKey", "退 5 秒"), ("Shift+Left",), group),
        KeyLine(translate("FixedKey", "进 5 秒"), ("Shift+Right",), group),
        KeyLine(translate("FixedKey", "关闭"), ("Esc",), group),
    )
