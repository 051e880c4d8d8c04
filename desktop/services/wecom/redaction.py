"""Secrets masked in whatever is logged, wherever it comes from.

WeCom puts token and secret into the query string, and httpx logs whole addresses
when it is allowed to speak.
"""

import logging
import re

_SECRET = re.compile(
    r"(?i)((?:access_token|suite_access_token|corpsecret|secret|encodingaeskey)"
    r"[\"']?\s*[=:]\s*[\"']?)[^&\s\"'<>,;}\])]+"
)
_HTTP_LOGGERS = (
    "httpx",
    "httpcore",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.proxy",
)


def redact(text: str) -> str:
    """Return text with the values of tokens and secrets masked."""
    return _SECRET.sub(r"\1***", text)


class RedactingFilter(logging.Filter):
    """Masks a record's words and its traceback; put it on every handler.

    The exception object is dropped from the record once its text is masked, so that
    no later formatter prints the original.
    """

    _formatter = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the record pass, masked."""
        record.msg = redact(_message_of(record))
        record.args = ()
        if record.exc_info:
            record.exc_text = self._formatter.formatException(record.exc_info)
            record.exc_info = None
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


class TroubleOnlyFilter(RedactingFilter):
    """Drops what is below WARNING even where somebody turns the logger up."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let trouble pass, masked; the rest would hold whole addresses."""
        return record.levelno >= logging.WARNING and super().filter(record)


def quiet_http_loggers() -> None:
    """Keep the HTTP library silent below WARNING and mask what it still says."""
    for name in _HTTP_LOGGERS:
        logger = logging.getLogger(name)
        logger.setLevel(logging.WARNING)
        if not any(isinstance(known, TroubleOnlyFilter) for known in logger.filters):
            logger.addFilter(TroubleOnlyFilter())


def _message_of(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return str(record.msg)
