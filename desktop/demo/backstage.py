"""What goes on behind the window of the gallery: answers leave, colleagues publish."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.models.content_source import ContentSource
from desktop.models.macro import Macro, MacroStep, StepKind
from desktop.models.material import Material, MaterialQuery
from desktop.models.organisation import Operator
from desktop.models.outgoing import AttachmentPart, NotSentError, Part, TextPart
from desktop.models.quick_reply import QuickReply, ReplyText
from desktop.models.reply_book import WrittenReply
from desktop.models.reply_rendering import VariableFacts, render
from desktop.services.desk import Desk
from desktop.services.quick_replies import QuickReplies

POPULAR = (
    "女装尺码表", "多久发货", "羽绒服主图", "今天有活动吗", "新品画册", "女装尺码表",
    "南京路店位置", "羽绒服主图", "满减怎么算", "尺码一套", "拉链卡住", "毛衣配半裙",
    "今天有活动吗", "商城入口", "羽绒服养护包", "优惠券用不了", "碎花连衣裙", "小白鞋",
    "女装尺码表", "开发票", "多久发货", "会员日专场", "团购尺码收集", "羽绒服主图",
    "童装尺码表", "想加盟", "满减怎么算", "小熊卫衣", "退换一条龙", "快递截图",
    "托特包", "儿童羽绒服", "在的", "鞋底开胶", "风衣", "望京店位置", "衬衫有污渍",
)  # fmt: skip
"""Titles of what is sent, one after another, often used ones several times."""
EACH = 3
"""Replies that a customer is sent."""


class Backstage:
    """Uses the services of a desk as other people and other days would have."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def reply(self, title: str) -> QuickReply:
        """Find a reply of the book by its title."""
        known = await self.desk.replies.all()
        return next(each for each in known if each.content.title == title)

    async def material(self, name: str) -> Material:
        """Find a usable material by its name."""
        query = MaterialQuery(words=name)
        found = await self.desk.materials.page(query, 0, 50)
        return next(each for each in found if each.details.name == name)

    async def answer_all(self, conversation_ids: Sequence[int]) -> None:
        """Send popular replies to customers, as far as WeCom lets them be sent."""
        known = {each.content.title: each for each in await self.desk.replies.all()}
        titles = iter(POPULAR * len(conversation_ids))
        for conversation_id in conversation_ids:
            for _ in range(EACH):
                await self.send(conversation_id, known[next(titles)])

    async def send(self, conversation_id: int, reply: QuickReply) -> None:
        """Send a reply as one unit; where it may not leave nothing happens."""
        source = ContentSource(reply.id, reply.version)
        facts = VariableFacts(self.desk.clock.now(), operator=self.desk.operator.name)
        parts: list[Part] = []
        for part in reply.content.parts:
            if isinstance(part, ReplyText):
                parts.append(TextPart(render(part.text, facts).text, source))
                continue
            staged = await self.desk.materials.stage(
                conversation_id, part.material_id, source
            )
            parts.append(AttachmentPart(staged.id))
        try:
            await self.desk.sending.send(
                conversation_id, parts, seen_through=0, despite_newer=True
            )
        except NotSentError:
            for left in parts:
                if isinstance(left, AttachmentPart):
                    await self.desk.attachments.remove(left.attachment_id)

    async def propose(self, changes: dict[str, str]) -> None:
        """Keep working copies whose first text says something else, by title."""
        await self.desk.replies.propose_all(await self._changed(changes))

    async def publish_as(
        self, colleague: Operator, changes: dict[str, str], note: str
    ) -> None:
        """Let a colleague publish replies whose first text says something else."""
        book = QuickReplies(
            self.desk.database, self.desk.clock, colleague, colleague.name
        )
        copies = await book.propose_all(await self._changed(changes))
        await book.publish(copies, note)

    async def _changed(self, changes: dict[str, str]) -> list[WrittenReply]:
        written = []
        for title, text in changes.items():
            reply = await self.reply(title)
            parts = (ReplyText(text), *reply.content.parts[1:])
            content = replace(reply.content, parts=parts)
            written.append(WrittenReply(content, reply.id))
        return written

    async def save_macros(self) -> None:
        """Keep two macros: one that ends a session, one that puts it off."""
        thanks = await self.reply("女装尺码表")
        parcel = await self.reply("物流查询")
        for macro in (
            Macro(
                0,
                "尺码说完，记一笔",
                (
                    MacroStep(StepKind.SEND_REPLY, thanks.id),
                    MacroStep(StepKind.WRITE_NOTE, words="尺码表已发，等身高体重"),
                    MacroStep(StepKind.DONE),
                ),
            ),
            Macro(
                0,
                "催仓库，明早再看",
                (
                    MacroStep(StepKind.SEND_REPLY, parcel.id),
                    MacroStep(StepKind.STAR),
                    MacroStep(StepKind.SNOOZE, words="明早 9 点"),
                ),
            ),
        ):
            await self.desk.macros.save(macro)
