"""R21: the installed PySide6 must not lose references to None."""

import subprocess
import sys

_PROBE = """
import sys
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap, Qt

app = QGuiApplication([])
pixmap = QPixmap(8, 8)
painter = QPainter(pixmap)
before = sys.getrefcount(None)
for _ in range(2000):
    painter.setPen(Qt.PenStyle.NoPen)
change = sys.getrefcount(None) - before
painter.end()
sys.stdout.write(str(change))
"""


def test_two_thousand_void_qt_calls_leave_the_count_of_none_as_it_was():
    # In a process of its own: a broken binding aborts it, and must not take the
    # suite along.
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _PROBE],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < 20
