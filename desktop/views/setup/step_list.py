"""The five steps of the set-up at the left of the page."""

from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views.theme import icons
from desktop.views.theme.fonts import sized
from desktop.views.theme.theme import Theme

_LINE = 42
_CIRCLE = 22


class SetupStep(IntEnum):
    """The steps in their order."""

    CONNECT = 0
    CHECKUP = 1
    ACCOUNTS = 2
    SYNC = 3
    DONE = 4


def step_title(step: SetupStep) -> str:
    """Return what a step is called."""
    translate = QCoreApplication.translate
    return {
        SetupStep.CONNECT: translate("SetupSteps", "连接企业微信"),
        SetupStep.CHECKUP: translate("SetupSteps", "体检"),
        SetupStep.ACCOUNTS: translate("SetupSteps", "选择账号"),
        SetupStep.SYNC: translate("SetupSteps", "同步最近 3 天消息"),
        SetupStep.DONE: translate("SetupSteps", "完成"),
    }[step]


class StepList(QWidget):
    """Numbered circles: done, the present one, and those to come."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Stand at the first step."""
        super().__init__(parent)
        self._theme = theme
        self._current = SetupStep.CONNECT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def sizeHint(self) -> QSize:
        """Ask for a line for each step."""
        return QSize(180, _LINE * len(SetupStep))

    def show_step(self, step: SetupStep) -> None:
        """Stand at a step."""
        self._current = step
        self._describe()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circle and title of each step."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for step in SetupStep:
            self._paint_step(painter, step)

    def _paint_step(self, painter: QPainter, step: SetupStep) -> None:
        colour = self._theme.colour(self._colour_name(step))
        top = step * _LINE + (_LINE - _CIRCLE) // 2
        circle = QRectF(0.75, top + 0.75, _CIRCLE - 1.5, _CIRCLE - 1.5)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        if self._is_done(step):
            ratio = self.devicePixelRatioF()
            painter.drawPixmap(5, top + 5, icons.pixmap("check", colour, 12, ratio))
        else:
            painter.setFont(sized(self.font(), -1, strong=True))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(step + 1))
        painter.setFont(self.font())
        title = QRect(_CIRCLE + 10, step * _LINE, self.width() - _CIRCLE - 10, _LINE)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(title, int(flags), step_title(step))

    def _is_done(self, step: SetupStep) -> bool:
        return step < self._current or self._current is SetupStep.DONE

    def _colour_name(self, step: SetupStep) -> str:
        if self._is_done(step):
            return "ok"
        return "accent" if step is self._current else "muted"

    def _describe(self) -> None:
        self.setAccessibleName(
            self.tr("第 {at} 步，共 {all} 步：{title}").format(
                at=self._current + 1,
                all=len(SetupStep),
                title=step_title(self._current),
            )
        )
