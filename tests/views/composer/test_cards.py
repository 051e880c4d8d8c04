"""Cards are checked where they are made: WeCom would cut or refuse them later."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop.models.content import Link, Location, Menu, MenuItem, MiniProgram
from desktop.views.composer.card_form import CardForm
from desktop.views.composer.card_rules import FIELDS, CardKind, Fault, card_of
from desktop.views.composer.composer_view import ComposerView
from tests.views.composer.given import SUMMARY

_GOOD = {
    CardKind.LOCATION: {
        "name": "旗舰店",
        "address": "朝阳区",
        "latitude": "39.9965",
        "longitude": "116.4804",
    },
    CardKind.LINK: {
        "title": "新品",
        "url": "https://example.com/a?b=1",
        "description": "",
    },
    CardKind.MINI_PROGRAM: {
        "title": "商城",
        "appid": "wx0123456789abcdef",
        "page": "pages/index",
    },
    CardKind.MENU: {"head": "请选择", "choices": "尺码\n\n 退换货 ", "tail": ""},
}


def test_good_values_make_cards():
    made = {kind: card_of(kind, values) for kind, values in _GOOD.items()}
    assert made == {
        CardKind.LOCATION: Location(39.9965, 116.4804, "旗舰店", "朝阳区"),
        CardKind.LINK: Link("新品", "", "https://example.com/a?b=1"),
        CardKind.MINI_PROGRAM: MiniProgram("商城", "wx0123456789abcdef", "pages/index"),
        CardKind.MENU: Menu(
            "请选择",
            (MenuItem("click", "尺码", "1"), MenuItem("click", "退换货", "2")),
            "",
        ),
    }


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        (CardKind.LOCATION, "name", " "),
        (CardKind.LOCATION, "latitude", "north"),
        (CardKind.LOCATION, "latitude", "90.1"),
        (CardKind.LOCATION, "latitude", "nan"),
        (CardKind.LOCATION, "longitude", "-181"),
        (CardKind.LINK, "title", "标" * 43),
        (CardKind.LINK, "url", "javascript:alert(1)"),
        (CardKind.LINK, "url", "https://"),
        (CardKind.LINK, "url", "https://a b"),
        (CardKind.MINI_PROGRAM, "appid", "wx123"),
        (CardKind.MINI_PROGRAM, "page", ""),
        (CardKind.MENU, "choices", "\n"),
        (CardKind.MENU, "choices", "\n".join("abcdefghijk")),
        (CardKind.MENU, "choices", "选" * 43),
    ],
)
def test_what_wecom_would_refuse_is_found_with_its_field(
    kind: CardKind, field: str, value: str
):
    found = card_of(kind, {**_GOOD[kind], field: value})
    assert isinstance(found, Fault)
    assert found.field == field
    assert found.words


@pytest.mark.parametrize("kind", list(CardKind))
def test_a_form_gives_its_card_to_the_answer(composer: ComposerView, kind: CardKind):
    made: list[tuple[object, object]] = []
    composer.parts.card_made.connect(lambda *each: made.append(each))
    composer.insertions.open_form(kind)
    form = composer.insertions.form
    assert isinstance(form, CardForm)
    form.fill(**_GOOD[kind])
    form.add_button.click()
    assert made == [(SUMMARY.id, card_of(kind, _GOOD[kind]))]
    assert form.isHidden()


def test_a_form_says_what_is_wrong_and_stays(composer: ComposerView):
    composer.insertions.open_form(CardKind.LINK)
    form = composer.insertions.form
    assert form is not None
    form.fill(title="新品", url="example.com")
    fields = form.findChildren(QLineEdit)
    QTest.keyClick(fields[1], Qt.Key.Key_Return)
    assert not form.isHidden()
    assert form.fault.text().startswith("网址：")
    QTest.keyClick(fields[1], Qt.Key.Key_Escape)
    assert form.isHidden()


@pytest.mark.parametrize("kind", list(CardKind))
def test_every_field_has_a_name_for_a_screen_reader(
    composer: ComposerView, kind: CardKind
):
    composer.insertions.open_form(kind)
    form = composer.insertions.form
    assert form is not None
    edits = form.findChildren(QLineEdit) + form.findChildren(QPlainTextEdit)
    assert len(edits) == len(FIELDS[kind])
    assert all(edit.accessibleName() for edit in edits)
