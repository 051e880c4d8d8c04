"""Replies that say nearly the same, proposed for merging."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.models.display_text import one_line
from desktop.models.quick_reply import QuickReply
from desktop.models.reply_exchange import DuplicateGroup
from desktop.views.library.material_words import scope_words
from desktop.views.reply_book.book_words import group_words
from desktop.views.reply_book.page_frame import PageFrame

_REPLY = Qt.ItemDataRole.UserRole


class AlikePage(PageFrame):
    """Groups of replies; one of a group stays, the others go into it.

    Signals:
        merge_requested(object keep_id, object other_ids): ids of replies.
    """

    merge_requested = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tree = QTreeWidget(self)
        self.merge_button = QPushButton(self.tr("只留选中的这一条"), self)
        self._build()

    def show_groups(self, groups: Sequence[DuplicateGroup]) -> None:
        """Show the groups, the most used reply of each first."""
        self.tree.clear()
        for group in groups:
            head = QTreeWidgetItem(self.tree.invisibleRootItem())
            likeness = self.tr("{count} 条 · 相似 {percent}%").format(
                count=len(group.replies), percent=round(group.likeness * 100)
            )
            head.setText(0, f"{one_line(group.replies[0].content.title, 40)}")
            head.setText(1, likeness)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for reply in group.replies:
                self._add(head, reply)
            head.setExpanded(True)
        words = (
            self.tr(
                "选出每组里要留下的一条：别的短码和关键词会归到它，其余撤回或删除。"
            )
            if groups
            else self.tr("没有说法相近的回复。")
        )
        self.say(self.tr("疑似重复"), words)
        self.tree.setVisible(bool(groups))
        self._show_button()

    def _build(self) -> None:
        self.tree.setProperty("role", "book_table")
        self.tree.setAccessibleName(self.tr("疑似重复"))
        self.tree.setHeaderLabels([self.tr("回复"), self.tr("使用"), self.tr("内容")])
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.resizeSection(0, 240)
        header.resizeSection(1, 150)
        self.merge_button.setProperty("tone", "primary")
        self.contents.addWidget(self.tree, 1)
        self.contents.addStretch(0)
        self.foot.addStretch(1)
        self.foot.addWidget(self.merge_button)
        self.tree.currentItemChanged.connect(self._show_button)
        self.merge_button.clicked.connect(self._on_merge)

    def _add(self, head: QTreeWidgetItem, reply: QuickReply) -> None:
        content = reply.content
        item = QTreeWidgetItem(head)
        item.setText(0, one_line(content.title, 60))
        used = self.tr("用过 {count} 次").format(count=reply.used)
        item.setText(1, f"{scope_words(content.scope)} · {used}")
        texts = " ".join(reply.texts())
        item.setText(2, one_line(f"{group_words(content.group)} · {texts}", 200))
        item.setData(0, _REPLY, reply.id)

    def _show_button(self) -> None:
        item = self.tree.currentItem()
        self.merge_button.setEnabled(item is not None and item.parent() is not None)

    def _on_merge(self) -> None:
        item = self.tree.currentItem()
        head = item.parent() if item is not None else None
        if item is None or head is None:
            return
        children = [head.child(at) for at in range(head.childCount())]
        ids = [child.data(0, _REPLY) for child in children if child is not None]
        kept = item.data(0, _REPLY)
        others = tuple(each for each in ids if each != kept)
        self.merge_requested.emit(kept, others)
