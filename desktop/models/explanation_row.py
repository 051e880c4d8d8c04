"""The shape of a line in the tables of explanations."""

from typing import NamedTuple

from desktop.models.failures import Actor, Sentence


class Row(NamedTuple):
    """Who must act, what happened in both languages, and the cure where one exists."""

    actor: Actor
    zh: str
    en: str
    cure: Sentence | None = None
