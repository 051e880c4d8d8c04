"""The one QApplication of a test process, given to every test as to the first."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def bare_application(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take back the font, colours, sheet and languages that a test dressed it in."""
    if "qapp" not in request.fixturenames:
        yield
        return
    application = request.getfixturevalue("qapp")
    font, sheet = application.font(), application.styleSheet()
    palette = application.palette()
    yield
    from PySide6.QtCore import QTranslator

    from desktop.views.theme.language import set_language

    set_language("zh")
    if application.font() != font:
        application.setFont(font)
    if application.palette() != palette:
        application.setPalette(palette)
    if application.styleSheet() != sheet:
        application.setStyleSheet(sheet)
    translators = application.findChildren(QTranslator)
    for translator in translators:
        application.removeTranslator(translator)
        translator.setObjectName("")
        translator.deleteLater()
    if translators:
        # The change of language is told by a posted event: not to the next test.
        application.processEvents()
