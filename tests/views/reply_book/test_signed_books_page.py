"""Signed reply-book files at the page: believed by their fingerprint, or refused."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.models.organisation import Role
from tests.building import World, make_world
from tests.views.reply_book.test_reply_book_page import (
    Stage,
    company,
    page_on,
    published,
)


@pytest.fixture
def worlds(tmp_path: Path) -> Iterator[tuple[World, World]]:
    here, there = make_world(tmp_path / "here"), make_world(tmp_path / "there")
    yield here, there
    here.close()
    there.close()


@pytest.fixture
async def sender(
    worlds: tuple[World, World], qapp: QApplication
) -> AsyncIterator[Stage]:
    async with page_on(worlds[0], Role.ADMIN) as stage:
        yield stage


@pytest.fixture
async def receiver(
    worlds: tuple[World, World], qapp: QApplication
) -> AsyncIterator[Stage]:
    async with page_on(worlds[1], Role.ADMIN) as stage:
        yield stage


async def write(stage: Stage, path: Path) -> None:
    stage.page.exchange.write_book(path)
    await stage.until(path.exists, "the file")
    await stage.until(lambda: "指纹" in stage.last_said(), "said")


async def look(stage: Stage, path: Path) -> str:
    """Let the page read a file; return what its button offers then."""
    page = stage.page.tab.centre.report
    stage.page.exchange.read_book(path)
    await stage.until(
        lambda: not page.confirm_button.isHidden() or stage.said, "an answer"
    )
    return "" if page.confirm_button.isHidden() else page.confirm_button.text()


async def test_a_book_is_believed_after_its_fingerprint_was_compared(
    sender: Stage, receiver: Stage, tmp_path: Path
):
    await published(sender, company("价格", "99"))
    path = tmp_path / "a.replybook"
    await write(sender, path)
    assert await look(receiver, path) == "指纹一致，信任并导入"
    page = receiver.page.tab.centre.report
    own = await sender.desk.signed_books.fingerprint()
    assert own in page.question.text()
    assert await receiver.desk.replies.all() == ()
    page.confirm_button.click()
    await receiver.shown("价格")
    await receiver.until(
        lambda: receiver.last_said() == "已导入并发布 1 条", "imported"
    )


async def test_a_file_whose_bytes_were_changed_is_refused(
    sender: Stage, receiver: Stage, tmp_path: Path
):
    await published(sender, company("价格", "99"))
    path = tmp_path / "a.replybook"
    await write(sender, path)
    path.write_bytes(path.read_bytes().replace(b"99", b"88"))
    assert await look(receiver, path) == ""
    assert receiver.last_said()
    assert await receiver.desk.replies.all() == ()


async def test_an_older_file_is_refused_once_a_newer_one_was_taken_in(
    sender: Stage, receiver: Stage, tmp_path: Path
):
    await published(sender, company("价格", "99"))
    old, new = tmp_path / "old.replybook", tmp_path / "new.replybook"
    await write(sender, old)
    sender.said.clear()
    await write(sender, new)
    await look(receiver, new)
    receiver.page.tab.centre.report.confirm_button.click()
    await receiver.until(
        lambda: receiver.last_said() == "已导入并发布 1 条", "imported"
    )
    receiver.said.clear()
    assert await look(receiver, old) == ""
    assert "旧" in receiver.last_said()
