"""The set-up's joins: what a child's end, a step back or a busy database mean."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.models.checkup import SetupEntry
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import DATABASE_KEY
from desktop.views.setup.check_row import CheckRow, OutcomeMark
from desktop.views.setup.setup_page import SetupPage
from desktop.views.setup.setup_presenter import SetupPresenter
from desktop.views.setup.step_list import SetupStep
from desktop.views.theme.style import theme_named
from tests.building import Deadline, World, make_world
from tests.sandbox_fixture import MakeSandbox, Sandbox
from tests.views.presenter_stage import MoodyDatabase, desk_on

PATIENCE = 20.0


@dataclass
class Stage:
    """A set-up page with its presenter, on a desk without an engine."""

    page: SetupPage
    presenter: SetupPresenter
    database: MoodyDatabase
    sandbox: Sandbox

    @property
    def entry(self) -> SetupEntry:
        """What connects the sandbox's corp."""
        return SetupEntry("wwnew", "secret", base_url=self.sandbox.base_url)

    def begin(self) -> None:
        """Ask for the check-up as the form does."""
        self.page.show_step(SetupStep.CHECKUP)
        self.page.check_requested.emit(self.entry)

    def outcome(self, row: int) -> str:
        """The spoken outcome of a row."""
        mark = self.page.findChildren(CheckRow)[row].findChild(OutcomeMark)
        assert mark is not None
        return mark.accessibleName()

    def says(self, words: str) -> bool:
        """Whether words stand on the page."""
        labels = self.page.findChildren(QLabel)
        return any(words in one.text() for one in labels if one.isVisibleTo(self.page))

    def button(self, words: str) -> QPushButton:
        """A button of the step on show."""
        return next(
            one
            for one in self.page.findChildren(QPushButton)
            if one.text() == words and one.isVisibleTo(self.page)
        )


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = make_world(tmp_path)
    yield world
    world.close()


@pytest.fixture
async def stage(
    qapp: QApplication, world: World, make_sandbox: MakeSandbox
) -> AsyncIterator[Stage]:
    sandbox = make_sandbox(corps=(("wwnew", "secret"),))
    assert world.profile.key_file is not None
    keys = KeyFileStore(world.profile.key_file)
    keys.set(DATABASE_KEY, world.key.raw.hex())
    async with desk_on(world) as (desk, database):
        page, owner = SetupPage(theme_named("light")), QObject()
        presenter = SetupPresenter(page, desk, "", owner)
        yield Stage(page, presenter, database, sandbox)
        await presenter.close()
        page.deleteLater()


async def until(fact: Callable[[], object], what: str) -> None:
    deadline = Deadline(PATIENCE)
    while not fact():
        deadline.check(what)
        await asyncio.sleep(0.02)


def children() -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if one.is_running()]


async def test_rows_stand_at_once_and_a_child_that_dies_makes_them_bad(stage: Stage):
    stage.sandbox.control.hold("gettoken", before=True)
    stage.begin()
    assert stage.says("本机时钟")
    await until(lambda: stage.outcome(0) == "正在检查", "the first row")
    for child in children():
        child.kill()
    await until(lambda: stage.says("检查中途断了"), "words")
    assert stage.button("全部重试").isEnabled()
    assert not stage.button("继续").isEnabled()
    stage.sandbox.control.release()


async def test_a_step_back_ends_the_check_up_and_nothing_comes_after(stage: Stage):
    stage.sandbox.control.hold("gettoken", before=True)
    stage.begin()
    await until(lambda: stage.outcome(0) == "正在检查", "the first row")
    stage.button("上一步").click()
    assert stage.page.step is SetupStep.CONNECT
    await until(lambda: not children(), "the child's end")
    stage.sandbox.control.release()
    stage.page.show_step(SetupStep.CHECKUP)
    assert not stage.says("检查中途断了")


async def test_when_one_row_is_asked_again_the_others_stand_still(stage: Stage):
    stage.sandbox.control.rule(kf_refusal=48002)
    stage.begin()
    await until(lambda: stage.outcome(2) == "没有通过", "the refusal")
    await until(lambda: stage.outcome(6) == "通过", "the last row")
    seen: set[str] = set()
    stage.sandbox.control.rule(kf_refusal=0)
    stage.button("重试").click()
    assert stage.outcome(2) == "正在检查"

    def cured() -> bool:
        seen.add(stage.outcome(0))
        return stage.outcome(2) == "通过"

    await until(cured, "the cure")
    assert seen == {"通过"}


async def test_a_busy_database_connects_nothing_and_says_so(stage: Stage, world: World):
    stage.begin()
    await until(lambda: stage.button("继续").isEnabled(), "a good check-up")
    stage.button("继续").click()
    with stage.database.kept_busy():
        stage.button("开始同步").click()
        await until(lambda: stage.page.step is SetupStep.ACCOUNTS, "the way back")
    assert len(world.rows("corp")) == 1
    stage.button("开始同步").click()
    await until(lambda: len(world.rows("corp")) == 2, "the corp")
    assert stage.page.step is SetupStep.SYNC


async def test_what_fails_after_the_page_was_closed_is_told_all_the_same(
    stage: Stage,
):
    told: list[str] = []
    stage.presenter.failed.connect(told.append)
    stage.begin()
    await until(lambda: stage.button("继续").isEnabled(), "a good check-up")
    stage.button("继续").click()
    with stage.database.kept_busy():
        stage.button("开始同步").click()
        await stage.presenter.close()
    assert len(told) == 1
    assert stage.page.step is SetupStep.SYNC


async def test_what_the_entry_cannot_reach_is_the_network_row(stage: Stage):
    stage.page.show_step(SetupStep.CHECKUP)
    stage.page.check_requested.emit(
        SetupEntry("wwnew", "s", base_url="http://127.0.0.1:9/cgi-bin/")
    )
    await until(lambda: stage.outcome(0) == "没有通过", "the network row")
    assert stage.outcome(1) == "还没有检查"
