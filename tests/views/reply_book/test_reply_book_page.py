"""The life of a reply at the page: written, published, withdrawn, merged."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.models.content import Text
from desktop.models.material import MaterialDetails
from desktop.models.organisation import Operator, Role
from desktop.models.quick_reply import ReplyContent, ReplyMaterial, ReplyText, Scope
from desktop.services.desk import Desk
from desktop.services.quick_replies import QuickReplies
from desktop.views.reply_book.book_listing import Place, Shelf
from desktop.views.reply_book.publish_page import Step
from desktop.views.reply_book.reply_book_page_presenter import ReplyBookPage
from desktop.views.reply_book.reply_detail_view import DetailTab
from desktop.views.theme.style import theme_named
from tests.building import Deadline, World, make_world
from tests.views.presenter_stage import MoodyDatabase, desk_on
from tests.views.reply_book.making import content


@dataclass
class Stage:
    """The page on a desk without an engine."""

    page: ReplyBookPage
    desk: Desk
    database: MoodyDatabase
    said: list[tuple[str, object]]

    async def until(self, fact: Callable[[], object], what: str) -> None:
        """Let the page go on until something is so."""
        deadline = Deadline()
        while not fact():
            deadline.check(f"{what}; said {self.said}")
            await asyncio.sleep(0.01)

    async def shown(self, title: str) -> None:
        """Wait until an entry stands in the list."""
        await self.until(lambda: title in self.titles(), f"{title} in the list")

    def titles(self) -> list[str]:
        model = self.page.tab.centre.list.model
        return [each.content.title for each in model.entries]

    def choose(self, title: str) -> None:
        """Click an entry of the list."""
        view = self.page.tab.centre.list
        view.table.selectRow(self.titles().index(title))

    def type_title(self, title: str) -> None:
        field = self.page.tab.detail.editor.form.title_field
        field.setText(title)
        field.textEdited.emit(title)

    def last_said(self) -> str:
        return self.said[-1][0] if self.said else ""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = make_world(tmp_path)
    yield world
    world.close()


@asynccontextmanager
async def page_on(world: World, role: Role) -> AsyncIterator[Stage]:
    seated = replace(world, operator=replace(world.operator, role=role))
    async with desk_on(seated) as (desk, database):
        owner, window = QObject(), QWidget()
        window.resize(1200, 800)
        page = ReplyBookPage(theme_named("light"), window, desk, owner)
        stage = Stage(page, desk, database, [])
        page.said.connect(lambda words, key: stage.said.append((words, key)))
        try:
            yield stage
        finally:
            await page.close()
            window.deleteLater()
            owner.deleteLater()
            await asyncio.sleep(0)


@pytest.fixture
async def stage(world: World, qapp: QApplication) -> AsyncIterator[Stage]:
    async with page_on(world, Role.ADMIN) as stage:
        yield stage


def company(title: str, text: str) -> ReplyContent:
    return content(title, text, scope=Scope.COMPANY)


async def published(stage: Stage, said: ReplyContent) -> int:
    proposal = await stage.desk.replies.propose(said)
    publication = await stage.desk.replies.publish([proposal])
    (reply_id,) = publication.reply_ids
    stage.page.book.read_soon()
    await stage.until(lambda: _is_listed(stage, reply_id), "published")
    return reply_id


def _is_listed(stage: Stage, reply_id: int) -> bool:
    """Whether a reply stands in the list, with nothing proposed for it."""
    entry = stage.page.book.entry_of(reply_id)
    listed = stage.page.tab.centre.list.model.entries
    return entry is not None and entry.proposal is None and entry in listed


async def test_an_own_reply_is_written_saved_and_changed(stage: Stage):
    stage.page.write_new(content("首次进线", "您好"))
    stage.page.editing.save()
    await stage.shown("首次进线")
    await stage.until(lambda: stage.last_said() == "已保存", "said")
    stage.choose("首次进线")
    stage.type_title("第一次来")
    stage.page.editing.save()
    await stage.shown("第一次来")
    (kept,) = await stage.desk.replies.all()
    assert (kept.version, kept.content.title) == (2, "第一次来")


async def test_what_was_typed_survives_going_to_another_reply(stage: Stage):
    await published(stage, company("尺码表", "170"))
    await published(stage, company("库存", "有货"))
    stage.choose("尺码表")
    stage.type_title("尺码表（冬）")
    stage.choose("库存")
    await stage.shown("尺码表（冬）")
    (proposal,) = await stage.desk.replies.proposals()
    assert proposal.content.title == "尺码表（冬）"
    assert {each.content.title for each in await stage.desk.replies.all()} == {
        "尺码表",
        "库存",
    }


async def test_what_was_typed_survives_the_end_of_the_desk(
    world: World, qapp: QApplication
):
    async with page_on(world, Role.AGENT) as stage:
        stage.page.write_new(ReplyContent("", (), (ReplyText("写到一半"),)))
    async with page_on(world, Role.AGENT) as stage:
        form = stage.page.tab.detail.editor.form
        await stage.until(lambda: _texts(form.content()) == ("写到一半",), "open")
        assert await stage.desk.replies.all() == ()


async def test_what_was_typed_a_moment_ago_survives_a_crash(
    world: World, qapp: QApplication
):
    async with page_on(world, Role.AGENT) as stage:
        await stage.desk.replies.save(content("尺码表", "170"))
        stage.page.book.read_soon()
        await stage.shown("尺码表")
        stage.choose("尺码表")
        stage.type_title("尺码表（冬）")
        await _kept_while_typing(stage, "尺码表（冬）")
        # Another desk sees what a crash of this one would leave.
        async with page_on(world, Role.AGENT) as after:
            form = after.page.tab.detail.editor.form
            await after.until(
                lambda: form.title_field.text() == "尺码表（冬）", "open again"
            )
            (kept,) = await after.desk.replies.all()
            assert kept.version == 1
            after.page.editing.save()
            await after.until(lambda: after.last_said() == "已保存", "saved")
            (kept,) = await after.desk.replies.all()
            assert (kept.version, kept.content.title) == (2, "尺码表（冬）")
            assert await after.desk.working_replies.all() == ()


async def test_what_was_typed_is_a_version_once_the_editor_is_left(stage: Stage):
    stage.page.write_new(content("再见", "慢走"))
    stage.page.tab.detail.editor.left.emit()
    await stage.shown("再见")
    assert await stage.desk.working_replies.all() == ()


async def test_saving_twice_at_once_makes_one_reply(stage: Stage):
    stage.page.write_new(content("再见", "慢走"))
    stage.page.editing.save()
    stage.page.editing.save()
    await stage.shown("再见")
    await stage.page.editing.settled()
    assert len(await stage.desk.replies.all()) == 1


async def test_what_was_typed_can_be_given_up_and_taken_back(stage: Stage):
    await stage.desk.replies.save(content("尺码表", "170"))
    stage.page.book.read_soon()
    await stage.shown("尺码表")
    stage.choose("尺码表")
    stage.type_title("尺码表（冬）")
    await _kept_while_typing(stage, "尺码表（冬）")
    editor = stage.page.tab.detail.editor
    assert not editor.discard_button.isHidden()
    editor.discard_button.click()
    await stage.until(lambda: stage.last_said() == "已放弃修改", "given up")
    assert editor.form.title_field.text() == "尺码表"
    assert await stage.desk.working_replies.all() == ()
    stage.page.undo(stage.said[-1][1])
    assert editor.form.title_field.text() == "尺码表（冬）"
    await _kept_while_typing(stage, "尺码表（冬）")


async def test_an_unfinished_new_reply_is_not_overwritten_by_another(stage: Stage):
    stage.page.write_new(ReplyContent("", (), (ReplyText("写到一半"),)))
    stage.page.write_new(content("再见", "慢走"))
    await stage.shown("未完成的回复")
    stage.page.editing.save()
    await stage.shown("再见")
    titles = {each.content.title for each in await stage.desk.replies.all()}
    assert titles == {"未完成的回复", "再见"}


async def _kept_while_typing(stage: Stage, title: str) -> None:
    deadline = Deadline()
    while True:
        kept = await stage.desk.working_replies.all()
        if [each.content.title for each in kept] == [title]:
            return
        deadline.check(f"working text {title}; there is {kept}")


def _texts(said: ReplyContent) -> tuple[str, ...]:
    return tuple(part.text for part in said.parts if isinstance(part, ReplyText))


async def test_a_refused_code_is_said_and_the_words_stay(stage: Stage):
    await stage.desk.replies.save(content("尺码表", "170", code="cm"))
    stage.page.write_new(content("别的", "text", code="cm"))
    stage.page.editing.save()
    editor = stage.page.tab.detail.editor
    await stage.until(lambda: "cm" in editor.refusal(), "the refusal")
    assert editor.form.title_field.text() == "别的"


async def test_publishing_shows_the_change_first_and_then_does_it(stage: Stage):
    reply_id = await published(stage, company("价格", "旧价 99"))
    stage.choose("价格")
    box = stage.page.tab.detail.editor.form.parts.rows()[0].box
    assert box is not None
    box.setPlainText("新价 89")
    stage.page.tab.centre.list.publish_requested.emit()
    page = stage.page.tab.centre.publishing
    await stage.until(lambda: "新价 89" in page.sheet.words(), "the diff")
    assert "旧价 99" in page.sheet.words()
    page.note_field.setText("降价")
    page.confirm_button.click()
    await stage.until(lambda: stage.last_said() == "已发布 1 条", "published")
    assert (await stage.desk.replies.one(reply_id)).texts() == ("新价 89",)
    assert await stage.desk.replies.proposals() == ()
    history = await stage.desk.replies.history(reply_id)
    assert history[0].note == "降价"


async def test_an_agent_reads_company_entries_and_copies_them(
    world: World, qapp: QApplication
):
    async with page_on(world, Role.ADMIN) as stage:
        await published(stage, company("价格", "99"))
    async with page_on(world, Role.AGENT) as stage:
        await stage.shown("价格")
        stage.choose("价格")
        editor = stage.page.tab.detail.editor
        assert editor.form.title_field.isReadOnly()
        assert editor.save_button.isHidden()
        editor.copy_button.click()
        await stage.until(lambda: stage.titles() == ["价格", "价格"], "the copy")
        await stage.until(lambda: not editor.form.title_field.isReadOnly(), "open")
        assert editor.form.content().scope is Scope.PERSONAL


async def test_an_own_reply_is_removed_and_comes_back(stage: Stage):
    await stage.desk.replies.save(content("临时", "x"))
    stage.page.book.read_soon()
    await stage.shown("临时")
    stage.choose("临时")
    stage.page.tab.detail.editor.remove_button.click()
    await stage.until(lambda: stage.titles() == [], "removed")
    await stage.until(lambda: stage.said, "said")
    assert stage.said[-1][1] is not None
    stage.page.undo(stage.said[-1][1])
    await stage.shown("临时")


async def test_a_withdrawal_asks_why_and_can_be_undone(stage: Stage):
    reply_id = await published(stage, company("价格", "99"))
    stage.choose("价格")
    stage.page.tab.detail.editor.withdraw_button.click()
    page = stage.page.tab.centre.publishing
    await stage.until(lambda: page.step is Step.WITHDRAW, "asked")
    assert not (await stage.desk.replies.one(reply_id)).withdrawn
    page.note_field.setText("价格错了")
    page.confirm_button.click()
    await stage.until(lambda: stage.last_said() == "已撤回 1 条", "withdrawn")
    assert (await stage.desk.replies.one(reply_id)).withdrawn
    stage.page.tab.side.choose(Place(Shelf.WITHDRAWN))
    await stage.shown("价格")
    stage.page.undo(stage.said[-1][1])
    await stage.until(lambda: stage.titles() == [], "back in its group")


async def test_a_material_that_was_renamed_has_its_new_name_in_the_book(stage: Stage):
    materials = stage.desk.materials
    material = await materials.add_card(Text("x"), MaterialDetails("旧名"))
    parts = (ReplyText("看这里"), ReplyMaterial(material.id))
    await stage.desk.replies.save(ReplyContent("尺码", (), parts))
    await stage.page.book.read_now()
    assert stage.page.book.material_name(material.id) == "旧名"
    await materials.change((material.id,), MaterialDetails("新名"))
    await stage.page.book.read_now()
    assert stage.page.book.material_name(material.id) == "新名"


async def test_others_read_what_changed_and_then_no_more(stage: Stage, world: World):
    world.connection.execute(
        "INSERT INTO operator(name, role) VALUES ('王芳', 'admin')"
    )
    other_id = world.number("SELECT id FROM operator WHERE name = '王芳'")
    operator = Operator(other_id, "王芳", Role.ADMIN)
    other = QuickReplies(stage.desk.database, world.clock, operator, "other")
    await other.publish([await other.propose(company("双十二", "预告"))], "活动")
    stage.page.show_news()
    page = stage.page.tab.centre.publishing
    await stage.until(lambda: "双十二" in page.sheet.words(), "the news")
    assert "王芳" in page.words.text()
    page.confirm_button.click()
    await stage.until(
        lambda: stage.page.tab.centre.shown is stage.page.tab.centre.list, "the list"
    )
    assert await stage.desk.replies.news() is None


async def test_groups_are_made_renamed_and_moved_into_with_a_way_back(stage: Stage):
    await stage.desk.replies.save(content("尺码表", "170", group=("商品",)))
    stage.page.book.read_soon()
    await stage.shown("尺码表")
    side = stage.page.tab.side
    side.group_wanted.emit(("售后",))
    await stage.until(lambda: ("售后",) in stage.page.book.book.groups, "made")
    side.choose(Place())
    # The list of the new, empty group may still be on its way.
    await stage.page.book.tasks.drained()
    await stage.shown("尺码表")
    stage.choose("尺码表")
    side.move_requested.emit(("售后",))
    await stage.until(lambda: stage.said, "moved")
    await stage.until(lambda: side.place.path == ("售后",), "there")
    await stage.shown("尺码表")
    stage.page.undo(stage.said[-1][1])
    await stage.until(lambda: stage.titles() == [], "moved back")
    side.rename_requested.emit(("商品",), ("货品",))
    await stage.until(lambda: ("货品",) in stage.page.book.book.groups, "renamed")


async def test_history_and_use_are_read_when_they_are_looked_at(stage: Stage):
    reply_id = await stage.desk.replies.save(content("甲", "一"))
    await stage.desk.replies.save(content("甲", "二"), reply_id)
    stage.page.book.read_soon()
    await stage.shown("甲")
    stage.choose("甲")
    detail = stage.page.tab.detail
    detail.show_tab(DetailTab.HISTORY)
    await stage.until(lambda: detail.history.list.count() == 2, "two versions")
    assert "+ 二" in detail.history.sheet.words()
    detail.history.list.setCurrentRow(1)
    detail.history.take_button.click()
    assert detail.tab is DetailTab.EDIT
    assert detail.editor.form.content().parts == (ReplyText("一"),)
    detail.show_tab(DetailTab.USAGE)
    await stage.until(lambda: detail.usage.total.text(), "figures")
    await stage.page.editing.settled()


async def test_a_table_is_shown_row_by_row_before_it_is_taken(
    stage: Stage, tmp_path: Path
):
    path = tmp_path / "回复.csv"
    rows = "标题,分组,正文,短码\n甲,商品,你好,jia\n乙,商品,再见,jia\n丙,,在的,\n"
    path.write_text(rows, "utf-8")
    stage.page.exchange.read_table(path)
    page = stage.page.tab.centre.report
    await stage.until(lambda: page.confirm_button.text() == "导入 2 条", "the plan")
    assert await stage.desk.replies.all() == ()
    assert "与第" in str(page.model.index(0, 3).data())
    page.confirm_button.click()
    await stage.until(lambda: sorted(stage.titles()) == ["丙", "甲"], "imported")


async def test_a_file_that_is_no_table_is_refused_in_words(
    stage: Stage, tmp_path: Path
):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    stage.page.exchange.read_table(path)
    page = stage.page.tab.centre.report
    await stage.until(lambda: stage.said, "the refusal")
    assert stage.last_said() == page.words.text()
    assert page.confirm_button.isHidden()


async def test_alike_replies_are_merged_into_the_one_that_is_chosen(stage: Stage):
    text = "现货当天发出，一般三天到，偏远地区五天左右到"
    kept = await stage.desk.replies.save(content("发货", text, code="fh"))
    await stage.desk.replies.save(content("何时发货", text + "。", code="hs"))
    stage.page.publishing.show_alike()
    alike = stage.page.tab.centre.alike
    await stage.until(lambda: alike.tree.topLevelItemCount() == 1, "one group")
    head = alike.tree.topLevelItem(0)
    assert head is not None
    children = [head.child(at) for at in range(head.childCount())]
    (wanted,) = [
        child
        for child in children
        if child is not None and child.data(0, Qt.ItemDataRole.UserRole) == kept
    ]
    alike.tree.setCurrentItem(wanted)
    alike.merge_button.click()
    await stage.until(lambda: alike.tree.topLevelItemCount() == 0, "merged")
    (left,) = await stage.desk.replies.all()
    assert left.id == kept
    assert "hs" in left.content.keywords


async def test_a_busy_database_is_said_and_nothing_is_lost(stage: Stage):
    stage.page.write_new(content("甲", "一"))
    with stage.database.kept_busy():
        stage.page.editing.save()
        editor = stage.page.tab.detail.editor
        await stage.until(lambda: editor.refusal(), "the refusal")
    stage.page.editing.save()
    await stage.shown("甲")


async def test_the_chosen_group_stays_chosen_when_it_gets_a_name(stage: Stage):
    side = stage.page.tab.side
    side.group_wanted.emit(("新分组",))
    await stage.until(lambda: side.place.path == ("新分组",), "made and chosen")
    side.rename_requested.emit(("新分组",), ("问候",))
    await stage.until(lambda: side.place.path == ("问候",), "still chosen")
