"""A file is saved under the name that was chosen for it, not for another one."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.models import content as kinds
from desktop.services.media_files import sealed_path
from desktop.services.storage.sealed_files import SealedWriter
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.conversation.saving_presenter import SavingPresenter
from desktop.views.theme.style import theme_named
from tests.building import START, Deadline, World, entry, make_world
from tests.views.presenter_stage import desk_on


def with_files(world: World, *contents: bytes) -> list[int]:
    """Store files that customers have sent; return their messages."""
    world.take_in(
        *(entry(kinds.File(f"media-{at}"), seconds=at) for at in range(len(contents)))
    )
    rows = world.connection.execute("SELECT id, message_id, file_key FROM media")
    found = rows.fetchall()
    for (media_id, _, key), content in zip(found, contents, strict=True):
        with SealedWriter(sealed_path(world.profile.media, media_id), key) as writer:
            writer.write(content)
            writer.finish()
    world.connection.execute("UPDATE media SET state = 'ready', name = id || '.txt'")
    return [int(row[1]) for row in found]


@pytest.mark.qt_log_ignore("propagateSizeHints")  # of the offscreen platform
async def test_each_dialog_saves_the_file_it_was_opened_for(
    tmp_path: Path, qapp: object, qtbot: QtBot
) -> None:
    world = make_world(tmp_path / "profile")
    first, second = with_files(world, b"1", b"2")
    async with desk_on(world) as (desk, _):
        view = ConversationView(theme_named("light"), START)
        qtbot.addWidget(view)
        parent = QObject()
        presenter = SavingPresenter(view, desk, parent)
        said: list[str] = []
        presenter.said.connect(said.append)
        view.timeline.save_requested.emit(first)
        view.timeline.save_requested.emit(second)
        await presenter.tasks.drained()
        dialogs = view.findChildren(QFileDialog)
        assert len(dialogs) == 2
        for dialog in dialogs:
            (chosen,) = dialog.selectedFiles()
            dialog.fileSelected.emit(str(tmp_path / Path(chosen).name))
        deadline = Deadline()
        while len(said) < 2:
            deadline.check("both are saved")
            await asyncio.sleep(0.01)
        for dialog in dialogs:
            dialog.close()
        await asyncio.sleep(0)
    world.close()
    assert (tmp_path / "1.txt").read_bytes() == b"1"
    assert (tmp_path / "2.txt").read_bytes() == b"2"
