"""The colours of a running wait: from quiet over warning to overdue, by the second."""

from datetime import timedelta

from PySide6.QtGui import QColor

from desktop.models.conversation import OVERDUE_AFTER
from desktop.views.theme.style import blend
from desktop.views.theme.theme import Theme

_CALM = timedelta(seconds=20)
"""Until then nobody has waited."""
_WARNING = OVERDUE_AFTER / 2


def wait_colours(theme: Theme, waiting: timedelta) -> tuple[QColor, QColor]:
    """Return ground and ink of the chip for a wait of this length."""
    if waiting < _WARNING:
        share = (waiting - _CALM) / (_WARNING - _CALM)
        return _between(theme, ("bg", "muted"), ("warn_soft", "warn"), share)
    share = (waiting - _WARNING) / (OVERDUE_AFTER - _WARNING)
    return _between(theme, ("warn_soft", "warn"), ("bad_soft", "bad"), share)


def _between(
    theme: Theme, start: tuple[str, str], end: tuple[str, str], share: float
) -> tuple[QColor, QColor]:
    ground = blend(theme.colour(start[0]), theme.colour(end[0]), share)
    ink = blend(theme.colour(start[1]), theme.colour(end[1]), share)
    return ground, ink
