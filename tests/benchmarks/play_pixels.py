"""In the desk: tells which messages of the open conversation were painted."""

from tests.benchmarks.driven_desk import DrivenDesk, report


async def play(desk: DrivenDesk) -> None:
    """Obey `open ID` and report `painted` with msgid until the pipe closes."""
    model = desk.model

    def on_painted(message_id: int) -> None:
        row = model.row_of(message_id)
        if row is not None:
            report("painted", msgid=model[row].msgid)

    desk.timeline.painted.connect(on_painted)
    desk.come_forward()
    async for words in desk.orders():
        await desk.open_conversation(int(words[1]))
        report("opened")
