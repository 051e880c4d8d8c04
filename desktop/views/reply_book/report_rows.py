"""The rows of an import report, from a plan for a table or for a signed file."""

from PySide6.QtCore import QCoreApplication

from desktop.models.reply_exchange import BookChange, BookPlan, ImportPlan, PlannedRow
from desktop.views.reply_book.report_page import ReportRow
from desktop.views.theme.language import words


def table_rows(plan: ImportPlan) -> tuple[ReportRow, ...]:
    """Return the rows of a table as the report tells them."""
    return tuple(
        ReportRow(str(row.line), row.fate, row.title, _problems(row))
        for row in plan.rows
    )


def book_rows(plan: BookPlan) -> tuple[ReportRow, ...]:
    """Return the entries of a signed file as the report tells them."""
    return tuple(
        ReportRow("", change.fate, change.title, _remarks(change))
        for change in plan.changes
    )


def _problems(row: PlannedRow) -> str:
    if row.problems:
        named = QCoreApplication.translate("ReplyReport", "{column}：{reason}")
        return "; ".join(
            named.format(column=problem.column, reason=words(problem.sentence))
            if problem.column
            else words(problem.sentence)
            for problem in row.problems
        )
    before = row.changes
    if before is None or row.content is None or before.content == row.content:
        return ""
    changed = QCoreApplication.translate("ReplyReport", "改的是「{title}」v{version}")
    return changed.format(title=before.content.title, version=before.version)


def _remarks(change: BookChange) -> str:
    remarks = []
    if change.withdrawn:
        remarks.append(QCoreApplication.translate("ReplyReport", "撤回"))
    if change.missing_materials:
        missing = QCoreApplication.translate("ReplyReport", "资料库里没有：{names}")
        remarks.append(missing.format(names="、".join(change.missing_materials)))
    return "; ".join(remarks)
