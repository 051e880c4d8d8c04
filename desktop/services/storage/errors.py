"""Storage errors, sorted by what can be done about them.

StorageError
├── WrongKeyError       the key does not open this file (or it is no database)
├── DamagedError        the file's checksums do not hold
├── DiskFullError       no room; goes on when there is
├── NotWritableError    read-only disk, no permission, or no such place
├── BusyError           another process holds the write lock too long
├── GoneError           what it belongs to was removed meanwhile (corp_removal)
└── NewerSchemaError    the file was written by a newer version of the program
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2

from desktop.models.failures import Sentence


class StorageError(Exception):
    """The database could not do what was asked; nothing was half done."""

    sentence = Sentence(
        "本地数据库出错，已保存的内容不受影响", "The local database reported an error"
    )


class WrongKeyError(StorageError):
    """The key does not fit; the file is left untouched."""

    sentence = Sentence(
        "密钥打不开本地数据库。请恢复原来的密钥，数据没有被改动",
        "The key does not open the local database. Restore the original key; "
        "the data is untouched",
    )


class DamagedError(StorageError):
    """A page's checksum is wrong."""

    sentence = Sentence(
        "本地数据库文件已损坏，请从备份恢复",
        "The local database file is damaged; restore it from a backup",
    )


class DiskFullError(StorageError):
    """The disk has no room."""

    sentence = Sentence(
        "磁盘已满，腾出空间后会自动继续",
        "The disk is full; work goes on by itself when there is room",
    )


class NotWritableError(StorageError):
    """The place of the database takes no writing."""

    sentence = Sentence(
        "本地数据所在的磁盘是只读的，或者没有写入权限。请恢复写入权限后重试，"
        "已保存的内容没有被改动",
        "The disk with the local data is read-only, or this program may not write to "
        "it. Make it writable and try again; what is stored is untouched",
    )


class BusyError(StorageError):
    """The write lock was not to be had in time."""

    sentence = Sentence(
        "本地数据库正忙，请稍后再试", "The local database is busy; try again shortly"
    )


class GoneError(StorageError):
    """What a row would belong to is no longer there."""

    sentence = Sentence(
        "它所属的企业已从这台电脑删除",
        "The corp that it belongs to was removed from this computer",
    )


class NewerSchemaError(StorageError):
    """A newer program has changed the file; this one must not touch it."""

    sentence = Sentence(
        "这个数据库由更新版本的总机写成，请升级后再打开",
        "This database was written by a newer Switchboard; please upgrade",
    )


_SIGNS: tuple[tuple[re.Pattern[str], type[StorageError]], ...] = (
    (re.compile("not a database|file is encrypted", re.I), WrongKeyError),
    (
        re.compile("malformed|corrupt|hmac|vtable constructor failed", re.I),
        DamagedError,
    ),
    (re.compile("disk is full|disk I/O error|no space", re.I), DiskFullError),
    (re.compile("locked|busy", re.I), BusyError),
    (re.compile("FOREIGN KEY", re.I), GoneError),
    (re.compile("unable to open|readonly", re.I), NotWritableError),
    (re.compile("interrupted", re.I), StorageError),
)


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's errors into ours; texts of statements never travel."""
    try:
        yield
    except (dbapi2.OperationalError, dbapi2.DatabaseError) as error:
        words = str(error)
        for sign, kind in _SIGNS:
            if sign.search(words):
                raise kind(kind.__name__) from None
        raise
