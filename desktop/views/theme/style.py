"""From theme files to a running application: palette, font and style sheets."""

import re
from functools import cache
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.resources import resource
from desktop.views.theme.fonts import application_font, scaled
from desktop.views.theme.theme import Theme, load_theme

_FONT_SIZE = re.compile(r"font-size:\s*(\d+)px")


@cache
def theme_named(name: Literal["light", "dark"]) -> Theme:
    """Return one of the themes that ship with the program."""
    return load_theme(resource("themes", f"{name}.toml"))


def system_theme(application: QApplication) -> Theme:
    """Return the theme that fits what the system prefers now."""
    dark = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return theme_named("dark" if dark else "light")


def style_sheet(theme: Theme, percent: int = 100) -> str:
    """Return the sheets of all features, joined and filled with a theme's colours.

    The window's sheet comes first: it holds what all share, a feature refines it.
    Font sizes are `percent` of the usual, as the application's font is.
    """
    base = resource("themes", "window.qss")
    features = sorted(set(base.parent.glob("*.qss")) - {base})
    joined = "\n".join(path.read_text("utf-8") for path in (base, *features))
    grown = _FONT_SIZE.sub(
        lambda found: f"font-size: {scaled(int(found[1]), percent)}px", joined
    )
    return theme.fill(grown)


def palette(theme: Theme) -> QPalette:
    """Return the palette by which Qt's own parts take the theme's colours."""
    made = QPalette()
    roles = QPalette.ColorRole
    pairs = {
        roles.Window: "bg",
        roles.WindowText: "text",
        roles.Base: "panel",
        roles.AlternateBase: "panel2",
        roles.Text: "text",
        roles.PlaceholderText: "faint",
        roles.Button: "panel",
        roles.ButtonText: "text",
        roles.BrightText: "bad",
        roles.Highlight: "text_selection",
        roles.HighlightedText: "text",
        roles.ToolTipBase: "panel",
        roles.ToolTipText: "text",
        roles.Link: "accent",
        roles.Mid: "line",
        roles.Accent: "accent",
    }
    for role, name in pairs.items():
        made.setColor(role, theme.colour(name))
    disabled = QPalette.ColorGroup.Disabled
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(disabled, role, theme.colour("faint"))
    return made


def dress(application: QApplication, theme: Theme, percent: int = 100) -> None:
    """Give the application and its windows a theme; may be called again to switch.

    Windows wear the sheet themselves (a new one is given it by whoever makes it): on
    the application it takes three times as long to change, 90 ms instead of 30.
    """
    if application.style().objectName() != "fusion":
        application.setStyle("Fusion")
    application.setFont(application_font(percent))
    application.setPalette(palette(theme))
    roots = [each for each in application.topLevelWidgets() if each.parent() is None]
    if not roots:
        return
    sheet = style_sheet(theme, percent)
    for window in roots:
        if window.styleSheet() != sheet:
            window.setStyleSheet(sheet)


def blend(start: QColor, end: QColor, share: float) -> QColor:
    """Return the colour that lies `share` (0 to 1) of the way between two."""
    share = min(1.0, max(0.0, share))
    return QColor.fromRgbF(
        start.redF() + (end.redF() - start.redF()) * share,
        start.greenF() + (end.greenF() - start.greenF()) * share,
        start.blueF() + (end.blueF() - start.blueF()) * share,
    )
