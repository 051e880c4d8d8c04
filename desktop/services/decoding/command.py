"""The sub-command `switchboard decode`: decodes foreign bytes and nothing else.

The desk starts it and speaks with it through a pipe (`wire`); it opens no file, no
database and no connection, and ends with its pipe. A decoder that crashes or grows
without end takes this process with it, not the desk.
"""

import argparse
import os
import sys
from contextlib import suppress
from pathlib import Path

from desktop.models.media_facts import BrokenReason
from desktop.services.decoding.limits import CHILD_MEMORY
from desktop.services.decoding.pictures import decode_frames, decode_picture
from desktop.services.decoding.wire import (
    BrokenMediaError,
    Decoded,
    Request,
    Task,
    receive_request,
    send_broken,
    send_decoded,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare no flags: everything comes through the pipe."""
    del parser


def run(arguments: argparse.Namespace) -> int:
    """Answer requests until the desk closes the pipe."""
    del arguments
    _bind_hands()
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    with suppress(BrokenPipeError, EOFError):
        while (received := receive_request(incoming)) is not None:
            try:
                decoded = _carry_out(*received)
            except BrokenMediaError as error:
                send_broken(outgoing, error.reason)
            except MemoryError:
                send_broken(outgoing, BrokenReason.TOO_LARGE)
            except Exception:
                # Foreign bytes break decoders in every way there is.
                send_broken(outgoing, BrokenReason.DAMAGED)
            else:
                send_decoded(outgoing, decoded)
    return 0


def _carry_out(request: Request, content: bytes) -> Decoded:
    if request.task is Task.PICTURE:
        return decode_picture(content, request.edge)
    if request.task is Task.FRAMES:
        return decode_frames(content)
    if request.task is Task.SMALL:
        from desktop.services.decoding.small_forms import small_form

        return small_form(content)
    if request.task is Task.INSIDE:
        from desktop.services.decoding.inside import words_inside

        return words_inside(content)
    # Their libraries are large: a desk that shows pictures only goes without.
    if request.task is Task.FILM:
        from desktop.services.decoding.films import look_at_film

        return look_at_film(content, request.edge)
    from desktop.services.decoding.recordings import decode_sound, measure_voice

    if request.task is Task.VOICE:
        return measure_voice(content)
    return decode_sound(content, request.speed)


def _bind_hands() -> None:
    """Give up what decoding does not need, where the system lets a process do so.

    No memory beyond a bound, no files, no dump of memory that holds clear contents.
    """
    if os.name != "posix":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    taken = _own_data()
    if taken:
        bound = taken + CHILD_MEMORY
        resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))


def _own_data() -> int:
    """Return the bytes of memory that count against the bound; 0 where unknown."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text("ascii").splitlines():
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 0
