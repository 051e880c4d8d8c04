"""The frozen program holds every room that is imported by its name."""

import pytest

from desktop.cli import SUB_COMMANDS, SubCommand
from tests.architecture.source_tree import ROOT


@pytest.mark.parametrize("command", SUB_COMMANDS, ids=lambda command: command.name)
def test_every_sub_command_is_frozen(command: SubCommand):
    assert f'"{command.room}"' in (ROOT / "build.spec").read_text("utf-8")
