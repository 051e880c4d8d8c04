"""Step 1: what WeCom must be told to know us."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.models.checkup import DEFAULT_BASE_URL, SetupEntry
from desktop.views.setup.entry_rules import EntryFault, EntryField, faults
from desktop.views.setup.form_field import FormField
from desktop.views.setup.step_page import StepPage

_ADVANCED = frozenset(
    {
        EntryField.BASE_URL,
        EntryField.PROXY_URL,
        EntryField.CALLBACK_TOKEN,
        EntryField.ENCODING_AES_KEY,
    }
)


class ConnectPage(StepPage):
    """Corp id and secret, and what few corps need besides.

    Signals:
        entered(object entry): a SetupEntry in which nothing is known to be wrong
        left(): a person does not want to connect a corp now
    """

    entered = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make an empty form."""
        super().__init__(parent)
        self.say(
            self.tr("连接企业微信"),
            self.tr(
                "填企业 ID 和自建应用的 Secret 就够了。"
                "Secret 只存进本机的系统凭据库，不进数据库，也不进日志。"
            ),
        )
        self._fields: dict[EntryField, FormField] = {}
        self.add_content(self._form(), scrolls=True)
        self._leave = self.back_button(self.tr("返回"))
        self._check = self.button(self.tr("开始体检"), primary=True)
        self._leave.clicked.connect(self.left)
        self._check.clicked.connect(self.submit)
        self._more.toggled.connect(self._show_advanced)
        for field in self._fields.values():
            field.submitted.connect(self.submit)

    def submit(self) -> None:
        """Hand the entry over, or say what is wrong and go there."""
        entry = self._entry()
        found = faults(entry)
        for name, field in self._fields.items():
            fault = found.get(name)
            field.show_fault("" if fault is None else self._fault_words(fault))
        if not found:
            self.entered.emit(entry)
            return
        if _ADVANCED & found.keys():
            self._more.setChecked(True)
        first = self._fields[min(found, key=lambda name: name.value)]
        first.focus()
        self.reveal(first)

    def show_entry(self, entry: SetupEntry) -> None:
        """Fill in what is known of a corp; secrets have to be typed again."""
        usual = entry.base_url == DEFAULT_BASE_URL
        self._fields[EntryField.CORPID].fill(entry.corpid)
        self._fields[EntryField.NAME].fill(entry.name)
        self._fields[EntryField.BASE_URL].fill("" if usual else entry.base_url)
        self._fields[EntryField.PROXY_URL].fill(entry.proxy_url)

    def wipe_secrets(self) -> None:
        """Forget what must not stay on screen once it is stored."""
        for name in (
            EntryField.SECRET,
            EntryField.PROXY_URL,
            EntryField.CALLBACK_TOKEN,
            EntryField.ENCODING_AES_KEY,
        ):
            self._fields[name].wipe()

    def start(self) -> None:
        """Put the keyboard into the first field that is empty."""
        corpid, secret = (
            self._fields[EntryField.CORPID],
            self._fields[EntryField.SECRET],
        )
        (secret if corpid.value() else corpid).focus()

    def _entry(self) -> SetupEntry:
        values = {name: field.value() for name, field in self._fields.items()}
        base_url = values[EntryField.BASE_URL] or DEFAULT_BASE_URL
        return SetupEntry(
            corpid=values[EntryField.CORPID],
            secret=values[EntryField.SECRET],
            name=values[EntryField.NAME],
            base_url=base_url if base_url.endswith("/") else base_url + "/",
            proxy_url=values[EntryField.PROXY_URL],
            callback_token=values[EntryField.CALLBACK_TOKEN],
            encoding_aes_key=values[EntryField.ENCODING_AES_KEY],
        )

    def _show_advanced(self, shown: bool) -> None:
        self._advanced.setVisible(shown)
        self._word_more()

    def _word_more(self) -> None:
        open_ = self._more.isChecked()
        sign = "▾" if open_ else "▸"
        self._more.setText(f"{sign} " + self.tr("高级：接口地址、代理、回调"))

    def _fault_words(self, fault: EntryFault) -> str:
        return {
            EntryFault.MISSING: self.tr("请填写"),
            EntryFault.ODD_CHARACTERS: self.tr(
                "只会有字母、数字、- 和 _，请重新复制一次"
            ),
            EntryFault.NO_ADDRESS: self.tr("请填完整的地址，如 https://主机:端口/"),
            EntryFault.NOT_ENCRYPTED: self.tr(
                "必须用 https：Secret 会经过这个地址（只有本机测试可用 http）"
            ),
            EntryFault.TOKEN_SHAPE: self.tr("Token 是最多 32 位的字母和数字"),
            EntryFault.KEY_SHAPE: self.tr("EncodingAESKey 是 43 位的字母和数字"),
            EntryFault.BOTH_OR_NONE: self.tr(
                "Token 和 EncodingAESKey 要么都填，要么都不填"
            ),
        }[fault]

    # ---- building

    def _form(self) -> QWidget:
        form = QWidget(self)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        for name, field in self._main_fields(form).items():
            self._fields[name] = field
            column.addWidget(field)
        self._more = QPushButton(form)
        self._more.setCheckable(True)
        self._more.setProperty("role", "setup_more")
        self._word_more()
        column.addWidget(self._more)
        self._advanced = QWidget(form)
        advanced = QVBoxLayout(self._advanced)
        advanced.setContentsMargins(0, 0, 0, 0)
        advanced.setSpacing(12)
        for name, field in self._advanced_fields(self._advanced).items():
            self._fields[name] = field
            advanced.addWidget(field)
        self._advanced.hide()
        column.addWidget(self._advanced)
        column.addStretch(1)
        return form

    def _main_fields(self, parent: QWidget) -> dict[EntryField, FormField]:
        return {
            EntryField.CORPID: FormField(
                self.tr("企业 ID"),
                self.tr("企业微信管理后台 → 我的企业 → 企业信息，页面最下方"),
                parent,
                hint="ww…",
            ),
            EntryField.SECRET: FormField(
                self.tr("应用 Secret"),
                self.tr(
                    "管理后台 → 应用管理 → 自建应用 → Secret → 查看。这个应用要列入"
                    "「微信客服 → 可调用接口的应用」，并在「通过API管理会话消息 → "
                    "企业内部开发」里得到客服账号。独立版微信客服："
                    "kf.weixin.qq.com → 开发配置"
                ),
                parent,
                secret=True,
            ),
            EntryField.NAME: FormField(
                self.tr("名称（可不填）"),
                self.tr("在总机里怎么称呼这个企业"),
                parent,
            ),
        }

    def _advanced_fields(self, parent: QWidget) -> dict[EntryField, FormField]:
        return {
            EntryField.BASE_URL: FormField(
                self.tr("接口地址"),
                self.tr("一般不用改。私有部署或沙箱才有别的地址"),
                parent,
                hint=DEFAULT_BASE_URL,
            ),
            EntryField.PROXY_URL: FormField(
                self.tr("出口代理"),
                self.tr(
                    "企业可信 IP 要求出口地址固定。出口不固定时填一个地址固定的代理"
                ),
                parent,
                hint="http://…",
            ),
            EntryField.CALLBACK_TOKEN: FormField(
                self.tr("回调 Token"),
                self.tr(
                    "管理后台 → 应用管理 → 自建应用 → 接收消息 → 设置 API 接收。"
                    "不填就用轮询接收"
                ),
                parent,
                secret=True,
            ),
            EntryField.ENCODING_AES_KEY: FormField(
                self.tr("回调 EncodingAESKey"),
                self.tr("和 Token 在同一页"),
                parent,
                secret=True,
            ),
        }
