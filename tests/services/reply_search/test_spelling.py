"""Every reading of every character, aligned with what it is the reading of."""

from desktop.services.reply_search.spelling import reply_spelling


def test_a_character_has_all_its_readings():
    readings = reply_spelling("重量", (), "").split("\n")[0].split(" ")[0]
    assert {"zhong", "chong"} <= set(readings.split(","))


def test_each_character_of_a_field_has_one_token():
    title = "170 码，长款VIP☕"
    tokens = reply_spelling(title, (), "").split("\n")[0].split(" ")
    assert len(tokens) == len(title)
    assert tokens[:4] == ["1", "7", "0", "-"]
    assert tokens[-4:] == ["v", "i", "p", "-"]


def test_the_fields_stand_in_their_order():
    lines = reply_spelling("退货", ("运费", "邮费"), "th", ("售后",)).split("\n")
    assert len(lines) == 5
    assert lines[0].startswith("tui")
    assert lines[2].startswith("you")
    assert lines[3] == "t h"
    assert lines[4].startswith("shou")
