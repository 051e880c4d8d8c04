"""The command line: each sub-command imports what it needs when it is called."""

import argparse
import importlib
import sys
from dataclasses import dataclass
from types import ModuleType


@dataclass(frozen=True, slots=True)
class SubCommand:
    """A room that knows its arguments and how to run."""

    name: str
    room: str
    purpose: str

    def load(self) -> ModuleType:
        """Import the room: it has `add_arguments(parser)` and `run(arguments)`."""
        return importlib.import_module(self.room)


SUB_COMMANDS = (
    SubCommand("desk", "desktop.app", "open the window (also without a sub-command)"),
    SubCommand("engine", "desktop.services.engine.command", "talk to WeCom, headless"),
    SubCommand("demo", "desktop.demo.command", "try it against a WeCom of its own"),
    SubCommand("doctor", "desktop.services.checkup.doctor", "check a connection"),
    SubCommand("checkup", "desktop.services.checkup.command", "how the desk checks"),
    SubCommand("decode", "desktop.services.decoding.command", "how the desk decodes"),
    SubCommand("fit", "desktop.services.fitting.command", "how the desk shrinks files"),
    SubCommand(
        "table", "desktop.services.reply_exchange.command", "how the desk reads tables"
    ),
    SubCommand("sandbox", "desktop.sandbox.command", "serve a stand-in for WeCom"),
)


def main(arguments: list[str] | None = None) -> int:
    """Run the sub-command that is named, or the desk."""
    given = sys.argv[1:] if arguments is None else arguments
    named = {command.name: command for command in SUB_COMMANDS}
    if not given or (given[0].startswith("-") and given[0] not in {"-h", "--help"}):
        given = ["desk", *given]
    parser = argparse.ArgumentParser(
        prog="switchboard", description="总机: one desk for all WeCom accounts"
    )
    rooms = parser.add_subparsers(dest="command", required=True)
    chosen = named.get(given[0])
    for command in SUB_COMMANDS:
        sub_parser = rooms.add_parser(command.name, help=command.purpose)
        if command is chosen:
            command.load().add_arguments(sub_parser)
    parsed = parser.parse_args(given)
    status: int = named[parsed.command].load().run(parsed)
    return status
