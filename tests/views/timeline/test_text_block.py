"""Laid out text: where its lines stand."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop.views.timeline.text_block import TextBlock

WORDS = "会话不在我们手里：同事正在企业微信里接待、已经结束，或已过期"


@pytest.mark.parametrize("width", [120, 200])
def test_lines_of_ours_end_at_the_right_edge(qapp: QApplication, width: int):
    font = QFont(qapp.font())
    font.setPixelSize(12)
    at_left, at_right = (
        TextBlock(WORDS, font, width, at_right=ours) for ours in (False, True)
    )
    assert at_right.size == at_left.size
    last = at_right.size.height() - 2
    edge = QPointF(at_right.size.width(), last)
    assert at_right.cursor_at(edge) == len(WORDS)
    # The short last line begins farther to the right.
    place = QPointF(at_right.size.width() / 2, last)
    assert at_right.cursor_at(place) < at_left.cursor_at(place)


def test_a_single_line_stands_where_it_stood(qapp: QApplication):
    block = TextBlock("好的", qapp.font(), 400, at_right=True)
    assert block.cursor_at(QPointF(0, 1)) == 0
