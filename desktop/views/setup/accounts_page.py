"""Step 3: which accounts the switchboard shall answer."""

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QPushButton, QWidget

from desktop.models.checkup import FoundAccount
from desktop.views.setup.account_choice_delegate import AccountChoiceDelegate
from desktop.views.setup.account_choice_model import AccountChoiceModel
from desktop.views.setup.step_page import StepPage
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme


class AccountsPage(StepPage):
    """A list with check boxes.

    Signals:
        chosen(object open_kfids): a tuple with at least one id
        back_pressed()
    """

    chosen = Signal(object)
    back_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.say(
            self.tr("选择账号"),
            self.tr("选中的客服账号会出现在收件箱里，以后也可以在设置里改。"),
        )
        self._model = AccountChoiceModel(self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._delegate = AccountChoiceDelegate(theme, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.setMouseTracking(True)
        self._list.setProperty("role", "setup_list")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName(self.tr("客服账号"))
        self._hint = PlainLabel("", self, role="small", wraps=True)
        self._failure = PlainLabel("", self, role="setup_fault", wraps=True)
        self._build_tools()
        self.add_content(self._list)
        self.add_content(self._hint)
        self.add_content(self._failure)
        self._back = self.back_button(self.tr("上一步"))
        self._go_on = self.button(self.tr("开始同步"), primary=True)
        self._back.clicked.connect(self.back_pressed)
        self._go_on.clicked.connect(self._choose)
        self._all.clicked.connect(self._choose_all)
        self._none.clicked.connect(self._choose_none)
        self._model.dataChanged.connect(self._count)
        self._model.modelReset.connect(self._count)
        self._count()
        self.show_failure("")

    def show_accounts(
        self,
        accounts: tuple[FoundAccount, ...],
        in_use: frozenset[str] | None = None,
    ) -> None:
        """Show what WeCom lists; choices made before are kept.

        `in_use` are the accounts of a connected corp that are switched on.
        """
        self._model.set_accounts(accounts, in_use)
        held = any(not account.manageable for account in accounts)
        self._hint.setText(self._hint_words(bool(accounts), held))
        self._hint.setVisible(bool(self._hint.text()))
        if accounts:
            self._list.selectionModel().setCurrentIndex(
                self._model.index(0), QItemSelectionModel.SelectionFlag.NoUpdate
            )

    def show_failure(self, words: str) -> None:
        """Say why the choice could not be kept, or nothing."""
        self._failure.setText(words)
        self._failure.setVisible(bool(words))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.set_theme(theme)
        self._list.viewport().update()

    def start(self) -> None:
        """Put the keyboard on the list."""
        self._list.setFocus()

    def _hint_words(self, any_listed: bool, held: bool) -> str:
        if not any_listed:
            return self.tr(
                "企业微信没有列出客服账号。请管理员在「微信客服 → 客服账号」新建一个，"
                "再回到上一步重试。"
            )
        if held:
            return self.tr(
                "要能回复只能查看的账号，请管理员在「微信客服 → 通过API管理会话消息 → "
                "企业内部开发」里勾选它们。"
            )
        return ""

    def _count(self) -> None:
        chosen, listed = len(self._model.chosen()), self._model.rowCount()
        self._counted.setText(
            self.tr("已选 {chosen} / {all}").format(chosen=chosen, all=listed)
        )
        self._go_on.setEnabled(chosen > 0)
        self._all.setEnabled(chosen < listed)
        self._none.setEnabled(chosen > 0)

    def _choose(self) -> None:
        self.show_failure("")
        self.chosen.emit(self._model.chosen())

    def _choose_all(self) -> None:
        self._model.choose_all(True)

    def _choose_none(self) -> None:
        self._model.choose_all(False)

    def _build_tools(self) -> None:
        tools = QWidget(self)
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        self._counted = PlainLabel("", tools, role="quiet")
        self._all = QPushButton(self.tr("全选"), tools)
        self._none = QPushButton(self.tr("全不选"), tools)
        row.addWidget(self._counted, 1)
        for button in (self._all, self._none):
            button.setProperty("tone", "small")
            row.addWidget(button)
        self.add_content(tools)
