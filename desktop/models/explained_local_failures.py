"""Words for the failures that this program itself finds."""

from collections.abc import Mapping

from desktop.models import cures
from desktop.models.explanation_row import Row
from desktop.models.failures import Actor
from desktop.models.local_failures import LocalFailure

LOCAL_FAILURES: Mapping[int, Row] = {
    LocalFailure.NO_PIPS_LEFT: Row(
        Actor.OPERATOR,
        "这位客户的 5 条回复已用完",
        "The five replies to this customer are used up",
        cures.WAIT_CUSTOMER,
    ),
    LocalFailure.WINDOW_CLOSED: Row(
        Actor.OPERATOR,
        "距客户上一条消息已超过 48 小时",
        "The customer's last message is more than 48 hours ago",
        cures.WAIT_48,
    ),
    LocalFailure.STATE_FORBIDS: Row(
        Actor.OPERATOR,
        "会话在排队或已经结束，现在不能发送",
        "The session is queued or has ended: nothing can be sent now",
        cures.WAIT_48,
    ),
    LocalFailure.COLLEAGUE_HAS_SESSION: Row(
        Actor.OPERATOR,
        "同事正在企业微信里接待这位客户",
        "A colleague is answering this customer in WeCom",
        cures.COLLEAGUE,
    ),
    LocalFailure.CUSTOMER_WROTE_MEANWHILE: Row(
        Actor.OPERATOR,
        "客户刚发来了你还没看到的内容，所以先没有发送",
        "The customer wrote something you had not seen, so it was not sent yet",
        cures.READ_AGAIN,
    ),
    LocalFailure.ACCOUNT_NOT_MANAGEABLE: Row(
        Actor.ADMINISTRATOR,
        "这个客服账号没有交给本应用管理，只能查看",
        "This account was not given to the app: it can only be read",
        cures.MANAGE_ACCOUNT,
    ),
    LocalFailure.CUSTOMER_REFUSED: Row(
        Actor.OPERATOR,
        "接待人员已设置不接收这位客户的消息",
        "A servicer has chosen to refuse this customer's messages",
        cures.OPEN_IN_WECOM,
    ),
    LocalFailure.ENGINE_STOPPED: Row(
        Actor.ADMINISTRATOR,
        "收发消息的引擎没有运行",
        "The engine that sends and receives is not running",
        cures.RESTART_ENGINE,
    ),
    LocalFailure.OUTCOME_UNKNOWN: Row(
        Actor.OPERATOR,
        "结果未知，可能已送达；程序不会自动重发",
        "Nobody can say whether it was delivered; it is not sent again by itself",
        cures.CHECK_DELIVERED,
    ),
    LocalFailure.EARLIER_MESSAGE_HOLDS: Row(
        Actor.OPERATOR,
        "前面有一条消息没有发成，这条在等",
        "An earlier message did not go out; this one waits",
        cures.RELEASE_QUEUE,
    ),
    LocalFailure.HISTORY_LOST: Row(
        Actor.ADMINISTRATOR,
        "超过 3 天没有读取，企业微信已不再保留其间的消息",
        "Nothing was read for three days; WeCom no longer has the messages between",
        cures.OPEN_IN_WECOM,
    ),
    LocalFailure.ACCOUNT_DISABLED: Row(
        Actor.OPERATOR,
        "这个账号已在本程序里停用",
        "This account is switched off here",
        cures.ENABLE_ACCOUNT,
    ),
    LocalFailure.SCHEDULE_MISSED: Row(
        Actor.OPERATOR,
        "到时间时这台电脑没有在运行，过去太久了，所以没有发送",
        "This computer was not running at that time, and now it is too late",
        cures.CHOOSE_TIME,
    ),
    LocalFailure.CONTENT_WITHDRAWN: Row(
        Actor.OPERATOR,
        "其中的快捷回复或素材已被撤回或已过期，所以没有发出",
        "A reply or material in it was withdrawn or has expired, so it was not sent",
    ),
    LocalFailure.TEXT_EMPTY: Row(
        Actor.OPERATOR,
        "消息没有内容",
        "The message is empty",
    ),
    LocalFailure.TEXT_TOO_LONG: Row(
        Actor.OPERATOR,
        "文字超过 2048 字节，一条发不下",
        "The text has more than 2,048 bytes and does not fit into one message",
        cures.SHORTEN,
    ),
    LocalFailure.MEDIA_TOO_BIG: Row(
        Actor.OPERATOR,
        "附件太大",
        "The attachment is too big",
        cures.SMALLER,
    ),
    LocalFailure.MEDIA_EMPTY: Row(
        Actor.OPERATOR,
        "附件是空的",
        "The attachment is empty",
        cures.ATTACH,
    ),
    LocalFailure.MEDIA_EXPIRED: Row(
        Actor.OPERATOR,
        "附件已超过 3 天，企业微信不再保留",
        "The attachment is more than three days old; WeCom no longer has it",
    ),
    LocalFailure.FILE_GONE: Row(
        Actor.OPERATOR,
        "本机保存的附件已损坏或不见了",
        "Our copy of the attachment is damaged or gone",
        cures.ATTACH,
    ),
    LocalFailure.PICTURE_FORMAT: Row(
        Actor.OPERATOR,
        "企业微信只收 JPG 和 PNG 图片",
        "WeCom takes JPG and PNG pictures only",
        cures.CONVERT,
    ),
    LocalFailure.MEDIA_BUDGET_USED_UP: Row(
        Actor.ADMINISTRATOR,
        "本机留给附件的空间已用完，没有下载",
        "The room for attachments on this machine is used up; it was not fetched",
        cures.BUDGET,
    ),
    LocalFailure.NOT_SENDABLE: Row(
        Actor.OPERATOR,
        "这种内容不能通过微信客服发送",
        "This kind of content cannot be sent through customer service",
    ),
    LocalFailure.FIELD_TOO_LONG: Row(
        Actor.OPERATOR,
        "标题、说明或选项太长",
        "A title, description or menu item is too long",
        cures.SHORTEN,
    ),
    LocalFailure.FIELD_MISSING: Row(
        Actor.OPERATOR,
        "缺少必填的一项，例如链接的封面图",
        "Something required is missing, such as the picture of a link",
        cures.ATTACH,
    ),
    LocalFailure.PLACE_OUT_OF_RANGE: Row(
        Actor.OPERATOR,
        "位置的经纬度超出范围",
        "The place's coordinates are out of range",
    ),
    LocalFailure.NETWORK_DOWN: Row(
        Actor.RETRY,
        "连不上企业微信，网络恢复后自动继续",
        "WeCom cannot be reached; work goes on when the network is back",
        cures.NETWORK,
    ),
    LocalFailure.CONNECTION_LOST: Row(
        Actor.RETRY,
        "连接中断，稍后自动重试",
        "The connection broke off; it is tried again by itself",
        cures.NETWORK,
    ),
    LocalFailure.TIMED_OUT: Row(
        Actor.RETRY,
        "企业微信太久没有回应，稍后自动重试",
        "WeCom took too long to answer; it is tried again by itself",
        cures.NETWORK,
    ),
    LocalFailure.TLS_REFUSED: Row(
        Actor.RETRY,
        "对方的证书不可信，已拒绝连接",
        "The other side's certificate cannot be trusted; the connection was refused",
        cures.TLS,
    ),
    LocalFailure.PROXY_REFUSED: Row(
        Actor.RETRY,
        "代理服务器拒绝了连接",
        "The proxy refused the connection",
        cures.PROXY,
    ),
    LocalFailure.SERVER_FAILED: Row(
        Actor.RETRY,
        "企业微信的服务器出错，稍后自动重试",
        "WeCom's server failed; it is tried again by itself",
    ),
    LocalFailure.UNEXPECTED_ANSWER: Row(
        Actor.RETRY,
        "收到的不是企业微信的回答，稍后自动重试",
        "The answer was not WeCom's; it is tried again by itself",
        cures.PORTAL,
    ),
    LocalFailure.REDIRECTED: Row(
        Actor.RETRY,
        "对方要求转到别的地址，已拒绝",
        "The other side pointed to another address; that was refused",
        cures.PORTAL,
    ),
    LocalFailure.WRONG_ADDRESS: Row(
        Actor.ADMINISTRATOR,
        "这个接口地址上没有企业微信的接口",
        "There is no WeCom interface at this address",
        cures.BASE_URL,
    ),
    LocalFailure.UNSAFE_ADDRESS: Row(
        Actor.ADMINISTRATOR,
        "接口地址必须以 https:// 开头（本机除外）",
        "The API address must begin with https:// (except on this machine)",
        cures.BASE_URL,
    ),
    LocalFailure.OWN_PACE: Row(
        Actor.PACE,
        "为了不超过企业微信的限额，本程序先停一停",
        "We paused by ourselves to stay within WeCom's limits",
    ),
    LocalFailure.DISK_FULL: Row(
        Actor.ADMINISTRATOR,
        "磁盘已满",
        "The disk is full",
        cures.DISK,
    ),
    LocalFailure.DATABASE_UNREADABLE: Row(
        Actor.ADMINISTRATOR,
        "本机数据库读不出来",
        "The local database cannot be read",
        cures.DATABASE,
    ),
    LocalFailure.KEYRING_LOCKED: Row(
        Actor.ADMINISTRATOR,
        "系统的密码库打不开",
        "The system's keychain cannot be opened",
        cures.KEYRING,
    ),
    LocalFailure.SECRET_MISSING: Row(
        Actor.ADMINISTRATOR,
        "密码库里没有这家企业的 Secret",
        "The keychain has no secret for this company",
        cures.ENTER_SECRET,
    ),
    LocalFailure.CALLBACK_KEY_INVALID: Row(
        Actor.ADMINISTRATOR,
        "EncodingAESKey 的格式不对",
        "The EncodingAESKey is malformed",
        cures.AES_KEY,
    ),
    LocalFailure.CLOCK_WRONG: Row(
        Actor.ADMINISTRATOR,
        "本机时间与企业微信相差太多",
        "This machine's clock differs too much from WeCom's",
        cures.CLOCK,
    ),
    LocalFailure.MALFORMED_REQUEST: Row(
        Actor.PROGRAMMER,
        "程序拼出的请求不合规矩，没有发出",
        "The program made a request that breaks the rules; it was not sent",
        cures.REPORT,
    ),
}
