"""A file keeps the name it came with, also when its rest comes without one."""

from desktop.models import content as kinds
from desktop.models.message import MediaState
from desktop.services.storage import media_store
from desktop.services.storage.media_store import MediaJob
from tests.building import World, entry


def _advance(world: World, job: MediaJob, state: MediaState, name: str) -> None:
    world.write(
        lambda one: media_store.advance(
            one, job, state, name=name, size=9, received=9, now=world.now
        )
    )


def test_the_rest_of_a_file_does_not_take_its_name_away(world: World) -> None:
    world.take_in(entry(kinds.File("media-1")))
    (job,) = media_store.due(world.connection, now=world.now, busy=frozenset(), limit=2)
    _advance(world, job, MediaState.DOWNLOADING, "合同.pdf")
    _advance(world, job, MediaState.READY, "")
    stored = media_store.stored_file(world.connection, job.message_id)
    assert stored is not None
    assert stored.name == "合同.pdf"
