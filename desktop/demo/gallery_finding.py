"""The gallery's scenes of finding and looking: palette, find, records, viewer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame

from desktop.demo.gallery_desk import GalleryDesk
from desktop.demo.hands import press, type_text
from desktop.models.content import File, MergedRecord, Picture, Video
from desktop.views.viewer.viewer_window import ViewerWindow
from desktop.views.window.keys import Command

SEARCHES = {
    "palette-hits": "羽绒服",
    "palette-filter": "账号:售后服务 类型:图片 ",
    "palette-pinyin": "ttm",
}
_ESCAPE = Qt.Key.Key_Escape


async def show_finding(desk: GalleryDesk) -> None:
    """Picture how one finds something and looks at it."""
    await desk.resize(1180, 680)
    desk.window.columns.show_panel(False)
    await show_palette(desk)
    for scene in (_find, _calendar, _record, _doubtful_file, _link):
        await scene(desk)
    await _viewer(desk)


async def show_palette(desk: GalleryDesk, searches: dict[str, str] = SEARCHES) -> None:
    """Picture the palette, empty and with what it finds."""
    for nickname in ("唐糖", "曾老板建材批发", "Nana家的柚子"):
        await desk.open(nickname)
    desk.press(Command.PALETTE)
    await desk.shoot("palette-empty")
    press(desk.focused(), _ESCAPE)
    for name, typed in searches.items():
        desk.press(Command.PALETTE)
        type_text(desk.focused(), typed)
        await desk.shoot(name)
        desk.session.search.palette.close()


async def _find(desk: GalleryDesk) -> None:
    await desk.open("臧老师（语文）")
    desk.press(Command.FIND)
    type_text(desk.focused(), "羽绒服")
    press(desk.focused(), Qt.Key.Key_Return)
    await desk.shoot("find")
    press(desk.focused(), _ESCAPE)


async def _calendar(desk: GalleryDesk) -> None:
    await desk.open("徐大厨")
    desk.press(Command.GO_TO_DAY)
    await desk.shoot("calendar")
    calendar = desk.session.views.conversation.calendar
    assert isinstance(calendar, QFrame)
    calendar.hide()


async def _record(desk: GalleryDesk) -> None:
    await desk.open("宣宣妈妈💕二胎中")
    view = desk.session.views.conversation
    view.timeline.record_open_requested.emit(_message(desk, MergedRecord))
    await desk.until(view.record.isVisible, "the record")
    await desk.shoot("record")
    view.record.closed.emit()


async def _doubtful_file(desk: GalleryDesk) -> None:
    await desk.open("曾老板建材批发")
    view = desk.session.views.conversation
    view.timeline.media_open_requested.emit(_message(desk, File, last=True))
    await desk.until(view.open_file_strip.isVisible, "the warning")
    await desk.shoot("file-warning")
    view.open_file_strip.close_strip()


async def _link(desk: GalleryDesk) -> None:
    await desk.open("客服\u202e服客假")
    view = desk.session.views.conversation
    view.timeline.open_link_requested.emit(
        "https://yunshang.example.refund.example/login"
    )
    await desk.shoot("link-warning")


async def _viewer(desk: GalleryDesk) -> None:
    for name, nickname, kind, last in (
        ("viewer-picture", "Nana家的柚子", Picture, False),
        ("viewer-long-picture", "Nana家的柚子", Picture, True),
        ("viewer-video", "童童妈@读书打卡", Video, False),
    ):
        await desk.open(nickname)
        timeline = desk.session.views.conversation.timeline
        timeline.media_open_requested.emit(_message(desk, kind, last=last))
        await desk.until(_viewer_window, "the viewer")
        window = _viewer_window()
        assert window is not None
        window.resize(1000, 660)
        await desk.shoot(name, window)
        window.close()


def _viewer_window() -> ViewerWindow | None:
    found = QApplication.topLevelWidgets()
    return next(
        (one for one in found if isinstance(one, ViewerWindow) and one.isVisible()),
        None,
    )


def _message(desk: GalleryDesk, kind: type[object], *, last: bool = False) -> int:
    """Return the first or last message of a kind in the open conversation."""
    model = desk.session.views.conversation.model
    ids = [model[row].id for row in range(len(model))]
    found = [id_ for row, id_ in enumerate(ids) if isinstance(model[row].content, kind)]
    return found[-1 if last else 0]
