"""Looking at a file takes no more of its bytes than the decoding process does."""

from collections.abc import Iterator

import pytest

from desktop.models.material import MaterialKind, NotAddedError
from desktop.services.decoding.decoder import Decoder
from desktop.services.decoding.limits import MAX_CONTENT
from desktop.services.fitting.fits import HEAD
from desktop.services.materials.examining import examined
from desktop.services.materials.vault import Vault
from desktop.services.storage.database import Database
from tests.building import World
from tests.services.outgoing_files import film


@pytest.fixture
def decoder() -> Iterator[Decoder]:
    decoder = Decoder()
    yield decoder
    decoder.close()


async def never() -> bytes:
    raise AssertionError("nobody reads this file whole")


async def test_a_film_larger_than_the_decoder_takes_is_not_read_whole(
    decoder: Decoder,
) -> None:
    head = film()[:HEAD]
    found = await examined(decoder, head, MAX_CONTENT + 1, "长片.mp4", never)
    assert (found.kind, found.look) == (MaterialKind.VIDEO, "")


async def test_a_file_that_cannot_be_sent_is_refused_by_its_head(
    decoder: Decoder,
) -> None:
    with pytest.raises(NotAddedError):
        await examined(decoder, b"%PDF-1.7", MAX_CONTENT, "手册.pdf", never)


@pytest.mark.parametrize("size", [6, HEAD - 1, HEAD, HEAD + 1, 3_000_000])
async def test_the_head_of_sealed_bytes_is_their_beginning(
    world: World, database: Database, size: int
) -> None:
    vault = Vault(database, world.profile.library)
    content = bytes(range(256)) * (size // 256 + 1)
    kept = await vault.keep(content[:size])
    assert await vault.head(kept) == content[:size][:HEAD]
