"""The sub-command `switchboard sandbox`."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

from .settings import (
    DEFAULT_CORPS,
    CallbackSettings,
    CorpSettings,
    Rules,
    SandboxSettings,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of `switchboard sandbox`."""
    parser.add_argument("--port", type=int, default=0, help="0 takes a free port")
    parser.add_argument(
        "--corp",
        action="append",
        default=[],
        metavar="CORPID:SECRET",
        help="a corp that may log in; may be repeated; - reads such lines from "
        "standard input, so that no secret stands in the process list",
    )
    parser.add_argument("--accounts", type=int, default=2, help="for each corp")
    parser.add_argument("--customers", type=int, default=5, help="for each corp")
    parser.add_argument(
        "--rate",
        type=float,
        default=0.0,
        metavar="MSGS_PER_MINUTE",
        help="of all simulated customers together; 0 is silent",
    )
    parser.add_argument(
        "--opening", type=int, default=0, help="messages that are said at the start"
    )
    parser.add_argument(
        "--prologue",
        action="store_true",
        help="conversations of every kind have happened before the start",
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--strict", action="store_true", help="refuse older documented forms"
    )
    parser.add_argument(
        "--dialogues",
        type=Path,
        metavar="FILE",
        help="conversations that the customers speak (.jsonl or .jsonl.gz)",
    )
    parser.add_argument("--chaos", default="none", metavar="PROFILE")
    parser.add_argument("--callback", metavar="URL,TOKEN,AESKEY")
    parser.add_argument("--duplicate", choices=("own", "generic", "late", "ok"))
    parser.add_argument(
        "--rule",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a behaviour that WeCom does not document; may be repeated; one of "
        + ", ".join(rule.name for rule in fields(Rules)),
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted. Answers the exit status: 2 for impossible arguments."""
    # Imported here: the command line names this sub-command without needing a server.
    from .server import build_server, listen

    try:
        settings = read_settings(arguments)
        server = build_server(settings)
        listener = listen(settings.port)
    except (ValueError, OSError) as error:
        sys.stderr.write(f"sandbox: {error}\n")
        return 2
    port = listener.getsockname()[1]
    sys.stdout.write(f"sandbox listening on http://127.0.0.1:{port}\n")
    sys.stdout.flush()
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return 0
    finally:
        listener.close()
    return 0


def read_settings(arguments: argparse.Namespace) -> SandboxSettings:
    """The settings that the flags describe. Raises ValueError."""
    rules = Rules()
    for text in arguments.rule:
        name, equals, value = text.partition("=")
        if not equals:
            raise ValueError(f"--rule wants NAME=VALUE: {text}")
        rules = rules.with_value(name.strip(), value.strip())
    if arguments.duplicate:
        rules = rules.with_value("duplicate", arguments.duplicate)
    return SandboxSettings(
        port=arguments.port,
        corps=tuple(_corps(arguments.corp)) or DEFAULT_CORPS,
        accounts=arguments.accounts,
        customers=arguments.customers,
        rate=arguments.rate,
        opening=arguments.opening,
        seed=arguments.seed,
        strict=arguments.strict,
        dialogues=arguments.dialogues,
        chaos=arguments.chaos,
        callback=_callback(arguments.callback),
        prologue=arguments.prologue,
        rules=rules,
    )


def _corps(texts: Iterable[str]) -> Iterator[CorpSettings]:
    for text in texts:
        if text == "-":
            yield from (_corp(line.strip()) for line in sys.stdin if line.strip())
        else:
            yield _corp(text)


def _corp(text: str) -> CorpSettings:
    corp_id, colon, secret = text.partition(":")
    if not (corp_id and colon and secret):
        raise ValueError("--corp wants CORPID:SECRET")
    return CorpSettings(corp_id, secret)


def _callback(text: str | None) -> CallbackSettings | None:
    if not text:
        return None
    parts = text.rsplit(",", 2)
    if len(parts) != 3:
        raise ValueError("--callback wants URL,TOKEN,AESKEY")
    return CallbackSettings(*parts)
