"""Tokens and secrets are masked in whatever is logged."""

import io
import logging

import pytest

from desktop.services.wecom.redaction import (
    RedactingFilter,
    quiet_http_loggers,
    redact,
)


@pytest.mark.parametrize(
    "text",
    [
        "GET https://x/cgi-bin/kf?access_token=CANARY&b=1",
        "https://x/gettoken?corpid=ww1&corpsecret=CANARY",
        '{"access_token":"CANARY","expires_in":7200}',
        "{'corpsecret': 'CANARY'}",
        "secret=CANARY",
        "ACCESS_TOKEN=CANARY HTTP/1.1",
        "url='https://x?access_token=CANARY'",
        "EncodingAESKey: CANARY",
    ],
)
def test_the_value_goes_and_the_rest_stays(text: str) -> None:
    masked = redact(text)
    assert "CANARY" not in masked
    assert "***" in masked


def test_other_words_are_left_alone() -> None:
    text = "errcode 40014 for kf/sync_msg?debug=1"
    assert redact(text) == text


@pytest.fixture
def written() -> tuple[logging.Logger, io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(RedactingFilter())
    logger = logging.Logger("redaction-test")
    logger.addHandler(handler)
    return logger, stream


def test_arguments_and_tracebacks_are_masked(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = written
    logger.warning("asked %s", "https://x?access_token=CANARY")
    try:
        int("https://x?corpsecret=CANARY")
    except ValueError:
        logger.exception("failed")
    assert "CANARY" not in stream.getvalue()
    assert "ValueError" in stream.getvalue()


def test_a_record_that_cannot_be_formatted_is_still_masked(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = written
    logger.warning("access_token=CANARY %d %d", 1)
    assert "CANARY" not in stream.getvalue()


def test_the_http_library_speaks_only_of_trouble_and_masked() -> None:
    quiet_http_loggers()
    quiet_http_loggers()
    for name in ("httpx", "httpcore.http11"):
        logger = logging.getLogger(name)
        assert logger.level == logging.WARNING
        masks = [one for one in logger.filters if isinstance(one, RedactingFilter)]
        assert len(masks) == 1


def test_turning_the_http_library_up_does_not_make_it_talk(
    caplog: pytest.LogCaptureFixture,
) -> None:
    quiet_http_loggers()
    caplog.set_level(logging.DEBUG, logger="httpx")
    logger = logging.getLogger("httpx")
    logger.info("HTTP Request: GET https://x?access_token=CANARY")
    logger.warning("trouble with https://x?access_token=CANARY")
    assert [record.getMessage() for record in caplog.records] == [
        "trouble with https://x?access_token=***"
    ]
