"""The line above the field that says why nothing goes out, and what is possible."""

from PySide6.QtWidgets import QWidget

from desktop.models.account import Account
from desktop.models.allowance import PIPS
from desktop.models.conversation import ConversationSummary
from desktop.models.display_text import one_line
from desktop.views.composer.send_check import Refusal
from desktop.views.theme.plain_text import PlainLabel

_GRAVE = frozenset({Refusal.TOO_FEW_PIPS, Refusal.UNREADY, Refusal.GAPS})


class ComposerNotice(PlainLabel):
    """Refusals in words; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden notice."""
        super().__init__("", parent, role="composer_notice", wraps=True)
        self.hide()

    def show_words(self, words: str, tone: str = "") -> None:
        """Show words in a tone (warning, or `bad`), or hide for none."""
        if words != self.text():
            self.setText(words)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setVisible(bool(words))

    def show_refusal(
        self,
        refusal: Refusal,
        summary: ConversationSummary,
        account: Account | None,
        pieces: int,
    ) -> None:
        """Show why so many messages cannot go out, and what a person can do."""
        words = self.refusal_words(refusal, summary, account, pieces)
        self.show_words(words, "bad" if refusal in _GRAVE else "")

    def refusal_words(
        self,
        refusal: Refusal,
        summary: ConversationSummary,
        account: Account | None,
        pieces: int,
    ) -> str:
        """Return why so many messages cannot go out, and what a person can do."""
        match refusal:
            case Refusal.SERVICER:
                return self._servicer_words(summary.servicer)
            case Refusal.QUEUED:
                return self.tr(
                    "客户在接待池里排队，现在不能从这里发送。"
                    "可在右侧「接待状态」转给同事接待。"
                )
            case Refusal.ENDED:
                return self.tr("会话已结束。客户再次发来消息后就能回复。")
            case Refusal.NOT_MANAGEABLE:
                return self._account_words(account)
            case Refusal.UNREADY:
                return self.tr("有附件还不能发送：请先压缩、移除，或等它读完。")
            case Refusal.GAPS:
                return self.tr("还有要填写的地方：按 Tab 跳到下一处，填好再发。")
            case Refusal.REJECTED:
                return self.tr(
                    "同事已在企业微信里拒收这位客户的消息，不能回复；取消拒收后恢复。"
                )
            case _:
                return self._allowance_words(refusal, summary, pieces)

    def _servicer_words(self, servicer: str) -> str:
        name = one_line(servicer, 30) or self.tr("同事")
        return self.tr(
            "{name} 正在企业微信客户端接待，这里只能查看。"
            "可在右侧「接待状态」转给别的同事或结束会话。"
        ).format(name=name)

    def _account_words(self, account: Account | None) -> str:
        name = "" if account is None else one_line(account.name, 30)
        return self.tr(
            "账号「{name}」没有授权给本应用，这里只能查看。请管理员在企业微信后台"
            "「微信客服 → 通过API管理会话消息 → 企业内部开发」里勾选它。"
        ).format(name=name)

    def _allowance_words(
        self, refusal: Refusal, summary: ConversationSummary, pieces: int
    ) -> str:
        match refusal:
            case Refusal.NEVER_WRITTEN:
                return self.tr(
                    "客户还没有发来消息，暂时不能发送。客户写来第一条后可发 %n 条。",
                    None,
                    PIPS,
                )
            case Refusal.WINDOW_CLOSED:
                return self.tr(
                    "客户上次发来消息已超过 48 小时，不能发送。客户再次写来后恢复。"
                )
            case Refusal.NO_PIPS:
                return self.tr(
                    "%n 条额度已用完。客户再写来一条就又能发送，写好的文字会留着。",
                    None,
                    PIPS,
                )
            case _:
                return self.tr(
                    "这次要发 %n 条，额度只剩 {left} 条。请删减，或等客户回复后再发。",
                    None,
                    pieces,
                ).format(left=summary.allowance.pips_left)
