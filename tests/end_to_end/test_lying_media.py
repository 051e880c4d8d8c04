"""Broken and lying files, from WeCom to the window: each says why, no more stops."""

import base64
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.models.clock import SystemClock
from desktop.models.media_facts import (
    BROKEN_SENTENCES,
    BrokenMedia,
    BrokenReason,
    FileFacts,
    PictureFacts,
)
from desktop.models.message import MediaState
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.media_files import MediaFiles
from desktop.services.media_viewing import MediaViewing
from desktop.services.storage.database import Database
from desktop.views.theme.language import words
from tests.end_to_end.desk_run import (
    RunningDesk,
    connect_profile,
    profile_in,
    running_desk,
)
from tests.end_to_end.shown_words import complaints
from tests.sandbox_fixture import Sandbox
from tests.services.decoding.bombs import bombs, svg
from tests.services.decoding.samples import demo, picture

BOMB = next(iter(bombs())).content
SPOOFED = "合同\u202efdp.exe"
LIES: tuple[tuple[str, str, bytes, BrokenReason | None], ...] = (
    ("image", "bomb.png", BOMB, BrokenReason.TOO_LARGE),
    ("image", "drawing.png", svg("<svg/>"), BrokenReason.NOT_ITS_KIND),
    ("image", "cut.png", picture("PNG")[:70], BrokenReason.DAMAGED),
    ("image", "sound.jpg", demo(".amr"), BrokenReason.NOT_ITS_KIND),
    ("voice", "picture.amr", picture("JPEG"), BrokenReason.NOT_ITS_KIND),
    ("video", "program.mp4", b"MZ" + bytes(400), BrokenReason.NOT_ITS_KIND),
    ("file", SPOOFED, b"MZ" + bytes(400), None),
    ("image", "truth.png", picture("PNG"), None),
)


def send(sandbox: Sandbox, kind: str, name: str, content: bytes) -> str:
    """Let the first customer send these bytes as what they are not; the msgid."""
    control = sandbox.control
    given = control.post(
        "media", type=kind, name=name, base64=base64.b64encode(content).decode()
    )
    body = {"media_id": given["media_id"]}
    return control.say(
        control.accounts()[0], control.customers()[0], msgtype=kind, body=body
    )


def ready(desk: RunningDesk) -> int:
    """How many files of the open conversation are here."""
    model = desk.session.views.conversation.model
    files = [model[row].media for row in range(len(model))]
    return sum(one is not None and one.state is MediaState.READY for one in files)


async def check_faces(folder: Path, ids: list[int]) -> None:
    """Each file is told for what it is."""
    profile = profile_in(folder)
    key = database_key(KeyFileStore(folder / "keys.json"), profile.database)
    database = Database(profile.database, key)
    files = MediaFiles(database, profile.media)
    viewing = MediaViewing(files, database, SystemClock())
    for message_id, (kind, name, _, reason) in zip(ids, LIES, strict=True):
        face = (await viewing.facts(message_id)).face
        if reason is not None:
            assert face == BrokenMedia(reason), name
        elif kind == "file":
            assert face == FileFacts("Windows EXE", False)
        else:
            assert isinstance(face, PictureFacts), name
    viewing.close()
    await database.close()


@pytest.mark.qt_log_ignore("[Aa]udio")
@pytest.mark.timeout(180)
async def test_lying_files_say_so_and_the_true_one_behind_them_is_shown(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    await connect_profile(tmp_path, sandbox)
    async with running_desk(tmp_path) as desk:
        for kind, name, content, _ in LIES:
            send(sandbox, kind, name, content)
        session, view = desk.session, desk.session.views.conversation
        rows = session.views.inbox.list.list_model
        await desk.until(lambda: rows.rowCount() == 1, "the conversation")
        session.navigation.go_to(1)
        await desk.until(lambda: ready(desk) == len(LIES), "all files are here")
        view.timeline.grab()
        ids = [view.model[row].id for row in range(len(LIES))]
        await check_faces(tmp_path, ids)
        viewing = session.media.viewer
        viewing.open(ids[0])
        await viewing.tasks.drained()
        window = viewing.window
        assert window is not None
        said = words(BROKEN_SENTENCES[BrokenReason.TOO_LARGE])
        assert said in window.stage.accessibleDescription()
        viewing.open(ids[-1])
        await viewing.tasks.drained()
        shown = window.stage.image
        assert shown is not None
        assert window.stage.accessibleDescription() != said
        window.close()
        session.media.opening.open(ids[-2])
        await desk.until(lambda: not view.open_file_strip.isHidden(), "the warning")
        assert complaints() == []
