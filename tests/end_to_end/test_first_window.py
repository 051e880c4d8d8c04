"""The start loads nothing that makes sound, and what makes sound says nothing."""

import subprocess
import sys
from pathlib import Path

PROBE = """
import sys
from pathlib import Path
from desktop.app import first_window
from desktop.config import Profile

folder = Path(sys.argv[1])
application, window, state = first_window(Profile(folder, folder / "keys.json"))
import desktop.desk.session
assert "PySide6.QtMultimedia" not in sys.modules, "multimedia was loaded"
from PySide6.QtMultimedia import QMediaDevices
QMediaDevices.defaultAudioOutput()
"""


def test_multimedia_is_loaded_at_the_first_sound_and_says_nothing_of_itself(
    tmp_path: Path,
):
    ended = subprocess.run(
        [sys.executable, "-c", PROBE, str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    # Without a sound server Qt warns of that, rightly.
    said = [line for line in ended.stderr.splitlines() if "PulseAudio" not in line]
    assert (ended.returncode, said, ended.stdout) == (0, [], "")
