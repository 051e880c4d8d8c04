"""The sections of the settings, in the order of the list at the left."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication


class Section(StrEnum):
    """A place in the settings that can be gone to by name."""

    LOOKS = "looks"
    HABITS = "habits"
    KEYS = "keys"
    NOTIFICATIONS = "notifications"
    PRIVACY = "privacy"
    CORPS = "corps"
    REPORTS = "reports"


def section_words(section: Section) -> str:
    """Return the name of a section."""
    translate = QCoreApplication.translate
    return {
        Section.LOOKS: translate("Section", "外观"),
        Section.HABITS: translate("Section", "使用习惯"),
        Section.KEYS: translate("Section", "快捷键"),
        Section.NOTIFICATIONS: translate("Section", "通知"),
        Section.PRIVACY: translate("Section", "隐私与锁定"),
        Section.CORPS: translate("Section", "企业"),
        Section.REPORTS: translate("Section", "故障报告"),
    }[section]
