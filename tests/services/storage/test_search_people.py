"""Customers are found by name, sound and id, conversations by how they stand."""

import time
from datetime import timedelta

import pytest

from desktop.models.customer import Gender
from desktop.models.search import ConversationHit, CustomerHit, Page
from desktop.models.search_parsing import parse_query
from desktop.services.storage import (
    customer_store,
    search_conversations,
    search_customers,
    search_names,
)
from desktop.services.storage.customer_store import Profile
from tests.building import World

PEOPLE = {"wm-1": "曾小明", "wm-2": "林小满", "wm-3": "小满妈妈", "wm-4": "Zoe Lin🌸"}


@pytest.fixture
def people(world: World) -> World:
    for userid, name in PEOPLE.items():
        world.say("您好", customer=userid)
        told = Profile(userid, name, Gender.UNKNOWN, "", "")
        world.write(
            lambda one, told=told: customer_store.store_profiles(  # type: ignore[misc]
                one, world.corp_id, [told], [], again_at=None, now=world.now
            )
        )
        world.clock.advance(timedelta(minutes=1))
    return world


def customers(
    world: World, typed: str, limit: int = 20, skip: int = 0
) -> Page[CustomerHit]:
    query = parse_query(typed, world.clock.now().astimezone())
    return search_customers.find(world.connection, query, limit, skip)


def names(world: World, typed: str) -> list[str]:
    return [hit.name for hit in customers(world, typed).hits]


def conversations(world: World, typed: str) -> Page[ConversationHit]:
    query = parse_query(typed, world.clock.now().astimezone())
    return search_conversations.find(world.connection, query, world.operator.id, 20, 0)


def customer_names(world: World, typed: str) -> list[str]:
    return [hit.customer_name for hit in conversations(world, typed).hits]


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("王小明", " wang xiao ming |"),
        ("曾", " ceng | zeng |"),
        ("吕女士", " lv nv shi |"),
        ("单曾", " dan ceng | dan zeng | shan ceng | shan zeng |"),
        ("Zoe Lin🌸", " zoe lin |"),
        ("ＶＩＰ王", " vip wang |"),
        ("🌸", ""),
        ("", ""),
        ("\u202e\0", ""),
    ],
)
def test_a_name_is_spelled_in_syllables(name: str, spelling: str) -> None:
    assert search_names.spelling_of(name) == spelling


def test_a_name_of_ten_thousand_characters_is_spelled_short_and_fast() -> None:
    started = time.process_time()
    assert len(search_names.spelling_of("曾单行乐重" * 2_000)) < 2_000
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("小满", ["小满妈妈", "林小满"]),
        ("林小满", ["林小满"]),
        ("林 满", ["林小满"]),
        ("linxiaoman", ["林小满"]),
        ("lin xiao", ["林小满"]),
        ("lxm", ["林小满"]),
        ("l xi 满 m", ["林小满"]),
        ("l xi 满 z", []),
        ("zxm", ["曾小明"]),
        ("cengxm", ["曾小明"]),
        ("xiaom", ["小满妈妈", "林小满", "曾小明"]),
        ("ZOE", ["Zoe Lin🌸"]),
        ("lin", ["Zoe Lin🌸", "林小满"]),
        ("wm-2", ["林小满"]),
        ("没有", []),
        ("iaoman", []),
        ("%", []),
        ("_", []),
        ("!", []),
    ],
)
def test_customers_are_found_by_name_and_sound(
    people: World, typed: str, found: list[str]
) -> None:
    assert names(people, typed) == found


def test_a_hit_knows_the_newest_conversation_and_what_to_mark(people: World) -> None:
    second = people.say("在吗", customer="wm-2", account=1)
    (hit,) = customers(people, "小满 林").hits
    assert (hit.accounts, hit.conversation_id) == (2, second.id)
    assert hit.account_name == "号 wk-two"
    assert hit.marks == ((0, 3),)
    assert customers(people, "lxm").hits[0].marks == ()


def test_customers_come_page_by_page(people: World) -> None:
    whole = names(people, "xm")
    first = customers(people, "xm", limit=2)
    assert first.before == 2
    rest = customers(people, "xm", limit=2, skip=2)
    assert [hit.name for hit in first.hits + rest.hits] == whole
    assert rest.before is None


def test_filters_narrow_customers(people: World) -> None:
    people.say("在吗", customer="wm-3", account=1)
    assert names(people, "小满 账号:wk-two") == ["小满妈妈"]
    assert names(people, "人:小满") == ["小满妈妈", "林小满"]
    assert names(people, "小满 时间:2000") == []
    assert names(people, "小满 类型:图片") == []
    assert customers(people, "小满 标签:VIP").notice is not None
    assert names(people, "账号:wk-two") == []


def test_conversations_are_found_by_how_they_stand(people: World) -> None:
    assert len(conversations(people, "未分配").hits) == len(
        conversations(people, "unassigned").hits
    )
    newest_first = ["Zoe Lin🌸", "小满妈妈", "林小满", "曾小明"]
    assert customer_names(people, "未读") == newest_first
    assert customer_names(people, "未读 小满") == newest_first[1:3]
    assert customer_names(people, "进行中 未读") == newest_first
    assert customer_names(people, "已结束") == []
    assert customer_names(people, "账号:wk-one 曾") == ["曾小明"]
    assert customer_names(people, "账号:wk-two") == []


@pytest.mark.parametrize(
    "words", [word for words, _ in search_conversations.STANDINGS for word in words]
)
def test_every_word_for_a_standing_can_be_asked(people: World, words: str) -> None:
    assert conversations(people, words).notice is None


def test_a_name_alone_is_no_question_about_conversations(people: World) -> None:
    assert conversations(people, "小满").hits == ()
    assert conversations(people, "").hits == ()


def test_many_customers_of_a_word_are_looked_at_from_the_other_side(
    people: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_conversations, "_FEW", 1)
    assert customer_names(people, "未读 小满") == ["小满妈妈", "林小满"]


def test_account_names_are_offered(world: World) -> None:
    offered = search_conversations.account_names(world.connection)
    assert offered == ("号 wk-one", "号 wk-two")


def test_all_accounts_are_as_good_as_no_filter(people: World) -> None:
    assert len(customer_names(people, "账号:wk")) == 4
