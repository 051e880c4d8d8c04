"""Sentences of the models follow the language of the interface."""

from collections.abc import Iterator

import pytest

from desktop.models.failures import Sentence
from desktop.views.theme.language import language, set_language, words


@pytest.fixture(autouse=True)
def back_to_chinese() -> Iterator[None]:
    yield
    set_language("zh")


def test_a_sentence_is_read_in_the_language_that_was_set():
    sentence = Sentence("好", "Good")
    set_language("zh")
    assert (language(), words(sentence)) == ("zh", "好")
    set_language("en")
    assert (language(), words(sentence)) == ("en", "Good")
