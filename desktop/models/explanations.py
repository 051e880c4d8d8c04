"""Words for every failure: what happened, who must act, who clicks what where."""

from collections.abc import Mapping

from desktop.models.explained_errcodes import GENERAL_ERRCODES
from desktop.models.explained_fail_types import FAIL_TYPES
from desktop.models.explained_kf_errcodes import KF_ERRCODES
from desktop.models.explained_local_failures import LOCAL_FAILURES
from desktop.models.explanation_row import Row
from desktop.models.failures import (
    Actor,
    Explanation,
    FailureReason,
    FailureSource,
    Sentence,
)

_TABLES: Mapping[FailureSource, Mapping[int, Row]] = {
    FailureSource.ERRCODE: {**GENERAL_ERRCODES, **KF_ERRCODES},
    FailureSource.FAIL_TYPE: FAIL_TYPES,
    FailureSource.LOCAL: LOCAL_FAILURES,
}
_UNKNOWN: Mapping[FailureSource, Row] = {
    FailureSource.ERRCODE: Row(
        Actor.PROGRAMMER,
        "企业微信拒绝了这个请求，原因不在公开的错误码表里",
        "WeCom refused this, for a reason that is not in its published table",
    ),
    FailureSource.FAIL_TYPE: Row(
        Actor.OPERATOR,
        "企业微信没有送达这条消息，也没有说明原因",
        "WeCom did not deliver this message and gave a reason we do not know",
    ),
    FailureSource.LOCAL: Row(
        Actor.PROGRAMMER,
        "程序遇到了一个较新版本才认识的问题",
        "A problem that only a newer version of this program has words for",
    ),
}
_SELF_EXPLAINING = frozenset({Actor.OPERATOR, Actor.RETRY, Actor.PACE})


def explain(reason: FailureReason) -> Explanation:
    """Return the words for a reason; unknown numbers are named honestly.

    The number stands in brackets at the end where support will be asked for it.
    """
    row = _TABLES[reason.source].get(reason.code)
    shows_number = row is None or row.actor not in _SELF_EXPLAINING
    row = row or _UNKNOWN[reason.source]
    suffix = _suffix(reason) if shows_number else Sentence("", "")
    return Explanation(
        reason,
        row.actor,
        Sentence(f"{row.zh}{suffix.zh}。", f"{row.en}{suffix.en}."),
        row.cure,
    )


def is_documented(errcode: int) -> bool:
    """Return whether WeCom's published tables give this code a meaning."""
    return errcode in _TABLES[FailureSource.ERRCODE]


def _suffix(reason: FailureReason) -> Sentence:
    if reason.source is FailureSource.LOCAL:
        return Sentence(f"（本机 {reason.code}）", f" (local {reason.code})")
    return Sentence(f"（错误 {reason.code}）", f" (error {reason.code})")
