"""What is looked for is marked wherever it stands, and nothing else is."""

import pytest

from desktop.views.timeline.find_marks import stretches_of


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("羽绒服退货", ("退货",), ((3, 5),)),
        ("退货退货", ("退货",), ((0, 2), (2, 4))),
        ("iPhone IPHONE", ("iphone",), ((0, 6), (7, 13))),
        ("退货款", ("退货", "退货款"), ((0, 3),)),
        ("a.b axb", ("a.b",), ((0, 3),)),
        ("什么都没有", ("退货",), ()),
        ("什么都没有", (), ()),
        ("什么都没有", ("",), ()),
    ],
)
def test_words_are_marked_where_they_stand(
    text: str, words: tuple[str, ...], expected: tuple[tuple[int, int], ...]
) -> None:
    assert stretches_of(text, words) == expected
