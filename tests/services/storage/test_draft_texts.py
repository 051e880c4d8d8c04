"""A draft is kept whatever an input method or a clipboard has put into it."""

import pytest

from desktop.services.storage import desk_store
from tests.building import DESK, World


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("好\ud83d的", "好?的"), ("一\x00二", "一\x00二"), ("👨‍👩‍👧", "👨‍👩‍👧")],
    ids=["half a pair", "NUL", "joined"],
)
def test_a_draft_is_kept_whatever_it_holds(world: World, typed: str, kept: str) -> None:
    conversation = world.say("您好").id
    world.write(
        lambda one: desk_store.keep_draft(
            one, conversation, typed, initiator=DESK, now=world.now
        )
    )
    assert desk_store.load_draft(world.connection, conversation) == kept
