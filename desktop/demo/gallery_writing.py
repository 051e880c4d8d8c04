"""The gallery's scenes of writing: answers, files, notes, times, second thoughts."""

import os
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage

from desktop.demo.gallery_desk import GalleryDesk
from desktop.demo.hands import press, type_text
from desktop.models.content import Location, Menu, MenuItem
from desktop.models.preferences import Preferences, UndoSeconds
from desktop.models.send_state import SendState
from desktop.resources import resource
from desktop.views.composer.card_rules import CardKind
from desktop.views.window.keys import Command

SMALL = (1180, 680)
COLLEAGUES = ("何婷", "唐凯", "周琳")
_CTRL = Qt.KeyboardModifier.ControlModifier
_RGB = QImage.Format.Format_RGB32
_RETURN = Qt.Key.Key_Return
_PLACE = Location(
    31.2353, 121.4752, "云裳南京路店", "上海市黄浦区南京东路 299 号 2 楼女装"
)
_MENU = Menu(
    "想先看哪一样？",
    (
        MenuItem("click", "尺码表", "size"),
        MenuItem("click", "洗护说明", "care"),
        MenuItem("view", "门店预约", "https://yunshang.example/visit"),
    ),
    "点一下就好",
)
_LONG = (
    "您好，关于面料护理给您完整说一遍。羊毛和羊绒请送专业干洗，不要机洗，也不要用热水；"
    "收纳前先通风一天，折叠放，不要长期挂着，肩膀会变形。起球是正常现象，用去球器顺着一个方向轻轻推就好。\n"
)


async def show_writing(desk: GalleryDesk) -> None:
    """Picture everything that can be done below a conversation."""
    await desk.hire(COLLEAGUES)
    await _own_answers(desk)
    await _own_kinds(desk)
    await desk.resize(*SMALL)
    desk.window.columns.show_panel(False)
    for scene in (
        _files,
        _emoji,
        _note,
        _later,
        _newer,
        _long_text,
        _quote,
        _card,
        _second_thoughts,
    ):
        await scene(desk)


async def attach(desk: GalleryDesk, *paths: Path) -> None:
    """Paste files into the field, as from a file manager."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    strip = desk.session.views.composer.strip
    before = len(strip.chips)
    desk.field.insertFromMimeData(mime)
    await desk.until(
        lambda: (
            len(strip.chips) == before + len(paths)
            and all(chip.face.ready or chip.face.unfit for chip in strip.chips)
        ),
        "the files",
    )


async def _own_answers(desk: GalleryDesk) -> None:
    """An answer that arrived, a picture, a note, and one that was refused."""
    await desk.resize(900, 1560)
    await desk.open("王建国")
    await attach(desk, resource("demo", "media", "风衣.jpg"))
    desk.type("您好，这款冲锋衣防水等级 10K，中雨半小时没问题[强]")
    press(desk.field, _RETURN)
    await _until_sent(desk, 2)
    desk.press(Command.WRITE_NOTE)
    desk.type("客户周末去黄山，库存只剩 L 和 XL @何婷 留意补货")
    press(desk.field, _RETURN)
    await desk.until(lambda: desk.field.toPlainText() == "", "the note")
    press(desk.field, Qt.Key.Key_Escape)
    await desk.control("answer_with", path="kf/send_msg", errcode=95018)
    desk.type("要不要我先帮您留一件 L 的？")
    press(desk.field, _RETURN)
    await desk.until(lambda: _states(desk)[-1:] == [SendState.FAILED], "the refusal")
    view = desk.session.views.conversation
    await desk.shoot("kind-own-answers", view.header, view.timeline, trimmed=True)


async def _own_kinds(desk: GalleryDesk) -> None:
    """A recording, a film, a document, a place and a menu: one answer."""
    await desk.open("何小草")
    media = resource("demo", "media")
    names = ("语音问尺码.amr", "拉链卡住.mp4", "团购尺码明细.xlsx")
    await attach(desk, *(media / name for name in names))
    for card in (_PLACE, _MENU):
        desk.session.views.composer.insertions.card_made.emit(card)
    strip = desk.session.views.composer.strip
    await desk.until(lambda: len(strip.chips) == len(names) + 2, "the cards")
    press(desk.field, _RETURN)
    await _until_sent(desk, 5)
    view = desk.session.views.conversation
    await desk.shoot("kind-own-kinds", view.header, view.timeline, trimmed=True)


async def _files(desk: GalleryDesk) -> None:
    await desk.open("小鱼儿🐟")
    large = desk.folder / "高清细节图.png"
    width, height = 1100, 900
    noise = QImage(os.urandom(width * height * 4), width, height, _RGB)
    noise.save(str(large))
    media = resource("demo", "media")
    names = ("托特包.jpg", "拉链卡住.mp4", "女装尺码表.png")
    await attach(desk, media / names[0], large, *(media / name for name in names[1:]))
    large.unlink()
    desk.type("长肩带有的，图和视频给您看看，大图是五金细节～")
    await desk.shoot("composer-attachments")


async def _emoji(desk: GalleryDesk) -> None:
    await desk.open("唐糖")
    desk.type("可以合并发货的，已经帮您备注好啦")
    desk.press(Command.PICK_EMOJI)
    picker = desk.session.views.composer.insertions.picker
    assert picker is not None
    type_text(desk.focused(), "笑")
    await desk.shoot("composer-emoji")
    picker.close_card()


async def _note(desk: GalleryDesk) -> None:
    await desk.open("李志强")
    desk.press(Command.WRITE_NOTE)
    desk.type("无锡店有一件 52 码，店员说被人试走了 @")
    await desk.shoot("composer-note")
    press(desk.field, Qt.Key.Key_Escape)
    desk.session.views.composer.toggle_note()


async def _later(desk: GalleryDesk) -> None:
    await desk.open("廖工@深圳")
    desk.type("龙岗的加盟政策整理好了，明早给您发完整版，您先休息。")
    desk.press(Command.SEND_LATER)
    card = desk.session.views.composer.scheduling.card
    await desk.until(card.isVisible, "the card")
    type_text(card.field, "明早 9 点")
    await desk.shoot("composer-schedule")
    card.set_button.click()
    bar = desk.session.views.composer.scheduling.bar
    await desk.until(bar.isVisible, "the answer for later")
    await desk.shoot("composer-scheduled")


async def _newer(desk: GalleryDesk) -> None:
    person = await desk.open("臧老师（语文）")
    timeline = desk.session.views.conversation.timeline
    desk.press(Command.NEWEST)
    bar = timeline.verticalScrollBar()
    bar.setValue(bar.minimum())
    await desk.says(
        person, text={"content": "等等，刚收到短信说换货已出库，先不用退了"}
    )
    model = desk.session.views.conversation.model
    before = len(model)
    await desk.until(lambda: len(model) > before, "the new message")
    desk.type("好的，这就给您办退款，券也一起退回。")
    press(desk.field, _RETURN)
    await desk.until(
        desk.session.views.composer.newer_bar.isVisible, "the word of caution"
    )
    await desk.shoot("composer-newer")


async def _long_text(desk: GalleryDesk) -> None:
    await desk.open("Cindy")
    desk.field.setPlainText(_LONG * 8)
    desk.session.views.composer.pieces.toggle.click()
    await desk.shoot("composer-long")


async def _quote(desk: GalleryDesk) -> None:
    await desk.open("毛毛雨")
    view = desk.session.views.conversation
    view.timeline.quote_requested.emit(view.model[len(view.model) - 1].id)
    await desk.until(desk.session.views.composer.quote_chip.isVisible, "the quote")
    desk.type("麻烦截一张付款页的图给我，我让技术同事看一下")
    await desk.shoot("composer-quote")


async def _card(desk: GalleryDesk) -> None:
    await desk.open("滑板少女Yuki")
    insertions = desk.session.views.composer.insertions
    insertions.open_form(CardKind.LOCATION)
    await desk.shoot("composer-card")
    insertions.close_all()


async def _second_thoughts(desk: GalleryDesk) -> None:
    await desk.open("Grace～优雅老去")
    desk.session.wear(replace(Preferences(), undo_seconds=UndoSeconds.FIVE))
    desk.type("好的，以后到期前 7 天会给您发提醒。")
    press(desk.field, _RETURN)
    await desk.until(lambda: desk.session.views.composer.hold_bar.counting, "the count")
    await desk.shoot("composer-undo")
    press(desk.field, Qt.Key.Key_Z, _CTRL)
    desk.session.wear(Preferences())


def _states(desk: GalleryDesk) -> list[SendState]:
    model = desk.session.views.conversation.model
    messages = (model[row] for row in range(len(model)))
    return [each.state for each in messages if each.state is not None]


async def _until_sent(desk: GalleryDesk, count: int) -> None:
    await desk.until(
        lambda: _states(desk).count(SendState.ACCEPTED) >= count, "sent answers"
    )
