"""The chosen language is spoken by Qt's own menus and dialogs too."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.models.preferences import LanguageChoice, Preferences
from desktop.views.theme.appearance import apply_appearance
from desktop.views.theme.language import set_language
from desktop.views.window.keys import shown_key


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    """The application as it was, also afterwards."""
    font, sheet, palette = qapp.font(), qapp.styleSheet(), qapp.palette()
    _forget_translators(qapp)  # desks of other tests leave theirs
    yield qapp
    _forget_translators(qapp)
    set_language(LanguageChoice.CHINESE.value)
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)
    # The change of language is told by a posted event: not to the next test.
    qapp.processEvents()


def _forget_translators(application: QApplication) -> None:
    for translator in application.findChildren(QTranslator):
        application.removeTranslator(translator)
        translator.setObjectName("")
        translator.deleteLater()


@pytest.mark.parametrize(
    ("language", "undo"),
    [(LanguageChoice.CHINESE, "撤"), (LanguageChoice.ENGLISH, "Undo")],
)
def test_the_menu_of_a_field_speaks_the_chosen_language(
    application: QApplication, language: LanguageChoice, undo: str
):
    apply_appearance(application, Preferences(language=language))
    words = QCoreApplication.translate("QWidgetTextControl", "&Undo")
    assert undo in words.replace("&", "")


def test_a_language_is_loaded_once(application: QApplication):
    for _ in range(3):
        apply_appearance(application, Preferences())
    found = application.findChildren(QTranslator)
    assert [each.objectName() for each in found].count("qtbase_zh_CN") == 1


def test_keys_keep_the_names_that_stand_on_them(application: QApplication):
    apply_appearance(application, Preferences())
    assert shown_key("Return") == "Enter"
    assert shown_key("Alt+Down") == "Alt+↓"
