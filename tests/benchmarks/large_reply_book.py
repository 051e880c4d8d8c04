"""A reply book of any size, made by a rule from the published replies or the demo's."""

import random
from dataclasses import replace
from functools import cache

from desktop.models.quick_reply import QuickReply, ReplyContent, ReplyText
from desktop.models.reply_search import ReplyHabits
from desktop.services.reply_search.spelling import reply_spelling
from tests.labelled.replies.book import demo_book, published_book

_THINGS = (
    "羽绒服", "长裙", "帆布鞋", "奶瓶", "纸尿裤", "面霜", "口红",
    "保温杯", "四件套", "书包", "行车记录仪", "耳机", "充电宝", "扫地机",
    "猫粮", "鱼缸", "瑜伽垫", "跑鞋", "帐篷", "台灯", "净水器",
    "空气炸锅", "洗地机", "坚果", "茶叶", "大闸蟹", "车厘子", "月饼",
    "礼盒", "会员", "优惠券", "定金", "尾款", "换季", "双11",
    "618", "170码", "VIP", "重量", "长款", "行李箱", "银行卡",
)  # fmt: skip
_SEED = 4


@cache
def large_book(count: int) -> tuple[QuickReply, ...]:
    """Return so many replies, the same at every run; titles name different things."""
    chance = random.Random(_SEED)
    source = (published_book() or demo_book()).replies
    return tuple(_varied(source[at % len(source)], at, chance) for at in range(count))


def habits_of(replies: tuple[QuickReply, ...]) -> ReplyHabits:
    """Return what an agent sends who has used a tenth of a book."""
    chance = random.Random(_SEED)
    used = chance.sample([reply.id for reply in replies], len(replies) // 10)
    return ReplyHabits(
        uses={number: chance.uniform(0.05, 9.0) for number in used},
        follow_ups={
            (chance.choice(used), number): chance.uniform(0.05, 3.0) for number in used
        },
    )


def _varied(reply: QuickReply, at: int, chance: random.Random) -> QuickReply:
    content = reply.content
    thing, other = chance.sample(_THINGS, 2)
    title = content.title if at % 7 == 0 else f"{thing}{content.title}"
    texts = tuple(ReplyText(f"{thing}、{other}：{text}") for text in reply.texts())
    keywords = (thing, *chance.sample(_THINGS, chance.randrange(3)))
    code = f"{chance.choice('abcdfghjklmn')}{at}" if at % 5 == 0 else ""
    made = ReplyContent(title, content.group, texts, code=code, keywords=keywords)
    spelling = reply_spelling(title, keywords, code, content.group)
    return replace(reply, id=at + 1, key=f"{at:032x}", content=made, spelling=spelling)
