"""Messages are found by words and filters: exactly, newest first, page by page."""

import random
from datetime import timedelta

import pytest

from desktop.models import content as kinds
from desktop.models.customer import EntryScene
from desktop.models.message import Origin
from desktop.models.search import MessageHit, Page
from desktop.models.search_parsing import parse_query
from desktop.services.storage import search_messages
from tests.building import World, entry

ALPHABET = "退货款快递发票的了我想问一下，。！? abAB12"
HOSTILE = (
    '"', "'", "*", "退*", '"退货"', "退货 OR 快递", "NOT 退货", "退货 AND",
    "NEAR(退 货)", "NEAR/2", "terms:退货", "{terms}:退", "-退货", "^退货", "退货)",
    "((", "%", "_", "\\", "';DROP TABLE message;--", "退\0货", "\0", "\ud800",
    "\ue000a1", "退+货", "a:b", ":", "rank", "message_search", "x'00'", "?1", "$a",
    "@a", "💥", "\u202e退货", "\u200b",
)  # fmt: skip


def find(
    world: World, typed: str, limit: int = 50, before: int | None = None
) -> Page[MessageHit]:
    now = world.clock.now().astimezone()
    query = parse_query(typed, now)
    return search_messages.find(world.connection, query, limit, before)


def found(world: World, typed: str) -> list[str]:
    return [hit.snippet for hit in find(world, typed).hits]


def everything(world: World, typed: str, limit: int) -> list[int]:
    ids: list[int] = []
    page = find(world, typed, limit)
    while True:
        ids += [hit.message_id for hit in page.hits]
        if page.before is None:
            return ids
        page = find(world, typed, limit, page.before)


def random_texts(world: World, count: int) -> dict[int, str]:
    dice = random.Random(7)
    texts = [
        "".join(dice.choices(ALPHABET, k=dice.randrange(1, 40))) for _ in range(count)
    ]
    for start in range(0, count, 100):
        world.take_in(
            *(
                entry(text, seconds=start + at, customer=f"wm-{at % 5}")
                for at, text in enumerate(texts[start : start + 100])
            )
        )
    rows = world.connection.execute("SELECT id FROM message ORDER BY id").fetchall()
    return {row[0]: text for row, text in zip(rows, texts, strict=True)}


def test_five_hundred_random_words_find_what_like_finds(world: World) -> None:
    texts = random_texts(world, 600)
    dice = random.Random(8)
    for _ in range(500):
        run = dice.choice("".join(dice.choice(list(texts.values()))).split() or ["退"])
        start = dice.randrange(len(run))
        word = run[start : start + dice.choice((1, 2, 2, 3, 4, 6))]
        rows = world.connection.execute(
            "SELECT id FROM message WHERE json_extract(content, '$.text') LIKE ?"
            " ESCAPE '!' ORDER BY id DESC",
            (f"%{word}%",),
        )
        assert everything(world, word, 400) == [row[0] for row in rows], word


def test_pages_go_on_where_they_ended_without_gap_or_repeat(world: World) -> None:
    texts = random_texts(world, 300)
    whole = everything(world, "退", 1_000)
    assert whole == sorted(whole, reverse=True)
    assert whole == [one for one in sorted(texts, reverse=True) if "退" in texts[one]]
    for limit in (1, 7, len(whole)):
        assert everything(world, "退", limit) == whole


def test_a_scan_that_is_cut_short_says_that_there_is_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_messages, "MOST_EXAMINED", 10)
    monkeypatch.setattr(search_messages, "_FIRST_LOOK", 10)
    world.take_in(entry("很久以前的鲶鱼退货货款", msgid="old"))
    world.take_in(*(entry("退货 货货 货款", seconds=one) for one in range(1, 60)))
    first = find(world, "退货货款", limit=5)
    assert (first.hits, first.before is not None) == ((), True)
    assert everything(world, "退货货款", 5) == [1]
    assert everything(world, "鲶", 5) == [1]


@pytest.mark.parametrize("rare", [0, 1_000])
def test_single_characters_are_found_together_wherever_they_stand(
    world: World, monkeypatch: pytest.MonkeyPatch, rare: int
) -> None:
    monkeypatch.setattr(search_messages, "_FIRST_LOOK", 5)
    monkeypatch.setattr(search_messages, "_RARE", rare)
    texts = random_texts(world, 200)
    for typed in ("退 的", "。 b", "A 1 我"):
        words = typed.lower().split()
        having = [one for one in texts if all(w in texts[one].lower() for w in words)]
        assert everything(world, typed, 3) == sorted(having, reverse=True)


def test_every_word_has_to_be_found(world: World) -> None:
    world.say("这件羽绒服太大了，我想退货")
    world.say("羽绒服还有吗")
    assert found(world, "羽绒服 退货") == ["这件羽绒服太大了，我想退货"]
    assert len(found(world, "羽绒服")) == 2


def test_a_word_across_punctuation_is_found_only_so(world: World) -> None:
    world.say("我想退货，谢谢")
    assert found(world, "货，谢")
    assert not found(world, "货谢")


def test_width_and_case_do_not_matter(world: World) -> None:
    world.say("ＷｉＦｉ密码是ABC")
    for typed in ("wifi", "WIFI", "ｗｉｆｉ", "abc", "码是a"):
        assert len(found(world, typed)) == 1


@pytest.mark.parametrize("typed", HOSTILE)
def test_no_sign_has_a_meaning_of_its_own(world: World, typed: str) -> None:
    world.say("我想退货和快递")
    word = typed.split()[0] if typed.split() else ""
    hits = found(world, typed)
    assert hits == [] or word in hits[0]


def test_a_hundred_hostile_texts_find_themselves_or_nothing(world: World) -> None:
    dice = random.Random(9)
    signs = "\"'*()^:+-{}退货NEAR OR\0\\%_;,.?!💥"
    for _ in range(100):
        typed = "".join(dice.choices(signs, k=dice.randrange(1, 30)))
        assert everything(world, typed, 10) == []
    for typed in ("退货" * 5_000, '"' * 10_000, "a " * 5_000, "*退 " * 2_000):
        assert everything(world, typed, 10) == []


def test_a_sign_that_was_written_is_found(world: World) -> None:
    for text in ('他说"退货"吗', "5*3 AND 2", "a_b%c", "\\路径\\", "💥退"):
        world.say(text)
        for word in text.split():
            assert found(world, word), word


def test_what_was_just_stored_or_sent_is_found(world: World) -> None:
    conversation = world.say("您好")
    assert not found(world, "顺丰")
    world.answer(conversation, "已发顺丰快递")
    (hit,) = find(world, "顺丰").hits
    assert (hit.origin, hit.sender) == (Origin.OPERATOR, "周晓")
    assert hit.conversation_id == conversation.id
    assert hit.marks == ((2, 2),)
    assert hit.account_name == "号 wk-one"
    assert hit.external_userid == "wm-anna"


def test_an_account_narrows_and_an_unknown_one_is_told(world: World) -> None:
    world.say("退货一")
    world.say("退货二", account=1)
    assert found(world, "退货 账号:wk-two") == ["退货二"]
    assert found(world, "账号:two") == ["退货二"]
    assert found(world, '账号:"号 wk-one" 退货') == ["退货一"]
    page = find(world, "退货 账号:没有")
    assert page.hits == ()
    assert page.notice is not None


def test_a_person_is_the_customer_or_who_of_us_wrote(world: World) -> None:
    first = world.say("退货一", customer="wm-anna")
    world.say("退货二", customer="wm-bert")
    world.answer(first, "可以退货")
    world.take_in(
        entry(
            "退货三", customer="wm-bert", origin=Origin.SERVICER, sender="li", seconds=9
        )
    )
    assert found(world, "退货 人:wm-anna") == ["可以退货", "退货一"]
    assert found(world, "退货 人:周晓") == ["可以退货"]
    assert found(world, "退货 person:li") == ["退货三"]
    assert find(world, "退货 人:谁").notice is not None


def test_among_very_many_people_the_rows_are_looked_at(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.services.storage.search_filters._MOST_TERMS", 1)
    world.say("退货一", customer="wm-anna")
    world.say("退货二", customer="wm-anno")
    world.say("退货三", customer="wm-bert")
    assert found(world, "退货 人:wm-ann") == ["退货二", "退货一"]


def test_a_time_is_when_it_was_sent(world: World) -> None:
    day = timedelta(days=1)
    for number in range(50):
        world.say(f"退货第{number}天")
        world.clock.advance(day)
    world.clock.advance(-day)
    assert found(world, "退货 时间:今天") == ["退货第49天"]
    assert found(world, "退货 时间:最近3天") == [
        "退货第49天",
        "退货第48天",
        "退货第47天",
    ]
    assert len(found(world, "退货 时间:最近45天")) == 45
    assert found(world, "时间:49天前") == ["退货第0天"]
    assert found(world, "时间:1999") == []
    assert find(world, "退货 时间:随便").notice is not None


def test_a_message_of_the_day_that_came_late_is_found(world: World) -> None:
    world.clock.advance(timedelta(days=2))
    world.say("今天的")
    world.take_in(entry("迟到的", seconds=60))
    assert found(world, "时间:2天前") == ["迟到的"]


def test_a_kind_needs_no_words(world: World) -> None:
    world.say("文字")
    world.take_in(entry(kinds.Picture("m1"), seconds=5))
    world.take_in(entry(kinds.Link("标题退货", "说明", "https://x.example"), seconds=6))
    assert [hit.kind for hit in find(world, "类型:图片").hits] == ["image"]
    assert [hit.kind for hit in find(world, "类型:图片 类型:链接").hits] == [
        "link",
        "image",
    ]
    assert found(world, "退货 类型:链接") == ["标题退货 说明"]


def test_what_happened_is_no_message(world: World) -> None:
    world.take_in(entry(kinds.Entered(EntryScene("", "")), origin=Origin.SYSTEM))
    world.say("退货")
    assert found(world, "账号:wk") == ["退货"]


def test_a_tag_is_told_to_be_unknown_yet(world: World) -> None:
    world.say("退货")
    page = find(world, "退货 标签:VIP")
    assert (page.hits, page.before) == ((), None)
    assert page.notice is not None


def test_nothing_asked_finds_nothing(world: World) -> None:
    world.say("退货")
    for typed in ("", "   ", "账号:", "时间:"):
        assert find(world, typed) == Page()
