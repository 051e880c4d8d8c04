"""Joins the tab 素材 with the library: folders, question, details, steps with undo."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.models.changes import Subject
from desktop.models.material import (
    Material,
    MaterialDetails,
    MaterialQuery,
    NotAddedError,
)
from desktop.models.quick_reply import Standing
from desktop.services.desk import Desk
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import Refresher, TaskGroup
from desktop.views.library.detail_facts import DetailFacts
from desktop.views.library.folder_tree_view import PlaceCounts
from desktop.views.library.grid_presenter import GridPresenter
from desktop.views.library.material_menu import MaterialMenu, Step
from desktop.views.library.materials_tab import MaterialsTab
from desktop.views.library.sent_list import MOST_SENT
from desktop.views.theme.language import words

_BACK = {
    Step.WITHDRAW: Step.REINSTATE,
    Step.REINSTATE: Step.WITHDRAW,
    Step.REMOVE: Step.RESTORE,
}
"""What takes a step back."""
_PAUSE = 0.2
"""Seconds: changes that come together are read once."""


@dataclass(frozen=True, slots=True)
class LibraryUndo:
    """The key of an offer to take a step on materials back."""

    step: Step
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DetailsUndo:
    """The key of an offer to write materials' details as they were."""

    before: tuple[tuple[int, MaterialDetails], ...]


@dataclass(frozen=True, slots=True)
class VersionUndo:
    """The key of an offer to let the version before be the newest again."""

    material_id: int
    version: int


class LibraryPresenter(QObject):
    """Shows what is asked for and does what people wish.

    Signals:
        said(words, key): what was done, or why it was not; with a key `undo` takes
            it back
        use_requested(object materials): they shall go into the open answer
        open_requested(Material): its original is wanted
        replace_requested(Material): another file shall be its newest version
        conversation_requested(object conversation_id): it shall be opened
    """

    said = Signal(str, object)
    use_requested = Signal(object)
    open_requested = Signal(object)
    replace_requested = Signal(object)
    conversation_requested = Signal(object)

    def __init__(self, tab: MaterialsTab, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._tab = tab
        self._desk = desk
        self._materials = desk.materials
        self._open: tuple[int, str] | None = None
        self._sought: int | None = None
        """What is shown as soon as the grid has the answer that holds it."""
        self.tasks = TaskGroup("library")
        self.grid = GridPresenter(tab.grid, desk.materials, self, tab.centre.hover)
        self.menu = MaterialMenu(tab.grid)
        self._refresher = Refresher(
            self.tasks, self._read_again, pause=_PAUSE, name="refresh"
        )
        self._connect()

    def start(self) -> None:
        """Show the whole library."""
        now = self._desk.clock.now()
        self._tab.grid.set_now(now)
        self._tab.detail.set_now(now)
        self._ask()
        self.tasks.spawn(self._read_places(), name="places")
        self.tasks.spawn(self._read_accounts(), name="accounts")

    def take_changes(self, batch: ChangeBatch) -> None:
        """Read again what concerns the library."""
        subjects = {change.subject for change in batch.changes}
        if not batch.complete or Subject.MATERIAL in subjects:
            self.refresh()

    def refresh(self) -> None:
        """Read what is shown again; the feed does not tell of uses."""
        self._refresher.wish()

    def show_material(self, material_id: int) -> None:
        """Choose a material, wherever it lies."""
        self._sought = material_id
        self._tab.show_everything()

    def mark_sent(self, conversation_id: int, name: str) -> None:
        """Mark what the customer of a conversation has been sent."""
        self._open = conversation_id, name
        self.tasks.spawn(self._read_sent(), name="sent")

    def undo(self, key: object) -> None:
        """Take back what a toast offered to take back."""
        if isinstance(key, LibraryUndo):
            self.tasks.spawn(self._step(key.step, key.ids, offer=False), name="undo")
        elif isinstance(key, DetailsUndo):
            self.tasks.spawn(self._put_back(key), name="undo")
        elif isinstance(key, VersionUndo):
            self.tasks.spawn(self._roll_back(key), name="undo")

    # Reading

    def _connect(self) -> None:
        tab, detail = self._tab, self._tab.detail
        tab.tree.place_chosen.connect(self._ask)
        tab.tree.materials_dropped.connect(self._on_dropped)
        tab.head.asked.connect(self._ask)
        tab.centre.everything_requested.connect(tab.show_everything)
        tab.centre.addition_requested.connect(tab.head.open_additions)
        tab.grid.picked.connect(self._on_picked)
        tab.grid.chosen.connect(self._on_chosen)
        tab.grid.menu_requested.connect(self.menu.open_for)
        self.menu.step_requested.connect(self._on_step)
        self.grid.counted.connect(self._on_counted)
        self.grid.failed.connect(self._on_failed)
        detail.details_changed.connect(self._on_details_changed)
        detail.refused.connect(self._on_failed)
        detail.open_requested.connect(self.open_requested)
        detail.replace_requested.connect(self.replace_requested)
        detail.use_requested.connect(self._on_use)
        detail.withdraw_requested.connect(self._on_withdraw)
        detail.reinstate_requested.connect(self._on_reinstate)
        detail.remove_requested.connect(self._on_remove)
        detail.version_requested.connect(self._on_version)
        detail.conversation_requested.connect(self.conversation_requested)

    def _ask(self) -> None:
        self.grid.ask(self._tab.query)

    async def _read_again(self) -> None:
        self.grid.refresh()
        await self._read_places()
        await self._read_sent()
        shown = self._tab.detail.material
        if shown is not None:
            newest = await self._materials.one(shown.id)
            chosen = self._tab.detail.material
            if chosen is None or chosen.id != shown.id:
                return  # while the store was asked another one was chosen
            self._tab.detail.show_materials(() if newest is None else (newest,))
            if newest is None:
                return
            if newest.version == shown.version:
                await self._read_facts(newest)
            else:
                await self._look_closer(newest)  # another file: another picture

    async def _read_places(self) -> None:
        count = self._materials.count
        try:
            counts = PlaceCounts(
                usable=await count(MaterialQuery()),
                folders=await self._materials.folders(),
                not_yet=await count(MaterialQuery(standing=Standing.NOT_YET)),
                expired=await count(MaterialQuery(standing=Standing.EXPIRED)),
                withdrawn=await count(MaterialQuery(standing=Standing.WITHDRAWN)),
            )
            tags = await self._materials.tags()
        except StorageError as error:
            self._on_failed(words(error.sentence))
            return
        self._tab.tree.show_counts(counts)
        self._tab.head.show_tags(tags)

    async def _read_accounts(self) -> None:
        """Learn for which accounts a material can be."""
        try:
            accounts = await self._desk.inbox.accounts()
        except StorageError as error:
            self._on_failed(words(error.sentence))
            return
        names = {each.id: each.name for each in accounts}
        self._tab.detail.offer_scopes(self._desk.operator.id, names)

    async def _read_sent(self) -> None:
        if self._open is None:
            return
        conversation_id, name = self._open
        try:
            sent = await self._materials.sent_to(conversation_id)
        except StorageError as error:
            self._on_failed(words(error.sentence))
            return
        if self._open == (conversation_id, name):
            self._tab.grid.set_sent(sent, name)

    async def _read_facts(self, material: Material) -> None:
        try:
            changed = await self._materials.sent_as(material)
            facts = DetailFacts(
                rendition="" if changed is None else words(changed),
                uploads=await self._materials.uploads(material.id),
                versions=await self._materials.history(material.id),
                used_in=await self._materials.used_in(material.id),
                sent=await self._materials.sent(material.id, MOST_SENT),
            )
        except StorageError as error:
            self._on_failed(words(error.sentence))
            return
        shown = self._tab.detail.material
        if shown is not None and shown.id == material.id:
            self._tab.detail.show_facts(facts)

    async def _look_closer(self, material: Material) -> None:
        await self._read_facts(material)
        image = await self.grid.large_picture(material)
        shown = self._tab.detail.material
        if image is not None and shown is not None and shown.id == material.id:
            self._tab.detail.show_picture(image)

    async def _show(self, material_id: int) -> None:
        try:
            material = await self._materials.one(material_id)
        except StorageError as error:
            self._on_failed(words(error.sentence))
            return
        row = self._tab.grid.list_model.row_of(material_id)
        if row is not None:
            self._tab.grid.pick(row)
        elif material is not None:
            self._tab.detail.show_materials((material,))
            await self._look_closer(material)

    # What is told

    def _on_counted(self, count: int, query: MaterialQuery) -> None:
        if self._sought is not None:
            sought, self._sought = self._sought, None
            self.tasks.spawn(self._show(sought), name="show")
        if count:
            self._tab.centre.show_grid()
        else:
            self._tab.centre.show_empty(whole=query == MaterialQuery())

    def _on_failed(self, said: str) -> None:
        self.said.emit(said, None)

    def _on_picked(self, materials: tuple[Material, ...]) -> None:
        shown = self._tab.detail.material
        self._tab.detail.show_materials(materials)
        if len(materials) == 1 and (shown is None or shown.id != materials[0].id):
            self.tasks.spawn(self._look_closer(materials[0]), name="details")

    # What people wish

    def _on_chosen(self, materials: tuple[Material, ...], at_once: bool) -> None:
        del at_once
        if len(materials) == 1:
            self.open_requested.emit(materials[0])
        else:
            self.use_requested.emit(materials)

    def _on_use(self, material: Material) -> None:
        self.use_requested.emit((material,))

    def _on_withdraw(self, material: Material) -> None:
        self._begin(Step.WITHDRAW, (material,))

    def _on_reinstate(self, material: Material) -> None:
        self._begin(Step.REINSTATE, (material,))

    def _on_remove(self, material: Material) -> None:
        self._begin(Step.REMOVE, (material,))

    def _on_step(self, step: Step, materials: tuple[Material, ...]) -> None:
        if step is Step.USE:
            self.use_requested.emit(materials)
        elif step is Step.OPEN:
            self.open_requested.emit(materials[0])
        elif step is Step.REPLACE:
            self.replace_requested.emit(materials[0])
        else:
            self._begin(step, materials)

    def _begin(self, step: Step, materials: tuple[Material, ...]) -> None:
        """Take a step on those that it changes: undo must not touch the others."""
        ids = tuple(
            each.id
            for each in materials
            if step is Step.REMOVE or each.withdrawn == (step is Step.REINSTATE)
        )
        self.tasks.spawn(self._step(step, ids, offer=True), name=step.value)

    def _on_dropped(self, ids: tuple[int, ...], folder: tuple[str, ...]) -> None:
        self.tasks.spawn(self._move(ids, folder), name="move")

    def _on_details_changed(self, before: Material, details: MaterialDetails) -> None:
        self.tasks.spawn(
            self._change(before.id, details, before.details), name="change"
        )

    def _on_version(self, material: Material, version: int) -> None:
        wanted = VersionUndo(material.id, version)
        self.tasks.spawn(self._roll_back(wanted), name="roll back")

    # Work

    async def _step(self, step: Step, ids: tuple[int, ...], *, offer: bool) -> None:
        work = {
            Step.WITHDRAW: self._materials.withdraw,
            Step.REINSTATE: self._materials.reinstate,
            Step.REMOVE: self._materials.remove,
            Step.RESTORE: self._materials.restore,
        }[step]
        try:
            await work(ids)
        except StorageError as error:
            self._on_failed(words(error.sentence))
            return
        self._refresher.wish()
        if step is Step.REMOVE:
            self._tab.grid.clearSelection()
        if offer:
            key = LibraryUndo(_BACK[step], ids)
            self.said.emit(self._step_words(step, len(ids)), key)

    def _step_words(self, step: Step, count: int) -> str:
        if step is Step.WITHDRAW:
            return self.tr("已撤回 %n 个素材，不会再发出", None, count)
        if step is Step.REINSTATE:
            return self.tr("%n 个素材可以再用了", None, count)
        return self.tr("已删除 %n 个素材", None, count)

    async def _change(
        self, material_id: int, details: MaterialDetails, before: MaterialDetails
    ) -> None:
        try:
            await self._materials.change((material_id,), details)
        except StorageError as error:
            self._on_failed(words(error.sentence))
            return
        self._refresher.wish()
        key = DetailsUndo(((material_id, before),))
        self.said.emit(self.tr("已改好素材的资料"), key)

    async def _move(self, ids: tuple[int, ...], folder: tuple[str, ...]) -> None:
        before: list[tuple[int, MaterialDetails]] = []
        try:
            for material_id in ids:
                material = await self._materials.one(material_id)
                if material is not None:
                    before.append((material_id, material.details))
                    details = replace(material.details, folder=folder)
                    await self._materials.change((material_id,), details)
        except StorageError as error:
            self._on_failed(words(error.sentence))
            return
        self._refresher.wish()
        key = DetailsUndo(tuple(before))
        self.said.emit(self.tr("已移动 %n 个素材", None, len(before)), key)

    async def _put_back(self, key: DetailsUndo) -> None:
        try:
            for material_id, details in key.before:
                await self._materials.change((material_id,), details)
        except StorageError as error:
            self._on_failed(words(error.sentence))
        self._refresher.wish()

    async def _roll_back(self, wanted: VersionUndo) -> None:
        try:
            material = await self._materials.roll_back(
                wanted.material_id, wanted.version
            )
        except (NotAddedError, StorageError) as error:
            self._on_failed(words(error.sentence))
            return
        self._refresher.wish()
        said = self.tr("已恢复到 v{version}，用到它的快捷回复跟着变")
        key = VersionUndo(material.id, material.version - 1)
        self.said.emit(said.format(version=wanted.version), key)
