"""In the desk: from the first rows painted to a key typed in the composer."""

from tests.benchmarks.driven_desk import DrivenDesk, report


async def play(desk: DrivenDesk) -> None:
    """Report `rows`, `opened` and `usable`, then end."""
    await desk.until(lambda: desk.list.list_model.rowCount() > 0, "rows")
    desk.list.viewport().repaint()
    report("rows")
    await desk.open_row(0)
    report("opened")
    desk.type_key("a")
    assert desk.field.toPlainText().endswith("a")
    report("usable")
