"""Which of the two languages the interface speaks."""

from typing import Literal

from PySide6.QtCore import QLocale

from desktop.models.failures import Sentence

Language = Literal["zh", "en"]


def set_language(language: Language) -> None:
    """Let words, dates and numbers of the interface follow a language."""
    name = "zh_CN" if language == "zh" else "en_GB"
    QLocale.setDefault(QLocale(name))


def language() -> Language:
    """Return the language in force; Chinese unless English was set."""
    english = QLocale().language() == QLocale.Language.English
    return "en" if english else "zh"


def words(sentence: Sentence) -> str:
    """Return a sentence of the models in the language in force."""
    return sentence.en if language() == "en" else sentence.zh
