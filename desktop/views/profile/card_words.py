"""What is known of a customer, in the words of the interface."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from desktop.models.account import Account, SyncStanding
from desktop.models.customer import ChannelsSource, Customer, Gender
from desktop.models.customer_card import CustomerCard
from desktop.models.display_text import one_line
from desktop.models.explanations import explain
from desktop.models.service_state import ServiceState
from desktop.views.theme.durations import span_words
from desktop.views.theme.language import words

_JUST_NOW = timedelta(minutes=1)
_LONG_AGO = timedelta(hours=1)
"""A gap from which the time left before messages are lost is said too."""
translate = QCoreApplication.translate


def name_words(customer: Customer) -> str:
    """Return the nickname, or 客户 with the end of the id while it is unknown."""
    shown = one_line(customer.nickname, 60)
    if customer.known and shown:
        return shown
    return translate("CardWords", "客户 {tail}").format(
        tail=one_line(customer.external_userid)[-4:]
    )


def about_words(customer: Customer) -> str:
    """Return gender and kind: `♀ 微信`. All customers of kf accounts use WeChat."""
    sign = {Gender.MALE: "♂ ", Gender.FEMALE: "♀ "}.get(customer.gender, "")
    return sign + translate("CardWords", "微信")


def unknown_words() -> str:
    """Return why a nickname can be missing."""
    return translate(
        "CardWords", "还没有昵称：企业微信只给出 48 小时内来过消息的客户资料"
    )


def channels_words(source: ChannelsSource) -> str:
    """Return from which place of which 视频号 the customer came."""
    places = {
        1: translate("CardWords", "视频号主页"),
        2: translate("CardWords", "直播间商品列表"),
        3: translate("CardWords", "商品橱窗"),
        4: translate("CardWords", "商品详情页"),
        5: translate("CardWords", "订单页"),
    }
    place = places.get(source.scene, translate("CardWords", "视频号"))
    name = one_line(source.nickname, 60)
    return f"{name} · {place}" if name else place


def state_words(card: CustomerCard) -> str:
    """Return who has the session."""
    state = card.conversation.service_state
    if state is ServiceState.SERVICER:
        name = one_line(card.conversation.servicer, 40)
        return translate("CardWords", "{name} 在企业微信里接待").format(
            name=name or translate("CardWords", "同事")
        )
    return {
        ServiceState.NEW: translate("CardWords", "新会话，还没有人接待"),
        ServiceState.ASSISTANT: translate("CardWords", "总机接待中"),
        ServiceState.QUEUED: translate("CardWords", "在接待池里排队"),
        ServiceState.ENDED: translate("CardWords", "已结束，客户再写来时重新开始"),
    }[state]


def step_words(target: ServiceState) -> str:
    """Return what the button does that leads to a state."""
    return {
        ServiceState.NEW: "",
        ServiceState.ASSISTANT: translate("CardWords", "由总机接待"),
        ServiceState.QUEUED: translate("CardWords", "放入接待池"),
        ServiceState.SERVICER: translate("CardWords", "转给同事…"),
        ServiceState.ENDED: translate("CardWords", "结束会话"),
    }[target]


def assigned_words(card: CustomerCard) -> str:
    """Return whom the conversation is assigned to."""
    if card.operator_name is None:
        return translate("CardWords", "未分配")
    name = one_line(card.operator_name, 40)
    if card.mine:
        return translate("CardWords", "{name}（我）").format(name=name)
    return name


def not_manageable_words(account: Account) -> str:
    """Return why there are no steps; empty when there are."""
    if account.manageable:
        return ""
    return translate("CardWords", "账号没有授权给本应用，不能改变接待状态")


def standing_words(standing: SyncStanding, now: datetime) -> str:
    """Return what reading the account has reached, and what may be lost."""
    if standing.failure is not None:
        return words(explain(standing.failure).sentence)
    gap = standing.gap(now)
    if gap is None:
        return translate("CardWords", "还没有同步过")
    ago = (
        translate("CardWords", "刚刚")
        if gap < _JUST_NOW
        else translate("CardWords", "{span}前").format(span=span_words(gap))
    )
    if gap >= _LONG_AGO:
        return f"{ago} · {_loss_words(standing, now)}"
    if standing.caught_up:
        return translate("CardWords", "{ago} · 已是最新").format(ago=ago)
    return translate("CardWords", "{ago} · 还有消息在读取").format(ago=ago)


def _loss_words(standing: SyncStanding, now: datetime) -> str:
    left = standing.until_loss(now)
    if left is None or left <= timedelta(0):
        return translate("CardWords", "超过 3 天，有消息可能已丢失")
    return translate("CardWords", "再过 {span} 会开始丢失消息").format(
        span=span_words(left)
    )
