"""A whole folder taken into the library, with a report of what was refused."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop.models.failures import Sentence
from desktop.models.material import (
    Added,
    FolderReport,
    Material,
    MaterialDetails,
    NotAddedError,
    RefusedFile,
)
from desktop.services.materials.adding import Adding

MOST_FILES = 10_000
"""Files of one folder that are looked at; a folder that loops ends here, too."""
_SKIPPED = {"thumbs.db", "desktop.ini", ".ds_store"}
"""What systems put into folders by themselves."""
_TOO_MANY = Sentence(
    f"一次最多处理 {MOST_FILES} 个文件，这个以后的没有处理",
    f"At most {MOST_FILES} files at once: this one and those after it were left out",
)


class FolderImport:
    """One run; `stopped` is asked before every file."""

    def __init__(
        self,
        adding: Adding,
        told: Callable[[int, int], None],
        stopped: Callable[[], bool],
    ) -> None:
        self._adding = adding
        self._told = told
        self._stopped = stopped
        self._added: list[Material] = []
        self._refused: list[RefusedFile] = []

    async def run(self, path: Path, details: MaterialDetails) -> FolderReport:
        """Take the files in, one after another."""
        files = await asyncio.to_thread(_files, path)
        for done, file in enumerate(files[:MOST_FILES]):
            if self._stopped():
                break
            self._told(done, len(files))
            await self._take(path, file, details)
        if len(files) > MOST_FILES:
            name = str(files[MOST_FILES].relative_to(path))
            self._refused.append(RefusedFile(name, _TOO_MANY))
        return FolderReport(tuple(self._added), tuple(self._refused))

    async def _take(self, root: Path, file: Path, details: MaterialDetails) -> None:
        inner = file.relative_to(root)
        own = replace(
            details,
            name=file.name,
            folder=(*details.folder, root.name, *inner.parts[:-1]),
        )
        try:
            found = await self._adding.add(file, own, anyway=False)
        except NotAddedError as error:
            self._refused.append(RefusedFile(str(inner), error.sentence))
            return
        if found.material is not None:
            self._added.append(found.material)
        else:
            self._refused.append(RefusedFile(str(inner), _known(found)))


def _known(found: Added) -> Sentence:
    like = found.same or found.alike[0]
    name = like.details.name
    if found.same is not None:
        return Sentence(f"素材库里已有：{name}", f"The library has it already: {name}")
    return Sentence(f"和素材库里的“{name}”几乎一样", f"Nearly the same as “{name}”")


def _files(path: Path) -> list[Path]:
    """Return the files below a folder in order; links are not followed."""
    found: list[Path] = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        found += [
            Path(folder, name)
            for name in sorted(names)
            if not name.startswith(".") and name.lower() not in _SKIPPED
        ]
        if len(found) > MOST_FILES:
            break
    return found[: MOST_FILES + 1]
