"""What a customer would get: texts with an example's data, gaps in red, the price."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.models.quick_reply import ReplyContent, ReplyMaterial
from desktop.models.reply_markers import problems
from desktop.models.reply_rendering import VariableFacts, render
from desktop.models.reply_variables import Rendered
from desktop.models.text_cutting import cut
from desktop.views.reply_book.styled_sheet import PLAIN, QUIET, Run, Tone
from desktop.views.theme.language import words

GAP = Tone("bad", "bad_soft", strong=True)
MOST_PARTS_AT_ONCE = 5
"""Messages that kf lets out after one of the customer's (doc 94677)."""


def example_facts(now: datetime, operator: str) -> VariableFacts:
    """Return the data of a customer who is not there; no order, so that gaps show."""
    translate = QCoreApplication.translate
    return VariableFacts(
        now=now,
        customer=translate("ReplyPreview", "林女士"),
        account=translate("ReplyPreview", "旗舰店客服"),
        operator=operator,
        store=translate("ReplyPreview", "南京路店"),
    )


def preview_runs(
    content: ReplyContent, facts: VariableFacts, name: Callable[[int], str]
) -> tuple[Run, ...]:
    """Return the words of the preview, one block a part."""
    runs: list[Run] = []
    for part in content.parts:
        if runs:
            runs.append(("\n\n", PLAIN))
        if isinstance(part, ReplyMaterial):
            label = QCoreApplication.translate("ReplyPreview", "[素材] {name}")
            runs.append((label.format(name=name(part.material_id)), QUIET))
        else:
            runs.extend(_rendered(render(part.text, facts)))
    return tuple(runs)


def price_of(content: ReplyContent, facts: VariableFacts) -> int:
    """Return how many messages a reply costs; a material is one."""
    return sum(
        1
        if isinstance(part, ReplyMaterial)
        else len(cut(render(part.text, facts).text))
        for part in content.parts
    )


def problem_words(content: ReplyContent) -> tuple[str, ...]:
    """Return what an author should look at, each thing once."""
    found: dict[str, None] = {}
    for part in content.parts:
        if isinstance(part, ReplyMaterial):
            continue
        for problem in problems(part.text):
            written = part.text[problem.start : problem.end][:40]
            found.setdefault(f"{written} {words(problem.sentence)}")
    start, end = content.valid_from, content.valid_until
    if start is not None and end is not None and end <= start:
        found.setdefault(QCoreApplication.translate("ReplyPreview", "失效早于生效"))
    return tuple(found)


def _rendered(rendered: Rendered) -> list[Run]:
    runs: list[Run] = []
    read = 0
    for gap in rendered.gaps:
        if gap.start > read:
            runs.append((rendered.text[read : gap.start], PLAIN))
        runs.append((rendered.text[gap.start : gap.end], GAP))
        read = gap.end
    if read < len(rendered.text):
        runs.append((rendered.text[read:], PLAIN))
    return runs
