"""Where one profile of the program lives, and which secrets open it."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Profile:
    """The folder of one profile: database, files, logs."""

    folder: Path
    key_file: Path | None
    """A file with the secrets; None is the system's keyring."""
    passphrase: bool = False
    """Whether the secrets lie in a file behind a passphrase."""

    @property
    def database(self) -> Path:
        """Return the encrypted database."""
        return self.folder / "switchboard.db"

    @property
    def media(self) -> Path:
        """Return the folder of sealed files."""
        return self.folder / "media"

    @property
    def library(self) -> Path:
        """Return the folder of the material library's sealed files."""
        return self.folder / "library"

    @property
    def logs(self) -> Path:
        """Return the folder of logs and crash reports."""
        return self.folder / "logs"

    @property
    def engine_lock(self) -> Path:
        """Return the lock that the engine of this database holds."""
        return self.folder / "engine.lock"

    @property
    def sealed_secrets(self) -> Path:
        """Return the file that a passphrase opens."""
        return self.folder / "secrets.sealed"

    def arguments(self) -> list[str]:
        """Return the arguments that give a child process the same profile."""
        arguments = ["--profile", str(self.folder)]
        if self.key_file is not None:
            arguments += ["--key-file", str(self.key_file)]
        if self.passphrase:
            arguments.append("--passphrase")
        return arguments


def add_profile_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments by which every sub-command finds its profile."""
    parser.add_argument(
        "--profile", type=Path, metavar="DIR", help="folder of the database and files"
    )
    parser.add_argument(
        "--key-file",
        type=Path,
        metavar="FILE",
        help="file with the secrets, mode 0600 (default: the system's keyring)",
    )
    parser.add_argument(
        "--passphrase",
        action="store_true",
        help="secrets lie in the profile, sealed with a passphrase",
    )


def profile_of(arguments: argparse.Namespace) -> Profile:
    """Return the profile that the arguments name, or the person's own."""
    folder: Path | None = arguments.profile
    if folder is None:
        from platformdirs import user_data_path

        folder = user_data_path("Switchboard", appauthor=False)
    key_file: Path | None = arguments.key_file
    return Profile(
        folder.absolute(),
        None if key_file is None else key_file.absolute(),
        arguments.passphrase,
    )


def private_by_default() -> None:
    """Let new files be readable by nobody else."""
    os.umask(0o077)
