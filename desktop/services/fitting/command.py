"""The sub-command `switchboard fit`: makes one file smaller and ends.

The desk writes the file into its pipe and closes it. What comes back are progress
marks, then the result. It opens no file, no database and no connection: foreign bytes
that break a decoder break this process alone.
"""

import argparse
import os
import struct
import sys

PROGRESS = b"p"
"""Followed by per mille as two bytes."""
RESULT = b"r"
"""Followed by the length as eight bytes, and the content."""
REFUSED = b"x"
"""It cannot be made small enough, or cannot be read."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the file is, and how large it may become."""
    parser.add_argument("kind", choices=("image", "video"))
    parser.add_argument("limit", type=int, help="bytes")


def run(arguments: argparse.Namespace) -> int:
    """Fit what comes through the pipe."""
    _bind_hands()
    content = sys.stdin.buffer.read()
    try:
        found = _fitted(arguments.kind, content, arguments.limit)
    except Exception:
        # Foreign bytes break decoders in every way there is.
        found = None
    out = sys.stdout.buffer
    if found is None:
        out.write(REFUSED)
    else:
        out.write(RESULT + struct.pack(">Q", len(found)) + found)
    out.flush()
    return 0


def _fitted(kind: str, content: bytes, limit: int) -> bytes | None:
    # Both libraries are large: each is loaded only for its kind.
    if kind == "image":
        from desktop.services.fitting.pictures import shrink_picture

        return shrink_picture(content, limit, _tell)
    from desktop.services.fitting.films import shrink_film

    return shrink_film(content, limit, _tell)


def _tell(part: float) -> None:
    sys.stdout.buffer.write(PROGRESS + struct.pack(">H", round(part * 1000)))
    sys.stdout.buffer.flush()


def _bind_hands() -> None:
    """Let the system forbid what fitting does not need: files, dumps of memory."""
    if os.name != "posix":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    os.nice(10)
