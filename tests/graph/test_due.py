"""Printed deadlines as days and recurrences."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ...graph.due import due

ISSUED = date(2025, 11, 20)


@pytest.mark.parametrize(
    ("printed", "day", "returns"),
    [
        ("trước ngày 20/01/2024", "2024-01-20", None),
        ("Trước ngày 01 tháng 7 năm 2026", "2026-07-01", None),
        ("xong trước 31.12.2025", "2025-12-31", None),
        ("2025-06-30", "2025-06-30", None),
        ("trong Quý III/2024", "2024-09-30", None),
        ("Quý I năm 2026", "2026-03-31", None),
        ("Quý I, II/2026", "2026-06-30", None),
        ("Quý IV/2025- Quý II/2026", "2026-06-30", None),
        ("quý 1-2028", "2028-03-31", None),
        ("tháng 6/2024", "2024-06-30", None),
        ("tháng 02 năm 2028", "2028-02-29", None),
        ("Tháng 10, 11/2025", "2025-11-30", None),
        ("12/2025", "2025-12-31", None),
        ("15-20/11/2025", "2025-11-20", None),
        ("6 tháng đầu năm 2026", "2026-06-30", None),
        ("trong năm 2025", "2025-12-31", None),
        ("2025 - 2030", "2030-12-31", None),
        ("hết ngày 29/02/2028", "2028-02-29", None),
        # a year that is not printed: the first one from the day of issue
        ("trước ngày 15/12", "2025-12-15", None),
        ("chậm nhất là ngày 31 tháng 01", "2026-01-31", None),
        ("trước ngày 11 /12", "2025-12-11", None),
        ("Quý IV", "2025-12-31", None),
        ("tháng 10", "2026-10-31", None),
        ("29/2", "2028-02-29", None),
        # what returns
        ("định kỳ hằng quý", None, "quarterly"),
        ("tại phiên họp thường kỳ và hàng quý", None, "quarterly"),
        ("trước 15/12 hằng năm", None, "yearly"),
        ("Định kỳ trước ngày 31 tháng 12 hàng năm", None, "yearly"),
        ("năm 2025 và các năm tiếp theo", None, "yearly"),
        ("định kỳ 03 tháng 01 lần", None, "quarterly"),
        ("định kỳ 01 tháng 01 lần", None, "monthly"),
        ("định kỳ 06 tháng, hằng năm", None, "half-yearly"),
        ("trước ngày 25 hằng tháng", None, "monthly"),
        ("Thường xuyên, định kỳ hằng quý báo cáo", None, "quarterly"),
        ("Thường xuyên", None, "continuous"),
        ("xong trước 30/6/2026, định kỳ hằng tháng báo cáo", "2026-06-30", "monthly"),
        # what the words do not tell
        ("khi có phát sinh", None, None),
        ("trước ngày 31/02/2026", None, None),
        ("trong 03-0", None, None),
        ("", None, None),
    ],
)
def test_a_printed_deadline_is_a_day_or_returns(printed: str, day: str | None, returns: str | None) -> None:
    assert due(printed, ISSUED) == (date.fromisoformat(day) if day else None, returns)


def test_a_day_without_year_needs_the_day_of_issue() -> None:
    assert due("trước ngày 15/12") == (None, None)


@given(st.text(alphabet="0123456789/-. ,quytháníIVămhằg", max_size=60))
def test_any_text_has_an_answer(printed: str) -> None:
    day, _ = due(printed, ISSUED)
    assert day is None or 1900 <= day.year <= 2099
