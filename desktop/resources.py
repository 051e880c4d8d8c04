"""Where the files that ship with the program lie: in a checkout, a wheel, a build."""

import sys
from pathlib import Path


def resource_folder() -> Path:
    """Return the folder `resources`, also inside a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parents[1]
    return root / "resources"


def resource(*parts: str) -> Path:
    """Return the path of one shipped file."""
    return resource_folder().joinpath(*parts)
