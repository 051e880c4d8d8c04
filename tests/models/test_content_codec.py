"""Every kind of content survives being stored, and is found by its words."""

import typing
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models import content as kinds
from desktop.models.content import Content
from desktop.models.content_codec import decode, encode, searchable_text, tag_of
from desktop.models.customer import ChannelsSource, EntryScene

SOURCE = EntryScene("s1", "a=b&c", ChannelsSource("视频号小店", 4))
EXAMPLES: tuple[tuple[Content, str], ...] = (
    (
        kinds.Text("您好 \n\"quoted\" 'x' \\ 😀", "menu-1"),
        "您好 \n\"quoted\" 'x' \\ 😀",
    ),
    (kinds.Picture("m1"), ""),
    (kinds.Voice("m2"), ""),
    (kinds.Video("m3"), ""),
    (kinds.File("m4"), ""),
    (kinds.Location(23.1, -113.3, "广州塔", "阅江西路"), "广州塔 阅江西路"),
    (kinds.Link("新品", "秋装", "https://x.example/a", "https://x/p.png"), "新品 秋装"),
    (kinds.MiniProgram("会员中心", "wx1", "pages/a", "m5"), "会员中心"),
    (kinds.BusinessCard("zhang"), ""),
    (
        kinds.Menu("请选择", (kinds.MenuItem("click", "退货", "1"),), "谢谢"),
        "请选择 退货 谢谢",
    ),
    (kinds.ChannelsPost(1, "小店", "直播"), "直播 小店"),
    (kinds.ShopProduct("p", "大衣", 19_900, "旗舰店", "u"), "大衣 旗舰店"),
    (kinds.ShopProduct("p", "大衣", None, "旗舰店"), "大衣 旗舰店"),
    (kinds.ShopOrder("o1", "大衣 x1", "199", "已付款", "店"), "大衣 x1 o1"),
    (
        kinds.MergedRecord(
            "聊天记录",
            (
                kinds.MergedEntry(
                    "小明", "text", "在吗", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
                ),
            ),
        ),
        "聊天记录 在吗",
    ),
    (kinds.Unsupported("note", '{"msgtype":"note","x":[1,{"y":null}]}'), ""),
    (kinds.Entered(SOURCE, "code"), ""),
    (kinds.Entered(EntryScene()), ""),
    (kinds.SendFailed("out-1", 4), ""),
    (kinds.SessionChanged(2, "a", "b"), ""),
    (kinds.Recalled("in-1", "zhang"), ""),
    (kinds.RejectSwitched("zhang", True), ""),
    (kinds.ServicerStatusChanged("zhang", 2, 1), ""),
    (kinds.StateMoved(4, "周晓"), ""),
    (
        kinds.AcquisitionLink("https://work.weixin.qq.com/ca/x"),
        "https://work.weixin.qq.com/ca/x",
    ),
    (kinds.Note("@李 看一下", (2, 3)), "@李 看一下"),
)


def all_kinds(union: object) -> set[type]:
    arms = typing.get_args(union)
    return set().union(*map(all_kinds, arms)) if arms else {typing.cast("type", union)}


def test_no_kind_of_content_is_without_an_example() -> None:
    assert {type(example) for example, _ in EXAMPLES} == all_kinds(Content)


@pytest.mark.parametrize("content", [example for example, _ in EXAMPLES], ids=tag_of)
def test_content_comes_back_as_it_was(content: Content) -> None:
    assert decode(tag_of(content), encode(content)) == content


@pytest.mark.parametrize(("content", "words"), EXAMPLES)
def test_content_is_found_by_the_words_it_shows(content: Content, words: str) -> None:
    assert searchable_text(content) == words


def test_every_kind_has_a_name_of_its_own() -> None:
    names = {tag_of(example) for example, _ in EXAMPLES}
    assert len(names) == len({type(example) for example, _ in EXAMPLES})


def test_chinese_is_stored_as_it_is_read() -> None:
    assert encode(kinds.Text("您好")) == '{"text":"您好","menu_id":""}'


def test_what_an_older_program_did_not_store_gets_its_usual_value() -> None:
    assert decode("text", '{"text":"x"}') == kinds.Text("x")


def test_what_a_newer_program_stores_besides_is_passed_over() -> None:
    assert decode("text", '{"text":"x","menu_id":"","new":1}') == kinds.Text("x")


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        decode("hologram", "{}")


@given(st.text(), st.datetimes(timezones=st.just(UTC), min_value=datetime(1971, 1, 1)))
def test_any_words_and_moments_come_back(words: str, moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    record = kinds.MergedRecord(
        words, (kinds.MergedEntry(words, "text", words, moment),)
    )
    assert decode("merged_msg", encode(record)) == record
