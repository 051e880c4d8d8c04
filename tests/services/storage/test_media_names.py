"""A file keeps the name it came with, also when its rest comes without one."""

from desktop.models import content as kinds
from desktop.models.message import MediaState
from desktop.services.storage import media_store
from tests.building import World, entry


def test_the_rest_of_a_file_does_not_take_its_name_away(world: World) -> None:
    world.take_in(entry(kinds.File("media-1")))
    (job,) = media_store.due(world.connection, now=world.now, busy=frozenset(), limit=2)
    for state, name in ((MediaState.DOWNLOADING, "合同.pdf"), (MediaState.READY, "")):
        world.write(
            lambda one, state=state, name=name: media_store.advance(
                one, job, state, name=name, size=9, received=9, now=world.now
            )
        )
    stored = media_store.stored_file(world.connection, job.message_id)
    assert stored is not None
    assert stored.name == "合同.pdf"
