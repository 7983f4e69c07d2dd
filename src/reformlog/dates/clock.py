"""The day it is in Japan at an instant: nine hours after UTC, without summer time since 1951."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from ..errors import Usage

JST = timezone(timedelta(hours=9), "JST")


def jst_day(instant_utc_text: str) -> str:
    """The ISO day in Japan of an instant: "2024-06-20T15:00:00Z" -> "2024-06-21". Usage when it has no offset."""
    instant: datetime | None
    try:
        instant = datetime.fromisoformat(instant_utc_text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise Usage(
            "instant-unreadable",
            f"「{instant_utc_text}」 is not an instant with its offset from UTC.",
            _with_offset(instant),
        )
    return instant.astimezone(JST).date().isoformat()


def _with_offset(instant: datetime | None) -> str:
    """The hint for a time without an offset: as a time in UTC and as one in Japan; their form when no time was read."""
    text = instant.isoformat() if instant else "YYYY-MM-DDThh:mm:ss"
    return f"Write it as {text}Z (UTC) or {text}+09:00 (Japan)."


def today_jst(now_utc: datetime) -> str:
    """The ISO day in Japan now; a naive time is taken as UTC, never as the machine's own zone."""
    aware = now_utc if now_utc.tzinfo else now_utc.replace(tzinfo=UTC)
    return aware.astimezone(JST).date().isoformat()


def as_written(instant: datetime) -> str:
    """An instant as the log writes it: UTC, six decimals, `Z`."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
