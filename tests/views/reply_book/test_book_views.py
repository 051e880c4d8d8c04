"""Table, form, preview, diff and pages: what they show and hand back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.quick_reply import ReplyMaterial, ReplyText, Scope
from desktop.models.reply_exchange import DuplicateGroup, RowFate
from desktop.models.reply_publication import (
    EntryDiff,
    EntryFate,
    PublicationDiff,
    content_diff,
)
from desktop.models.reply_rendering import VariableFacts
from desktop.views.reply_book.alike_page import AlikePage
from desktop.views.reply_book.book_list_model import BookListModel, Column
from desktop.views.reply_book.book_list_view import BookListView
from desktop.views.reply_book.book_listing import (
    Entry,
    Place,
    PlaceCounts,
    Shelf,
)
from desktop.views.reply_book.book_tree_view import BookTreeView
from desktop.views.reply_book.diff_words import diff_runs, summary_words
from desktop.views.reply_book.editor_view import EditorView
from desktop.views.reply_book.reply_form import ReplyForm, ScopePlace
from desktop.views.reply_book.reply_preview import (
    GAP,
    preview_runs,
    price_of,
    problem_words,
)
from desktop.views.reply_book.report_page import ReportPage, ReportRow
from desktop.views.reply_book.styled_sheet import StyledSheet
from desktop.views.theme.style import theme_named
from tests.views.reply_book.making import NOW, content, proposal, reply

LIGHT = theme_named("light")
FULL = replace(
    content("尺码表", "{客户称呼|您}好", ReplyMaterial(7), "第二段", code="cm"),
    keywords=("尺寸", "大小"),
    valid_from=datetime(2026, 11, 1, 8, 30, 17, tzinfo=UTC),
    valid_until=datetime(2026, 12, 1, tzinfo=UTC),
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    return window


def name(material_id: int) -> str:
    return f"素材{material_id}"


def test_the_table_stands_the_model_tester(qtmodeltester: ModelTester, qapp):
    model = BookListModel(LIGHT)
    qtmodeltester.check(model)
    entries = [Entry(reply(id_, content(f"第{id_}条"))) for id_ in range(30)]
    model.show(entries, NOW)
    model.show(entries[:3], NOW)
    model.show([Entry(each.reply) for each in entries[:3]], NOW)
    model.show((), NOW)


def test_a_row_says_what_is_known_of_a_reply(qapp):
    model = BookListModel(LIGHT)
    old = reply(1, FULL, used=3)
    model.show([Entry(old, proposal(2, FULL, old))], NOW)
    cells = [model.index(0, column).data() for column in Column]
    assert cells[Column.TITLE] == "尺码表  [改]"
    assert cells[Column.CODE] == "cm"
    assert cells[Column.SCOPE] == "公司"
    assert cells[Column.PARTS] == "文 2 · 素材 1"
    assert cells[Column.USED] == "3"


def test_a_title_full_of_markup_stays_plain(qapp):
    model = BookListModel(LIGHT)
    model.show([Entry(reply(1, content("<b>粗</b>\n二行")))], NOW)
    assert model.index(0, 0).data() == "<b>粗</b> 二行"
    tip = str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert "&lt;b&gt;" in tip


def test_the_list_keeps_its_row_while_others_come_and_go(window: QWidget):
    view = BookListView(LIGHT, window)
    entries = [Entry(reply(id_, content(f"第{id_}条"))) for id_ in range(1, 6)]
    view.show_entries(entries, NOW, "")
    assert view.choose("reply-3")
    view.show_entries(entries[1:], NOW, "")
    assert view.current is not None
    assert view.current.key == "reply-3"
    view.show_entries((), NOW, "这里没有回复")
    assert view.empty.text() == "这里没有回复"


def test_twenty_thousand_rows_are_not_measured_one_by_one(window: QWidget):
    view = BookListView(LIGHT, window)
    entries = [Entry(reply(id_, content(f"第{id_}条"))) for id_ in range(20_000)]
    view.resize(QSize(800, 600))
    view.show_entries(entries, NOW, "")
    assert view.model.rowCount() == 20_000
    header = view.table.verticalHeader()
    assert header.sectionResizeMode(0) is header.ResizeMode.Fixed


def test_many_marks_survive_a_refresh(window: QWidget):
    view = BookListView(LIGHT, window)
    entries = [Entry(reply(id_, content(f"第{id_}条"))) for id_ in range(1, 9)]
    view.show_entries(entries, NOW, "")
    view.choose("reply-2")
    view.table.selectAll()
    gone = {"reply-4", "reply-7"}
    view.show_entries([each for each in entries if each.key not in gone], NOW, "")
    assert [each.key for each in view.marked] == [
        each.key for each in entries if each.key not in gone
    ]


@pytest.mark.parametrize("width", [300, 620, 1100])
def test_columns_give_way_to_the_title(window: QWidget, width: int):
    view = BookListView(LIGHT, window)
    view.show_entries([Entry(reply(1, FULL))], NOW, "")
    window.show()
    view.resize(width, 400)
    assert not view.table.isColumnHidden(Column.TITLE)
    assert view.table.isColumnHidden(Column.CHANGED_BY) is (width < 1000)
    assert view.table.columnWidth(Column.TITLE) >= 150


def test_a_form_hands_back_what_it_was_given(window: QWidget):
    form = ReplyForm(LIGHT, window)
    form.show_content(FULL, name)
    assert form.content() == FULL
    assert form.unread_days() == ()


def test_a_form_tells_what_was_typed_and_not_what_was_shown(
    qtbot: QtBot, window: QWidget
):
    form = ReplyForm(LIGHT, window)
    told: list[int] = []
    form.changed.connect(lambda: told.append(1))
    form.offer_scopes({ScopePlace(Scope.PERSONAL): "个人"})
    form.show_content(FULL, name)
    assert told == []
    form.title_field.clear()
    qtbot.keyClicks(form.title_field, "abc")
    form.group_field.setText("商品／冬装")
    form.keywords_field.setText("大小，大小 尺寸")
    form.until_field.setText("明年")
    got = form.content()
    assert told
    assert (got.title, got.group) == ("abc", ("商品", "冬装"))
    assert got.keywords == ("大小", "尺寸")
    assert form.unread_days() == ("明年",)


def test_parts_are_moved_removed_and_added(window: QWidget):
    form = ReplyForm(LIGHT, window)
    form.show_content(content("甲", "一", "二", ReplyMaterial(7)), name)
    parts = form.parts
    parts.rows()[0].down_button.click()
    assert parts.parts() == (ReplyText("二"), ReplyText("一"), ReplyMaterial(7))
    parts.rows()[2].remove_button.click()
    parts.add_material(9)
    assert parts.parts()[-1] == ReplyMaterial(9)
    parts.insert("{账号}")
    assert parts.parts()[1] == ReplyText("一{账号}")


def test_a_locked_form_can_be_read_alone(window: QWidget):
    form = ReplyForm(LIGHT, window)
    form.show_content(FULL, name)
    form.set_locked(True)
    assert form.title_field.isReadOnly()
    assert not form.scope_button.isEnabled()
    box = form.parts.rows()[0].box
    assert box is not None
    assert box.isReadOnly()


def test_the_preview_shows_gaps_and_counts_messages(qapp):
    said = content("甲", "{客户称呼}好，订单 {订单号}", ReplyMaterial(7), "字" * 1000)
    facts = VariableFacts(now=NOW, customer="林女士")
    runs = preview_runs(said, facts, name)
    assert ("林女士好，订单 ", runs[0][1]) == runs[0]
    assert ("{订单号}", GAP) in runs
    assert "素材7" in "".join(words for words, _ in runs)
    assert price_of(said, facts) == 4


def test_odd_things_are_said_once(qapp):
    said = content("甲", "{没有} {没有}", "{光标}{光标}")
    until = datetime(2026, 1, 1, tzinfo=UTC)
    said = replace(said, valid_from=NOW, valid_until=until)
    faults = problem_words(said)
    assert len(faults) == 3
    assert faults[-1] == "失效早于生效"


def test_a_diff_is_readable_and_says_what_goes_first(qapp):
    before = content("旧名", "一行\n二行", scope=Scope.COMPANY)
    after = replace(before, title="新名", parts=(ReplyText("一行\n三行"),))
    entries = (
        EntryDiff(
            1, EntryFate.CHANGED, "新名", content_diff(before, after), "王芳", NOW
        ),
        EntryDiff(
            2, EntryFate.WITHDRAWN, "旧价", content_diff(None, before), "王芳", NOW
        ),
    )
    diff = PublicationDiff((), entries)
    words = "".join(each for each, _ in diff_runs(diff, name))
    assert words.index("旧价") < words.index("新名")
    assert "− 二行\n" in words
    assert "+ 三行\n" in words
    assert summary_words(diff) == "修改 1 · 撤回 1"


def test_a_sheet_shows_markup_as_it_is(window: QWidget):
    sheet = StyledSheet(LIGHT, window)
    sheet.write((("<img src=x>", GAP), ("\n二行", GAP)))
    assert sheet.words() == "<img src=x>\n二行"
    sheet.set_theme(theme_named("dark"))
    assert sheet.words() == "<img src=x>\n二行"


def test_a_report_shows_what_is_refused_first(window: QWidget):
    page = ReportPage(LIGHT, window)
    rows = (
        ReportRow("2", RowFate.NEW, "甲"),
        ReportRow("3", RowFate.REFUSED, "乙", "正文: 是公式"),
    )
    page.show_rows(rows, "", "导入 1 条")
    assert page.model.rowCount() == 1
    assert page.model.index(0, 3).data() == "正文: 是公式"
    assert not page.confirm_button.isHidden()
    page.show_rows(rows[1:], "", "导入 0 条")
    assert page.confirm_button.isHidden()


def test_one_of_a_group_is_kept_and_the_others_go_into_it(
    qtbot: QtBot, window: QWidget
):
    page = AlikePage(window)
    alike = tuple(reply(id_, content(f"第{id_}条")) for id_ in (1, 2, 3))
    page.show_groups([DuplicateGroup(alike, 0.93)])
    assert not page.merge_button.isEnabled()
    head = page.tree.topLevelItem(0)
    assert head is not None
    assert head.text(1) == "3 条 · 相似 93%"
    second = head.child(1)
    assert second is not None
    page.tree.setCurrentItem(second)
    with qtbot.waitSignal(page.merge_requested) as told:
        page.merge_button.click()
    assert told.args == [2, (1, 3)]


def test_the_tree_keeps_the_chosen_group_and_names_new_ones(
    qtbot: QtBot, window: QWidget
):
    tree = BookTreeView(window)
    counted = PlaceCounts({Shelf.ALL: 3}, {("商品",): 3, ("商品", "尺码"): 2, (): 1})
    tree.show_counts(counted, alike_known=False)
    tree.choose(Place(Shelf.GROUP, ("商品", "尺码")))
    tree.show_counts(counted, alike_known=False)
    assert tree.place == Place(Shelf.GROUP, ("商品", "尺码"))
    with qtbot.waitSignal(tree.group_wanted) as told:
        tree.add_button.click()
    assert told.args == [("新分组",)]
    item = tree.tree.currentItem()
    assert item is not None
    with qtbot.waitSignal(tree.rename_requested) as told:
        item.setText(0, "大小/尺码")
    assert told.args == [("商品", "尺码"), ("商品", "大小／尺码")]


def test_saving_stays_lowest_so_that_a_second_click_removes_nothing(
    qtbot: QtBot, window: QWidget
):
    editor = EditorView(LIGHT, window)
    editor.resize(340, 700)
    window.show()
    editor.show_buttons(
        locked=False, own=True, kept=True, withdrawn=False, changed=False
    )
    qtbot.wait_until(lambda: editor.save_button.y() > 0)
    assert editor.remove_button.y() + editor.remove_button.height() <= (
        editor.save_button.y()
    )


def test_picking_a_material_leaves_the_keyboard_on_a_harmless_button(
    qtbot: QtBot, window: QWidget
):
    form = ReplyForm(LIGHT, window)
    form.show_content(content("甲", "一"), name)
    window.show()
    window.activateWindow()
    form.parts.add_material(7)
    assert window.focusWidget() is form.parts.material_button
