"""Logs of a process: small rotated files that only their owner can read.

No message text, name or secret is ever handed to a logger; the filter masks what
foreign libraries might say all the same.
"""

import faulthandler
import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

BYTES_EACH = 1_000_000
KEPT = 3


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
    handler.addFilter(RedactingFilter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.raiseExceptions = False  # a full disk must not print records to a console
    quiet_http_loggers()
    logging.getLogger("alembic").setLevel(logging.WARNING)
    sys.excepthook = _log_uncaught
    crash = (folder / f"{process}.crash").open("a", encoding="utf-8")
    faulthandler.enable(crash)


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: object
) -> None:
    """Log the stack without the exception's words, which may be a customer's."""
    del trace
    frames = []
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        frames.append(f"{code.co_filename}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    logging.getLogger("desktop").critical(
        "uncaught %s\n  %s", kind.__name__, "\n  ".join(frames)
    )
