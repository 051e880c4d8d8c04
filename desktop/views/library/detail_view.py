"""The right side: one material with its dates, versions, uploads and places of use."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.models.display_text import one_line
from desktop.models.material import Material, MaterialDetails, MaterialKind
from desktop.models.quick_reply import Scope
from desktop.views.library.detail_facts import (
    DetailFacts,
    NotADayError,
    day_read,
    day_written,
    folder_read,
    tags_read,
)
from desktop.views.library.large_preview import LargePreview
from desktop.views.library.material_words import (
    COMPANY,
    ScopePlace,
    card_words,
    original_words,
    scope_places,
    scope_words,
    standing_words,
    validity_words,
)
from desktop.views.library.sent_list import SentList
from desktop.views.library.upload_words import upload_words
from desktop.views.library.version_list import VersionList
from desktop.views.settings.choice_row import ChoiceButton
from desktop.views.theme.plain_text import ElidedLabel, PlainLabel
from desktop.views.theme.theme import Theme

_AS_FIELDS = (7, 3, 0, 3)
"""Margins that set plain words where the words of a field in place stand."""


class DetailView(QFrame):
    """What is known of the chosen material; its fields can be changed in place.

    Signals:
        details_changed(Material, MaterialDetails): a person wrote something else
        open_requested, replace_requested, use_requested(Material): as buttons say
        withdraw_requested, reinstate_requested, remove_requested(Material): likewise
        version_requested(Material, object version): it shall be the newest again
        conversation_requested(object conversation_id): it shall be opened
        refused(str): what was written cannot be taken, and why
    """

    details_changed = Signal(object, object)
    open_requested = Signal(object)
    replace_requested = Signal(object)
    use_requested = Signal(object)
    withdraw_requested = Signal(object)
    reinstate_requested = Signal(object)
    remove_requested = Signal(object)
    version_requested = Signal(object, object)
    conversation_requested = Signal(object)
    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setProperty("role", "library_detail")
        self._now = datetime.fromtimestamp(0, UTC)
        self._material: Material | None = None
        self.preview = LargePreview(theme, self)
        self.versions = VersionList(self)
        self.sent = SentList(self)
        self.scope_button: ChoiceButton[ScopePlace] = ChoiceButton(
            {COMPANY: scope_words(Scope.COMPANY)}, theme, self
        )
        self._operator_id = 0
        self._accounts: dict[int, str] = {}
        self.name_field = self._field(self.tr("名称"))
        self.code_field = self._field(self.tr("编码"))
        self.tags_field = self._field(self.tr("标签"))
        self.folder_field = self._field(self.tr("文件夹"))
        self.from_field = self._field(self.tr("生效日期"))
        self.until_field = self._field(self.tr("到期日期"))
        self.price_field = self._field(self.tr("价格日期"))
        self._standing = PlainLabel("", self, role="bad", wraps=True)
        self._original = PlainLabel("", self, wraps=True)
        self._rendition = PlainLabel("", self, wraps=True)
        self._validity = PlainLabel("", self, wraps=True)
        self._owner = PlainLabel("", self, wraps=True)
        self._uploads = PlainLabel("", self, wraps=True)
        self._used_in = PlainLabel("", self, wraps=True)
        self._count = PlainLabel("", self, role="quiet", wraps=True)
        self.tabs = QButtonGroup(self)
        self._pages = QStackedWidget(self)
        self._states = QStackedLayout()
        self._make_buttons()
        self._build()
        self._connect()
        self.show_materials(())

    @property
    def material(self) -> Material | None:
        """What is shown."""
        return self._material

    def show_materials(self, materials: tuple[Material, ...]) -> None:
        """Show the one that is chosen, or how many are."""
        if len(materials) != 1:
            self._material = None
            self._count.setText(self._count_words(len(materials)))
            self._states.setCurrentIndex(0)
            return
        before, (material,) = self._material, materials
        self._material = material
        self._states.setCurrentIndex(1)
        self.preview.show_material(material)
        other = before is None or before.id != material.id
        self._fill(material, keep_focused=not other)
        if other:
            self.show_facts(DetailFacts())

    def show_facts(self, facts: DetailFacts) -> None:
        """Show what was read of the shown material."""
        material = self._material
        if material is None:
            return
        self._rendition.setText(facts.rendition or self.tr("按原件发送"))
        self._uploads.setText(
            "\n".join(upload_words(each, self._now) for each in facts.uploads)
            or self.tr("还没有连接企业")
        )
        titles = "".join(
            self.tr("「{title}」").format(title=one_line(each, 40))
            for each in facts.used_in
        )
        told = self.tr("快捷回复{titles}").format(titles=titles) if titles else ""
        self._used_in.setText(told or self.tr("没有快捷回复用到它"))
        self.versions.show_versions(facts.versions, material.version, self._now)
        self.sent.show_sent(facts.sent, self._now)

    def show_picture(self, image: QImage | None) -> None:
        """Show the picture of the shown material."""
        self.preview.show_picture(image)

    def set_now(self, now: datetime) -> None:
        """Take the time that dates are told from."""
        self._now = now

    def offer_scopes(self, operator_id: int, accounts: Mapping[int, str]) -> None:
        """Take who reads this, and for which accounts materials can be."""
        self._operator_id, self._accounts = operator_id, dict(accounts)
        if self._material is not None:
            self._show_scope(self._material)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.preview.set_theme(theme)
        self.scope_button.set_theme(theme)

    # ---- building

    def _field(self, words: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setProperty("role", "in_place")
        field.setAccessibleName(words)
        field.editingFinished.connect(self._on_edited)
        return field

    def _make_buttons(self) -> None:
        self.open_button = QPushButton(self.tr("打开原件"), self)
        self.use_button = QPushButton(self.tr("加入回复"), self)
        self.use_button.setProperty("tone", "primary")
        self.replace_button = QPushButton(self.tr("替换文件…"), self)
        self.withdraw_button = QPushButton(self.tr("撤回"), self)
        self.withdraw_button.setProperty("tone", "danger")
        self.reinstate_button = QPushButton(self.tr("恢复使用"), self)
        self.remove_button = QPushButton(self.tr("删除"), self)

    def _connect(self) -> None:
        self.tabs.idClicked.connect(self._pages.setCurrentIndex)
        self.open_button.clicked.connect(self._on_open)
        self.use_button.clicked.connect(self._on_use)
        self.replace_button.clicked.connect(self._on_replace)
        self.withdraw_button.clicked.connect(self._on_withdraw)
        self.reinstate_button.clicked.connect(self._on_reinstate)
        self.remove_button.clicked.connect(self._on_remove)
        self.versions.version_requested.connect(self._on_version)
        self.sent.conversation_requested.connect(self.conversation_requested)
        self.scope_button.choice_made.connect(self._on_edited)

    def _build(self) -> None:
        nothing = QWidget(self)
        middle = QVBoxLayout(nothing)
        middle.setContentsMargins(24, 24, 24, 24)
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle.addWidget(self._count)
        shown = QWidget(self)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._tabs())
        column.addWidget(self._pages, 1)
        self._states.addWidget(nothing)
        self._states.addWidget(shown)
        self.setLayout(self._states)
        self._pages.addWidget(self._scrolled(self._facts_page()))
        self._pages.addWidget(self._scrolled(self.versions))
        self._pages.addWidget(self._scrolled(self.sent))

    def _tabs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(0)
        titles = (self.tr("详情"), self.tr("版本"), self.tr("使用记录"))
        for at, title in enumerate(titles):
            button = QPushButton(title, self)
            button.setProperty("role", "panel_tab")
            button.setCheckable(True)
            button.setChecked(at == 0)
            self.tabs.addButton(button, at)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _facts_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.preview)
        column.addWidget(self._standing)
        column.addWidget(self.name_field)
        column.addLayout(self._fact_rows())
        column.addLayout(self._button_rows())
        column.addWidget(self._line())
        column.addWidget(self._heading(self.tr("上传状态")))
        column.addWidget(self._uploads)
        column.addWidget(self._line())
        column.addWidget(self._heading(self.tr("被引用")))
        column.addWidget(self._used_in)
        column.addStretch(1)
        return page

    def _fact_rows(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.from_field.setPlaceholderText(self.tr("立即"))
        self.until_field.setPlaceholderText(self.tr("长期，或 2026-12-31"))
        self.price_field.setPlaceholderText(self.tr("不含价格"))
        self.tags_field.setPlaceholderText(self.tr("用空格分开"))
        self.folder_field.setPlaceholderText(self.tr("商品图 / 冬装"))
        rows = (
            (self.tr("原图"), self._original),
            (self.tr("发送用"), self._rendition),
            (self.tr("编码"), self.code_field),
            (self.tr("标签"), self.tags_field),
            (self.tr("文件夹"), self.folder_field),
            (self.tr("有效期"), self._validity),
            (self.tr("生效"), self.from_field),
            (self.tr("到期"), self.until_field),
            (self.tr("价格日期"), self.price_field),
            (self.tr("范围"), self.scope_button),
            (self.tr("维护人"), self._owner),
        )
        for title, widget in rows:
            if isinstance(widget, PlainLabel):
                widget.setContentsMargins(*_AS_FIELDS)
            form.addRow(PlainLabel(title, self, role="quiet"), widget)
        return form

    def _button_rows(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(6)
        pairs = (
            (self.use_button, self.open_button),
            (self.replace_button, self.withdraw_button, self.reinstate_button),
        )
        for buttons in pairs:
            row = QHBoxLayout()
            row.setSpacing(6)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            rows.addLayout(row)
        row.insertWidget(3, self.remove_button)
        return rows

    def _scrolled(self, page: QWidget) -> QScrollArea:
        area = QScrollArea(self)
        area.setProperty("role", "library_detail")
        page.setProperty("role", "library_page")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        return area

    def _line(self) -> QFrame:
        line = QFrame(self)
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        return line

    def _heading(self, words: str) -> PlainLabel:
        return ElidedLabel(words, self, role="small_heading")

    # ---- showing

    def _fill(self, material: Material, *, keep_focused: bool) -> None:
        details = material.details
        written = (
            (self.name_field, details.name),
            (self.code_field, details.code),
            (self.tags_field, " ".join(details.tags)),
            (self.folder_field, " / ".join(details.folder)),
            (self.from_field, day_written(details.valid_from)),
            (self.until_field, day_written(details.valid_until)),
            (self.price_field, day_written(details.priced_at)),
        )
        for field, text in written:
            if not (keep_focused and field.isModified()):
                field.setText(text)
                field.setCursorPosition(0)
        standing = standing_words(material.standing(self._now))
        self._standing.setText(standing)
        self._standing.setVisible(bool(standing))
        self._original.setText(original_words(material))
        self._validity.setText(validity_words(material, self._now))
        self._owner.setText(one_line(material.owner_name, 40))
        self._show_scope(material)
        self.sent.show_count(material.used)
        card = bool(card_words(material))
        seen = material.kind is MaterialKind.PICTURE
        opened = self.tr("打开原件") if seen else self.tr("另存原件…")
        self.open_button.setText(opened)
        self.open_button.setVisible(not card)
        self.replace_button.setVisible(not card)
        self.withdraw_button.setVisible(not material.withdrawn)
        self.reinstate_button.setVisible(material.withdrawn)
        self.use_button.setEnabled(not standing)

    def _show_scope(self, material: Material) -> None:
        """Offer for whom it can be: its owner alone can make it personal."""
        own = material.owner_id == self._operator_id
        self.scope_button.offer(scope_places(material, self._accounts, own=own))
        details = material.details
        self.scope_button.set_choice((details.scope, details.scope_id))

    def _count_words(self, count: int) -> str:
        if count == 0:
            return self.tr("选中一个素材，这里显示它的详情")
        return self.tr("已选 %n 个，按选中的顺序加入回复", None, count)

    def _written_details(self, before: MaterialDetails) -> MaterialDetails:
        """Return the details as the fields have them; raises NotADayError."""
        scope, scope_id = self.scope_button.choice()
        return replace(
            before,
            scope=scope,
            scope_id=scope_id,
            name=self.name_field.text().strip() or before.name,
            code=self.code_field.text().strip(),
            tags=tags_read(self.tags_field.text()),
            folder=folder_read(self.folder_field.text()),
            valid_from=_day(self.from_field, before.valid_from),
            valid_until=_day(self.until_field, before.valid_until),
            priced_at=_day(self.price_field, before.priced_at),
        )

    def _on_edited(self) -> None:
        material = self._material
        if material is None:
            return
        try:
            details = self._written_details(material.details)
        except NotADayError:
            self._fill(material, keep_focused=False)
            self.refused.emit(self.tr("日期写成 2026-12-31 这样"))
            return
        for field in self.findChildren(QLineEdit):
            field.setModified(False)
        if details != material.details:
            self.details_changed.emit(material, details)

    def _on_open(self) -> None:
        self.open_requested.emit(self._material)

    def _on_use(self) -> None:
        self.use_requested.emit(self._material)

    def _on_replace(self) -> None:
        self.replace_requested.emit(self._material)

    def _on_withdraw(self) -> None:
        self.withdraw_requested.emit(self._material)

    def _on_reinstate(self) -> None:
        self.reinstate_requested.emit(self._material)

    def _on_remove(self) -> None:
        self.remove_requested.emit(self._material)

    def _on_version(self, version: int) -> None:
        self.version_requested.emit(self._material, version)


def _day(field: QLineEdit, before: datetime | None) -> datetime | None:
    """Return the day of a field; a moment within the day it shows stays."""
    if field.text() == day_written(before):
        return before
    return day_read(field.text())
