"""What cures a failure: who clicks what where, in both languages."""

from desktop.models.failures import Sentence

SECRET = Sentence(
    "管理员：企业微信管理后台 →「应用管理」→ 选中应用 → 查看 Secret，复制后回到本"
    "程序「设置 → 企业」重新填写",
    "Administrator: WeCom console → 应用管理 (Apps) → the app → Secret; copy it "
    "and enter it anew in Settings → Company",
)
CORPID = Sentence(
    "管理员：企业微信管理后台 →「我的企业」→「企业信息」页面最下方的企业 ID，复制后"
    "重新填写",
    "Administrator: WeCom console → 我的企业 (My company) → 企业信息; copy the "
    "company ID at the bottom and enter it anew",
)
TRUSTED_IP = Sentence(
    "管理员：企业微信管理后台 →「应用管理 → 应用 → 企业可信IP」，添加上面的地址，"
    "约 1 分钟后生效",
    "Administrator: WeCom console → 应用管理 → the app → 企业可信IP (trusted IPs);"
    " add the address above, it works after about a minute",
)
ARCHIVE_IP = Sentence(
    "管理员：企业微信管理后台 →「管理工具 → 会话内容存档」，添加可信 IP",
    "Administrator: WeCom console → 管理工具 → 会话内容存档 (session archive); add "
    "the trusted IP there",
)
CALLABLE_APP = Sentence(
    "管理员：企业微信管理后台 →「微信客服 → 可调用接口的应用」，勾选本应用",
    "Administrator: WeCom console → 微信客服 → 可调用接口的应用 (apps that may "
    "call); tick this app",
)
MANAGE_ACCOUNT = Sentence(
    "管理员：企业微信管理后台 →「微信客服 → 通过API管理会话消息 → 企业内部开发」，"
    "把这个客服账号交给本应用管理",
    "Administrator: WeCom console → 微信客服 → 通过API管理会话消息 → 企业内部开发;"
    " give this account to the app",
)
API_SWITCH = Sentence(
    "管理员：企业微信管理后台 →「微信客服 → 通过API管理会话消息」，打开开关并选择本"
    "应用",
    "Administrator: WeCom console → 微信客服 → 通过API管理会话消息; switch it on "
    "for this app",
)
JOINT = Sentence(
    "管理员：微信客服现在是联合版（在企业微信管理后台管理），请改用「应用管理」里自建"
    "应用的 Secret",
    "Administrator: customer service is in joint mode (run from the WeCom console): "
    "use the secret of a self-built app under 应用管理",
)
STANDALONE = Sentence(
    "管理员：微信客服现在是独立版，请到 kf.weixin.qq.com →「开发配置 → 企业内部接入"
    "」复制那里的 Secret",
    "Administrator: customer service is in standalone mode: copy the secret from "
    "kf.weixin.qq.com → 开发配置 → 企业内部接入",
)
APP_ENABLED = Sentence(
    "管理员：企业微信管理后台 →「应用管理」→ 选中应用，确认它已启用",
    "Administrator: WeCom console → 应用管理 → the app; make sure that it is "
    "switched on",
)
VISIBLE = Sentence(
    "管理员：企业微信管理后台 →「应用管理 → 应用 → 可见范围」，加入这位成员",
    "Administrator: WeCom console → 应用管理 → the app → 可见范围 (visible range);"
    " add this member",
)
VERIFY = Sentence(
    "管理员：企业微信管理后台 →「我的企业 → 企业信息」，完成企业认证",
    "Administrator: WeCom console → 我的企业 → 企业信息; have the company verified",
)
PERMISSION = Sentence(
    "管理员：企业微信管理后台 →「应用管理 → 应用」，重新授予这项接口权限",
    "Administrator: WeCom console → 应用管理 → the app; grant this permission again",
)
SERVICER = Sentence(
    "管理员：企业微信管理后台 →「微信客服 → 客服账号 → 接待人员」，加入这位成员，"
    "并请其激活企业微信",
    "Administrator: WeCom console → 微信客服 → the account → 接待人员 (servicers);"
    " add the member, who must have activated WeCom",
)
CALLBACK = Sentence(
    "管理员：核对「应用管理 → 应用 → 接收消息」里的 URL、Token 与 EncodingAESKey，"
    "并确认该地址能从公网访问",
    "Administrator: compare URL, Token and EncodingAESKey under 应用管理 → the app "
    "→ 接收消息, and see that the address is public",
)
WAIT_CUSTOMER = Sentence(
    "等客户再发一条消息，就又能回复 5 条",
    "Wait until the customer writes: then five more messages may be sent",
)
WAIT_48 = Sentence(
    "等客户再次发来消息，或请同事在企业微信里联系客户",
    "Wait until the customer writes again, or ask a colleague who has the customer "
    "as a contact",
)
ATTACH = Sentence(
    "重新添加附件后再发送",
    "Attach it again and send",
)
SHORTEN = Sentence(
    "缩短内容后再发送",
    "Shorten it and send again",
)
REWORD = Sentence(
    "修改内容后再发送",
    "Reword it and send again",
)
SMALLER = Sentence(
    "换一个较小的文件：图片 2 MB、语音 2 MB、视频 10 MB、文件 20 MB 以内",
    "Choose a smaller one: pictures 2 MB, voices 2 MB, films 10 MB, files 20 MB",
)
CHOOSE_TIME = Sentence(
    "重新定一个时间，或者现在就发送",
    "Choose another time, or send it now",
)
CONVERT = Sentence(
    "点“压缩”转换成 JPG 再发送",
    "Press “Shrink” to turn it into a JPG, then send it",
)
REPORT = Sentence(
    "请把这个编号告诉本程序的开发者",
    "Please tell the developers of this program the number",
)
COLLEAGUE = Sentence(
    "请同事在企业微信里结束会话，或在那里直接回复",
    "Ask the colleague to end the session in WeCom, or to answer there",
)
RESTART_ENGINE = Sentence(
    "本程序会自动重启引擎；若一直停着，请退出后重新打开",
    "The program restarts the engine by itself; if it stays down, quit and open it "
    "again",
)
CHECK_DELIVERED = Sentence(
    "先向客户确认是否收到，再选择「标为已送达」或「重新发送」",
    "Ask the customer whether it came, then choose Mark as delivered or Send again",
)
READ_AGAIN = Sentence(
    "看一眼客户刚发的内容，再决定是否照原样发送",
    "Read what the customer has just written, then decide whether to send it as it is",
)
RELEASE_QUEUE = Sentence(
    "先处理前面那条没发成的消息：重发、放弃或标为已送达",
    "First settle the earlier message: send it again, discard it or mark it as "
    "delivered",
)
NETWORK = Sentence(
    "检查网线、Wi-Fi 与代理；消息已保存，恢复后自动继续",
    "Check the network and the proxy; messages are kept and go on by themselves",
)
TLS = Sentence(
    "管理员：检查本机时间、代理与防火墙是否替换了证书；本程序不会跳过证书校验",
    "Administrator: check this machine's clock, and whether a proxy or firewall "
    "replaces certificates; verification is never skipped",
)
PROXY = Sentence(
    "管理员：检查「设置 → 企业 → 代理」里的地址与账号",
    "Administrator: check the proxy's address and account in Settings → Company → "
    "Proxy",
)
BASE_URL = Sentence(
    "管理员：检查「设置 → 企业 → 高级」里的接口地址，正式地址是 https:"
    "//qyapi.weixin.qq.com/cgi-bin/",
    "Administrator: check the API address in Settings → Company → Advanced; the "
    "real one is https://qyapi.weixin.qq.com/cgi-bin/",
)
PORTAL = Sentence(
    "管理员：检查网络是否要求先登录（网关页面），以及接口地址是否填错",
    "Administrator: see whether the network asks for a sign-in first, and whether "
    "the API address is right",
)
DISK = Sentence(
    "清理磁盘空间后会自动继续",
    "Free some disk space; work goes on by itself",
)
DATABASE = Sentence(
    "先退出本程序并备份数据文件夹，再从备份恢复",
    "Quit, make a copy of the data folder, then restore from a backup",
)
KEYRING = Sentence(
    "解锁系统的密码库（钥匙串、凭据管理器或 Secret Service）后重试",
    "Unlock the system's keychain (Keychain, Credential Manager or Secret Service) "
    "and try again",
)
ENTER_SECRET = Sentence(
    "在「设置 → 企业」里填写 Secret",
    "Enter the secret in Settings → Company",
)
AES_KEY = Sentence(
    "管理员：从「应用管理 → 应用 → 接收消息」重新复制 EncodingAESKey，应为 43 个字"
    "母和数字",
    "Administrator: copy the EncodingAESKey again from 应用管理 → the app → 接收消"
    "息; it has 43 letters and digits",
)
CLOCK = Sentence(
    "管理员：打开本机的自动校时",
    "Administrator: switch on automatic time on this machine",
)
BUDGET = Sentence(
    "在「设置 → 存储」里调大附件空间，或清理旧附件",
    "Raise the room for attachments in Settings → Storage, or remove old ones",
)
OPEN_IN_WECOM = Sentence(
    "请在企业微信里打开这条会话查看或处理",
    "Open this session in the WeCom client",
)
ENABLE_ACCOUNT = Sentence(
    "在「设置 → 客服账号」里打开这个账号",
    "Switch the account on in Settings → Accounts",
)
LINK_EXPIRED_DISABLED = Sentence(
    "管理员：在企业微信管理后台重新启用或续期这项功能",
    "Administrator: switch this feature on again, or renew it, in the WeCom console",
)
CREATE_ACCOUNT = Sentence(
    "管理员：企业微信管理后台 →「微信客服 → 客服账号 → 创建账号」",
    "Administrator: WeCom console → 微信客服 → 客服账号 → 创建账号 (create an account)",
)
SET_UP_CALLBACK = Sentence(
    "想要即时接收时，管理员：在「应用管理 → 应用 → 接收消息」设置 URL、Token、"
    "EncodingAESKey，并让引擎以 --callback 运行",
    "For messages at once, the administrator sets URL, Token and EncodingAESKey "
    "under 应用管理 → the app → 接收消息, and runs the engine with --callback",
)
UNBLOCK = Sentence(
    "等待后会自动继续；一直如此时请管理员检查是否有别的程序在用同一个应用",
    "Work goes on by itself after a pause; if it keeps happening, see whether "
    "another program uses the same app",
)
