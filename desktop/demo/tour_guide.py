"""Leads through the product as an agent would use it, and counts what happened."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPlainTextEdit

from desktop.demo.hands import press, type_text
from desktop.demo.ledger import Ledger, LedgerReader
from desktop.demo.pictures import take_picture
from desktop.demo.tour_figures import TourFigures
from desktop.desk.session import DeskSession
from desktop.models.content import Text
from desktop.models.message import Message, Origin
from desktop.models.preferences import Preferences, ThemeChoice
from desktop.models.send_state import SendState
from desktop.services.conversations import Conversations
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.views.window.main_window import MainWindow

ANSWERS = (
    "您好，我是云裳客服周晓，您的问题收到啦，马上帮您看～",
    "久等了亲，我正在核对，两分钟内给您准信。",
    "这个我去跟仓库确认一下，您先忙，有结果第一时间告诉您。",
    "抱歉让您费心了，已经帮您记下来，今天一定给您处理好。",
    "好的，麻烦把订单号发我一下，我直接帮您查进度。",
    "明白您的意思，我问下店里的同事，稍后给您一个满意的答复。",
    "没问题的，您放心，这边全程跟进，不用您再跑一趟。",
    "收到收到，图也看到了，我转给质检一起看，下午回复您哈。",
)
"""Every text differs: the ledger tells them apart."""
FAREWELL = "好的，有任何问题随时找我，祝您生活愉快！"
DRAFT = "对了，刚才忘了说："
SPOILED = 3
"""The answer that is refused at first and sent again."""
REFUSAL = 95018
ENOUGH_CONVERSATIONS = 24
LARGE, SMALL = QSize(1440, 900), QSize(1180, 680)
PICTURES = 5
TYPED = len(ANSWERS) + 1
STEP = 0.05
PATIENCE = 20.0


class TourError(Exception):
    """Something did not happen in time; says what."""


@dataclass
class _Sent:
    conversation_id: int
    text: str


class TourGuide:
    """Acts in the window and watches the database with eyes of its own."""

    def __init__(
        self,
        session: DeskSession,
        window: MainWindow,
        database: Database,
        conversations: Conversations,
        ledger: LedgerReader,
        pictures: Path,
        say: Callable[[str], None],
    ) -> None:
        self._session = session
        self._window = window
        self._database = database
        self._conversations = conversations
        self._ledger = ledger
        self._folder = pictures
        self._say = say
        self._sent: list[_Sent] = []
        self._pictures = 0

    async def give(self) -> TourFigures:
        """Lead through all steps; raises TourError, NoChineseError."""
        self._window.resize(LARGE)
        await self._wait(self._customers_have_come, "customers on all accounts")
        self._say("customers write on all accounts")
        self._session.views.inbox.choose_next_waiting()
        for number, text in enumerate(ANSWERS):
            await self._answer(text, spoil=number == SPOILED)
        self._say(f"{len(ANSWERS)} answers typed and sent, one refused and sent again")
        await self._go_on_talking()
        await self._show_looks()
        self._say(f"{self._pictures} screenshots")
        return await self._count()

    # Acting

    async def _answer(self, text: str, *, spoil: bool) -> None:
        """Type an answer; the next customer who waits comes by Ctrl+Enter."""
        views = self._session.views
        field = views.composer.findChild(QPlainTextEdit)
        assert isinstance(field, QPlainTextEdit)
        before = {sent.conversation_id for sent in self._sent}

        async def opened() -> bool:
            shown = views.conversation.model.conversation_id
            return shown not in {None, *before} and field.isEnabled()

        await self._wait(opened, "the next conversation")
        conversation_id = views.conversation.model.conversation_id
        assert conversation_id is not None
        if spoil:
            await self._ledger.refuse_next(REFUSAL)
        type_text(field, text)
        sent = _Sent(conversation_id, text)
        self._sent.append(sent)
        if spoil:
            press(field, Qt.Key.Key_Return)
            await self._send_again(sent)
            self._session.views.inbox.choose_next_waiting()
        else:
            press(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    async def _send_again(self, sent: _Sent) -> None:
        await self._wait_for_state(sent, SendState.FAILED)
        message = await self._stored(sent)
        assert message is not None

        async def shown() -> bool:
            model = self._session.views.conversation.model
            row = model.row_of(message.id)
            return row is not None and model[row].state is SendState.FAILED

        await self._wait(shown, "the failure on screen")
        self._picture("failed")
        self._session.views.conversation.timeline.retry_requested.emit(message.id)
        await self._wait_for_state(sent, SendState.ACCEPTED)

    async def _go_on_talking(self) -> None:
        """Answer the customer with the longest story once more, for the pictures."""
        views = self._session.views
        stories = {
            sent.conversation_id: await self._conversations.newest(sent.conversation_id)
            for sent in self._sent
        }
        longest = max(
            stories, key=lambda conversation_id: len(stories[conversation_id])
        )
        views.inbox.set_chosen(longest)
        self._session.conversation.open(longest)

        async def opened() -> bool:
            return views.conversation.model.conversation_id == longest

        await self._wait(opened, "the longest story")
        field = views.composer.findChild(QPlainTextEdit)
        assert isinstance(field, QPlainTextEdit)
        sent = _Sent(longest, FAREWELL)
        type_text(field, FAREWELL)
        self._sent.append(sent)
        press(field, Qt.Key.Key_Return)
        await self._wait_for_state(sent, SendState.ACCEPTED)
        type_text(field, DRAFT)

    async def _show_looks(self) -> None:
        usual = Preferences()
        for name, theme, size in (
            ("light", ThemeChoice.LIGHT, LARGE),
            ("light-small", ThemeChoice.LIGHT, SMALL),
            ("dark-small", ThemeChoice.DARK, SMALL),
            ("dark", ThemeChoice.DARK, LARGE),
        ):
            self._session.wear(replace(usual, theme=theme))
            self._window.resize(size)
            await asyncio.sleep(STEP)
            self._picture(name)

    def _picture(self, name: str) -> None:
        take_picture(self._window, self._folder / f"inbox-{name}.png")
        self._pictures += 1

    # Watching

    async def _customers_have_come(self) -> bool:
        found = await self._database.read(_arrivals)
        ledger = await self._ledger.read()
        return (
            found.accounts == found.enabled_accounts
            and ledger.accounts_heard == found.enabled_accounts
            and found.conversations >= ENOUGH_CONVERSATIONS
        )

    async def _stored(self, sent: _Sent) -> Message | None:
        messages = await self._conversations.newest(sent.conversation_id)
        return next(
            (
                message
                for message in messages
                if message.origin is Origin.OPERATOR
                and message.content == Text(sent.text)
            ),
            None,
        )

    async def _wait_for_state(self, sent: _Sent, state: SendState) -> None:
        async def reached() -> bool:
            message = await self._stored(sent)
            return message is not None and message.state is state

        await self._wait(reached, f"an answer to be {state.value}")

    async def _count(self) -> TourFigures:
        for sent in self._sent:
            await self._wait_for_state(sent, SendState.ACCEPTED)
        ledger = await self._ledger.read()

        async def all_here() -> bool:
            return ledger.said <= await self._database.read(_customer_msgids)

        await self._wait(all_here, "all that customers said")
        return self._figures(
            ledger,
            await self._database.read(_arrivals),
            [await self._stored(sent) for sent in self._sent],
        )

    def _figures(
        self, ledger: Ledger, found: "_Arrivals", stored: list[Message | None]
    ) -> TourFigures:
        states = [message.state for message in stored if message is not None]
        received = [ledger.received[sent.text] for sent in self._sent]
        return TourFigures(
            accounts=found.accounts,
            conversations=found.conversations,
            messages_in=found.messages,
            answers_sent=len(self._sent),
            answers_accepted=states.count(SendState.ACCEPTED),
            unconfirmed=states.count(SendState.UNCONFIRMED),
            lost=received.count(0),
            duplicated=sum(count > 1 for count in received) + found.doubles,
            screenshots=self._pictures,
        )

    async def _wait(self, reached: Callable[[], Awaitable[bool]], what: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                # Other processes make it true: there is no event to wait for.
                while not await reached():  # noqa: ASYNC110
                    await asyncio.sleep(STEP)
        except TimeoutError:
            raise TourError(f"waited in vain for {what}") from None


@dataclass(frozen=True, slots=True)
class _Arrivals:
    """What has come into the database."""

    enabled_accounts: int
    accounts: int
    """Accounts at which a customer has written."""
    conversations: int
    messages: int
    doubles: int


def _arrivals(connection: Connection) -> _Arrivals:
    row = connection.execute(
        "SELECT (SELECT count(*) FROM account WHERE enabled),"
        " count(DISTINCT account_id), count(DISTINCT conversation_id), count(*),"
        " count(*) - count(DISTINCT account_id || ' ' || msgid)"
        " FROM message WHERE origin = 3"
    ).fetchone()
    return _Arrivals(*row)


def _customer_msgids(connection: Connection) -> frozenset[str]:
    rows = connection.execute("SELECT msgid FROM message WHERE origin = 3")
    return frozenset(row[0] for row in rows)
