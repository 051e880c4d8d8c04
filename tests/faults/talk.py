"""One customer and one agent, step by step: for faults at a chosen moment."""

from dataclasses import dataclass
from itertools import count

from desktop.models.message import Origin
from tests.faults.conditions import PATIENCE, wait_for
from tests.faults.judge import Chat, Shown, shown_messages
from tests.faults.scene import Scene

_serials = count(1)


@dataclass
class Agent:
    """Writes answers through the desk child and looks at what became of them."""

    scene: Scene

    def heard(self, chat: Chat, words: str = "在吗") -> int:
        """Let the customer speak; return the conversation once it is stored."""
        msgid = self.scene.control.say(*chat, words)
        question = "SELECT count(*) FROM message WHERE msgid = ?"
        wait_for(lambda: self.scene.number(question, msgid), "the customer's words")
        return self.scene.conversation(*chat)

    def writes(self, conversation: int, text: str) -> str:
        """Write an answer; return its text once its commit was acknowledged."""
        serial = next(_serials)
        self.scene.desk.wish("write", conversation, serial, text)
        wait_for(lambda: serial in self.scene.desk.written, "the answer's commit")
        return text

    def answer(self, text: str) -> Shown:
        """Return an answer as the desk shows it now."""
        shown = shown_messages(self.scene.database, Origin.OPERATOR)
        (found,) = [one for one in shown if one.text == text]
        return found

    def wait_state(self, text: str, state: str, within: float = PATIENCE) -> None:
        """Wait until an answer is shown in a state."""
        wait_for(
            lambda: self.answer(text).state == state, f"{text}: {state}", within=within
        )

    def received(self, text: str) -> int:
        """Return how often the customer received a text."""
        ledger = self.scene.control.ledger()
        return sum(row.text == text and row.failed is None for row in ledger)


def chats_of(scene: Scene) -> list[Chat]:
    """Return every account with every customer."""
    control = scene.control
    customers = control.customers()
    return [(account, one) for account in control.accounts() for one in customers]
