"""What can be put into an answer besides words, and the cards that offer it."""

from PySide6.QtCore import QObject, QPoint, QStandardPaths, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from desktop.views.composer.card_form import CardForm, kind_words
from desktop.views.composer.card_rules import CardKind
from desktop.views.composer.composer_tools import ComposerTools
from desktop.views.composer.emoji_picker import EmojiPicker
from desktop.views.composer.message_field import MessageField


class Insertions(QObject):
    """Opens picker, file dialog and forms; one of them at a time.

    Signals:
        files_given(object tuple): paths that were chosen
        card_made(object card): a CardContent
        emoji_used(object tuple): the emoji used last, the newest first
    """

    files_given = Signal(object)
    card_made = Signal(object)
    emoji_used = Signal(object)

    def __init__(self, tools: ComposerTools, field: MessageField) -> None:
        """Serve the buttons of `tools`, writing into `field`."""
        super().__init__(tools)
        self._tools = tools
        self._field = field
        self._recent: tuple[str, ...] = ()
        self._folder = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.PicturesLocation
        )
        self.picker: EmojiPicker | None = None
        self.form: CardForm | None = None
        self.menu: QMenu | None = None
        self._dialog: QFileDialog | None = None
        tools.emoji_requested.connect(self.toggle_emoji)
        tools.picture_requested.connect(self._choose_pictures)
        tools.file_requested.connect(self.choose_files)
        tools.more_requested.connect(self.open_more)

    def set_recent_emoji(self, recent: tuple[str, ...]) -> None:
        """Learn which emoji were used last at this desk."""
        self._recent = recent

    def toggle_emoji(self) -> None:
        """Open the picker, or put it away."""
        if self.picker is None:
            self.picker = EmojiPicker(self._tools)
            self.picker.set_recent(self._recent)
            self.picker.chosen.connect(self._on_emoji_chosen)
            self.picker.recent_changed.connect(self.emoji_used)
            self.picker.closed.connect(self._give_keyboard_back)
        self.picker.toggle_above(self._tools.emoji_button)

    def choose_files(self) -> None:
        """Ask for any files."""
        self._choose(self.tr("选择文件"), "")

    def open_more(self) -> None:
        """Offer the kinds of cards."""
        if self.menu is None:
            self.menu = QMenu(self._tools)
            for kind in CardKind:
                action = self.menu.addAction(kind_words(kind))
                action.setData(kind)
            self.menu.triggered.connect(self._on_kind_chosen)
        button = self._tools.more_button
        height = self.menu.sizeHint().height()
        self.menu.popup(button.mapToGlobal(QPoint(0, -height - 4)))

    def open_form(self, kind: CardKind) -> None:
        """Open the form of a kind of card."""
        if self.form is not None:
            self.form.close_card()
            self.form.deleteLater()
        self.form = CardForm(kind, self._tools)
        self.form.made.connect(self.card_made)
        self.form.closed.connect(self._give_keyboard_back)
        self.form.open_above(self._tools.more_button)

    def close_all(self) -> None:
        """Put everything away: another conversation is shown."""
        for card in (self.picker, self.form):
            if card is not None:
                card.close_card()
        if self._dialog is not None:
            self._dialog.reject()

    def _choose(self, title: str, names: str) -> None:
        dialog = QFileDialog(self._tools.window(), title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setDirectory(self._folder)
        if names:
            dialog.setNameFilter(names)
        dialog.filesSelected.connect(self._on_files_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    def _choose_pictures(self) -> None:
        names = self.tr("图片和视频")
        self._choose(
            self.tr("选择图片"),
            f"{names} (*.jpg *.jpeg *.png *.gif *.webp *.bmp *.mp4 *.mov)",
        )

    def _on_files_selected(self, paths: list[str]) -> None:
        self._folder = paths[0].rpartition("/")[0] or self._folder
        self.files_given.emit(tuple(paths))

    def _on_dialog_finished(self) -> None:
        self._dialog = None

    def _on_kind_chosen(self, action: QAction) -> None:
        self.open_form(CardKind(action.data()))

    def _on_emoji_chosen(self, written: str) -> None:
        if not self._field.isReadOnly():
            self._field.insertPlainText(written)

    def _give_keyboard_back(self) -> None:
        self._field.setFocus()
