"""The traffic of a run: customers who write, and an agent who answers each turn."""

import json
import random
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.models.message import Origin
from desktop.models.send_state import SendState
from tests.faults.judge import Chat, Shown, Written, shown_messages
from tests.faults.scene import Scene

DRAFT = "尚未寄出的草稿 "
"""What every draft that is never sent begins with."""
PIPS = 5
INTERRUPTED = 0.1
"""Turns into which the customer writes again while answers are under way."""
PICTURES = 0.03
"""Share of the bystanders' messages that come with a file."""
REFUSED_AFTER = 15.0
"""Seconds after which an answer that was not stored is asked for again."""
ENDED = (SendState.ACCEPTED, SendState.FAILED, SendState.UNCONFIRMED)


@dataclass
class Talk:
    """One conversation that is answered, turn by turn."""

    chat: Chat
    waiting: deque[Written]
    id: int = 0
    asked: str = ""
    """msgid of the customer's words that open the present turn."""
    turn: list[Written] = field(default_factory=list)
    """Answers of the present turn that have not ended."""
    typing: int = 0
    """Serial of the answer that the desk was last told to write."""
    typed_at: float = 0.0
    rests_until: float = -1
    interrupted_at: int = -1
    """Answers still unwritten when the customer writes again; -1 is never."""
    release: int = 0
    """Serial of the last wish to let go what a failure held."""


class Traffic:
    """Says, answers and releases, and knows how far everything is."""

    def __init__(
        self, scene: Scene, dice: random.Random, talks: int, answers: int, incoming: int
    ) -> None:
        self._scene = scene
        self._dice = dice
        chats = self._chats()
        dice.shuffle(chats)
        self._bystanders = chats[talks:]
        self._incoming_left = incoming
        self._incoming = incoming
        self.answers = _answers(chats[:talks], answers)
        self.talks = [
            Talk(chat, deque(one for one in self.answers if one.chat == chat))
            for chat in chats[:talks]
        ]
        self._releases = 0
        self.drafts: dict[Chat, str] = {}
        """What was left unsent beside the answered conversations."""
        self.shown: list[Shown] = []
        """The answers as the desk shows them."""

    @property
    def settled(self) -> int:
        """How many answers have come to an end."""
        return sum(shown.state in ENDED for shown in self.shown)

    @property
    def done(self) -> bool:
        """Whether all answers have ended, all customers spoken and drafts been kept."""
        drafted = all(
            _serial(text) in self._scene.desk.drafted for text in self.drafts.values()
        )
        spoken = not self._incoming_left
        return self.settled == len(self.answers) and spoken and drafted

    def step(self) -> None:
        """Look once and do what is due."""
        self.shown = self._answers_shown()
        states = {shown.text: shown.state for shown in self.shown}
        heard, held = self._heard(), self._held()
        for talk in self.talks:
            self._step(talk, heard, states, held)
        self._let_bystanders_speak()

    def desk_died(self) -> None:
        """What was asked of a desk that is dead is asked anew, if it was not done."""
        self.shown = self._answers_shown()
        drafted = self._scene.desk.drafted
        self.drafts = {
            chat: text for chat, text in self.drafts.items() if _serial(text) in drafted
        }
        for talk in self.talks:
            talk.release = 0
            talk.typing = 0

    def leave_drafts(self, count: int) -> None:
        """Begin texts in other conversations that are never sent."""
        for number, chat in enumerate(self._bystanders[:count], 1):
            if chat in self.drafts:
                continue
            conversation = self._scene.conversation(*chat)
            if conversation:
                text = self.drafts[chat] = f"{DRAFT}{number}"
                self._scene.desk.wish("draft", conversation, _serial(text), text)

    def _chats(self) -> list[Chat]:
        control = self._scene.control
        accounts, customers = control.accounts(), control.customers()
        return [(account, one) for one in customers for account in accounts]

    def _answers_shown(self) -> list[Shown]:
        return shown_messages(self._scene.database, Origin.OPERATOR)

    def _heard(self) -> set[str]:
        """Return those opening words of turns that have been stored."""
        asked = json.dumps([talk.asked for talk in self.talks if talk.asked])
        rows = self._scene.database.execute(
            "SELECT msgid FROM message WHERE msgid IN (SELECT value FROM json_each(?))",
            (asked,),
        )
        return {row[0] for row in rows}

    def _held(self) -> set[int]:
        rows = self._scene.database.execute(
            "SELECT DISTINCT conversation_id FROM outbox o WHERE state = 'held'"
            " AND message_id = (SELECT min(message_id) FROM outbox p"
            " WHERE p.conversation_id = o.conversation_id)"
        )
        return {row[0] for row in rows}

    def _step(
        self, talk: Talk, heard: set[str], states: dict[str, str], held: set[int]
    ) -> None:
        talk.turn = [one for one in talk.turn if states.get(one.text) not in ENDED]
        if not talk.turn:
            if not talk.waiting:
                return
            if not talk.asked:
                self._ask(talk)
            if not talk.asked or talk.asked not in heard:
                return
            talk.asked = ""
            talk.id = talk.id or self._scene.conversation(*talk.chat)
            turn = self._dice.randint(3, PIPS)
            talk.interrupted_at = 1 if self._dice.random() < INTERRUPTED else -1
            talk.turn = [talk.waiting.popleft() for _ in range(turn) if talk.waiting]
        self._write_next(talk, states)
        if talk.interrupted_at == len(unwritten_of(talk, states)):
            talk.interrupted_at = -1
            self._say(talk.chat)
        if talk.id in held and talk.release in {0, *self._scene.desk.released}:
            self._releases += 1
            talk.release = self._releases
            self._scene.desk.wish("release", talk.id, talk.release)

    def _write_next(self, talk: Talk, states: dict[str, str]) -> None:
        """Have the next answer typed once the one before it is stored.

        A desk may refuse to send, because all is spent: then the customer asks again.
        """
        unwritten = unwritten_of(talk, states)
        if not unwritten:
            return
        now = time.monotonic()
        if unwritten[0].serial != talk.typing:
            talk.typing, talk.typed_at = unwritten[0].serial, now
        elif now - talk.typed_at < REFUSED_AFTER:
            return
        else:
            talk.typed_at = now
            self._say(talk.chat)
        self._scene.desk.wish("write", talk.id, talk.typing, unwritten[0].text)

    def _ask(self, talk: Talk) -> None:
        """Open a turn, after the second in which the one before was answered.

        WeCom tells whole seconds, so answers of that second would count as spent.
        """
        now = time.monotonic()
        talk.rests_until = talk.rests_until or now + 1
        if now >= talk.rests_until:
            talk.rests_until = 0
            talk.asked = self._say(talk.chat)

    def _say(self, chat: Chat) -> str:
        self._incoming_left = max(0, self._incoming_left - 1)
        return self._scene.control.say(*chat, f"还有货吗 {self._dice.random()}")

    def _let_bystanders_speak(self) -> None:
        """Spread what else comes in over the whole run."""
        progress = (self.settled + len(self.answers) // 10) / len(self.answers)
        due = self._incoming_left - int(self._incoming * (1 - progress))
        if due <= 0 or self._incoming_left <= 0:
            return
        due = min(due, self._incoming_left, 200)
        self._scene.control.say_many([self._words() for _ in range(due)])
        self._incoming_left -= due

    def _words(self) -> dict[str, object]:
        open_kfid, external_userid = self._dice.choice(self._bystanders)
        if self._dice.random() < PICTURES:
            return {
                "open_kfid": open_kfid,
                "external_userid": external_userid,
                "msgtype": "image",
            }
        return {
            "open_kfid": open_kfid,
            "external_userid": external_userid,
            "msgtype": "text",
            "text": {"content": f"在吗 {self._dice.random()}"},
        }


def unwritten_of(talk: Talk, states: dict[str, str]) -> list[Written]:
    """Return the answers of a turn that are not stored yet."""
    return [one for one in talk.turn if one.text not in states]


def _serial(draft: str) -> int:
    """Drafts that stay drafts are numbered below zero."""
    return -int(draft.split()[1])


def _answers(chats: list[Chat], count: int) -> list[Written]:
    return [
        Written(serial, chats[serial % len(chats)], f"您好，回复第 {serial} 条")
        for serial in range(1, count + 1)
    ]


def drafts_kept(scene: Scene, chats: Iterable[Chat]) -> dict[Chat, str]:
    """Return the drafts that the database holds for some conversations."""
    found = {}
    for chat in chats:
        row = scene.database.execute(
            "SELECT text FROM draft WHERE conversation_id = ?",
            (scene.conversation(*chat),),
        ).fetchone()
        if row is not None:
            found[chat] = str(row[0])
    return found
