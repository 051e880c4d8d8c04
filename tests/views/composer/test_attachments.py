"""What is pasted or dropped is shown first; order, price and removal are a person's."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.content import Location
from desktop.models.outgoing import (
    Attachment,
    AttachmentPart,
    Fits,
    PreparedKind,
    TextPart,
    TooLarge,
    Verdict,
)
from desktop.models.service_state import ServiceState
from desktop.views.composer.attachment_face import (
    AttachmentFace,
    Work,
    face_of,
    state_words,
)
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.written import WritingMode
from tests.views.composer.conftest import Heard
from tests.views.composer.given import (
    OTHER,
    SUMMARY,
    button_of,
    field_of,
    notice_of,
    with_pips,
    words_of,
)

_RETURN = Qt.Key.Key_Return
_CTRL = Qt.KeyboardModifier.ControlModifier
_COPYING = AttachmentFace("file 1", "新.png", work=Work.COPYING)


def _attachment(
    number: int, name: str = "a.png", verdict: Verdict | None = None
) -> Attachment:
    kind = PreparedKind.PICTURE
    fits = Fits() if verdict is None else verdict
    return Attachment(number, SUMMARY.id, kind, name, 1000, fits)


def _show(composer: ComposerView, *faces: AttachmentFace) -> None:
    composer.parts.set_faces(SUMMARY.id, faces)


def _keys(composer: ComposerView) -> list[int | str]:
    return [chip.face.key for chip in composer.strip.chips]


@pytest.fixture
def three(composer: ComposerView) -> ComposerView:
    """A composer with three pictures that fit."""
    _show(composer, *(face_of(_attachment(at)) for at in (1, 2, 3)))
    return composer


def _files(*names: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(f"/tmp/{name}") for name in names])
    return mime


# Pasting and dropping


def test_pasted_files_are_given_in_their_order_and_leave_no_text(
    composer: ComposerView,
):
    given: list[tuple[object, object]] = []
    composer.parts.files_given.connect(lambda *each: given.append(each))
    field_of(composer).insertFromMimeData(_files("b.png", "a.pdf"))
    assert given == [(SUMMARY.id, ("/tmp/b.png", "/tmp/a.pdf"))]
    assert composer.text() == ""


def test_a_pasted_picture_is_attached_but_words_with_a_picture_are_words(
    composer: ComposerView,
):
    given: list[QImage] = []
    composer.parts.picture_given.connect(lambda _, picture: given.append(picture))
    picture = QImage(3, 2, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    mime = QMimeData()
    mime.setImageData(picture)
    field_of(composer).insertFromMimeData(mime)
    assert [each.size() for each in given] == [picture.size()]
    mime.setText("a table\tof cells")
    mime.setHtml("<table><td>a table</td></table>")
    field_of(composer).insertFromMimeData(mime)
    assert (len(given), composer.text()) == (1, "a table\tof cells")


def test_files_can_be_dropped_anywhere_on_the_conversation(
    qtbot: QtBot, composer: ComposerView, tmp_path: Path
):
    given: list[object] = []
    composer.parts.files_given.connect(lambda _, paths: given.append(paths))
    above = QWidget()
    qtbot.addWidget(above)
    composer.file_drop.watch(above)
    mime = _files("one.png", "two.png")
    for target in (above, composer):
        copy, left, none = (
            Qt.DropAction.CopyAction,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        enter = QDragEnterEvent(QPoint(1, 1), copy, mime, left, none)
        QApplication.sendEvent(target, enter)
        assert enter.isAccepted()
        drop = QDropEvent(QPointF(1, 1), copy, mime, left, none)
        QApplication.sendEvent(target, drop)
    assert given == [("/tmp/one.png", "/tmp/two.png")] * 2


@pytest.mark.parametrize("why", ["note", "read only", "nothing open"])
def test_nothing_is_attached_where_nothing_can_be_sent(
    composer: ComposerView, why: str
):
    given: list[object] = []
    composer.parts.files_given.connect(lambda *each: given.append(each))
    if why == "note":
        composer.set_mode(WritingMode.NOTE)
    elif why == "read only":
        composer.set_summary(replace(SUMMARY, service_state=ServiceState.ENDED))
    else:
        composer.show_conversation(None, "")
    field_of(composer).insertFromMimeData(_files("a.png"))
    assert given == []
    assert composer.text() == ""


# Price and refusal


def test_pips_count_attachments_and_words(three: ComposerView):
    assert "连附件共 3 条" in words_of(three)
    field_of(three).insertPlainText("你好")
    assert "6 字节，连附件共 4 条" in words_of(three)
    three.set_summary(with_pips(3))
    assert "要发 4 条，额度只剩 3 条" in notice_of(three)
    assert not button_of(three, "composer_send").isEnabled()


def test_all_leave_together_words_first(three: ComposerView, heard: Heard):
    field = field_of(three)
    three.set_summary(with_pips(5))
    QTest.keyClicks(field, "hi")
    QTest.keyClick(field, _RETURN)
    (written,) = heard.written
    assert written.parts() == (TextPart("hi"), *(AttachmentPart(n) for n in (1, 2, 3)))
    assert (three.text(), _keys(three)) == ("", [])


def test_attachments_can_leave_without_words(three: ComposerView, heard: Heard):
    QTest.keyClick(field_of(three), _RETURN)
    assert len(heard.written[0].parts()) == 3


def test_what_is_too_large_is_said_at_once_and_keeps_everything_here(
    composer: ComposerView, heard: Heard
):
    big = _attachment(1, verdict=TooLarge(2 * 1024 * 1024, can_shrink=True))
    _show(composer, face_of(big))
    QTest.keyClick(field_of(composer), _RETURN)
    assert "附件" in notice_of(composer)
    assert (heard.sent, len(heard.refused)) == ([], 1)
    (chip,) = composer.strip.chips
    assert "上限 2 MB" in state_words(chip.face)
    wished: list[object] = []
    composer.parts.shrink_requested.connect(lambda *each: wished.append(each))
    chip.shrink_button.click()
    QTest.keyClick(chip, _RETURN)
    assert wished == [(SUMMARY.id, 1)] * 2


def test_a_file_that_is_still_copied_is_no_reason_to_shout_but_does_not_leave(
    composer: ComposerView, heard: Heard
):
    _show(composer, _COPYING)
    assert notice_of(composer) == ""
    QTest.keyClick(field_of(composer), _RETURN)
    assert heard.sent == []
    assert len(heard.refused) == 1


# Order and removal


def test_keys_step_change_places_and_remove(three: ComposerView):
    three.grab()
    told: list[object] = []
    three.parts.ordered.connect(lambda _, keys: told.append(keys))
    chips = three.strip.chips
    QTest.keyClick(chips[0], Qt.Key.Key_Right, _CTRL)
    assert (_keys(three), told) == ([2, 1, 3], [(2, 1, 3)])
    QTest.keyClick(three.strip.chips[0], Qt.Key.Key_Left, _CTRL)
    assert len(told) == 1, "the first one stays"
    removed: list[object] = []
    three.parts.removed.connect(lambda *each: removed.append(each))
    QTest.keyClick(three.strip.chips[1], Qt.Key.Key_Delete)
    assert (_keys(three), removed) == ([2, 3], [(SUMMARY.id, 1)])


def test_tab_goes_from_the_field_to_the_chips_in_their_order(three: ComposerView):
    step: QWidget | None = field_of(three).nextInFocusChain()
    for chip in three.strip.chips:
        while step is not None and step.focusPolicy() is Qt.FocusPolicy.NoFocus:
            step = step.nextInFocusChain()
        assert step is chip
        step = chip.nextInFocusChain()


def test_a_chip_is_dragged_to_its_place(three: ComposerView):
    three.grab()
    three.resize(900, 260)
    three.grab()
    third = three.strip.chips[2]
    QTest.mousePress(third, Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
    for x in (0, -200, -440):
        QTest.mouseMove(third, QPoint(x, 20))
        three.grab()
    told: list[object] = []
    three.parts.ordered.connect(lambda _, keys: told.append(keys))
    QTest.mouseRelease(third, Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
    assert told == [tuple(_keys(three))]
    assert _keys(three)[0] == 3


def test_the_button_of_a_chip_removes_it(three: ComposerView):
    three.strip.chips[1].remove_button.click()
    assert _keys(three) == [1, 3]
    assert three.parts.faces(SUMMARY.id)[1].key == 3


# Conversations


def test_each_conversation_keeps_its_own_and_a_note_has_none(three: ComposerView):
    three.set_mode(WritingMode.NOTE)
    assert three.strip.isHidden()
    three.set_mode(WritingMode.ANSWER)
    assert _keys(three) == [1, 2, 3]
    three.show_conversation(OTHER, "")
    assert three.strip.isHidden()
    three.show_conversation(SUMMARY, "")
    assert _keys(three) == [1, 2, 3]


def test_a_failed_commit_puts_attachments_back_before_newer_ones(
    three: ComposerView, heard: Heard
):
    QTest.keyClick(field_of(three), _RETURN)
    _show(three, face_of(_attachment(9)))
    three.restore_written(heard.written[0])
    assert _keys(three) == [1, 2, 3, 9]


def test_a_card_is_named_by_what_it_says(composer: ComposerView):
    place = Location(39.9, 116.4, "旗舰店\u202e", "朝阳区")
    card = replace(_attachment(5, ""), kind=PreparedKind.LOCATION, card=place)
    _show(composer, face_of(card))
    (chip,) = composer.strip.chips
    assert chip.accessibleName() == "旗舰店, 位置"


def test_a_hostile_file_name_is_one_plain_line(composer: ComposerView):
    _show(composer, face_of(_attachment(1, "a\n\u202egnp.exe<b>" + "x" * 5000)))
    (chip,) = composer.strip.chips
    shown = chip.face.name
    assert "\n" not in shown
    assert "\u202e" not in shown
    assert len(shown) <= 80


def test_files_chosen_for_one_customer_never_go_to_the_next(composer: ComposerView):
    given: list[object] = []
    composer.parts.files_given.connect(lambda *each: given.append(each))
    composer.attach_files()
    (dialog,) = composer.window().findChildren(QFileDialog)
    assert dialog.isVisible()
    composer.show_conversation(SUMMARY, "")
    assert dialog.isVisible()
    composer.show_conversation(OTHER, "")
    assert not dialog.isVisible()
    assert given == []
