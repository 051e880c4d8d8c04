"""Words inside one conversation are found, however long it is."""

import random

import pytest

from desktop.models.search import Place
from desktop.services.storage import search_places
from tests.building import World, entry

WORDS = ("退", "退货", "退货快", "，退", "ab", "退 货", "退货 ab", "没有")


@pytest.fixture
def talk(world: World) -> dict[Place, str]:
    dice = random.Random(3)
    for customer in ("wm-anna", "wm-bert"):
        world.take_in(
            *(
                entry(
                    "".join(dice.choices("退货快，aB问", k=12)),
                    seconds=at,
                    customer=customer,
                )
                for at in range(400)
            )
        )
    return {
        (one.position, one.id): one.content.text  # type: ignore[union-attr]
        for one in world.messages(world.conversation().id)
    }


@pytest.mark.parametrize("typed", WORDS)
@pytest.mark.parametrize("plain", [0, 300, 1_000])
def test_every_way_to_look_finds_the_same(
    world: World,
    talk: dict[Place, str],
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    plain: int,
) -> None:
    monkeypatch.setattr(search_places, "PLAIN_SCAN", plain)
    found = search_places.find(world.connection, world.conversation().id, typed)
    assert found.complete
    assert list(found.places) == sorted(
        place
        for place, text in talk.items()
        if all(word in text.lower() for word in typed.split())
    )


def test_a_cut_answer_holds_the_newest_and_says_so(
    world: World, talk: dict[Place, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_places, "MOST_READ", 50)
    monkeypatch.setattr(search_places, "PLAIN_SCAN", 1_000)
    found = search_places.find(world.connection, world.conversation().id, "退")
    assert not found.complete
    newest = sorted(talk)[-50:]
    assert list(found.places) == [place for place in newest if "退" in talk[place]]


def test_nothing_typed_stands_nowhere(world: World, talk: dict[Place, str]) -> None:
    found = search_places.find(world.connection, world.conversation().id, "  ")
    assert (found.places, found.complete) == ((), True)


def test_the_context_of_a_hit_is_its_neighbours(
    world: World, talk: dict[Place, str]
) -> None:
    places = sorted(talk)
    conversation = world.conversation().id
    around = search_places.around(world.connection, conversation, places[10])
    assert [(one.position, one.id) for one in around] == places[7:14]
    first = search_places.around(world.connection, conversation, places[0])
    assert [(one.position, one.id) for one in first] == places[:4]
