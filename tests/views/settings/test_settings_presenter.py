"""The settings' joins: corps come and go, and what fails is said in words."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel

from desktop.models.preferences import LanguageChoice, Preferences, TextSize
from desktop.services.corps import Disconnected
from desktop.services.desk import Desk
from desktop.views.settings.settings_presenter import SettingsPresenter
from desktop.views.settings.settings_view import SettingsView
from desktop.views.theme.style import theme_named
from tests.building import Deadline, World, make_world
from tests.views.presenter_stage import MoodyDatabase, desk_on


@dataclass
class Stage:
    """A settings page with its presenter, on a desk without an engine."""

    view: SettingsView
    presenter: SettingsPresenter
    desk: Desk
    database: MoodyDatabase
    said: list[tuple[str, object]]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = make_world(tmp_path)
    yield world
    world.close()


@pytest.fixture
async def stage(qapp: QApplication, world: World) -> AsyncIterator[Stage]:
    async with desk_on(world) as (desk, database):
        view, owner = SettingsView(theme_named("light")), QObject()
        presenter = SettingsPresenter(view, desk, LanguageChoice.CHINESE, "", owner)
        said: list[tuple[str, object]] = []
        presenter.said.connect(lambda words, key: said.append((words, key)))

        async def follow() -> None:
            async for batch in desk.feed.batches():
                presenter.take_changes(batch)

        following = asyncio.create_task(follow())
        await until(lambda: view.findChildren(QObject, "disconnect"), "the card")
        yield Stage(view, presenter, desk, database, said)
        following.cancel()
        await presenter.close()
        view.deleteLater()


async def until(fact: Callable[[], object], what: str) -> None:
    deadline = Deadline()
    while not fact():
        deadline.check(what)
        await asyncio.sleep(0.01)


async def test_a_disconnected_corp_is_said_with_a_way_back(stage: Stage, world: World):
    stage.view.corps.disconnect_requested.emit(world.corp_id)
    await until(lambda: stage.said, "words")
    words, key = stage.said[0]
    assert "甲公司" in words
    assert "聊天记录留在本机" in words
    assert isinstance(key, Disconnected)
    await until(lambda: not _has_card(stage, world.corp_id), "no card")
    stage.presenter.undo(key)
    await until(lambda: len(stage.said) == 2, "more words")
    assert stage.said[1] == ("已重新接入「甲公司」", None)


def _has_card(stage: Stage, corp_id: int) -> bool:
    try:
        stage.view.corps.corp_card(corp_id)
    except KeyError:
        return False
    return True


async def test_the_undo_of_others_is_left_to_them(stage: Stage):
    stage.presenter.undo("another key")
    stage.presenter.undo(None)
    await stage.presenter.close()
    assert stage.said == []


async def test_a_busy_database_is_said_and_the_budget_shown_as_it_is(
    stage: Stage, world: World
):
    card = stage.view.corps.corp_card(world.corp_id)
    with stage.database.kept_busy():
        card.budget.pick(6)
        await until(lambda: stage.said, "words")
    assert stage.said[0][1] is None
    await until(lambda: card.budget.choice() == 30, "the budget in force")


async def test_a_budget_that_was_stored_is_shown_with_its_delay(
    stage: Stage, world: World
):
    stage.view.corps.corp_card(world.corp_id).budget.pick(6)
    (corp,) = await stage.desk.corps.connected()
    await until(lambda: world.rows("corp")[0][5] == 6, "the row")
    assert stage.said == []
    assert corp.corp.id == world.corp_id


async def test_only_another_language_waits_for_the_next_start(stage: Stage):
    def waits() -> bool:
        labels = stage.view.findChildren(QLabel)
        return any(label.text() == "下次启动后生效" for label in labels)

    chosen = Preferences(text_size=TextSize.BIG)
    stage.presenter.show_preferences(chosen)
    assert not waits()
    stage.presenter.show_preferences(replace(chosen, language=LanguageChoice.ENGLISH))
    assert waits()
    stage.presenter.show_preferences(chosen)
    assert not waits()
