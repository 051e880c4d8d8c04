"""Prices and refusals, without a window."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.allowance import SendAllowance
from desktop.models.service_state import ServiceState
from desktop.models.text_cutting import MAX_TEXT_BYTES, cut
from desktop.views.composer.send_check import READ_ONLY, Price, Refusal, price, refusal
from tests.views.composer.given import ACCOUNT, NOW, SUMMARY, with_pips


def test_blanks_cost_nothing_and_a_short_text_costs_one_message():
    assert price(" \n\t") == Price(3, 0)
    assert price("好") == Price(3, 1)


def test_bytes_are_counted_as_utf_8():
    assert price("a好😊").size == 1 + 3 + 4


def test_blanks_around_a_text_of_just_2048_bytes_do_not_cost_a_second_message():
    assert price("a" * MAX_TEXT_BYTES + "\n") == Price(MAX_TEXT_BYTES + 1, 1)
    assert price("a" * (MAX_TEXT_BYTES + 1)).pieces == 2


@given(st.text(max_size=8_000))
def test_the_price_is_what_the_cutter_makes_of_the_text(text: str):
    assert price(text).pieces == len(cut(text))


def test_a_text_that_no_allowance_covers_is_priced_without_being_cut():
    assert price("好" * 200_000).pieces >= 6


def test_a_lone_surrogate_has_a_price():
    assert price("\ud800").pieces == 1


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (ServiceState.NEW, None),
        (ServiceState.ASSISTANT, None),
        (ServiceState.QUEUED, Refusal.QUEUED),
        (ServiceState.SERVICER, Refusal.SERVICER),
        (ServiceState.ENDED, Refusal.ENDED),
    ],
)
def test_only_new_and_assistant_sessions_can_be_answered(
    state: ServiceState, expected: Refusal | None
):
    summary = replace(SUMMARY, service_state=state)
    assert refusal(summary, ACCOUNT, 1, NOW) is expected
    assert expected is None or expected in READ_ONLY


def test_an_account_that_is_not_ours_to_manage_is_refused_before_all_else():
    account = replace(ACCOUNT, manageable=False)
    summary = replace(SUMMARY, service_state=ServiceState.ENDED)
    assert refusal(summary, account, 1, NOW) is Refusal.NOT_MANAGEABLE


def test_an_unknown_account_refuses_nothing():
    assert refusal(SUMMARY, None, 1, NOW) is None


def test_a_customer_who_is_rejected_gets_no_answer():
    found = refusal(replace(SUMMARY, rejected=True), ACCOUNT, 1, NOW)
    assert found is Refusal.REJECTED


def test_pips_must_suffice_for_all_pieces():
    assert refusal(with_pips(2), ACCOUNT, 2, NOW) is None
    assert refusal(with_pips(2), ACCOUNT, 3, NOW) is Refusal.TOO_FEW_PIPS
    assert refusal(with_pips(0), ACCOUNT, 1, NOW) is Refusal.NO_PIPS


def test_the_window_closes_48_hours_after_the_customers_last_message():
    summary = replace(SUMMARY, allowance=SendAllowance(NOW, 0))
    last_moment = NOW + timedelta(hours=48) - timedelta(seconds=1)
    assert refusal(summary, ACCOUNT, 1, last_moment) is None
    over = last_moment + timedelta(seconds=1)
    assert refusal(summary, ACCOUNT, 1, over) is Refusal.WINDOW_CLOSED


def test_a_customer_who_never_wrote_cannot_be_written_to():
    summary = replace(SUMMARY, allowance=SendAllowance(None, 0))
    assert refusal(summary, ACCOUNT, 1, NOW) is Refusal.NEVER_WRITTEN
