"""Settings: crash reports, to be read before anybody decides what becomes of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from desktop.models.crash_report import CrashReport
from desktop.views.settings.section_view import SectionView
from desktop.views.settings.sections import Section
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme


class ReportsSection(SectionView):
    """Reports of this machine. Nothing is sent anywhere.

    Signals:
        copy_requested: the text of a report.
        save_requested: a report's name and its text.
        deletion_requested: a report's name.
    """

    copy_requested = Signal(str)
    save_requested = Signal(str, str)
    deletion_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Section.REPORTS, theme, parent)
        page = self.page
        self._reports: tuple[CrashReport, ...] = ()
        self._explanation = PlainLabel("", page, role="small", wraps=True)
        self.list = QListWidget(page)
        self.list.setAccessibleName(self.tr("故障报告"))
        self.list.setProperty("role", "report")
        self.list.setMaximumHeight(120)
        self.text = QPlainTextEdit(page)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("报告内容"))
        self.text.setProperty("role", "report")
        self.text.setMinimumHeight(240)
        self.text.setTabChangesFocus(True)
        self.copy_button = QPushButton(self.tr("复制"), page)
        self.save_button = QPushButton(self.tr("另存为…"), page)
        self.delete_button = QPushButton(self.tr("删除"), page)
        self.delete_button.setProperty("tone", "danger")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.delete_button, self.save_button, self.copy_button):
            buttons.addWidget(button)
        self.column.addWidget(self._explanation)
        self.column.addWidget(self.list)
        self.column.addWidget(self.text, 1)
        self.column.addLayout(buttons)
        self.column.addStretch(0)
        self._connect_signals()
        self.show_reports(())

    def show_reports(self, reports: tuple[CrashReport, ...]) -> None:
        """Show the reports, the newest first and open."""
        self._reports = reports
        self.list.clear()
        for report in reports:
            moment = report.at.astimezone()
            self.list.addItem(f"{moment:%Y-%m-%d %H:%M:%S}")
        for widget in (
            self.list,
            self.text,
            self.copy_button,
            self.save_button,
            self.delete_button,
        ):
            widget.setVisible(bool(reports))
        self._explanation.setText(
            self.tr(
                "报告只记录程序停在哪一行代码，没有聊天内容、客户和密钥。"
                "它只在这台电脑上，不会自动发给任何人；请看过再决定"
            )
            if reports
            else self.tr("没有故障报告")
        )
        if reports:
            self.list.setCurrentRow(0)

    def _connect_signals(self) -> None:
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.delete_button.clicked.connect(self._on_delete_clicked)

    def _chosen(self) -> CrashReport | None:
        row = self.list.currentRow()
        return self._reports[row] if 0 <= row < len(self._reports) else None

    def _on_row_changed(self, row: int) -> None:
        del row
        report = self._chosen()
        self.text.setPlainText(report.text if report else "")

    def _on_copy_clicked(self) -> None:
        if (report := self._chosen()) is not None:
            self.copy_requested.emit(report.text)

    def _on_save_clicked(self) -> None:
        if (report := self._chosen()) is not None:
            self.save_requested.emit(report.name, report.text)

    def _on_delete_clicked(self) -> None:
        if (report := self._chosen()) is not None:
            self.deletion_requested.emit(report.name)
