"""Which renditions are uploaded before a message asks: what is likely to be used."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.services.storage.connection import Connection

MOST = 30
"""Renditions of one corp that are kept at WeCom ahead of their use."""
RECENT = 2_000
"""Newest uses of materials that are counted, of all corps together."""
LEAST = 3
"""Uses that make another one likely."""
_PINNED = 1_000
"""What a pin counts: more than any use."""

_LIKELY = (
    "SELECT r.id FROM (SELECT s.material_id, 1 AS uses FROM (SELECT message_id,"
    " material_id FROM message_source WHERE material_id > 0"
    f" ORDER BY message_id DESC LIMIT {RECENT}) s"
    " JOIN message x ON x.id = s.message_id AND x.state = 'accepted'"
    " JOIN account a ON a.id = x.account_id AND a.corp_id = ?2"
    f" UNION ALL SELECT rm.material_id, {_PINNED} FROM reply_pin p"
    " JOIN reply_material rm ON rm.reply_id = p.reply_id) l"
    " JOIN material m ON m.id = l.material_id AND m.withdrawn_at IS NULL"
    " AND m.removed_at IS NULL"
    " AND coalesce(m.valid_from, 0) <= ?1 AND coalesce(m.valid_until, ?1 + 1) > ?1"
    " JOIN rendition r ON r.material_id = m.id AND r.version = m.version"
    f" GROUP BY r.id HAVING sum(l.uses) >= {LEAST}"
    f" ORDER BY sum(l.uses) DESC, r.id LIMIT {MOST}"
)


@dataclass(frozen=True, slots=True)
class AheadPlan:
    """What is to change: pairs of a rendition and a corp."""

    wanted: tuple[tuple[int, int], ...]
    unlikely: tuple[tuple[int, int], ...]

    def __bool__(self) -> bool:
        """Return whether anything is to change."""
        return bool(self.wanted or self.unlikely)


def look(connection: Connection, corp_ids: Iterable[int], *, now: int) -> AheadPlan:
    """Compare what is likely to be used with what is kept; a read, nothing is written.

    What failed is not tried again ahead: a message that needs it will say why.
    """
    wanted: list[tuple[int, int]] = []
    unlikely: list[tuple[int, int]] = []
    for corp_id in sorted(corp_ids):
        likely = {int(row[0]) for row in connection.execute(_LIKELY, (now, corp_id))}
        kept, failed = set(), set()
        for rendition_id, ahead, state in connection.execute(
            "SELECT rendition_id, ahead, state FROM material_upload WHERE corp_id = ?",
            (corp_id,),
        ):
            if ahead:
                kept.add(int(rendition_id))
            elif state == "failed":
                failed.add(int(rendition_id))
        wanted += [(one, corp_id) for one in sorted(likely - kept - failed)]
        unlikely += [(one, corp_id) for one in sorted(kept - likely)]
    return AheadPlan(tuple(wanted), tuple(unlikely))


def follow(connection: Connection, plan: AheadPlan, *, now: int) -> None:
    """Keep the plan; what is unlikely now stays at WeCom until it runs out."""
    connection.executemany(
        "UPDATE material_upload SET ahead = 0 WHERE rendition_id = ? AND corp_id = ?",
        plan.unlikely,
    )
    connection.executemany(
        "INSERT INTO material_upload(rendition_id, corp_id, state, media_id, name,"
        " uploaded, attempts, due_at, ahead) VALUES (?, ?, 'waiting', '', '', 0, 0,"
        " ?, 1) ON CONFLICT(rendition_id, corp_id) DO UPDATE SET ahead = 1",
        [(*pair, now) for pair in plan.wanted],
    )
