"""The columns of a table of replies: which headers mean what, what we write."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.models.bigrams import folded


class Column(StrEnum):
    """What a column holds; the values are the headers that we write."""

    KEY = "标识"
    TITLE = "标题"
    GROUP = "分组"
    TEXT = "内容"
    """The first part; further ones stand in 内容2, 内容3 …"""
    CODE = "短码"
    KEYWORDS = "关键词"
    VALID_FROM = "生效"
    VALID_UNTIL = "失效"
    SCOPE = "范围"
    """Written for people; an import asks for its scope."""


_NAMES = {
    Column.KEY: "标识 编号 key id",
    Column.TITLE: "标题 名称 话术标题 问题 title name question",
    Column.GROUP: "分组 分类 目录 文件夹 类别 话术分组 group category folder",
    Column.TEXT: "内容 正文 话术 话术内容 回复 回复内容 答案 文本"
    " text content reply answer message",
    Column.CODE: "短码 代码 编码 快捷码 快捷短语 快捷键 缩写 code shortcut shortcode",
    Column.KEYWORDS: "关键词 关键字 标签 keywords keyword tags",
    Column.VALID_FROM: "生效 生效日期 生效时间 开始日期 validfrom from start",
    Column.VALID_UNTIL: "失效 失效日期 失效时间 有效期至 结束日期 validuntil until end",
    Column.SCOPE: "范围 scope",
}
_BY_NAME = {name: column for column, names in _NAMES.items() for name in names.split()}
_SEPARATORS = re.compile(r"\(.*?\)|[\s_\-*]")
_NUMBERED = re.compile(r"(.+?)(\d{1,2})")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Where the columns of one file stand."""

    places: tuple[tuple[Column, int], ...]
    texts: tuple[int, ...]
    """Of the parts, in order."""
    ignored: tuple[str, ...]
    """Headers that mean nothing here."""

    def place(self, column: Column) -> int | None:
        """Return where a column stands, None when the file has it not."""
        return dict(self.places).get(column)


def map_columns(header: Sequence[str]) -> ColumnMap:
    """Return what the headers of a file mean, in either language and any case."""
    places: dict[Column, int] = {}
    texts: list[tuple[int, int]] = []
    ignored: list[str] = []
    for index, name in enumerate(header):
        column, number = _meaning(name)
        if column is Column.TEXT and all(number != taken for taken, _ in texts):
            texts.append((number, index))
        elif column not in {None, Column.TEXT} and column not in places:
            assert column is not None
            places[column] = index
        elif name:
            ignored.append(name)
    ordered = tuple(index for _, index in sorted(texts))
    return ColumnMap(tuple(places.items()), ordered, tuple(ignored))


def _meaning(header: str) -> tuple[Column | None, int]:
    """Return the column of a header, and which of several texts it is, from 1."""
    plain = _SEPARATORS.sub("", folded(header))
    if plain in _BY_NAME:
        return _BY_NAME[plain], 1
    numbered = _NUMBERED.fullmatch(plain)
    if numbered and _BY_NAME.get(numbered[1]) is Column.TEXT:
        return Column.TEXT, int(numbered[2])
    return None, 0
