"""From a person's choices to the looks and the language of the application."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.models.preferences import LanguageChoice, Preferences, ThemeChoice
from desktop.resources import resource
from desktop.views.theme.language import set_language
from desktop.views.theme.style import dress, system_theme, theme_named
from desktop.views.theme.theme import Theme


def chosen_theme(application: QApplication, preferences: Preferences) -> Theme:
    """Return the theme that the choices mean on this system, now."""
    match preferences.theme:
        case ThemeChoice.LIGHT:
            return theme_named("light")
        case ThemeChoice.DARK:
            return theme_named("dark")
        case ThemeChoice.SYSTEM:
            return system_theme(application)


def apply_appearance(application: QApplication, preferences: Preferences) -> Theme:
    """Dress the application as chosen and return the theme in force.

    A language is taken at the start of the program; words that stand on the screen
    are not translated again.
    """
    theme = chosen_theme(application, preferences)
    dress(application, theme, preferences.text_size)
    set_language(preferences.language.value)
    if preferences.language is LanguageChoice.ENGLISH:
        _install(application, resource("translations", "switchboard_en.qm"))
    else:
        # What Qt itself says: the menu of a field, the dialog that saves a file.
        place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        _install(application, Path(place) / "qtbase_zh_CN.qm")
    return theme


def _install(application: QApplication, words: Path) -> None:
    """Load compiled translations once; without the file the texts stay as they are."""
    if application.findChild(QTranslator, words.stem) is not None:
        return
    translator = QTranslator(application)
    translator.setObjectName(words.stem)
    if translator.load(str(words)):
        application.installTranslator(translator)
