"""The chosen language is spoken by Qt's own menus and dialogs too."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.preferences import LanguageChoice, Preferences, ThemeChoice
from desktop.views.theme.appearance import apply_appearance
from desktop.views.theme.style import style_sheet, theme_named
from desktop.views.window.keys import shown_key


@pytest.mark.parametrize(
    ("language", "undo"),
    [(LanguageChoice.CHINESE, "撤"), (LanguageChoice.ENGLISH, "Undo")],
)
def test_the_menu_of_a_field_speaks_the_chosen_language(
    qapp: QApplication, language: LanguageChoice, undo: str
):
    apply_appearance(qapp, Preferences(language=language))
    words = QCoreApplication.translate("QWidgetTextControl", "&Undo")
    assert undo in words.replace("&", "")


def test_a_language_is_loaded_once(qapp: QApplication):
    for _ in range(3):
        apply_appearance(qapp, Preferences())
    found = qapp.findChildren(QTranslator)
    assert [each.objectName() for each in found].count("qtbase_zh_CN") == 1


def test_keys_keep_the_names_that_stand_on_them(qapp: QApplication):
    apply_appearance(qapp, Preferences())
    assert shown_key("Return") == "Enter"
    assert shown_key("Alt+Down") == "Alt+↓"


def test_each_window_wears_the_sheet_for_all_that_is_in_it(
    qapp: QApplication, qtbot: QtBot
):
    window = QWidget()
    qtbot.addWidget(window)
    popup = QWidget(window, Qt.WindowType.Popup)
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        apply_appearance(qapp, Preferences(theme=choice))
        assert window.styleSheet() == style_sheet(theme_named(choice.value))
        assert not popup.styleSheet()
    assert not qapp.styleSheet()
