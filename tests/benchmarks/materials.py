"""How fast the library answers: counts, pages and searches among fifty thousand.

Every answer is asked of the service that the desk uses, in its reading thread.
"""

import asyncio
import random
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from desktop.models.clock import SystemClock
from desktop.models.material import (
    MaterialDetails,
    MaterialKind,
    MaterialOrder,
    MaterialQuery,
)
from desktop.models.organisation import Operator
from desktop.models.quick_reply import Standing
from desktop.services.attachments import Attachments
from desktop.services.materials.service import Materials
from desktop.services.storage import material_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.material_store import NewVersion, Writing
from tests.benchmarks.figures import Figure, judged, percentile, spread_of
from tests.building import World, make_world

ROWS = 50_000
SEED = 20_261_122
PAGE = 100
BAR = 10.0
"""Milliseconds, p95."""
_AT_ONCE = 5_000
_THINGS = [
    "羽绒服",
    "连衣裙",
    "尺码表",
    "价格表",
    "说明书",
    "优惠券",
    "退货单",
    "海报",
    "吊牌",
    "安装视频",
]
_SORTS = [
    "冬装",
    "春夏",
    "童装",
    "男装",
    "女装",
    "活动",
    "新品",
    "返场",
    "门店",
    "会员",
]
_WORDS = ("尺码", "羽绒服 冬装", "YG-2031", "jgb", "jiage", "活动", "没有这个")


def measure(work: Path, samples: int) -> list[Figure]:
    """Measure on a library that is made for it."""
    world = make_world(work / "materials")
    try:
        fill(world, ROWS)
        world.write(partial(_use, operator_id=world.operator.id))
        return asyncio.run(_asked(world, samples))
    finally:
        world.close()


def fill(world: World, rows: int) -> None:
    """Put materials into a library, as adding one by one would."""
    dice = random.Random(SEED)
    for first in range(0, rows, _AT_ONCE):
        numbers = range(first, min(rows, first + _AT_ONCE))
        by = Writing(world.operator, "bench", world.now - rows + first)
        world.write(partial(_add, numbers=numbers, by=by, dice=dice))


def _use(connection: Connection, *, operator_id: int) -> None:
    """Let the operator have sent every twentieth material at some time."""
    connection.execute(
        "INSERT INTO material_use(operator_id, material_id, used_at)"
        " SELECT ?, id, id * 7919 % 100003 FROM material WHERE id % 20 = 0",
        (operator_id,),
    )


def _add(
    connection: Connection, *, numbers: Sequence[int], by: Writing, dice: random.Random
) -> None:
    for number in numbers:
        sort, thing = dice.choice(_SORTS), dice.choice(_THINGS)
        details = MaterialDetails(
            f"{sort}{thing} {number}.jpg",
            folder=(sort, thing),
            code=f"YG-{number}",
            tags=(sort, dice.choice(_SORTS)),
        )
        small, look = dice.randbytes(6_000), f"{dice.getrandbits(64):016x}"
        made = NewVersion(
            MaterialKind.PICTURE, width=2400, height=2400, format="JPG", small=small,
            look=look,
        )  # fmt: skip
        material_store.add(connection, details, made, by)


async def _asked(world: World, samples: int) -> list[Figure]:
    database, clock = Database(world.path, world.key), SystemClock()
    folder, operator = world.profile.media, world.operator
    library = _library(database, clock, folder, operator)
    everything, folders = MaterialQuery(), [("冬装",), ("活动", "海报")]
    used = MaterialQuery(order=MaterialOrder.USED)
    expired = MaterialQuery(standing=Standing.EXPIRED)
    narrowed = [MaterialQuery(folder=each) for each in folders]
    tagged = [MaterialQuery(tags=frozenset({each})) for each in _SORTS]
    searched = [MaterialQuery(words=each) for each in _WORDS]
    dice = random.Random(SEED)
    places = [dice.randrange(ROWS - PAGE) for _ in range(samples)]
    # First questions open the connections of both readers, and fill their caches.
    await asyncio.gather(*(library.count(searched[0]) for _ in range(8)))
    await asyncio.gather(*(library.page(everything, 0, PAGE) for _ in range(8)))
    try:
        figures = [
            await _counted(library, "everything", [everything, expired], samples),
            await _counted(library, "of a folder or a tag", narrowed + tagged, samples),
            await _counted(library, "found by words", searched, samples),
            await _paged(library, "anywhere", [everything], places),
            await _paged(library, "used last first", [used], [0] * samples),
            await _paged(library, "of a folder or a tag", narrowed + tagged, [0]),
            await _paged(library, "found by words", searched, [0] * samples),
        ]
    finally:
        library.close()
        await database.close()
    return figures


def _library(
    database: Database, clock: SystemClock, folder: Path, operator: Operator
) -> Materials:
    attachments = Attachments(database, clock, folder, "bench")
    return Materials(database, clock, operator, attachments, folder, "bench")


async def _counted(
    library: Materials, what: str, queries: Sequence[MaterialQuery], samples: int
) -> Figure:
    taken = []
    for number in range(max(samples, len(queries))):
        started = time.perf_counter()
        await library.count(queries[number % len(queries)])
        taken.append((time.perf_counter() - started) * 1000)
    return _figure(f"count, {what}", taken)


async def _paged(
    library: Materials,
    what: str,
    queries: Sequence[MaterialQuery],
    places: Sequence[int],
) -> Figure:
    taken = []
    for number in range(max(len(queries), len(places))):
        query = queries[number % len(queries)]
        started = time.perf_counter()
        await library.page(query, places[number % len(places)], PAGE)
        taken.append((time.perf_counter() - started) * 1000)
    return _figure(f"page of {PAGE}, {what}", taken)


def _figure(what: str, taken: Sequence[float]) -> Figure:
    value = percentile(taken, 0.95)
    figure = Figure(
        f"Library of {ROWS:,} materials, {what}, p95", value, "ms",
        samples=len(taken), spread=spread_of(taken),
    )  # fmt: skip
    return judged(figure, f"< {BAR:.0f} ms", met=value < BAR)
