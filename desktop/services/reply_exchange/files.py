"""Files from outside, read within limits, with sentences for what they are not."""

from pathlib import Path

from desktop.models.failures import Sentence
from desktop.models.reply_exchange import NotReadError
from desktop.services.reply_exchange.raw_table import (
    MOST_BYTES,
    MOST_ROWS,
    TableRefusal,
    TableRefusedError,
)

_MEGABYTES = MOST_BYTES // (1024 * 1024)
NO_FILE = Sentence("文件不在了，或者无法打开", "The file is gone or cannot be opened")
TOO_LARGE = Sentence(
    f"文件超过 {_MEGABYTES} MB，不会是回复表格。请拆分后再导入",
    f"The file has more than {_MEGABYTES} MB: split the table and import the pieces",
)
_REFUSALS = {
    TableRefusal.UNREADABLE: Sentence(
        "文件已损坏，或者不是 Excel、CSV 或 JSON 表格",
        "The file is damaged, or is no Excel, CSV or JSON table",
    ),
    TableRefusal.OLD_OR_LOCKED: Sentence(
        "这是旧版 .xls 或加密的文件。请在 Excel 里去掉密码并另存为 .xlsx",
        "This is an old .xls or has a password: save it as .xlsx without one",
    ),
    TableRefusal.BOMB: Sentence(
        "解压后大得不正常，没有打开",
        "It unpacks to far more than a table needs and was not opened",
    ),
    TableRefusal.TOO_MANY_ROWS: Sentence(
        f"超过 {MOST_ROWS:,} 行，请拆分后再导入",
        f"More than {MOST_ROWS:,} rows: split the table and import the pieces",
    ),
    TableRefusal.ENCODING: Sentence(
        "看不懂文字编码。请另存为 UTF-8 的 CSV，或者 .xlsx",
        "The encoding is not understood: save it as CSV in UTF-8, or as .xlsx",
    ),
    TableRefusal.BROKEN_QUOTE: Sentence(
        "CSV 的引号不配对，或者有一格太长",
        "A quotation mark of the CSV file is not closed, or a cell is too long",
    ),
    TableRefusal.EMPTY: Sentence(
        "表格里没有内容：第一行应为表头，之后每行一条回复",
        "The table is empty: the first row names the columns, each further row is a "
        "reply",
    ),
}


def content_of(path: Path) -> bytes:
    """Return the bytes of a file; raises NotReadError."""
    try:
        if not path.is_file():
            raise NotReadError(NO_FILE)
        if path.stat().st_size > MOST_BYTES:
            raise NotReadError(TOO_LARGE)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        raise NotReadError(NO_FILE) from None
    if len(content) > MOST_BYTES:  # it grew meanwhile
        raise NotReadError(TOO_LARGE)
    return content


def not_read(error: TableRefusedError) -> NotReadError:
    """Return why a table was refused, in words."""
    return NotReadError(_REFUSALS[error.refusal])
