"""The desk of the gallery: worked as by an agent, pictured when it stands still."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from desktop.demo.backstage import Backstage
from desktop.demo.hands import type_text
from desktop.desk.session import DeskSession
from desktop.models.organisation import Operator, Role
from desktop.models.preferences import Preferences, ThemeChoice
from desktop.models.service_state import SENDABLE
from desktop.services.desk import Desk
from desktop.services.storage.connection import Connection
from desktop.views.composer.message_field import MessageField
from desktop.views.window.keys import Command
from desktop.views.window.main_window import MainWindow

STEP = 0.05
PATIENCE = 30.0
STILL = 6
"""Steps without a change after which a picture is taken."""
RESTLESS = 60
"""Steps after which it is taken all the same: a clock may be running."""


SCROLL_BAR = 24
_ACCOUNTS = "SELECT external_id FROM account"
_WITH_US = "SELECT id FROM conversation WHERE service_state IN (?, ?) ORDER BY id"
MARGIN = 24


class GalleryError(Exception):
    """Something did not happen in time; says what."""


@dataclass(frozen=True, slots=True)
class Person:
    """A customer and their account, as WeCom and the desk know them."""

    conversation_id: int
    external_userid: str
    open_kfid: str


class GalleryDesk:
    """Acts in the window as an agent would, lets customers speak, takes pictures."""

    def __init__(
        self,
        session: DeskSession,
        window: MainWindow,
        behind: Desk,
        control_url: str,
        folder: Path,
    ) -> None:
        self.session = session
        self.window = window
        self.folder = folder
        self.backstage = Backstage(behind)
        self._database = behind.database
        self._control = httpx.AsyncClient(
            base_url=control_url, trust_env=False, timeout=10
        )

    # Acting

    async def open(self, nickname: str) -> Person:
        """Open a customer's conversation and wait until it stands."""
        person = await self.person(nickname)
        wanted = person.conversation_id
        self.session.views.inbox.set_chosen(wanted)
        self.session.views.inbox.conversation_chosen.emit(wanted)
        await self.until(
            lambda: self.session.conversation.settled_id() == wanted, nickname
        )
        return person

    async def person(self, nickname: str) -> Person:
        """Find a customer by name."""

        def find(connection: Connection) -> tuple[int, str, str] | None:
            row: tuple[int, str, str] | None = connection.execute(
                "SELECT c.id, u.external_userid, a.external_id FROM conversation c"
                " JOIN customer u ON u.id = c.customer_id"
                " JOIN account a ON a.id = c.account_id WHERE u.nickname = ?",
                (nickname,),
            ).fetchone()
            return row

        found = await self._database.read(find)
        if found is None:
            raise GalleryError(f"there is no {nickname}")
        return Person(*found)

    async def says(self, person: Person, **message: object) -> None:
        """Let a customer say something, as `say` of the sandbox takes it."""
        body = {
            "open_kfid": person.open_kfid,
            "external_userid": person.external_userid,
            **message,
        }
        await self.control("say", **body)

    async def control(self, verb: str, **body: object) -> None:
        """Ask the sandbox for something."""
        reply = await self._control.post(verb, json=body)
        reply.raise_for_status()

    async def hire(
        self, names: tuple[str, ...], role: Role = Role.AGENT
    ) -> tuple[Operator, ...]:
        """Let colleagues work here, who can be named in notes."""

        def insert(connection: Connection) -> tuple[Operator, ...]:
            hired = "INSERT INTO operator(name, role) VALUES (?, ?) RETURNING id"
            rows = [
                connection.execute(hired, (name, role.value)).fetchall()[0]
                for name in names
            ]
            ids = (row[0] for row in rows)
            return tuple(
                Operator(id_, name, role) for id_, name in zip(ids, names, strict=True)
            )

        return await self._database.write(insert)

    async def answer_others(self, shown: tuple[str, ...]) -> None:
        """Let all customers but those that are shown have been sent replies."""
        kept = {(await self.person(name)).conversation_id for name in shown}

        states = tuple(state.value for state in SENDABLE)

        def ids(connection: Connection) -> list[int]:
            rows = connection.execute(_WITH_US, states)
            return [row[0] for row in rows.fetchall()]

        others = [id_ for id_ in await self._database.read(ids) if id_ not in kept]
        await self.backstage.answer_all(others)
        await self.all_left()

    async def all_left(self) -> None:
        """Wait until nothing waits in the outbox."""
        await self.until_nothing(
            "SELECT 1 FROM outbox WHERE state IN ('queued', 'sending')"
        )

    async def wake_accounts(self) -> None:
        """Let WeCom call for every account, so that nobody waits for the polling."""

        def ids(connection: Connection) -> list[str]:
            return [row[0] for row in connection.execute(_ACCOUNTS).fetchall()]

        for open_kfid in await self._database.read(ids):
            await self.control(
                "servicer", open_kfid=open_kfid, userid="min.luo", status=1
            )

    def press(self, command: Command) -> None:
        """Do what the keys of a command do."""
        self.window.carry_out(command)

    async def wear(self, theme: ThemeChoice) -> None:
        """Put on a theme."""
        self.session.wear(replace(Preferences(), theme=theme))
        await self.until(lambda: self.session.views.theme.name == theme.value, theme)

    def type(self, text: str) -> None:
        """Type into the composer."""
        type_text(self.field, text)

    @property
    def field(self) -> MessageField:
        """Where answers are typed."""
        found = self.session.views.composer.findChild(MessageField)
        assert isinstance(found, MessageField)
        return found

    async def resize(self, width: int, height: int) -> None:
        """Give the window a size and wait until it has it."""
        size = QSize(width, height)
        self.window.resize(size)
        await self.until(lambda: self.window.size() == size, f"{width} × {height}")

    def focused(self) -> QWidget:
        """Return who has the keyboard."""
        return QApplication.focusWidget() or self.window

    # Watching

    async def until(self, fact: Callable[[], object], what: str) -> None:
        """Let the desk go on until something is so; raises GalleryError."""

        async def asked() -> bool:
            return bool(fact())

        await self.until_async(asked, what)

    async def until_async(self, fact: Callable[[], Awaitable[bool]], what: str) -> None:
        """Likewise for what must be read first."""
        try:
            async with asyncio.timeout(PATIENCE):
                # Other processes make it true: there is no event to wait for.
                while not await fact():  # noqa: ASYNC110
                    await asyncio.sleep(STEP)
        except TimeoutError:
            raise GalleryError(f"waited in vain for {what}") from None

    async def until_nothing(self, query: str, *values: object) -> None:
        """Wait until a query of the database finds nothing any more."""

        def rest(connection: Connection) -> bool:
            return connection.execute(query, values).fetchone() is None

        async def asked() -> bool:
            return await self._database.read(rest)

        await self.until_async(asked, query)

    async def shoot(self, name: str, *parts: QWidget, trimmed: bool = False) -> None:
        """Save what the screen shows of the window, or of these parts of it.

        `trimmed` leaves out what is empty below the last thing to see.
        """
        QCursor.setPos(self.window.screen().geometry().bottomRight())
        area = QRect()
        for part in parts or (self.window,):
            area = area.united(QRect(part.mapToGlobal(QPoint()), part.size()))
        # What was said last belongs to another picture.
        self.window.toast.expire()
        image = await self._still(area)
        if trimmed:
            image = without_foot(image)
        if not image.save(str(self.folder / f"{name}.png")):
            raise OSError(f"cannot write {name}")

    async def _still(self, area: QRect) -> QImage:
        """Return what stands there once nothing moves."""
        unchanged, before = 0, self._grab(area)
        for _ in range(RESTLESS):
            await asyncio.sleep(STEP)
            now = self._grab(area)
            unchanged = unchanged + 1 if now == before else 0
            if unchanged >= STILL:
                break
            before = now
        return before

    def _grab(self, area: QRect) -> QImage:
        screen = self.window.screen()
        return screen.grabWindow(0, *area.getRect()).toImage()  # type: ignore[misc]

    async def close(self) -> None:
        """Close the connection to the sandbox."""
        await self._control.aclose()


def without_foot(image: QImage) -> QImage:
    """Cut off the rows at the foot that have one colour."""
    foot = image.height() - 1
    colour = image.pixel(0, foot)
    # The right edge is left out: a scroll bar stands there.
    columns = range(0, image.width() - SCROLL_BAR, 2)
    while foot > 0 and all(image.pixel(x, foot) == colour for x in columns):
        foot -= 1
    return image.copy(0, 0, image.width(), min(image.height(), foot + MARGIN))
