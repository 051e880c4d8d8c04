"""constraints.txt fits pyproject.toml and names no address."""

import re
import tomllib

from packaging.requirements import Requirement

from tests.architecture.source_tree import ROOT

_PINS = (ROOT / "constraints.txt").read_text("utf-8")
_VERSIONS = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", _PINS, re.MULTILINE))


def test_every_requirement_is_pinned_inside_its_range():
    with (ROOT / "pyproject.toml").open("rb") as file:
        settings = tomllib.load(file)
    project = settings["project"]
    lines = [*project["dependencies"], *settings["build-system"]["requires"]]
    for extra in project["optional-dependencies"].values():
        lines += extra
    unfit = [
        str(each)
        for each in map(Requirement, lines)
        if not each.specifier.contains(_VERSIONS.get(each.name.lower(), "0"))
    ]
    assert unfit == []


def test_every_pin_has_hashes():
    # Continuation lines are joined: one pin a line.
    pins = _PINS.replace("\\\n", " ").splitlines()
    assert [pin for pin in pins if pin and "--hash=sha256:" not in pin] == []


def test_pins_name_no_address():
    assert re.findall(r"://|^-.*", _PINS, re.MULTILINE) == []
