"""What every request gets: a reference in the log and on the response, and no copy left in a cache."""

import re
import time
import uuid

import structlog

log = structlog.get_logger("ipqt.requests")

# A proxy may send its own reference; anything of another shape is ignored, since it would reach the log.
REFERENCE = re.compile(r"[A-Za-z0-9-]{8,64}\Z")


class RequestLogMiddleware:
    """Names each request, so that a person can quote the reference that the log has, and logs it once.

    Addresses are logged without their query, which may hold what a person typed; a view whose address holds
    a secret sets `request.logged_path`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        sent = request.headers.get("X-Request-ID", "")
        request.reference = sent if REFERENCE.match(sent) else uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=request.reference)
        started = time.perf_counter()
        response = self.get_response(request)
        took = round(1000 * (time.perf_counter() - started))
        path = getattr(request, "logged_path", request.path)
        log.info("request", method=request.method, path=path, status=response.status_code, ms=took)
        response.headers["X-Request-ID"] = request.reference
        return response


class PrivatePagesMiddleware:
    """Keeps pages out of caches, shared or the browser's own, unless a view says otherwise."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
