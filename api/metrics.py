"""Counts and times for Prometheus, and one log line a request. Neither bears a text, a query or a name."""

import logging
import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coach.services.records import Totals
from coach.types.review import Review

log = logging.getLogger("coach.access")

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Meters:
    """One app's own registry: counters that only this process knows. What the database knows is asked when scraped."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.seconds = Histogram(
            "coach_request_seconds",
            "Time to answer, by route template",
            ("method", "route", "status"),
            registry=self.registry,
            buckets=BUCKETS,
        )
        self.looked_at = Counter(
            "coach_looked_at",
            "Replies reviewed without being kept, by what came of it",
            ("outcome",),
            registry=self.registry,
        )

    def count(self, review: Review) -> None:
        """One more reply that was reviewed and not kept."""
        self.looked_at.labels(review.unscored or "scored").inc()

    def exposition(self, totals: Totals) -> bytes:
        """Everything in Prometheus's text format."""
        kept = CollectorRegistry()
        kept.register(_Kept(totals))
        return generate_latest(self.registry) + generate_latest(kept)


class _Kept:
    """The database's counts as gauges: `coach_replies` by what became of them, and open flags."""

    def __init__(self, totals: Totals) -> None:
        self.totals = totals

    def collect(self) -> Iterator[GaugeMetricFamily]:
        totals = self.totals
        failed = {reason: n for reason, n in totals.unscored.items() if reason.startswith("failed")}
        unscored = {reason: n for reason, n in totals.unscored.items() if reason not in failed}
        yield _gauge("coach_replies", "Replies kept", totals.replies)
        yield _gauge("coach_replies_pending", "Replies that wait for a review", totals.pending)
        yield _gauge("coach_reviews", "Reviews kept, earlier ones included", totals.reviews)
        yield _by_reason("coach_replies_unscored", "Replies not scored", unscored)
        yield _by_reason("coach_replies_failed", "Replies that the engine could not take", failed)
        yield _gauge("coach_flags_open", "Open coaching flags", totals.open_flags)


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, about, value=value)


def _by_reason(name: str, about: str, counts: dict[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, about, labels=("reason",))
    for value, count in sorted(counts.items()):
        family.add_metric((value,), count)
    return family


class RequestMeter:
    """ASGI middleware: times each request and logs method, route template, status and milliseconds."""

    def __init__(self, app: ASGIApp, *, meters: Meters) -> None:
        self.app, self.meters = app, meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, started = 500, time.perf_counter()

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self.observe(scope, status=status, seconds=time.perf_counter() - started)
            await send(message)

        await self.app(scope, receive, watched)

    def observe(self, scope: Scope, *, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in METHODS else "other"
        route = getattr(scope.get("route"), "path", "unmatched")
        self.meters.seconds.labels(method, route, str(status)).observe(seconds)
        log.info("%s %s %d %.1f ms", method, route, status, 1000 * seconds)
