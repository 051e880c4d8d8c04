"""Every failure has words in both languages, and says who must do what."""

import re

import pytest

from desktop.models.explanations import explain, is_documented
from desktop.models.failures import Actor, Explanation, FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure

DOCUMENTED_FAIL_TYPES = (0, 1, 2, 4, 5, 6, 8, 10, 11, 12, 13)
KF_CODES = (
    *range(95000, 95010),
    *range(95011, 95020),
    95022,
    95023,
    95026,
    95027,
    95030,
    95031,
    95032,
)
# fmt: off
GENERAL_CODES = (
    -1, 6000, 40001, 40003, 40013, 40014, 40033, 40056, 40057, 40058, 40063, 40066,
    60003, 60123, 40096, 40201, 41001, 41002, 41004, 41006, 41011, 42001, 43004,
    43009, 44001, 44004, 45002, 45009, 45029, 45033, 48001, 48002, 48003, 48004,
    48005, 48006, 48007, 48009, 50003, 50006, 60011, 60020, 60021, 60030, 60031,
    60111, 60251, 60252, 60253, 81013, 82001, 84061, 84074, 301002, 301007, 301042,
    301052, 301053, 701008, 701099, 40004, 40005, 40006, 40007, 40008, 40009, 40011,
    40123, 45001, 45007, 830001, 830002, 830003, 41048, 41050, 41051, 41054, 41096,
)
# fmt: on
HAN = re.compile("[\u4e00-\u9fff]")


def errcode(code: int) -> Explanation:
    return explain(FailureReason(FailureSource.ERRCODE, code))


@pytest.mark.parametrize("code", GENERAL_CODES + KF_CODES)
def test_every_code_of_the_reference_is_known(code: int) -> None:
    assert is_documented(code)
    assert errcode(code).reason.code == code


@pytest.mark.parametrize("code", DOCUMENTED_FAIL_TYPES)
def test_every_fail_type_says_that_the_message_did_not_arrive(code: int) -> None:
    words = explain(FailureReason(FailureSource.FAIL_TYPE, code))
    assert "消息" in words.sentence.zh
    assert words.sentence.en.endswith(".")


@pytest.mark.parametrize("failure", list(LocalFailure))
def test_every_local_failure_has_words(failure: LocalFailure) -> None:
    words = explain(failure.reason)
    assert HAN.search(words.sentence.zh)
    assert words.reason == failure.reason


def all_explanations() -> list[Explanation]:
    reasons = [
        *(FailureReason(FailureSource.ERRCODE, c) for c in GENERAL_CODES + KF_CODES),
        *(FailureReason(FailureSource.FAIL_TYPE, c) for c in DOCUMENTED_FAIL_TYPES),
        *(failure.reason for failure in LocalFailure),
    ]
    return [explain(reason) for reason in reasons]


def test_sentences_are_plain_words_with_the_number_only_at_the_end() -> None:
    for words in all_explanations():
        body = re.sub(r"[（(][^（(]*[）)]。?\.?$", "", words.sentence.zh)
        assert str(abs(words.reason.code)) not in body or words.reason.code < 100
        assert words.sentence.zh.endswith("。")
        assert not words.sentence.zh.endswith("。。")
        assert not words.sentence.en.endswith("..")


def test_cures_are_in_both_languages() -> None:
    for words in all_explanations():
        if words.cure is not None:
            assert HAN.search(words.cure.zh)
            assert re.search("[a-z]{3}", words.cure.en)
            assert not HAN.search(words.cure.en[0])


def test_what_an_administrator_must_do_names_who() -> None:
    named = [
        words for words in all_explanations() if words.actor is Actor.ADMINISTRATOR
    ]
    with_cure = [words for words in named if words.cure is not None]
    assert len(with_cure) >= 0.85 * len(named)


@pytest.mark.parametrize(
    ("code", "actor", "place"),
    [
        (60020, Actor.ADMINISTRATOR, "应用管理 → 应用 → 企业可信IP"),
        (48002, Actor.ADMINISTRATOR, "微信客服 → 可调用接口的应用"),
        (48007, Actor.ADMINISTRATOR, "通过API管理会话消息"),
        (95011, Actor.ADMINISTRATOR, "联合版"),
        (95012, Actor.ADMINISTRATOR, "kf.weixin.qq.com"),
        (40001, Actor.ADMINISTRATOR, "Secret"),
    ],
)
def test_the_cure_names_the_place_in_the_console(
    code: int, actor: Actor, place: str
) -> None:
    words = errcode(code)
    assert words.actor is actor
    assert words.cure is not None
    assert place in words.cure.zh


@pytest.mark.parametrize(
    ("code", "actor"),
    [
        (-1, Actor.RETRY),
        (40014, Actor.TOKEN),
        (42001, Actor.TOKEN),
        (45009, Actor.PACE),
        (45033, Actor.PACE),
        (95001, Actor.OPERATOR),
        (95018, Actor.OPERATOR),
        (40058, Actor.PROGRAMMER),
    ],
)
def test_the_actor_is_who_can_cure_it(code: int, actor: Actor) -> None:
    assert errcode(code).actor is actor


@pytest.mark.parametrize("source", list(FailureSource))
def test_an_unknown_number_is_named_honestly(source: FailureSource) -> None:
    words = explain(FailureReason(source, 987654))
    assert "987654" in words.sentence.zh
    assert "987654" in words.sentence.en


def test_reasons_survive_being_stored() -> None:
    for words in all_explanations():
        assert FailureReason.parse(str(words.reason)) == words.reason
