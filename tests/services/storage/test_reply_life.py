"""Any life of a reply: what may leave and what the news say follow from its steps."""

from dataclasses import dataclass, field
from functools import partial

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.models.content_source import ContentSource
from desktop.models.organisation import Operator, Role
from desktop.models.outgoing import WithdrawnContentError
from desktop.models.quick_reply import ReplyContent, ReplyText, Scope
from desktop.models.reply_publication import EntryFate
from desktop.services.storage import (
    content_guard,
    reply_news,
    reply_proposals,
    reply_publications,
    reply_store,
)
from desktop.services.storage.connection import Connection
from desktop.services.storage.reply_store import Pen
from tests.building import DESK, World

STEPS = st.lists(
    st.sampled_from(["publish", "publish and stop", "withdraw", "reinstate", "look"]),
    max_size=12,
)
READER = Operator(77, "读者", Role.AGENT)


@dataclass
class Life:
    """What a reply's steps mean, told without a database."""

    version: int = 0
    stops_below: int = 0
    withdrawn: bool = False
    seen: tuple[int, bool] | None = None
    """Version and whether withdrawn when the reader last looked; None is never."""
    may_leave: list[int] = field(default_factory=list)

    def step(self, name: str) -> None:
        if name.startswith("publish"):
            self.version += 1
            if name.endswith("stop") or self.withdrawn:
                self.stops_below = self.version
            self.withdrawn = False
        elif name == "look":
            self.seen = (self.version, self.withdrawn) if self.version else None
        elif self.version:
            self.withdrawn = name == "withdraw"

    @property
    def good_versions(self) -> set[int]:
        if self.withdrawn:
            return set()
        return set(range(max(1, self.stops_below), self.version + 1))

    @property
    def news(self) -> EntryFate | None:
        if not self.version:
            return None
        there = self.seen is not None and not self.seen[1]
        if self.withdrawn:
            return EntryFate.WITHDRAWN if there else None
        if self.seen is None:
            return EntryFate.NEW
        if self.seen[1]:
            return EntryFate.REINSTATED
        return EntryFate.CHANGED if self.version != self.seen[0] else None


def content(number: int) -> ReplyContent:
    return ReplyContent("价格", (), (ReplyText(f"现价 {number}"),), Scope.COMPANY)


def take(connection: Connection, pen: Pen, reply_id: int, name: str) -> int:
    """Do a step to a reply (0: none yet) and return its id."""
    if name == "look":
        reader = Pen(READER, DESK, pen.now)
        reply_news.mark_seen(connection, reader, None)
    elif name.startswith("publish"):
        before = reply_store.version_of(connection, reply_id) if reply_id else 0
        proposal = reply_proposals.propose(
            connection, pen, content(before + 1), reply_id or None
        )
        stops = name.endswith("stop")
        done = reply_publications.publish(
            connection, pen, [proposal], "", lambda _: "", stops_old=stops
        )
        return done.reply_ids[0]
    elif reply_id:
        work = getattr(reply_publications, name)
        work(connection, pen, [reply_id], "")
    return reply_id


def leaves(connection: Connection, reply_id: int, version: int, now: int) -> bool:
    try:
        content_guard.refuse(connection, [ContentSource(reply_id, version)], now=now)
    except WithdrawnContentError:
        return False
    return True


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(STEPS)
def test_guard_and_news_follow_from_the_steps(world: World, steps: list[str]) -> None:
    connection, life, reply_id = world.connection, Life(), 0
    pen = Pen(world.operator, DESK, world.now)
    world.write(
        lambda one: one.execute(
            "INSERT INTO operator VALUES (77, '读者', 'agent') ON CONFLICT DO NOTHING"
        )
    )
    world.write(lambda one: take(one, pen, 0, "look"))
    for name in steps:
        step = partial(take, pen=pen, reply_id=reply_id, name=name)
        reply_id = world.write(step)
        life.step(name)
        versions = range(1, life.version + 1)
        assert {
            one for one in versions if leaves(connection, reply_id, one, world.now)
        } == life.good_versions
        found = reply_news.news(connection, READER)
        told = {one.reply_id: one.fate for one in found.entries} if found else {}
        assert told.get(reply_id) is life.news
