"""The names of the lanes and of the list's orders."""

from PySide6.QtCore import QCoreApplication

from desktop.models.conversation import Lane
from desktop.models.list_order import ListOrder


def lane_words(lane: Lane) -> str:
    """Return a lane's name."""
    translate = QCoreApplication.translate
    return {
        Lane.MINE: translate("Lane", "我的"),
        Lane.UNASSIGNED: translate("Lane", "未分配"),
        Lane.ALL: translate("Lane", "全部"),
        Lane.OVERDUE: translate("Lane", "超时"),
        Lane.SNOOZED: translate("Lane", "稍后"),
    }[lane]


def order_words(order: ListOrder) -> str:
    """Return an order's name."""
    if order is ListOrder.NEEDS_ANSWER:
        return QCoreApplication.translate("Lane", "先答等待的")
    return QCoreApplication.translate("Lane", "按时间")
