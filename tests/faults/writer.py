"""A desk without a window: keeps drafts and writes answers on command.

Each line of standard input is a wish, each line of standard output a committed fact.
"""

import argparse
import asyncio
import json
import sys

from desktop.config import add_profile_arguments, private_by_default, profile_of
from desktop.models.clock import SystemClock
from desktop.models.outgoing import NewerMessageError, TextPart
from desktop.services.conversations import Conversations
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.inbox import Inbox
from desktop.services.sending import Sending
from desktop.services.storage.database import Database
from desktop.services.storage.errors import BusyError

OPERATOR = "周晓"


class Writer:
    """Does what a person at a desk would do with the keyboard."""

    def __init__(
        self, inbox: Inbox, conversations: Conversations, sending: Sending
    ) -> None:
        self._inbox = inbox
        self._conversations = conversations
        self._sending = sending
        self._written: set[int] = set()

    async def carry_out(self, wish: dict[str, str]) -> None:
        """Fulfil one wish; a busy database is asked again, as a person would."""
        conversation, serial = int(wish["to"]), int(wish["serial"])
        if wish["do"] == "write" and serial in self._written:
            return
        while True:
            try:
                if wish["do"] != "release":
                    await self._draft(conversation, wish["text"])
                    tell("drafted", serial)
                if wish["do"] == "write":
                    await self._write(conversation, wish["text"])
                    self._written.add(serial)
                    tell("written", serial)
                elif wish["do"] == "release":
                    await self._sending.release(conversation)
                    tell("released", serial)
            except BusyError:
                continue
            return

    async def _draft(self, conversation: int, text: str) -> None:
        await self._conversations.keep_draft(conversation, text)

    async def _write(self, conversation: int, text: str) -> None:
        while True:
            (row,) = await self._inbox.summaries([conversation])
            try:
                await self._sending.send(
                    conversation, [TextPart(text)], seen_through=row.position
                )
            except NewerMessageError:
                continue  # a person reads it and presses the key again
            return


def tell(fact: str, serial: int) -> None:
    """Say that something was committed."""
    sys.stdout.write(json.dumps({"did": fact, "serial": serial}) + "\n")
    sys.stdout.flush()


async def serve(arguments: argparse.Namespace) -> None:
    """Read wishes until they end."""
    profile, clock = profile_of(arguments), SystemClock()
    assert profile.key_file is not None
    key = database_key(KeyFileStore(profile.key_file), profile.database)
    database = Database(profile.database, key)
    inbox = Inbox(database, clock)
    operator = await inbox.operator(OPERATOR)
    writer = Writer(
        inbox,
        Conversations(database, clock, operator, "writer"),
        Sending(database, clock, operator, "writer"),
    )
    while line := await asyncio.to_thread(sys.stdin.readline):
        await writer.carry_out(json.loads(line))
    await database.close()


def main() -> None:
    """Run as `python -m tests.faults.writer --profile DIR --key-file FILE`."""
    private_by_default()
    parser = argparse.ArgumentParser()
    add_profile_arguments(parser)
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
