"""S8, S9: canaries in secrets, tokens, keys and words; none is found outside."""

import base64
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import callback_key
from desktop.services.media_files import sealed_path
from desktop.services.storage.sealed_files import unsealed
from tests.faults.canaries import found_in, search, search_process
from tests.faults.conditions import wait_for
from tests.faults.conftest import MakeScene
from tests.faults.processes import ROOT
from tests.faults.scene import AES_KEY, CORP, Entry, Scene, open_scene
from tests.faults.talk import Agent, chats_of

LOUD_ENGINE = ("tests.faults.loud", "engine")
LOUD_DESK = ("tests.faults.loud", "desk")
SECRET = "CanarySecret-7Hq2mZx9"
CALLBACK_TOKEN = "CanaryCallbackToken5"
CALLBACK_KEY = "CanaryEncodingAESKey0123456789abcdefghijklm"
PHONE = "13912345678"
CUSTOMER_WORDS = "金丝雀客户的话，我的手机"
ANSWER = "金丝雀客服的回复"
DRAFT = "金丝雀没有发出的草稿"
FILE_WORDS = b"CANARY file content " * 9_000
FILE_NAME = "金丝雀合同.pdf"
ENTRY = Entry(secret=SECRET, callback_token=CALLBACK_TOKEN, aes_key=CALLBACK_KEY)


@dataclass
class Aviary:
    """A scene with canaries in it, and what they look like."""

    scene: Scene
    tokens: set[str]

    def note_token(self) -> None:
        """Remember the access token of this moment: all callers share one."""
        reply = httpx.get(
            self.scene.control.base_url + "gettoken",
            params={"corpid": CORP, "corpsecret": SECRET},
            trust_env=False,
        )
        self.tokens.add(reply.json()["access_token"])

    @property
    def secrets(self) -> dict[str, bytes]:
        """What must not even be in the decrypted database."""
        tokens = {f"token {at}": one.encode() for at, one in enumerate(self.tokens)}
        return {
            "secret": SECRET.encode(),
            "callback token": CALLBACK_TOKEN.encode(),
            "callback key": CALLBACK_KEY.encode(),
            "database key": self.scene.key.raw,
            **tokens,
        }

    @property
    def words(self) -> dict[str, bytes]:
        """What only the encrypted stores may hold."""
        (nickname, *_) = self.scene.database.execute(
            "SELECT nickname FROM customer WHERE nickname <> '' LIMIT 1"
        ).fetchone()
        return {
            "customer's words": CUSTOMER_WORDS.encode(),
            "answer": ANSWER.encode(),
            "draft": DRAFT.encode(),
            "phone number": PHONE.encode(),
            "file content": FILE_WORDS[:40],
            "file name": FILE_NAME.encode(),
            "nickname": nickname.encode(),
        }

    @property
    def all(self) -> dict[str, bytes]:
        """Every canary."""
        return {**self.secrets, **self.words}


def talk(aviary: Aviary) -> None:
    """Let canaries flow both ways, with a file and a draft."""
    scene, agent = aviary.scene, Agent(aviary.scene)
    chat, other = chats_of(scene)[:2]
    conversation = agent.heard(chat, f"{CUSTOMER_WORDS} {PHONE}")
    coded = base64.b64encode(FILE_WORDS).decode()
    media = scene.control.post("media", type="file", name=FILE_NAME, base64=coded)
    scene.control.say(*chat, msgtype="file", body={"media_id": media["media_id"]})
    wait_for(
        lambda: scene.number("SELECT count(*) FROM media WHERE state = 'ready'"),
        "the file",
    )
    wait_for(
        lambda: scene.number("SELECT count(*) FROM customer WHERE nickname <> ''"),
        "the nickname",
    )
    agent.writes(conversation, f"{ANSWER} {PHONE}")
    agent.wait_state(f"{ANSWER} {PHONE}", "accepted")
    beside = agent.heard(other, CUSTOMER_WORDS)
    scene.desk.wish("draft", beside, 1_000_000, DRAFT)
    wait_for(lambda: 1_000_000 in scene.desk.drafted, "the draft")


def suffer(aviary: Aviary) -> None:
    """Lead the engine through every kind of refusal, with canaries in the answers."""
    control, agent = aviary.scene.control, Agent(aviary.scene)
    chats = chats_of(aviary.scene)
    aviary.note_token()
    echo = f"access_token={max(aviary.tokens)} {SECRET} {CUSTOMER_WORDS} {PHONE}"
    errcodes = (-1, 40001, 40014, 40058, 45009, 48002, 60020, 95001, 95018, 123456)
    for errcode in errcodes:
        for path in ("kf/send_msg", "kf/sync_msg"):
            control.answer_with(path, errcode, errmsg=f"{echo} from ip: 192.0.2.9")
    for status in (200, 302, 404, 500):
        for path in ("kf/send_msg", "kf/sync_msg"):
            control.raw(path, status=status, body=f"<html>{echo}</html>")
    control.page(
        chats[0][0],
        [CUSTOMER_WORDS, {"msgid": CUSTOMER_WORDS}, {"msgtype": "event", "event": 7},
         {"msgtype": "text", "text": {"content": [CUSTOMER_WORDS, PHONE]}}],
    )  # fmt: skip
    control.revoke_token()
    conversations = [
        agent.scene.conversation(*chat) or agent.heard(chat) for chat in chats[:2]
    ]
    for at, conversation in enumerate(conversations):
        agent.writes(conversation, f"{ANSWER} {at}")
    wait_for(
        lambda: all(
            agent.answer(f"{ANSWER} {at}").state not in {"queued", "sending"}
            for at in range(2)
        ),
        "the answers' ends",
        within=60,
    )
    aviary.note_token()
    control.answer_with("gettoken", 40001, errmsg=f"{echo} from ip: 192.0.2.9")
    control.revoke_token()
    wait_for(lambda: agent.scene.number("SELECT count(failure) FROM corp"), "a failure")


def everything_outside(aviary: Aviary) -> list[str]:
    """Search the profile, the homes and what the processes show."""
    scene = aviary.scene
    keys = scene.profile.key_file
    places = [place for place in scene.folder.iterdir() if place != keys]
    finds = search([*places, Path.home()], aviary.all)
    for child in (scene.engine, scene.desk):
        if child.alive:
            finds += search_process(child.process.pid, aviary.all)
    return finds


@pytest.fixture
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where children put what is temporary; searched with the rest."""
    folder = tmp_path / "scene" / "temporary"
    folder.mkdir(parents=True)
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setenv("SQLITE_TMPDIR", str(folder))
    return folder


@pytest.mark.parametrize("desk", [("tests.faults.writer",), LOUD_DESK])
def test_no_canary_is_found_outside_the_encrypted_stores(
    desk: tuple[str, ...],
    own_temporary_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    folder = own_temporary_folder.parent
    with open_scene(folder, ENTRY, engine=LOUD_ENGINE, desk=desk) as scene:
        aviary = Aviary(scene, set())
        monkeypatch.setenv("PYTHONASYNCIODEBUG", "1")
        scene.engine.run()
        scene.desk.launch()
        aviary.note_token()
        talk(aviary)
        suffer(aviary)
        assert everything_outside(aviary) == []
        scene.engine.signal(signal.SIGABRT)
        scene.engine.wait_ended()
        scene.desk.signal(signal.SIGABRT)
        scene.desk.wait_ended()
        scene.desk.kill()
        crash = (scene.profile.logs / "engine.crash").read_text("utf-8")
        assert "Fatal Python error: Aborted" in crash
        log = (scene.profile.logs / "engine.log").read_text("utf-8")
        assert " DEBUG " in log
        assert everything_outside(aviary) == []
        assert scene.damage() == []


def test_the_search_finds_the_canaries_where_they_may_be(
    make_scene: MakeScene, tmp_path: Path
):
    scene = make_scene(ENTRY)
    aviary = Aviary(scene, set())
    scene.engine.run()
    scene.desk.launch()
    aviary.note_token()
    talk(aviary)
    plain = tmp_path / "plain.db"
    scene.database.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
    scene.database.execute("PRAGMA query_only = OFF")
    scene.database.execute("SELECT sqlcipher_export('plain')")
    scene.database.execute("DETACH DATABASE plain")
    content = plain.read_bytes()
    in_files = {"file content"}
    assert set(found_in(content, aviary.words)) == aviary.words.keys() - in_files
    assert found_in(content, aviary.secrets) == []
    media_id, key = scene.database.execute("SELECT id, file_key FROM media").fetchone()
    opened = b"".join(unsealed(sealed_path(scene.profile.media, media_id), key))
    assert opened == FILE_WORDS
    assert scene.profile.key_file is not None
    stored = KeyFileStore(scene.profile.key_file).get(callback_key(CORP))
    assert stored == CALLBACK_KEY != AES_KEY


@pytest.mark.parametrize("canary", [b"\x07\xff" * 8, "金丝雀 words".encode()])
def test_a_disguised_canary_is_found(canary: bytes):
    canaries = {"it": canary}
    assert found_in(b"x" + canary + b"y", canaries)
    assert found_in(canary.hex().encode(), canaries)
    for before in range(4):
        coded = base64.b64encode(b"z" * before + canary + b"tail")
        assert found_in(coded, canaries)
    assert found_in("金丝雀 words".encode("utf-16-le"), {"it": "金丝雀 words".encode()})
    assert not found_in(b"nothing of it", canaries)


RAISING = f"""
import asyncio, logging, sys, threading
from pathlib import Path
from desktop.services.logs import log_loop_error, start_logging
from desktop.services.tasks import TaskGroup
start_logging(Path(sys.argv[1]), "raising")
def fall(): raise ValueError("{PHONE}") from KeyError("{PHONE}")
async def main():
    asyncio.get_running_loop().set_exception_handler(log_loop_error)
    group = TaskGroup("g")
    group.spawn(tumble(), name="t")
    await group.drained()
    asyncio.get_running_loop().call_soon(fall)
    await asyncio.sleep(0)
    lost = asyncio.create_task(tumble())
    await asyncio.wait([lost])
    del lost
async def tumble(): fall()
thread = threading.Thread(target=fall)
thread.start()
thread.join()
asyncio.run(main())
fall()
"""


def test_the_words_of_an_exception_are_neither_logged_nor_printed(tmp_path: Path):
    ended = subprocess.run(
        [sys.executable, "-c", RAISING, str(tmp_path)],
        capture_output=True,
        cwd=ROOT,
        timeout=30,
        check=False,
    )
    canaries = {"phone number": PHONE.encode()}
    assert ended.returncode == 1
    assert found_in(ended.stdout + ended.stderr, canaries) == []
    assert search([tmp_path], canaries) == []
    log = (tmp_path / "raising.log").read_text("utf-8")
    assert log.count("ValueError") == 5
    assert "fall" in log
