"""The chosen language is spoken by Qt's own menus and dialogs too."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.preferences import LanguageChoice, Preferences, ThemeChoice
from desktop.views.theme.appearance import apply_appearance
from desktop.views.theme.language import set_language
from desktop.views.theme.style import style_sheet, theme_named
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


def test_each_window_wears_the_sheet_for_all_that_is_in_it(
    application: QApplication, qtbot: QtBot
):
    window = QWidget()
    qtbot.addWidget(window)
    popup = QWidget(window, Qt.WindowType.Popup)
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        apply_appearance(application, Preferences(theme=choice))
        assert window.styleSheet() == style_sheet(theme_named(choice.value))
        assert not popup.styleSheet()
    assert not application.styleSheet()
