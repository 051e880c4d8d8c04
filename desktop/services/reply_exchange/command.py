"""The sub-command `switchboard table`: reads one foreign table and ends.

The desk writes the file into its pipe and closes it; what comes back are lines of
`raw_table`. It opens no file and no connection: bytes that break a reader, or make it
take all memory, break this process alone.
"""

import argparse
import os
import sys

from desktop.services.reply_exchange import table_reading
from desktop.services.reply_exchange.raw_table import (
    TableRefusal,
    TableRefusedError,
    written_end,
    written_refusal,
    written_row,
)

_MOST_MEMORY = 1024 * 1024 * 1024


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take none: the bytes say what they are."""


def run(arguments: argparse.Namespace) -> int:
    """Read what comes through the pipe."""
    _bind_hands()
    content, out = sys.stdin.buffer.read(), sys.stdout.buffer
    try:
        for row in table_reading.rows_of(content):
            out.write(written_row(row))
        out.write(written_end(published=table_reading.is_collection(content)))
    except TableRefusedError as error:
        out.write(written_refusal(error.refusal))
    except Exception:
        # Foreign bytes break readers in every way there is.
        out.write(written_refusal(TableRefusal.UNREADABLE))
    out.flush()
    return 0


def _bind_hands() -> None:
    """Let the system forbid what reading does not need: files, dumps, all memory."""
    if os.name != "posix":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))
    os.nice(10)
