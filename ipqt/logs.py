"""One line a log entry on standard output: JSON where a machine reads it, text where a person does."""

import structlog

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
# What variables held when a fault struck may be somebody's password: it stays out of the log.
_tracebacks = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
_JSON = (structlog.processors.ExceptionRenderer(_tracebacks), structlog.processors.JSONRenderer())
_TEXT = (structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),)
_SHARED = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def configure(*, level: str, as_json: bool) -> dict:
    """Sets structlog up and returns Django's LOGGING; the standard library's loggers look the same."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": _SHARED,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *(_JSON if as_json else _TEXT),
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {
            "stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}
        },
        "root": {"handlers": ["stdout"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "INFO"},
            # The request middleware writes its own line for each request, whatever its status.
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }
