"""The versions of one material, the newest first; each can come back."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.models.display_text import one_line
from desktop.models.material import MaterialVersion
from desktop.views.theme.durations import moment_words
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.timeline.media_card import size_words


class VersionList(QWidget):
    """Rows of versions.

    Signals:
        version_requested(object version): it shall be the newest again
    """

    version_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        self._rows: list[QWidget] = []

    def show_versions(
        self, versions: tuple[MaterialVersion, ...], newest: int, now: datetime
    ) -> None:
        """Show these versions instead."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        ordered = sorted(versions, key=lambda each: each.version, reverse=True)
        self._rows = [self._row(each, newest, now) for each in ordered]
        for at, row in enumerate(self._rows):
            self._column.insertWidget(at, row)

    def _row(self, version: MaterialVersion, newest: int, now: datetime) -> QWidget:
        row = QFrame(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        said = QVBoxLayout()
        said.setSpacing(2)
        title = f"v{version.version}"
        if version.version == newest:
            title += " · " + self.tr("当前")
        said.addWidget(PlainLabel(title, row, role="heading"))
        facts = version.facts
        parts = (
            facts.format,
            size_words(facts.size).replace(" ", "\u00a0") if facts.size else "",
        )
        about = (
            moment_words(version.changed_at, now),
            one_line(version.changed_by, 40),
            *parts,
        )
        words = " · ".join(part for part in about if part)
        said.addWidget(PlainLabel(words, row, role="small", wraps=True))
        line.addLayout(said, 1)
        if version.version != newest:
            button = QPushButton(self.tr("恢复"), row)
            button.setAccessibleName(
                self.tr("恢复到 v{number}").format(number=version.version)
            )
            button.setProperty("version", version.version)
            button.clicked.connect(self._on_restore)
            line.addWidget(button)
        return row

    def _on_restore(self) -> None:
        self.version_requested.emit(int(self.sender().property("version")))
