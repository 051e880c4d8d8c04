"""The right column: one reply, written, looked at, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.models.quick_reply import ReplyContent
from desktop.views.reply_book.parts_editor import MaterialName
from desktop.views.reply_book.reply_form import ReplyForm
from desktop.views.reply_book.reply_preview import MOST_PARTS_AT_ONCE
from desktop.views.reply_book.styled_sheet import Run, StyledSheet
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme

_PREVIEW_HEIGHT = 150


class EditorView(QWidget):
    """The form with its preview, problems, price and buttons.

    Signals:
        changed: something in the form is another.
        left: something else is shown in its place.
        save_requested, discard_requested, copy_requested, withdrawal_requested,
        reinstatement_requested, removal_requested: what a button says.
    """

    changed = Signal()
    left = Signal()
    save_requested = Signal()
    discard_requested = Signal()
    copy_requested = Signal()
    withdrawal_requested = Signal()
    reinstatement_requested = Signal()
    removal_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.form = ReplyForm(theme, self)
        self.preview = StyledSheet(theme, self)
        self._price = PlainLabel("", self, role="small")
        self._problems = PlainLabel("", self, role="warning", wraps=True)
        self._refusal = PlainLabel("", self, role="bad", wraps=True)
        self._standing = PlainLabel("", self, role="small", wraps=True)
        self._lock = PlainLabel(
            self.tr("公司回复已锁定。可以复制到个人，改成自己的说法。"),
            self,
            role="warning",
            wraps=True,
        )
        self.save_button = QPushButton(self.tr("保存"), self)
        self.discard_button = QPushButton(self.tr("放弃修改"), self)
        self.copy_button = QPushButton(self.tr("复制到个人再改"), self)
        self.withdraw_button = QPushButton(self.tr("撤回…"), self)
        self.reinstate_button = QPushButton(self.tr("恢复使用"), self)
        self.remove_button = QPushButton(self.tr("删除"), self)
        self._build()
        self._connect_signals()

    def show_content(
        self, content: ReplyContent, name: MaterialName, *, locked: bool
    ) -> None:
        """Show what a reply says, to be changed or, when it is locked, to be read."""
        self.form.show_content(content, name)
        self.form.set_locked(locked)
        self._lock.setVisible(locked)
        self.show_refusal("")

    def show_standing(self, standing: str) -> None:
        """Say what is being edited, e.g. v3 · 王芳."""
        self._standing.setText(standing)

    def show_buttons(
        self,
        *,
        locked: bool,
        own: bool,
        kept: bool,
        withdrawn: bool,
        changed: bool,
    ) -> None:
        """Offer what can be done: `kept` is a reply that others or one can use."""
        self.save_button.setVisible(not locked)
        self.save_button.setText(self.tr("保存") if own else self.tr("存为待发布"))
        self.discard_button.setVisible(changed and not locked)
        self.copy_button.setVisible(kept and not own)
        self.withdraw_button.setVisible(
            kept and not own and not locked and not withdrawn
        )
        self.reinstate_button.setVisible(kept and not own and not locked and withdrawn)
        self.remove_button.setVisible(kept and own)

    def show_preview(
        self, runs: tuple[Run, ...], price: int, problems: tuple[str, ...]
    ) -> None:
        """Show what a customer would get, what it costs and what is odd."""
        self.preview.write(runs)
        words = self.tr("占 {count} 条额度").format(count=price)
        if price > MOST_PARTS_AT_ONCE:
            words = self.tr("占 {count} 条额度，一次最多 {most} 条：发不出去").format(
                count=price, most=MOST_PARTS_AT_ONCE
            )
        self._price.setText(words)
        self._problems.setText("\n".join(problems))
        self._problems.setVisible(bool(problems))

    def show_refusal(self, words: str) -> None:
        """Say why it was not kept; empty takes the words away."""
        self._refusal.setText(words)
        self._refusal.setVisible(bool(words))

    def refusal(self) -> str:
        """Return what is said against the entry."""
        return self._refusal.text()

    def problems(self) -> str:
        """Return what is odd, a line each."""
        return self._problems.text()

    def price(self) -> str:
        """Return what is said of the price."""
        return self._price.text()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.form.set_theme(theme)
        self.preview.set_theme(theme)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell when something else is shown in its place."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()

    def _build(self) -> None:
        body = QWidget(self)
        body.setProperty("role", "book_form")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(14, 12, 14, 12)
        inner.setSpacing(8)
        for label in (self._standing, self._lock):
            inner.addWidget(label)
        inner.addWidget(self.form)
        inner.addWidget(self._problems)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("预览"), self, role="small_heading"), 1)
        head.addWidget(self._price)
        inner.addLayout(head)
        self.preview.setFixedHeight(_PREVIEW_HEIGHT)
        self.preview.setAccessibleName(self.tr("预览"))
        inner.addWidget(self.preview)
        inner.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setProperty("role", "panel_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setProperty("role", "book_foot")
        self.save_button.setProperty("tone", "primary")
        for button in (self.withdraw_button, self.remove_button):
            button.setProperty("tone", "danger")
        first, second = QHBoxLayout(), QHBoxLayout()
        for button in (self.save_button, self.discard_button):
            first.addWidget(button)
        for button in (
            self.copy_button,
            self.reinstate_button,
            self.withdraw_button,
            self.remove_button,
        ):
            second.addWidget(button)
        column = QVBoxLayout(foot)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(6)
        column.addWidget(self._refusal)
        # Saving stays lowest: nothing dangerous may come to where it was clicked.
        for row in (second, first):
            row.setSpacing(6)
            row.addStretch(1)
            column.addLayout(row)
        self._refusal.hide()
        return foot

    def _connect_signals(self) -> None:
        self.form.changed.connect(self.changed)
        self.save_button.clicked.connect(self.save_requested)
        self.discard_button.clicked.connect(self.discard_requested)
        self.copy_button.clicked.connect(self.copy_requested)
        self.withdraw_button.clicked.connect(self.withdrawal_requested)
        self.reinstate_button.clicked.connect(self.reinstatement_requested)
        self.remove_button.clicked.connect(self.removal_requested)
        save = QAction(self.tr("保存"), self)
        save.setShortcut(QKeySequence("Ctrl+S"))
        save.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.triggered.connect(self.save_requested)
        self.addAction(save)
