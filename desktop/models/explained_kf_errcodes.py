"""Words for the errcodes of media, welcome codes and 微信客服 (doc 90313)."""

from collections.abc import Mapping

from desktop.models import cures
from desktop.models.explanation_row import Row
from desktop.models.failures import Actor

KF_ERRCODES: Mapping[int, Row] = {
    # Media
    40004: Row(
        Actor.OPERATOR,
        "企业微信不收这种附件",
        "WeCom does not take this kind of attachment",
        cures.ATTACH,
    ),
    40005: Row(
        Actor.PROGRAMMER,
        "附件类型写错了",
        "The attachment's type is wrong",
        cures.REPORT,
    ),
    40006: Row(
        Actor.OPERATOR,
        "文件太大或太小",
        "The file is too big or too small",
        cures.SMALLER,
    ),
    40007: Row(
        Actor.OPERATOR,
        "附件已过期或无效，请重新添加",
        "The attachment has expired or is not valid: attach it again",
        cures.ATTACH,
    ),
    40008: Row(
        Actor.PROGRAMMER,
        "消息类型不对",
        "The message's type is wrong",
        cures.REPORT,
    ),
    40009: Row(
        Actor.OPERATOR,
        "图片太大",
        "The picture is too big",
        cures.SMALLER,
    ),
    40011: Row(
        Actor.OPERATOR,
        "视频太大",
        "The film is too big",
        cures.SMALLER,
    ),
    40123: Row(
        Actor.OPERATOR,
        "这不是完好的图片",
        "This is not a sound picture",
        cures.ATTACH,
    ),
    45001: Row(
        Actor.OPERATOR,
        "附件太大",
        "The attachment is too big",
        cures.SMALLER,
    ),
    45007: Row(
        Actor.OPERATOR,
        "语音超过 60 秒",
        "The voice is longer than 60 seconds",
        cures.ATTACH,
    ),
    830001: Row(
        Actor.OPERATOR,
        "这个地址无法下载",
        "This address cannot be downloaded from",
    ),
    830002: Row(
        Actor.PROGRAMMER,
        "文件太大，需要分段下载",
        "The file is so big that it must be read in pieces",
        cures.REPORT,
    ),
    830003: Row(
        Actor.RETRY,
        "企业微信没能下载这个文件",
        "WeCom could not download the file",
    ),
    # Welcome codes
    41048: Row(
        Actor.OPERATOR,
        "没有可以发送欢迎语的客户",
        "There is nobody to send the welcome to",
    ),
    41050: Row(
        Actor.OPERATOR,
        "欢迎语的 20 秒已过",
        "The 20 seconds for the welcome are over",
    ),
    41051: Row(
        Actor.OPERATOR,
        "已经开始聊天，不再发欢迎语",
        "The chat has begun: no welcome any more",
    ),
    41054: Row(
        Actor.ADMINISTRATOR,
        "成员还没有激活企业微信",
        "The member has not activated WeCom",
        cures.SERVICER,
    ),
    41096: Row(
        Actor.OPERATOR,
        "欢迎语正在发送",
        "The welcome is being sent",
    ),
    # 微信客服
    95000: Row(
        Actor.PROGRAMMER,
        "客服账号的写法不对",
        "The account's id is malformed",
        cures.REPORT,
    ),
    95001: Row(
        Actor.OPERATOR,
        "这位客户的 5 条回复已用完",
        "The five replies to this customer are used up",
        cures.WAIT_CUSTOMER,
    ),
    95002: Row(
        Actor.OPERATOR,
        "距客户上一条消息已超过 48 小时",
        "The customer's last message is more than 48 hours ago",
        cures.WAIT_48,
    ),
    95003: Row(
        Actor.ADMINISTRATOR,
        "未认证的企业能接待的客户数已到上限",
        "An unverified company may receive no more customers",
        cures.VERIFY,
    ),
    95004: Row(
        Actor.ADMINISTRATOR,
        "这个客服账号不存在，或已被删除",
        "This account does not exist any more",
        cures.MANAGE_ACCOUNT,
    ),
    95005: Row(
        Actor.ADMINISTRATOR,
        "客服账号的数量到了上限或下限",
        "There are too many accounts, or it is the last one",
    ),
    95006: Row(
        Actor.OPERATOR,
        "客服账号的名称不合要求",
        "The account's name is not acceptable",
        cures.REWORD,
    ),
    95007: Row(
        Actor.OPERATOR,
        "回复时机已过：这次机会只能用一次，而且很快失效",
        "Too late: the code for this message works once and only for a short time",
    ),
    95008: Row(
        Actor.OPERATOR,
        "菜单的选项太多",
        "The menu has too many items",
        cures.SHORTEN,
    ),
    95009: Row(
        Actor.PROGRAMMER,
        "菜单里有企业微信不认识的选项",
        "The menu has a kind of item that WeCom does not know",
        cures.REPORT,
    ),
    95011: Row(
        Actor.ADMINISTRATOR,
        "微信客服是联合版，而填写的是独立版的 Secret",
        "Customer service is in joint mode, the secret is one of standalone mode",
        cures.JOINT,
    ),
    95012: Row(
        Actor.ADMINISTRATOR,
        "微信客服是独立版，而填写的是普通应用的 Secret",
        "Customer service is in standalone mode, the secret is an ordinary app's",
        cures.STANDALONE,
    ),
    95013: Row(
        Actor.OPERATOR,
        "会话已经结束",
        "The session has ended already",
        cures.WAIT_48,
    ),
    95014: Row(
        Actor.ADMINISTRATOR,
        "这位成员不是接待人员，或没有激活企业微信",
        "This member is not a servicer or has not activated WeCom",
        cures.SERVICER,
    ),
    95015: Row(
        Actor.ADMINISTRATOR,
        "管理后台里已经配置了专属服务",
        "Exclusive service is already set up in the console",
    ),
    95016: Row(
        Actor.OPERATOR,
        "会话现在的状态不允许这样变更",
        "The session cannot be moved there from its present state",
    ),
    95017: Row(
        Actor.ADMINISTRATOR,
        "「通过API管理会话消息」没有打开",
        "Managing sessions by API is switched off",
        cures.API_SWITCH,
    ),
    95018: Row(
        Actor.OPERATOR,
        "会话不在我们手里：同事正在企业微信里接待、已经结束，或已超过 48 小时",
        "The session is not ours: a colleague has it in WeCom, it has ended, or 48 "
        "hours are over",
        cures.COLLEAGUE,
    ),
    95019: Row(
        Actor.OPERATOR,
        "这位接待人员已停止接待",
        "This servicer is off duty",
    ),
    95022: Row(
        Actor.PROGRAMMER,
        "位置的类型不对",
        "The kind of place is wrong",
        cures.REPORT,
    ),
    95023: Row(
        Actor.ADMINISTRATOR,
        "API 管理权限交给了代开发应用",
        "The right to manage by API was given to an agency's app",
        cures.API_SWITCH,
    ),
    95026: Row(
        Actor.ADMINISTRATOR,
        "现有客服账号用得太少，暂不能新建",
        "The accounts are used too little to create another",
    ),
    95027: Row(
        Actor.ADMINISTRATOR,
        "未认证的企业最多 10 个客服账号",
        "An unverified company may have 10 accounts",
        cures.VERIFY,
    ),
    95030: Row(
        Actor.ADMINISTRATOR,
        "这种消息被微信客服组件禁止",
        "The customer service component forbids this kind of message",
    ),
    95031: Row(
        Actor.OPERATOR,
        "客户 48 小时内没有咨询过",
        "The customer has not written within 48 hours",
        cures.WAIT_48,
    ),
    95032: Row(
        Actor.ADMINISTRATOR,
        "读取聊天记录的授权已到期",
        "The right to read records has lapsed",
        cures.PERMISSION,
    ),
}
