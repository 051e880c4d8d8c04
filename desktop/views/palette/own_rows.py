"""Rows of what the program itself offers: commands, settings, filters, searches."""

from collections.abc import Iterable, Sequence
from functools import cache

from PySide6.QtCore import QCoreApplication

from desktop.models.display_text import one_line
from desktop.models.failures import Sentence
from desktop.models.search import Filter, FilterName, Mark
from desktop.models.search_kinds import KINDS
from desktop.models.search_parsing import SPELLINGS
from desktop.views.palette.palette_rows import (
    Face,
    OpenSettings,
    Row,
    RunCommand,
    SearchAgain,
    Section,
    TakeFilter,
    Words,
)
from desktop.views.settings.sections import Section as Place
from desktop.views.settings.sections import section_words
from desktop.views.theme.language import Language, language
from desktop.views.theme.language import words as said
from desktop.views.timeline.find_marks import stretches_of
from desktop.views.window.key_hints import keys_of
from desktop.views.window.keys import KEYS, Command, command_words

MOST_VALUES = 8
_NOT_OFFERED = {Command.STEP_BACK, Command.PALETTE}
_TIMES = (
    Sentence("今天", "today"),
    Sentence("昨天", "yesterday"),
    Sentence("本周", "thisweek"),
    Sentence("上周", "lastweek"),
    Sentence("本月", "thismonth"),
    Sentence("最近7天", "last7days"),
    Sentence("最近30天", "last30days"),
)


def command_rows(words: Sequence[str]) -> tuple[Row, ...]:
    """Return the commands in whose name (or English name) every word stands."""
    rows = []
    for command, title in _commands(language()):
        english = command.value.replace("_", " ")
        if _holds(f"{title} {english}", words):
            rows.append(
                Row(
                    key=f"command {command}",
                    choice=RunCommand(command),
                    title=Words(title, _marks(title, words)),
                    keys=keys_of(command),
                    face=Face(icon="command"),
                )
            )
    return tuple(rows)


def settings_rows(words: Sequence[str]) -> tuple[Row, ...]:
    """Return the places of the settings that hold what is looked for."""
    if not words:
        return ()
    rows = []
    for place in Place:
        title, detail = section_words(place), _contents(place)
        if _holds(f"{title} {detail} {place.value}", words):
            rows.append(
                Row(
                    key=f"settings {place}",
                    choice=OpenSettings(place.value),
                    title=Words(title, _marks(title, words)),
                    detail=Words(detail, _marks(detail, words)),
                    face=Face(icon="settings"),
                )
            )
    return tuple(rows)


def filter_rows(typing: Filter, accounts: Sequence[str]) -> tuple[Row, ...]:
    """Return what the filter that is being typed can be completed with."""
    values: Sequence[str] = ()
    if typing.name is FilterName.ACCOUNT:
        values = accounts
    elif typing.name is FilterName.TIME:
        values = [said(each) for each in _TIMES]
    elif typing.name is FilterName.KIND:
        values = [said(_kind_sentence(words)) for _, words in KINDS]
    wanted = [value for value in values if _holds(value, (typing.value,))]
    return tuple(
        Row(
            key=f"filter {typing.name} {value}",
            choice=TakeFilter(typing.name, value),
            title=Words(
                one_line(f"{filter_words(typing.name)}:{value}"),
            ),
            face=Face(icon="search"),
        )
        for value in wanted[:MOST_VALUES]
    )


def filter_name_rows(begun: str) -> tuple[Row, ...]:
    """Return the filters whose name begins with what is being typed."""
    if not begun:
        return ()
    return tuple(
        Row(
            key=f"filter {name}",
            choice=TakeFilter(name, ""),
            title=Words(f"{filter_words(name)}:"),
            detail=Words(_filter_help(name)),
            face=Face(icon="search"),
        )
        for name, spellings in SPELLINGS.items()
        if any(word.startswith(begun.lower()) for word in spellings)
    )


def search_rows(searches: Iterable[str]) -> tuple[Row, ...]:
    """Return what was looked for before."""
    return tuple(
        Row(
            key=f"search {typed}",
            choice=SearchAgain(typed),
            title=Words(typed),
            face=Face(icon="clock"),
        )
        for typed in searches
    )


def heading_words(section: Section) -> str:
    """Return the name of a section."""
    translate = QCoreApplication.translate
    return {
        Section.FILTERS: translate("PaletteSection", "筛选"),
        Section.MESSAGES: translate("PaletteSection", "消息"),
        Section.CUSTOMERS: translate("PaletteSection", "客户"),
        Section.CONVERSATIONS: translate("PaletteSection", "会话"),
        Section.FILES: translate("PaletteSection", "文件"),
        Section.COMMANDS: translate("PaletteSection", "命令"),
        Section.SETTINGS: translate("PaletteSection", "设置"),
        Section.SEARCHES: translate("PaletteSection", "搜过的"),
        Section.RECENT: translate("PaletteSection", "最近的会话"),
    }[section]


def filter_words(name: FilterName) -> str:
    """Return a filter's name as it is typed in the language of the interface."""
    translate = QCoreApplication.translate
    return {
        FilterName.ACCOUNT: translate("PaletteFilter", "账号"),
        FilterName.TAG: translate("PaletteFilter", "标签"),
        FilterName.PERSON: translate("PaletteFilter", "人"),
        FilterName.TIME: translate("PaletteFilter", "时间"),
        FilterName.KIND: translate("PaletteFilter", "类型"),
    }[name]


def _filter_help(name: FilterName) -> str:
    translate = QCoreApplication.translate
    return {
        FilterName.ACCOUNT: translate("PaletteFilter", "只找一个账号"),
        FilterName.TAG: translate("PaletteFilter", "只找有这个标签的客户"),
        FilterName.PERSON: translate("PaletteFilter", "只找一位客户或同事"),
        FilterName.TIME: translate("PaletteFilter", "今天、最近7天、11月3日……"),
        FilterName.KIND: translate("PaletteFilter", "图片、语音、文件、链接……"),
    }[name]


@cache
def _commands(spoken: Language) -> tuple[tuple[Command, str], ...]:
    """Return the commands with their names, kept for each language."""
    return tuple(
        (binding.command, command_words(binding.command))
        for binding in KEYS
        if not binding.in_field and binding.command not in _NOT_OFFERED
    )


def _kind_sentence(spellings: Sequence[str]) -> Sentence:
    """Return the first word of each language."""
    english = next((each for each in spellings if each.isascii()), spellings[0])
    return Sentence(spellings[0], english)


def _contents(place: Place) -> str:
    translate = QCoreApplication.translate
    return {
        Place.LOOKS: translate("PaletteSettings", "主题、深色、语言、字号"),
        Place.HABITS: translate("PaletteSettings", "发送、排序、撤回"),
        Place.KEYS: translate("PaletteSettings", "每个命令的键"),
        Place.NOTIFICATIONS: translate("PaletteSettings", "提示音、免打扰、账号规则"),
        Place.PRIVACY: translate("PaletteSettings", "离开时遮住、应用锁 PIN"),
        Place.CORPS: translate("PaletteSettings", "连接企业、体检、账号"),
        Place.REPORTS: translate("PaletteSettings", "崩溃报告"),
    }[place]


def _holds(text: str, words: Sequence[str]) -> bool:
    lowered = text.lower()
    return all(word.lower() in lowered for word in words)


def _marks(text: str, words: Sequence[str]) -> tuple[Mark, ...]:
    return tuple((start, end - start) for start, end in stretches_of(text, words))
