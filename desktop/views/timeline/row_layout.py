"""The geometry of one row, apart from data and painting; coordinates start at 0, 0."""

from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainterPath

from desktop.models.message import Message
from desktop.views.theme.fonts import BASE_SIZE, sized
from desktop.views.timeline.media_builder import PlacedMedia
from desktop.views.timeline.message_face import Shape
from desktop.views.timeline.row_frame import RowFrame
from desktop.views.timeline.send_words import Action
from desktop.views.timeline.text_block import TextBlock


class FontRole(Enum):
    """The four letterings of the timeline."""

    BODY = "body"
    STRONG = "strong"
    SMALL = "small"
    CAPTION = "caption"


class TimelineFonts:
    """The fonts of the timeline, all derived from the application's font."""

    def __init__(self, base: QFont) -> None:
        self._scale = base.pixelSize() / BASE_SIZE
        self._fonts = {
            FontRole.BODY: QFont(base),
            FontRole.STRONG: sized(base, 0, strong=True),
            FontRole.SMALL: sized(base, -1),
            FontRole.CAPTION: sized(base, -2),
        }
        self._metrics = {role: QFontMetrics(font) for role, font in self._fonts.items()}

    def __getitem__(self, role: FontRole) -> QFont:
        """Return the font of a role."""
        return self._fonts[role]

    def grown(self, pixels: int) -> int:
        """Return a length that grows with the person's size of text, never shrinks."""
        return round(pixels * max(1.0, self._scale))

    def width(self, role: FontRole, text: str) -> int:
        """Return the width of one line of text."""
        return self._metrics[role].horizontalAdvance(text)

    def height(self, role: FontRole) -> int:
        """Return the height of one line of text."""
        return self._metrics[role].height()

    def elided(self, role: FontRole, text: str, width: int) -> str:
        """Return the text cut to a width, with an ellipsis."""
        return self._metrics[role].elidedText(text, Qt.TextElideMode.ElideRight, width)


def tone_on(shape: Shape, tone: str) -> str:
    """Return a tone that reads at 4.5 : 1 on the ground of a bubble."""
    if shape is Shape.MINE:
        return {"faint": "muted", "accent": "text"}.get(tone, tone)
    return tone


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text in a rectangle."""

    rect: QRect
    text: str
    role: FontRole
    tone: str
    """A colour name of the theme."""
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A wrapped text at its place."""

    block: TextBlock
    origin: QPointF
    tone: str

    def bottom(self) -> int:
        """Return the y below its last line."""
        return round(self.origin.y() + self.block.size.height())


@dataclass(frozen=True, slots=True)
class Hotspot:
    """A place to click."""

    rect: QRect
    action: Action
    target: str = ""
    """The address behind OPEN_LINK, the words behind COPY."""


@dataclass(frozen=True, slots=True)
class Tile:
    """The square of a card: an icon, or letters in its place."""

    rect: QRect
    icon: str
    badge: str = ""
    tone: str = "accent"


@dataclass(slots=True)
class RowLayout:
    """Where everything of a row stands."""

    message: Message
    frame: RowFrame
    width: int
    shape: Shape
    height: int = 0
    avatar: QRect | None = None
    bubble: QRect | None = None
    outline: QPainterPath = field(default_factory=QPainterPath)
    body: PlacedBlock | None = None
    """The text of which a part can be selected."""
    blocks: list[PlacedBlock] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    tile: Tile | None = None
    media: PlacedMedia | None = None
    hotspots: list[Hotspot] = field(default_factory=list)
    unread_line: QRect | None = None
    """The line above the first message that nobody has seen."""
    wait_at: QPoint | None = None
    """Where a running wait is written, behind the line below the bubble."""

    def hotspot_at(self, point: QPoint) -> Hotspot | None:
        """Return the place to click under a point of the row."""
        for hotspot in self.hotspots:
            if hotspot.rect.contains(point):
                return hotspot
        return None

    def body_point(self, point: QPoint) -> QPointF | None:
        """Return a point of the row in the text's coordinates."""
        return None if self.body is None else QPointF(point) - self.body.origin

    def in_bubble(self, point: QPoint) -> bool:
        """Return whether a point of the row lies on the bubble."""
        return self.bubble is not None and self.bubble.contains(point)
