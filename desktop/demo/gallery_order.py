"""The gallery's scenes of list and window: order, panes, pages, the lock, scale."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.demo.gallery_desk import GalleryDesk
from desktop.demo.hands import press, type_text
from desktop.models.conversation import Lane
from desktop.models.preferences import ThemeChoice
from desktop.views.settings.sections import Section
from desktop.views.window.keys import Command
from desktop.views.window.pane_window import PaneWindow

SECTIONS = {
    "settings-looks": Section.LOOKS,
    "settings-keys": Section.KEYS,
    "settings-notifications": Section.NOTIFICATIONS,
    "settings-privacy": Section.PRIVACY,
}
PIN = "2468"
PUT_OFF = ("王建国", "Cindy", "廖工@深圳")
_SHIFT = Qt.KeyboardModifier.ShiftModifier


async def show_order(desk: GalleryDesk) -> None:
    """Picture the list, several conversations at once, the pages and the lock."""
    await desk.resize(1180, 680)
    for scene in (_inbox, _flow, _bulk, _snoozed, _panes, _pages, _covers):
        await scene(desk)


async def _inbox(desk: GalleryDesk) -> None:
    await desk.open("唐糖")
    for name, theme in (("inbox-dark", ThemeChoice.DARK), ("inbox", ThemeChoice.LIGHT)):
        await desk.wear(theme)
        await desk.shoot(name)
    await desk.resize(1440, 900)
    await desk.shoot("inbox-wide")
    await desk.resize(1180, 680)
    desk.window.columns.show_panel(False)


async def _flow(desk: GalleryDesk) -> None:
    """Pin, star, put off, filter: their marks, their cards."""
    await desk.open("何小草")
    desk.press(Command.PIN)
    desk.press(Command.STAR)
    await _ask_when(desk)
    await desk.shoot("snooze")
    press(desk.focused(), Qt.Key.Key_Escape)
    await _popped_up(desk, Command.FILTERS, "filters")
    await _popped_up(desk, Command.HAND_OVER, "hand-over")
    await desk.open("Cindy")
    desk.press(Command.LOOK_QUIETLY)
    await desk.shoot("quiet-look")
    desk.press(Command.LOOK_QUIETLY)


async def _ask_when(desk: GalleryDesk) -> None:
    desk.press(Command.SNOOZE)
    steps = desk.session.flow.steps
    await desk.until(lambda: steps.panel is not None, "the times")


async def _popped_up(desk: GalleryDesk, command: Command, name: str) -> None:
    """Picture the menu of a command."""
    desk.press(command)
    await desk.until(QApplication.activePopupWidget, name)
    await desk.shoot(name)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


async def _bulk(desk: GalleryDesk) -> None:
    rows = desk.session.views.inbox.list
    rows.setFocus()
    for _ in range(3):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Down, _SHIFT)
        QApplication.sendEvent(rows, event)
    await desk.shoot("bulk")
    desk.session.views.inbox.clear_marks()


async def _snoozed(desk: GalleryDesk) -> None:
    for nickname in PUT_OFF:
        await desk.open(nickname)
        await _ask_when(desk)
        press(desk.focused(), Qt.Key.Key_Return)
    head = desk.session.views.inbox.head
    head.lane_chosen.emit(Lane.SNOOZED)
    rows = desk.session.views.inbox.list.list_model
    await desk.until(lambda: rows.rowCount() == len(PUT_OFF), "what was put off")
    await desk.shoot("snoozed")
    head.lane_chosen.emit(Lane.ALL)


async def _panes(desk: GalleryDesk) -> None:
    await desk.resize(1600, 900)
    await desk.open("童童妈@读书打卡")
    await desk.open("Nana家的柚子")
    desk.press(Command.BESIDE)
    await desk.until(lambda: desk.session.panes.visible_ids, "two side by side")
    await desk.shoot("side-by-side")
    desk.session.views.conversation.header.panel_toggle_requested.emit()
    await desk.open("曾老板建材批发")
    desk.press(Command.OWN_WINDOW)
    await desk.until(_own_windows, "a window")
    (window,) = _own_windows()
    window.move(desk.window.pos())
    window.resize(760, 680)
    await desk.shoot("own-window", window)
    window.close()
    await desk.resize(1180, 680)


async def _pages(desk: GalleryDesk) -> None:
    for name, section in SECTIONS.items():
        desk.session.pages.show_settings(section)
        await desk.shoot(name)
    desk.press(Command.STEP_BACK)
    desk.press(Command.ALL_KEYS)
    await desk.shoot("keys")
    desk.press(Command.ALL_KEYS)


async def _covers(desk: GalleryDesk) -> None:
    desk.press(Command.COVER)
    await desk.shoot("cover")
    lock = desk.session.comfort.lock
    lock.view.lift_requested.emit()
    await desk.until(lambda: not lock.covered, "the contents")
    settings = desk.session.pages.settings_view
    assert settings is not None
    settings.privacy.pin_chosen.emit("", PIN)
    removal = settings.privacy.remove_button
    await desk.until(lambda: not removal.isHidden(), "the PIN")
    desk.press(Command.COVER)
    await desk.shoot("lock")


async def show_report(desk: GalleryDesk) -> None:
    """Picture what a person is shown after a crash."""
    await desk.resize(1180, 680)
    await desk.until(desk.window.banner.isVisible, "the word of the crash")
    desk.session.pages.show_settings(Section.REPORTS)
    await desk.shoot("crash-report")


async def show_scaled(desk: GalleryDesk) -> None:
    """Picture the same at another scale of the screen."""
    await desk.resize(1180, 680)
    await desk.open("Nana家的柚子")
    desk.press(Command.NEWEST)
    await desk.shoot("scale-150-inbox")
    desk.press(Command.PICK_EMOJI)
    await desk.shoot("scale-150-emoji")
    desk.session.views.composer.insertions.close_all()
    desk.press(Command.PALETTE)
    type_text(desk.focused(), "羽绒服")
    await desk.shoot("scale-150-palette")
    desk.session.search.palette.close()
    desk.session.pages.show_settings(Section.NOTIFICATIONS)
    await desk.shoot("scale-150-settings")


def _own_windows() -> list[PaneWindow]:
    found = QApplication.topLevelWidgets()
    return [one for one in found if isinstance(one, PaneWindow) and one.isVisible()]
