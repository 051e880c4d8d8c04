"""The tree of folders, the head's filters, news, and materials dropped elsewhere."""

from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.models.material import MaterialKind
from desktop.views.library.dragged import dragged
from desktop.views.library.folder_tree_view import (
    EVERYTHING,
    EXPIRED,
    FolderTreeView,
    Place,
    PlaceCounts,
)
from desktop.views.library.material_drop import MaterialDrop
from desktop.views.library.materials_tab import MaterialsTab
from desktop.views.library.news_strip import Likeness, NewsStrip, Refused
from desktop.views.theme.style import theme_named

COUNTS = PlaceCounts(
    usable=300,
    folders=((("商品图",), 10), (("商品图", "冬装"), 214), (("尺码表",), 18)),
    expired=9,
)


@pytest.fixture
def tree(qtbot: QtBot) -> FolderTreeView:
    tree = FolderTreeView(None)
    qtbot.addWidget(tree)
    tree.show_counts(COUNTS)
    return tree


def texts(tree: FolderTreeView) -> list[tuple[str, str]]:
    found = []
    for at in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(at)
        assert item is not None
        found.append((item.text(0), item.text(1)))
    return found


def test_folders_count_what_lies_below_them(tree: FolderTreeView):
    assert texts(tree) == [
        ("全部素材", "300"),
        ("商品图", "224"),
        ("尺码表", "18"),
        ("已过期", "9"),
        ("已撤回", "0"),
    ]


def test_the_chosen_place_stays_while_numbers_change_and_nothing_is_asked(
    tree: FolderTreeView,
):
    tree.show_place(Place(("尺码表",)))
    asked: list[Place] = []
    tree.place_chosen.connect(asked.append)
    tree.show_counts(PlaceCounts(usable=301, folders=((("尺码表",), 19),)))
    assert tree.place == Place(("尺码表",))
    assert asked == []


def test_a_folder_that_is_gone_leads_to_everything(tree: FolderTreeView):
    tree.show_place(Place(("尺码表",)))
    asked: list[Place] = []
    tree.place_chosen.connect(asked.append)
    tree.show_counts(PlaceCounts(usable=1))
    assert asked == [EVERYTHING]


def test_a_question_joins_place_words_kinds_and_tags(qtbot: QtBot):
    page = QWidget()
    qtbot.addWidget(page)
    tab = MaterialsTab(theme_named("light"), page)
    tab.tree.show_counts(COUNTS)
    tab.tree.show_place(EXPIRED)
    tab.head.show_tags(("商品", "A & B"))
    tab.head.field.setText(" 云感 ")
    kinds = tab.head.kind_button
    assert kinds.isEnabled()
    for menu in tab.head.findChildren(type(tab.head.additions)):
        for action in menu.actions():
            if action.data() in ("A & B", MaterialKind.VIDEO.value):
                action.setChecked(True)
    query = tab.query
    assert query.words == "云感"
    assert query.kinds == {MaterialKind.VIDEO}
    assert query.tags == {"A & B"}
    assert query.standing is EXPIRED.standing
    tab.show_everything()
    assert tab.query.words == ""
    assert tab.query.tags == frozenset()


def test_likenesses_are_asked_one_after_another(qtbot: QtBot):
    news = NewsStrip(None)
    qtbot.addWidget(news)
    news.show()
    answers: list[Any] = []
    news.added_requested.connect(lambda key: answers.append(("added", key)))
    news.shown_requested.connect(lambda key: answers.append(("shown", key)))
    news.ask(Likeness(1, "a.jpg", "甲", same=False))
    news.ask(Likeness(2, "b.jpg", "乙", same=True))
    news.add_anyway_button.click()
    assert not news.add_anyway_button.isVisible()
    news.show_button.click()
    assert answers == [("added", 1), ("shown", 2)]
    assert not news.likeness.isVisible()


def test_a_report_lists_every_refused_file_with_its_reason(qtbot: QtBot):
    news = NewsStrip(None)
    qtbot.addWidget(news)
    news.show()
    news.show_report(3, [Refused("大.mp4", "超过 100 MB"), Refused("空.txt", "是空的")])
    assert news.report.isVisible()
    news.details_button.click()
    item = news.list.item(0)
    assert item is not None
    assert item.text() == "大.mp4：超过 100 MB"
    news.show_report(3, [])
    assert not news.report.isVisible()


@pytest.mark.parametrize("target", [7, None])
def test_materials_dropped_on_a_widget_go_to_its_conversation(
    qtbot: QtBot, target: int | None
):
    widget = QWidget()
    qtbot.addWidget(widget)
    drop = MaterialDrop(widget)
    drop.watch(widget, lambda point: target)
    seen: list[Any] = []
    drop.materials_dropped.connect(lambda *given: seen.append(given))
    data = dragged((3, 1, 2))
    event = QDropEvent(
        QPointF(4, 4),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    drop.eventFilter(widget, event)
    assert seen == ([] if target is None else [(7, (3, 1, 2))])
