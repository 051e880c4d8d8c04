"""The field of the reply panel."""

from PySide6.QtCore import QEvent

from desktop.views.palette.palette_field import PaletteLine
from desktop.views.theme.escape_key import keeps_escape


class PanelField(PaletteLine):
    """The palette's line, in a window that has a shortcut for Esc."""

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window."""
        return keeps_escape(event) or super().event(event)
