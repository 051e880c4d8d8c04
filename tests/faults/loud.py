"""The engine or the driven desk with every logger at DEBUG: leaks have a voice.

`python -m tests.faults.loud engine|desk …`
"""

import logging
import sys
from pathlib import Path

from desktop.services.logs import start_logging


def start_loud_logging(folder: Path, process: str) -> None:
    """Begin as always, then let every logger speak, also those kept quiet."""
    start_logging(folder, process)
    logging.getLogger().setLevel(logging.DEBUG)
    known = logging.root.manager.loggerDict
    for name in ("asyncio", "qasync", "httpx", "httpcore", *known):
        logging.getLogger(name).setLevel(logging.DEBUG)


def main() -> int:
    """Put the loud start in the place of the quiet one."""
    role, sys.argv[1:] = sys.argv[1], sys.argv[2:]
    if role == "engine":
        from desktop.cli import main as switchboard
        from desktop.services.engine import command

        vars(command)["start_logging"] = start_loud_logging
        return switchboard(["engine", *sys.argv[1:]])
    from desktop.desk import session as desk_session
    from tests.faults import driven_desk

    vars(desk_session)["start_logging"] = start_loud_logging
    return driven_desk.main()


if __name__ == "__main__":
    sys.exit(main())
