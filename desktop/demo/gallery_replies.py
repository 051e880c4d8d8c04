"""The gallery's scenes of quick replies: found, put into an answer, published."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt

from desktop.demo.gallery_desk import GalleryDesk
from desktop.demo.hands import press, type_text
from desktop.models.organisation import Role
from desktop.models.preferences import ThemeChoice
from desktop.resources import resource
from desktop.views.reply_book.book_listing import Place, Shelf
from desktop.views.reply_book.reply_book_page_presenter import ReplyBookPage
from desktop.views.reply_book.reply_detail_view import DetailTab
from desktop.views.window.keys import Command

SHOWN = ("唐糖", "Nana家的柚子", "Cindy", "王建国")
SMALL, LARGE = (1180, 680), (1440, 900)
GROUP, FEW = ("尺码",), 30
PROPOSED = {
    "今天有活动吗": "今天的活动：满 300 减 40，满 600 减 100，可以和会员折扣一起用，"
    "到 {日期+3天} 结束。",
    "满减怎么算": "满减按实付算，运费不算在内。退货之后不满门槛，优惠按比例扣回。",
    "女装尺码表": "您看下女装尺码表，按胸围选最准，中间码选大的：",
}
PUBLISHED = {
    "多久发货": "现货 16 点前付款当天发，之后的第二天上午发，节假日照常。",
    "开发票": "可以开电子发票。请发抬头、税号和邮箱，两小时内发到邮箱：",
}
_RETURN = Qt.Key.Key_Return


async def show_replies(desk: GalleryDesk) -> None:
    """Picture the ways in, and what becomes of a reply in the answer."""
    await desk.answer_others(SHOWN)
    await desk.backstage.save_macros()
    await desk.resize(*LARGE)
    await _list_and_panel(desk)
    await desk.resize(*SMALL)
    for scene in (_panel_tree, _suggested, _combo, _gaps, _macros):
        await scene(desk)


async def _list_and_panel(desk: GalleryDesk) -> None:
    await desk.open("唐糖")
    await _show_panel(desk)
    await _ask(desk, "wl")
    await desk.shoot("reply-list")
    await desk.wear(ThemeChoice.DARK)
    await desk.shoot("reply-list-dark")
    await desk.wear(ThemeChoice.LIGHT)
    _clear(desk)


async def _show_panel(desk: GalleryDesk) -> None:
    desk.session.side.show("replies")
    view = desk.session.side.view
    assert view is not None
    await desk.until(lambda: len(view.model.rows) > 1, "recommendations")


async def _ask(desk: GalleryDesk, typed: str) -> None:
    desk.field.setFocus()
    desk.type(f"/{typed}")
    shown = desk.session.views.composer.replies.list
    await desk.until(lambda: shown.isVisible() and shown.current, f"/{typed}")


def _clear(desk: GalleryDesk) -> None:
    desk.session.views.composer.replies.close()
    desk.field.clear()


async def _panel_tree(desk: GalleryDesk) -> None:
    await desk.open("Nana家的柚子")
    await _show_panel(desk)
    view = desk.session.side.view
    assert view is not None
    view.field.setFocus()
    type_text(view.field, "cm")
    await desk.shoot("reply-panel")
    view.field.clear()
    desk.window.columns.show_panel(False)


async def _suggested(desk: GalleryDesk) -> None:
    await desk.open("唐糖")
    desk.field.setFocus()
    desk.type("多久发货")
    shown = desk.session.views.composer.replies.list
    await desk.until(shown.isVisible, "suggestions")
    await desk.shoot("reply-suggested")
    _clear(desk)


async def _combo(desk: GalleryDesk) -> None:
    await desk.open("Cindy")
    await _ask(desk, "xp2")
    press(desk.field, _RETURN)
    strip = desk.session.views.composer.strip
    await desk.until(
        lambda: len(strip.chips) == 4 and all(chip.face.ready for chip in strip.chips),
        "the combo",
    )
    await desk.shoot("reply-combo")


async def _gaps(desk: GalleryDesk) -> None:
    await desk.open("王建国")
    await _ask(desk, "xh")
    press(desk.field, _RETURN)
    await desk.until(lambda: desk.session.views.composer.replies.gaps.gaps, "gaps")
    press(desk.field, _RETURN)
    await desk.shoot("reply-gaps")
    _clear(desk)


async def _macros(desk: GalleryDesk) -> None:
    await desk.open("唐糖")
    desk.press(Command.MACROS)
    await desk.until(lambda: _macro_card(desk) is not None, "the macros")
    await desk.shoot("macros")
    press(desk.focused(), _RETURN)
    await desk.shoot("macro-steps")


def _macro_card(desk: GalleryDesk) -> object:
    presenter = desk.session.writing.macros.presenter
    card = None if presenter is None else presenter.card
    return card if card is not None and card.isVisible() else None


async def show_book(desk: GalleryDesk) -> None:
    """Picture the reply book: written, compared, published, brought in."""
    await desk.answer_others(("唐糖",))
    await desk.open("唐糖")
    await desk.resize(*LARGE)
    desk.session.reply_book.show()
    page = desk.session.reply_book.page
    assert page is not None
    await desk.until(lambda: page.book.book.entries, "the book")
    for scene in (_book, _publishing, _import, _news):
        await scene(desk, page)


async def _book(desk: GalleryDesk, page: ReplyBookPage) -> None:
    page.tab.side.choose(Place(Shelf.GROUP, GROUP))
    listed = page.tab.centre.list.model
    await desk.until(lambda: listed.rowCount() < FEW, "a group")
    page.book.go_to((await desk.backstage.reply("女装尺码表")).id)
    await desk.shoot("book")
    await desk.wear(ThemeChoice.DARK)
    await desk.shoot("book-dark")
    await desk.wear(ThemeChoice.LIGHT)
    page.book.go_to((await desk.backstage.reply("今天有活动吗")).id)
    page.tab.detail.show_tab(DetailTab.HISTORY)
    await desk.resize(*SMALL)
    await desk.shoot("book-history")
    await desk.resize(*LARGE)
    page.tab.detail.show_tab(DetailTab.EDIT)


async def _publishing(desk: GalleryDesk, page: ReplyBookPage) -> None:
    await desk.backstage.propose(PROPOSED)
    await page.book.read_now()
    page.tab.centre.list.publish_requested.emit()
    publishing = page.tab.centre.publishing
    await desk.until(publishing.isVisible, "the differences")
    await desk.shoot("book-publish")
    publishing.confirmed.emit(publishing.step)
    await desk.until(page.tab.centre.reached.isVisible, "who received the old text")
    await desk.shoot("book-received")


async def _import(desk: GalleryDesk, page: ReplyBookPage) -> None:
    import openpyxl

    with TemporaryDirectory(prefix="switchboard-gallery-") as folder:
        path = Path(folder) / "新话术.xlsx"
        sheet = openpyxl.Workbook(write_only=True)
        rows = sheet.create_sheet()
        with resource("demo", "新话术.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                rows.append(row)
        sheet.save(path)
        page.exchange.read_table(path)
        report = page.tab.centre.report
        await desk.until(lambda: report.model.rowCount() > 0, "the report")
        await desk.shoot("book-import")
    report.left.emit()
    page.tab.centre.show_list()


async def _news(desk: GalleryDesk, page: ReplyBookPage) -> None:
    (lead,) = await desk.hire(("何婷",), Role.LEAD)
    await desk.backstage.publish_as(lead, PUBLISHED, "发货时间和发票改了")
    await desk.until(desk.window.banner.isVisible, "the word of the news")
    desk.window.banner_action_requested.emit("replies")
    await desk.until(page.tab.centre.publishing.isVisible, "the news")
    await desk.shoot("book-news")
