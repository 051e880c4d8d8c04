"""Small reply books to search in."""

from datetime import UTC, datetime

from desktop.models.quick_reply import QuickReply, ReplyContent, ReplyText, Scope
from desktop.models.reply_search import ReplyHabits, ReplySituation
from desktop.services.reply_search.index import ReplyIndex
from desktop.services.reply_search.spelling import reply_spelling

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
SITUATION = ReplySituation(NOW, account_id=1, team_id=1)


def reply(
    number: int,
    title: str,
    text: str = "好的",
    *,
    group: tuple[str, ...] = (),
    keywords: tuple[str, ...] = (),
    code: str = "",
    scope: Scope = Scope.COMPANY,
    scope_id: int | None = None,
    valid_until: datetime | None = None,
    withdrawn: bool = False,
) -> QuickReply:
    content = ReplyContent(
        title, group, (ReplyText(text),), scope, scope_id, code, keywords,
        valid_until=valid_until,
    )  # fmt: skip
    return QuickReply(
        number, f"{number:032x}", 1, content, 1, "周晓", "周晓", NOW,
        withdrawn=withdrawn, spelling=reply_spelling(title, keywords, code, group),
    )  # fmt: skip


def index_of(*replies: QuickReply, habits: ReplyHabits | None = None) -> ReplyIndex:
    made = ReplyIndex()
    made.take(replies)
    made.habits = habits or ReplyHabits()
    return made


def titles(
    index: ReplyIndex, typed: str, situation: ReplySituation = SITUATION
) -> list[str]:
    found = index.find(typed, situation, 9)
    return [one.reply.content.title for one in found]


SHOP = (
    reply(1, "物流查询", "您的包裹在路上", group=("物流",), keywords=("快递", "包裹")),
    reply(2, "未来门店活动", "到店出示本消息领好礼", group=("活动",)),
    reply(3, "无理由退货", "支持 7 天无理由退换，吊牌完好即可", group=("售后",)),
    reply(4, "170码库存", "170 码目前现货充足", group=("商品",), code="kc"),
    reply(5, "退货运费", "质量问题我们出运费", group=("售后",), keywords=("邮费",)),
    reply(6, "重量说明", "这款重 300 克", group=("商品",)),
    reply(7, "发货时效", "现货 16:00 前付款当日发出", group=("物流",), code="wl"),
    reply(8, "尺码对照表", "身高 160-165 建议 165 码", group=("商品",)),
)
