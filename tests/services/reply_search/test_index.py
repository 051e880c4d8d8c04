"""What is found for what is typed, in which order, with which marks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.models.quick_reply import QuickReply, Scope
from desktop.models.reply_search import MarkedSpan, ReplyHabits, ReplySituation
from tests.services.reply_search.books import (
    NOW,
    SHOP,
    SITUATION,
    index_of,
    reply,
    titles,
)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("wlcx", "物流查询"),
        ("wuliu", "物流查询"),
        ("wuliuch", "物流查询"),
        ("物流", "物流查询"),
        ("物liu", "物流查询"),
        ("tui货yf", "退货运费"),
        ("170ma", "170码库存"),
        ("170 库存", "170码库存"),
        ("运费 退货", "退货运费"),
        ("yunfei tui", "退货运费"),
        ("退货邮费", "退货运费"),
        ("kuaidi", "物流查询"),
        ("当日发出", "发货时效"),
        ("shouhou wuli", "无理由退货"),
        ("WLCX", "物流查询"),
        ("ｗｌｃｘ", "物流查询"),
    ],
)
def test_what_is_typed_finds_what_is_meant(typed: str, wanted: str):
    assert titles(index_of(*SHOP), typed)[0] == wanted


@pytest.mark.parametrize("typed", ["zhongliang", "chongliang", "zl", "cl"])
def test_every_reading_of_a_character_finds_it(typed: str):
    assert titles(index_of(*SHOP), typed) == ["重量说明"]


@pytest.mark.parametrize("typed", ["fahuohsixiao", "fauhoshixiao", "fahuoshixao"])
def test_a_slip_of_the_finger_is_forgiven(typed: str):
    assert titles(index_of(*SHOP), typed)[0] == "发货时效"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("zongliang", "重量说明"), ("fahuosixiao", "发货时效"), ("cima", "尺码对照表")],
)
def test_what_sounds_alike_is_found(typed: str, wanted: str):
    assert titles(index_of(*SHOP), typed)[0] == wanted


def test_another_character_of_the_same_sound_is_found():
    assert titles(index_of(*SHOP), "重量说名")[:1] == ["重量说明"]


def test_a_code_that_is_typed_in_full_comes_first():
    assert titles(index_of(*SHOP), "wl")[0] == "发货时效"
    assert titles(index_of(*SHOP), "KC")[0] == "170码库存"


def test_initials_find_the_three_of_the_mock_up():
    found = titles(index_of(*SHOP[:3]), "wl")
    assert sorted(found) == sorted(["物流查询", "未来门店活动", "无理由退货"])


@pytest.mark.parametrize("typed", ["", "   ", "！？", "qqq", "\x00", "{}"])
def test_nothing_is_found_for_nothing(typed: str):
    assert titles(index_of(*SHOP), typed) == []


@pytest.mark.parametrize("typed", ["a" * 5_000, "物" * 5_000, "qq " * 900, "🎁" * 40])
def test_endless_words_are_cut(typed: str):
    assert titles(index_of(*SHOP), typed) == []


def test_a_variable_is_no_word_of_a_text():
    index = index_of(reply(1, "问候", "{客户称呼|您}好，我是{坐席}"))
    assert titles(index, "坐席") == []


def test_a_title_that_begins_so_stands_before_one_that_holds_it():
    index = index_of(reply(1, "无理由退货"), reply(2, "退货地址"))
    assert titles(index, "退货") == ["退货地址", "无理由退货"]


def test_the_characters_that_fit_are_marked():
    found = index_of(*SHOP).find("liyou", SITUATION, 1)[0]
    assert found.title_spans == (MarkedSpan(1, 3),)
    found = index_of(*SHOP).find("吊牌", SITUATION, 1)[0]
    (span,) = found.line_spans
    assert found.line[span.start : span.end] == "吊牌"


def test_what_was_found_by_its_code_is_marked_where_its_title_fits_too():
    found = index_of(reply(1, "物流查询", code="wl"), reply(2, "在的", code="zd"))
    assert found.find("wl", SITUATION, 1)[0].title_spans == (MarkedSpan(0, 2),)
    found = index_of(reply(1, "开场白", code="hi"))
    assert found.find("hi", SITUATION, 1)[0].title_spans == ()


def test_a_match_far_in_the_text_is_cut_out():
    text = "一" * 80 + "保修卡" + "二" * 80
    found = index_of(reply(1, "说明", text)).find("保修卡", SITUATION, 1)[0]
    (span,) = found.line_spans
    assert found.line.startswith("…")
    assert found.line[span.start : span.end] == "保修卡"
    assert span.start < 20


# ---- order


def _three() -> tuple[QuickReply, ...]:
    return tuple(
        reply(number, f"退货{sign}") for number, sign in enumerate("甲乙丙", 1)
    )


@pytest.mark.parametrize(
    "habits",
    [
        ReplyHabits(uses={3: 4.0}),
        ReplyHabits(by_account={(1, 3): 4.0}),
        ReplyHabits(follow_ups={(9, 3): 4.0}),
    ],
)
def test_of_equals_what_this_agent_sends_comes_first(habits: ReplyHabits):
    index = index_of(*_three(), habits=habits)
    situation = replace(SITUATION, last_reply_id=9)
    assert titles(index, "退货", situation)[0] == "退货丙"


def test_how_it_fits_counts_more_than_how_often_it_was_sent():
    index = index_of(
        reply(1, "无理由退货"),
        reply(2, "退货地址"),
        habits=ReplyHabits(uses={1: 100.0}),
    )
    assert titles(index, "退货")[0] == "退货地址"


def test_of_equals_what_the_customer_asked_for_comes_first():
    index = index_of(reply(1, "退货地址"), reply(2, "退货运费"), reply(3, "退货时限"))
    situation = replace(SITUATION, customer_words="这个运费谁来出呀")
    assert titles(index, "退货", situation)[0] == "退货运费"


def test_what_is_meant_for_another_team_comes_after_ones_own():
    index = index_of(
        reply(1, "退货处理", scope=Scope.TEAM, scope_id=2),
        reply(2, "退货处理说明", scope=Scope.TEAM, scope_id=1),
    )
    assert titles(index, "退货处理") == ["退货处理说明", "退货处理"]


# ---- what may not be found


def test_what_cannot_be_sent_is_not_found():
    index = index_of(
        reply(1, "旧价目", valid_until=NOW),
        reply(2, "旧价目表", withdrawn=True),
        reply(3, "价目", scope=Scope.ACCOUNT, scope_id=2),
    )
    assert titles(index, "价目") == []
    earlier = ReplySituation(NOW - timedelta(days=1), account_id=2)
    assert titles(index, "价目", earlier) == ["价目", "旧价目"]


def test_a_change_is_found_and_the_old_words_are_not():
    index = index_of(*SHOP)
    index.take((reply(1, "包裹追踪"), *SHOP[1:]))
    assert titles(index, "wlcx") == []
    assert titles(index, "bgzz") == ["包裹追踪"]


def test_many_changes_leave_nothing_behind():
    index = index_of(*SHOP)
    for number in range(30):
        index.take((reply(1, f"第{number}次包裹"), *SHOP[2:]))
    assert titles(index, "baoguo") == ["第29次包裹"]
    assert titles(index, "wlmdhd") == []


def test_what_changed_beside_the_words_is_told():
    index = index_of(*SHOP)
    index.take((replace(SHOP[0], pinned=True), *SHOP[1:]))
    assert index.find("wlcx", SITUATION, 1)[0].reply.pinned


# ---- unasked


def test_recommended_is_what_the_customer_asked_for():
    situation = replace(SITUATION, customer_words="请问运费是谁出呢")
    found = index_of(*SHOP).recommend(situation, 3)
    assert found[0].reply.content.title == "退货运费"


def test_without_a_question_what_is_used_is_recommended():
    index = index_of(*SHOP, habits=ReplyHabits(uses={6: 3.0, 2: 9.0}))
    found = [one.reply.id for one in index.recommend(SITUATION, 2)]
    assert found == [2, 6]


def test_recommended_fills_up_with_the_rest():
    assert len(index_of(*SHOP).recommend(SITUATION, 5)) == 5


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("物流", ["物流查询"]),
        ("您好，物流查", ["物流查询"]),
        ("wuliu", ["物流查询"]),
        ("支持7天无理由", []),
        ("质量问题我们", ["退货运费"]),
        ("问题我们出", []),
        ("物", []),
        ("wlc", []),
        ("好的", []),
        ("", []),
    ],
)
def test_only_a_sure_beginning_is_suggested(line: str, wanted: list[str]):
    found = index_of(*SHOP).suggest(line, SITUATION, 3)
    assert [one.reply.content.title for one in found] == wanted
