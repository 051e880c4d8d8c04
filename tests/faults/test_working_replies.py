"""A desk that is killed while somebody writes a quick reply takes no word with it."""

from pathlib import Path

import pytest

from tests.faults.conditions import wait_for
from tests.faults.processes import DRIVEN_DESK
from tests.faults.scene import open_scene

TYPED = "half a title"


@pytest.mark.timeout(120)
def test_what_stands_in_the_editor_is_in_the_database_when_the_desk_dies(
    tmp_path: Path,
) -> None:
    with open_scene(tmp_path, desk=DRIVEN_DESK) as scene:
        scene.desk.launch()
        scene.desk.wish("reply", 0, 1, TYPED)
        wait_for(lambda: 1 in scene.desk.drafted, "the working text", within=60)
        scene.desk.kill()
        assert scene.number("SELECT count(*) FROM reply") == 0
        found = "SELECT count(*) FROM reply_working WHERE content LIKE ?"
        assert scene.number(found, f"%{TYPED}%") == 1
