"""The tree sorts failures by who must act, and keeps nothing of the server's words."""

from datetime import timedelta

import pytest

from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.services.wecom.errors import (
    AdministratorMustAct,
    OperatorMustAct,
    ProgrammerMustAct,
    RetryLater,
    SlowDown,
    TokenRefused,
    WeComError,
    local,
    refusal,
)

UNTRUSTED = "not allow to access from your ip, hint: [17], from ip: {}, more info at x"


@pytest.mark.parametrize(
    ("errcode", "kind"),
    [
        (-1, RetryLater),
        (42001, TokenRefused),
        (45009, SlowDown),
        (95001, OperatorMustAct),
        (48002, AdministratorMustAct),
        (40058, ProgrammerMustAct),
        (123456, ProgrammerMustAct),
    ],
)
def test_errcodes_become_the_class_of_who_must_act(
    errcode: int, kind: type[WeComError]
) -> None:
    error = refusal(errcode)
    assert type(error) is kind
    assert error.reason == FailureReason(FailureSource.ERRCODE, errcode)


def test_only_a_busy_system_leaves_open_whether_it_was_done() -> None:
    assert refusal(-1).request_may_have_been_carried_out
    assert not refusal(45009).request_may_have_been_carried_out
    assert not refusal(95001).request_may_have_been_carried_out


@pytest.mark.parametrize("address", ["203.0.113.7", "2001:db8::1"])
def test_the_refused_address_is_read_from_the_message(address: str) -> None:
    assert refusal(60020, UNTRUSTED.format(address)).detail == address


@pytest.mark.parametrize(
    "errmsg", ["", "from ip: 999.1.1.1,", "from ip: secret-thing", "from ip: ::::::"]
)
def test_anything_that_is_no_address_is_dropped(errmsg: str) -> None:
    assert refusal(60020, errmsg).detail == ""


def test_nothing_else_of_the_message_is_kept() -> None:
    error = refusal(95001, "CANARY access_token=CANARY from ip: 192.0.2.1")
    assert "CANARY" not in f"{error!r}{error}{error.args}{vars(error)}"


def test_copies_keep_everything_but_the_traceback() -> None:
    slow = SlowDown(
        FailureReason(FailureSource.ERRCODE, 45009), retry_after=timedelta(seconds=7)
    )
    assert isinstance(slow.again(), SlowDown)
    assert slow.again().retry_after == timedelta(seconds=7)
    lost = local(LocalFailure.CONNECTION_LOST, may_have_been_carried_out=True)
    assert lost.again().request_may_have_been_carried_out
    assert not lost.before_request().request_may_have_been_carried_out
