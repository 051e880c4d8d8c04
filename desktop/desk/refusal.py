"""Says in a window why the desk cannot even begin, and whether to try again."""

import asyncio

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from desktop.models.failures import Sentence
from desktop.views.window.main_window import MainWindow
from desktop.views.window.trouble_page import TroublePage


def wants_another_try(
    application: QApplication, window: MainWindow, sentence: Sentence
) -> bool:
    """Show a sentence until the person tries again or leaves; the window is gone then.

    Nothing of the profile is opened meanwhile.
    """
    with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
        return runner.run(_asked(window, sentence))


async def _asked(window: MainWindow, sentence: Sentence) -> bool:
    again, ended = asyncio.Event(), asyncio.Event()
    page = TroublePage(sentence, window)
    page.retry_requested.connect(again.set)
    page.retry_requested.connect(ended.set)
    page.quit_requested.connect(ended.set)
    window.close_requested.connect(ended.set)
    window.show_cover(page)
    await ended.wait()
    window.allow_close()
    window.close()
    window.deleteLater()
    await asyncio.sleep(0)
    return again.is_set()
