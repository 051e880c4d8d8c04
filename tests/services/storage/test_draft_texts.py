"""A draft is kept whatever an input method or a clipboard has put into it."""

import pytest

from desktop.services.storage import draft_store
from desktop.services.storage.draft_store import Draft
from tests.building import DESK, World


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("好\ud83d的", "好?的"), ("一\x00二", "一\x00二"), ("👨‍👩‍👧", "👨‍👩‍👧")],
    ids=["half a pair", "NUL", "joined"],
)
def test_a_draft_is_kept_whatever_it_holds(world: World, typed: str, kept: str) -> None:
    conversation = world.say("您好").id
    world.write(
        lambda one: draft_store.keep_text(
            one, Draft.ANSWER, conversation, typed, initiator=DESK, now=world.now
        )
    )
    assert draft_store.text(world.connection, Draft.ANSWER, conversation) == kept
