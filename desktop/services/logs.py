"""Logs of a process: small rotated files that only their owner can read.

No message text, name or secret is ever handed to a logger; the filters mask what
foreign libraries might say all the same, and keep the words of exceptions out.
"""

import asyncio
import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Mapping
from logging.handlers import RotatingFileHandler
from pathlib import Path

BYTES_EACH = 1_000_000
KEPT = 3
_LOOPS = ("asyncio", "qasync")

uncaught = logging.getLogger("desktop.uncaught")
"""Hears of exceptions that nobody caught; the next start shows them to a person."""


def start_logging(folder: Path, process: str) -> None:
    """Log to `folder/process.log` and let a hard crash leave its stacks beside it."""
    from desktop.services.wecom.redaction import RedactingFilter, quiet_http_loggers

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = RotatingFileHandler(
        folder / f"{process}.log",
        maxBytes=BYTES_EACH,
        backupCount=KEPT,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")
    )
    handler.addFilter(WordlessErrors())
    handler.addFilter(RedactingFilter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.raiseExceptions = False  # a full disk must not print records to a console
    quiet_http_loggers()
    for name in ("alembic", *_LOOPS):
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread
    sys.unraisablehook = _log_unraisable
    uncaught.addHandler(_traces(folder / f"{process}.uncaught"))
    uncaught.setLevel(logging.ERROR)
    crash = (folder / f"{process}.crash").open("a", encoding="utf-8")
    faulthandler.enable(crash)


def _traces(path: Path) -> logging.Handler:
    """Keep what nobody caught in a small file of its own, for the crash report."""
    handler = RotatingFileHandler(
        path, maxBytes=BYTES_EACH // 10, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    handler.addFilter(WordlessErrors())
    return handler


def log_loop_error(
    loop: asyncio.AbstractEventLoop, context: Mapping[str, object]
) -> None:
    """Log what an event loop caught; for `set_exception_handler`.

    The loop's own handler would print the task, and with it the exception's words.
    """
    del loop
    error = context.get("exception")
    logging.getLogger("desktop").error(
        "event loop: %s",
        context.get("message"),
        exc_info=error if isinstance(error, BaseException) else None,
    )


class WordlessErrors(logging.Filter):
    """Leaves of an exception its kind and its places: words may be a customer's.

    Event loops print callbacks with the results that they carry; of what they say
    only the sentence without its arguments is kept.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the record pass without foreign words."""
        if record.name.startswith(_LOOPS):
            record.msg, record.args = str(record.msg).partition("\n")[0], ()
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = _without_words(record.exc_info[1])
            record.exc_info = None
        return True


def _without_words(error: BaseException) -> str:
    """Return the chain of exceptions, the last first, each with its frames."""
    lines = []
    seen: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and step not in seen:
        seen.append(step)
        lines.append(type(step).__name__)
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(step.__traceback__)
        ]
        step = step.__cause__ or step.__context__
    return "\n".join(lines)


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: object
) -> None:
    del kind, trace
    uncaught.critical("uncaught", exc_info=error)


def _log_uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    uncaught.critical("uncaught in a thread", exc_info=args.exc_value)


def _log_unraisable(args: "sys.UnraisableHookArgs") -> None:
    logging.getLogger("desktop").error("ignored", exc_info=args.exc_value)
