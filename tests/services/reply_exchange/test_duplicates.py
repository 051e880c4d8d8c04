"""Replies that say nearly the same are found, others are left in peace."""

import random

from desktop.models.quick_reply import QuickReply, Scope
from desktop.services.reply_exchange.duplicates import LIKE, find_duplicates
from tests.services.reply_exchange.book_building import reply

SHIPPED = "亲，您的包裹已经发出啦，预计三天内送到，请留意快递电话哦"


def pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def groups(*replies: QuickReply) -> list[list[int]]:
    return [[one.id for one in group.replies] for group in find_duplicates(replies)]


def test_nearly_the_same_is_a_group_with_the_most_used_first() -> None:
    assert groups(
        reply(1, SHIPPED),
        reply(2, SHIPPED.replace("三天", "四天") + "！！", used=9),
        reply(3, "退货请在七天内申请，吊牌不要剪掉"),
    ) == [[2, 1]]


def test_signs_width_and_case_make_no_difference() -> None:
    assert groups(reply(1, "ＯＫ，好的！马上发"), reply(2, "ok 好的…马上发")) == [
        [1, 2]
    ]


def test_short_texts_are_duplicates_only_when_they_are_equal() -> None:
    assert groups(reply(1, "在的"), reply(2, "在的呢"), reply(3, "在的~")) == [[1, 3]]


def test_scopes_are_not_mixed_and_withdrawn_ones_do_not_count() -> None:
    assert not groups(
        reply(1, SHIPPED),
        reply(2, SHIPPED, scope=Scope.PERSONAL),
        reply(3, SHIPPED, withdrawn=True),
        reply(4, "🌹"),
        reply(5, "🎉"),
    )


def test_a_chain_of_likes_is_no_group_of_unlike_ones() -> None:
    first = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"
    second, third = first[2:] + "子丑", first[4:] + "子丑寅卯"
    found = find_duplicates([reply(1, first), reply(2, second), reply(3, third)])
    assert [[one.id for one in group.replies] for group in found] == [[1, 2]]


def test_no_pair_above_the_bound_is_missed() -> None:
    chance = random.Random(7)
    texts = []
    for _ in range(60):
        text = "".join(chance.choices("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未", k=30))
        texts += [text, text[: chance.randint(20, 30)] + chance.choice(["", "天地"])]
    like = {
        index
        for index, one in enumerate(texts)
        for place, other in enumerate(texts)
        if place != index
        and len(pairs(one) & pairs(other)) / len(pairs(one) | pairs(other)) >= LIKE
    }
    found = find_duplicates([reply(at, text) for at, text in enumerate(texts)])
    assert {one.id for group in found for one in group.replies} == like


def test_a_book_of_one_sentence_ends() -> None:
    same = find_duplicates([reply(at, SHIPPED) for at in range(20_000)])
    assert [len(group.replies) for group in same] == [20_000]
