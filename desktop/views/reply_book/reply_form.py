"""The fields of one reply: title, group, scope, code, keywords, dates, parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.models.quick_reply import ReplyContent, Scope
from desktop.views.library.material_words import scope_words
from desktop.views.reply_book.book_listing import EMPTY, GroupPath
from desktop.views.reply_book.book_words import GROUP_SIGN, day_words, group_path
from desktop.views.reply_book.parts_editor import MaterialName, PartsEditor
from desktop.views.settings.choice_row import ChoiceButton
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme

LONGEST_TITLE = 60
LONGEST_CODE = 20
_FORMATS = ("%Y-%m-%d %H:%M", "%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class ScopePlace:
    """A scope with its account or team."""

    scope: Scope
    scope_id: int | None = None


PERSONAL = ScopePlace(Scope.PERSONAL)


class ReplyForm(QWidget):
    """Shows a content and hands back what was made of it.

    Signals:
        changed: something is another.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = EMPTY
        self._filling = False
        self.title_field = QLineEdit(self)
        self.group_field = QLineEdit(self)
        self.scope_button: ChoiceButton[ScopePlace] = ChoiceButton(
            {PERSONAL: scope_words(Scope.PERSONAL)}, theme, self
        )
        self.code_field = QLineEdit(self)
        self.keywords_field = QLineEdit(self)
        self.from_field = QLineEdit(self)
        self.until_field = QLineEdit(self)
        self.parts = PartsEditor(theme, self)
        self._scopes: dict[ScopePlace, str] = {}
        self._build()

    def offer_scopes(self, scopes: Mapping[ScopePlace, str]) -> None:
        """Take the scopes that can be chosen, with their words."""
        self._scopes = dict(scopes)
        self._show_scope(ScopePlace(self._shown.scope, self._shown.scope_id))

    def show_content(self, content: ReplyContent, name: MaterialName) -> None:
        """Show a content; nothing is emitted."""
        self._filling = True
        self._shown = content
        self.title_field.setText(content.title)
        self.group_field.setText(GROUP_SIGN.join(content.group))
        self._show_scope(ScopePlace(content.scope, content.scope_id))
        self.code_field.setText(content.code)
        self.keywords_field.setText(" ".join(content.keywords))
        self.from_field.setText(_day(content.valid_from))
        self.until_field.setText(_day(content.valid_until))
        self.parts.show_parts(content.parts, name)
        self._filling = False

    def content(self) -> ReplyContent:
        """Return what stands in the fields; a day that cannot be read is none."""
        place = self.scope_button.choice()
        return ReplyContent(
            title=self.title_field.text().strip(),
            group=group_path(self.group_field.text()),
            parts=self.parts.parts(),
            scope=place.scope,
            scope_id=place.scope_id,
            code=self.code_field.text().strip().lstrip("/"),
            keywords=_keywords(self.keywords_field.text()),
            valid_from=_moment(self.from_field.text(), self._shown.valid_from),
            valid_until=_moment(self.until_field.text(), self._shown.valid_until),
        )

    def unread_days(self) -> tuple[str, ...]:
        """Return what was written for days and means none."""
        return tuple(
            written
            for field in (self.from_field, self.until_field)
            if (written := field.text().strip()) and _moment(written, None) is None
        )

    def set_locked(self, locked: bool) -> None:
        """Let everything be read alone, or changed."""
        for field in self._fields():
            field.setReadOnly(locked)
        self.scope_button.setEnabled(not locked)
        self.parts.set_locked(locked)

    def suggest_groups(self, groups: Sequence[GroupPath]) -> None:
        """Offer the groups that are there while one is typed."""
        names = [GROUP_SIGN.join(path) for path in groups if path]
        completer = QCompleter(names, self.group_field)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.group_field.setCompleter(completer)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.scope_button.set_theme(theme)
        self.parts.set_theme(theme)

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (
            self.title_field,
            self.group_field,
            self.code_field,
            self.keywords_field,
            self.from_field,
            self.until_field,
        )

    def _build(self) -> None:
        self.title_field.setMaxLength(LONGEST_TITLE)
        self.code_field.setMaxLength(LONGEST_CODE)
        self.group_field.setPlaceholderText(self.tr("例如：商品 / 尺码"))
        self.code_field.setPlaceholderText(self.tr("输入 / 后用，例如 cm"))
        self.keywords_field.setPlaceholderText(self.tr("用空格隔开"))
        self.from_field.setPlaceholderText(self.tr("年-月-日，空为立即"))
        self.until_field.setPlaceholderText(self.tr("年-月-日 时:分，空为长期"))
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("标题"), self.title_field),
            (self.tr("分组"), self.group_field),
            (self.tr("范围"), self.scope_button),
            (self.tr("短码"), self.code_field),
            (self.tr("关键词"), self.keywords_field),
            (self.tr("生效"), self.from_field),
            (self.tr("失效"), self.until_field),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, (words, field) in enumerate(rows):
            grid.addWidget(PlainLabel(words, self, role="small"), at, 0)
            grid.addWidget(field, at, 1)
            field.setAccessibleName(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(grid)
        column.addWidget(self.parts)
        for field in self._fields():
            field.textEdited.connect(self._on_changed)
        self.scope_button.choice_made.connect(self._on_changed)
        self.parts.changed.connect(self._on_changed)

    def _show_scope(self, place: ScopePlace) -> None:
        offered = dict(self._scopes) or {PERSONAL: scope_words(Scope.PERSONAL)}
        offered.setdefault(place, scope_words(place.scope))
        self.scope_button.offer(offered)
        self.scope_button.set_choice(place)

    def _on_changed(self) -> None:
        if not self._filling:
            self.changed.emit()


def _keywords(written: str) -> tuple[str, ...]:
    for sign in "，,、；;":
        written = written.replace(sign, " ")
    return tuple(dict.fromkeys(written.split()))


def _day(moment: datetime | None) -> str:
    return "" if moment is None else day_words(moment)


def _moment(written: str, shown: datetime | None) -> datetime | None:
    """Return the moment that was written; what was shown keeps its seconds."""
    words = written.strip().replace("/", "-").replace("：", ":")
    if shown is not None and words == day_words(shown):
        return shown
    for form in _FORMATS:
        try:
            return datetime.strptime(words, form).astimezone()
        except ValueError:
            continue
    return None


def scope_places(
    content: ReplyContent, accounts: Mapping[int, str], *, may_share: bool
) -> dict[ScopePlace, str]:
    """Return for whom a reply can be, in words; what it is for already is among it."""
    places = {PERSONAL: scope_words(Scope.PERSONAL)}
    if may_share:
        places[ScopePlace(Scope.COMPANY)] = scope_words(Scope.COMPANY)
    for account_id, name in accounts.items():
        words_of = f"{scope_words(Scope.ACCOUNT)}：{name}"
        places[ScopePlace(Scope.ACCOUNT, account_id)] = words_of
    own = ScopePlace(content.scope, content.scope_id)
    places.setdefault(own, scope_words(content.scope))
    return places
