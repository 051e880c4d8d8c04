"""Tasks of a desk: what is refused is said, whoever refused it."""

import pytest

from desktop.models.content_source import NO_SOURCE
from desktop.models.failures import Sentence
from desktop.models.outgoing import NotSentError, WithdrawnContentError
from desktop.models.reply_book import NOT_YOURS, ReplyRefusedError
from desktop.models.send_state import IllegalTransitionError
from desktop.services.guarded_tasks import GuardedTasks
from desktop.services.storage.errors import BusyError


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (BusyError(), [BusyError.sentence]),
        (NotSentError(), [NotSentError.sentence]),
        (WithdrawnContentError(NO_SOURCE, "价格"), [WithdrawnContentError.sentence]),
        (ReplyRefusedError(NOT_YOURS), [NOT_YOURS]),
        (IllegalTransitionError(), []),
    ],
)
async def test_a_refusal_becomes_its_sentence(
    error: Exception, said: list[Sentence]
) -> None:
    heard: list[Sentence] = []
    tasks = GuardedTasks("test", heard.append)

    async def refuse() -> None:
        raise error

    await tasks.spawn(refuse(), name="refused")
    assert heard == said
    await tasks.close()
