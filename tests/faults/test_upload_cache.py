"""Files of the library on their way: the sandbox's ledger says who got what."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

import pytest

from desktop.models.clock import SystemClock
from desktop.models.content_source import NO_SOURCE
from desktop.models.material import MaterialDetails
from desktop.models.outgoing import AttachmentPart
from desktop.services.attachments import Attachments
from desktop.services.inbox import Inbox
from desktop.services.library_files import original_path, rendition_path
from desktop.services.materials.service import Materials
from desktop.services.sending import Sending
from desktop.services.storage.database import Database
from tests.faults.conditions import wait_for
from tests.faults.conftest import MakeScene
from tests.faults.invariants import broken_invariants
from tests.faults.judge import Chat
from tests.faults.scene import CORP, Entry, Scene, connect
from tests.faults.talk import Agent, chats_of
from tests.services.outgoing_files import jpeg

UPLOAD = "media/upload"
SEND = "kf/send_msg"
DESK = "desk"
OTHER_CORP = "ww-fault-other"


class Library:
    """A desk with one picture in its library, in a process that is not killed."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._material = 0

    def send(self, conversations: Sequence[int]) -> None:
        """Send the picture to each of these conversations."""

        async def work(materials: Materials, inbox: Inbox, sending: Sending) -> None:
            if not self._material:
                added = await materials.add(jpeg(), MaterialDetails("价目表.jpg"))
                assert added.material is not None
                self._material = added.material.id
            for conversation in conversations:
                staged = await materials.stage(conversation, self._material, NO_SOURCE)
                (row,) = await inbox.summaries([conversation])
                await sending.send(
                    conversation, [AttachmentPart(staged.id)], seen_through=row.position
                )

        asyncio.run(self._at_work(work))

    def vanish(self) -> None:
        """Let the bytes of the picture be gone from the disk."""
        folder = self._scene.profile.library
        for path in (original_path(folder, 1), rendition_path(folder, 1)):
            path.unlink(missing_ok=True)

    async def _at_work(
        self, work: Callable[[Materials, Inbox, Sending], Awaitable[None]]
    ) -> None:
        profile, clock = self._scene.profile, SystemClock()
        database = Database(profile.database, self._scene.key)
        inbox = Inbox(database, clock)
        operator = await inbox.operator("周晓")
        attachments = Attachments(database, clock, profile.media, DESK)
        materials = Materials(
            database, clock, operator, attachments, profile.library, DESK
        )
        await work(materials, inbox, Sending(database, clock, operator, DESK))
        materials.close()
        await database.close()


def all_accepted(scene: Scene, wanted: int) -> None:
    """Wait until so many of our messages are accepted."""
    question = "SELECT count(*) FROM message WHERE origin = 1 AND state = 'accepted'"
    wait_for(lambda: scene.number(question) == wanted, f"{wanted} are accepted")


def received(scene: Scene) -> Counter[Chat]:
    """How many pictures each customer was sent."""
    return Counter(
        (row.open_kfid, row.external_userid)
        for row in scene.control.ledger()
        if row.msgtype == "image"
    )


def uploads(scene: Scene) -> int:
    return int(scene.control.metrics()["requests"].get(UPLOAD, 0))


def test_one_picture_to_twenty_conversations_is_one_upload(make_scene: MakeScene):
    scene = make_scene(customers=20)
    scene.engine.run()
    agent, library, chats = Agent(scene), Library(scene), chats_of(scene)[:20]
    conversations = [agent.heard(chat) for chat in chats]
    scene.control.hold(UPLOAD, before=True)
    library.send(conversations)
    wait_for(lambda: scene.control.get("held")["held"], "the upload")
    scene.control.release()
    all_accepted(scene, 20)
    assert received(scene) == Counter(dict.fromkeys(chats, 1))
    assert uploads(scene) == 1
    assert broken_invariants(scene.database) == []
    scene.engine.stop()


@pytest.mark.parametrize("before", [True, False], ids=["on its way", "carried out"])
def test_an_engine_killed_in_the_upload_guesses_no_media_id(scene: Scene, before: bool):
    scene.engine.run()
    agent, library, chats = Agent(scene), Library(scene), chats_of(scene)[:2]
    conversations = [agent.heard(chat) for chat in chats]
    scene.control.hold(UPLOAD, before=before)
    library.send(conversations)
    wait_for(lambda: scene.control.get("held")["held"], "the upload")
    scene.engine.kill()
    scene.control.release()
    assert scene.number("SELECT count(*) FROM media WHERE uploaded_at > 0") == 0
    scene.engine.run()
    all_accepted(scene, 2)
    assert received(scene) == Counter(dict.fromkeys(chats, 1))
    scene.engine.stop()


def test_an_engine_killed_between_upload_and_send_uploads_and_sends_once(
    scene: Scene,
):
    scene.engine.run()
    chat = chats_of(scene)[0]
    conversation = Agent(scene).heard(chat)
    scene.control.hold(SEND, before=True)
    Library(scene).send([conversation])
    wait_for(lambda: scene.control.get("held")["held"], "the send")
    scene.engine.kill()
    scene.control.release()
    scene.engine.run()
    all_accepted(scene, 1)
    assert received(scene) == Counter({chat: 1})
    assert uploads(scene) == 1
    scene.engine.stop()


def test_a_media_id_that_has_ended_at_wecom_is_made_anew_and_sent_once(
    scene: Scene,
):
    scene.engine.run()
    agent, library, chats = Agent(scene), Library(scene), chats_of(scene)[:3]
    conversations = [agent.heard(chat) for chat in chats]
    library.send(conversations[:1])
    all_accepted(scene, 1)
    (known,) = scene.database.execute("SELECT media_id FROM material_upload").fetchone()
    assert scene.control.post("reset_media", media_id=known)["expired"]
    library.send(conversations[1:])
    all_accepted(scene, 3)
    assert received(scene) == Counter(dict.fromkeys(chats, 1))
    assert uploads(scene) == 2
    assert broken_invariants(scene.database) == []
    scene.engine.stop()


def test_a_file_that_vanishes_while_it_is_uploaded_fails_in_words(scene: Scene):
    scene.engine.run()
    conversation = Agent(scene).heard(chats_of(scene)[0])
    library = Library(scene)
    scene.control.answer_with(UPLOAD, -1)
    scene.control.hold(UPLOAD, before=True)
    library.send([conversation])
    wait_for(lambda: scene.control.get("held")["held"], "the upload")
    library.vanish()
    scene.control.release()
    question = "SELECT count(*) FROM message WHERE state = 'failed'"
    wait_for(lambda: scene.number(question), "the message has failed")
    assert received(scene) == Counter()
    assert scene.number("SELECT count(*) FROM material_upload WHERE state = 'failed'")
    assert broken_invariants(scene.database) == []
    scene.engine.stop()


def test_each_corp_has_its_own_media_id(make_scene: MakeScene):
    scene = make_scene(corps=[(CORP, Entry().secret), (OTHER_CORP, "other-secret")])
    base_url = str(scene.database.execute("SELECT base_url FROM corp").fetchone()[0])
    asyncio.run(
        connect(scene.profile, scene.key, Entry("other-secret"), base_url, OTHER_CORP)
    )
    scene.engine.run()
    control = scene.control
    chats = [(control.accounts(one)[0], control.customers(one)[0]) for one in (0, 1)]
    agent = Agent(scene)
    Library(scene).send([agent.heard(chat) for chat in chats])
    all_accepted(scene, 2)
    assert received(scene) == Counter(dict.fromkeys(chats, 1))
    assert uploads(scene) == 2
    question = "SELECT count(DISTINCT media_id) FROM material_upload"
    assert scene.number(question) == 2
    scene.engine.stop()
