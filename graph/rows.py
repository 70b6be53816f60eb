"""What a query gives back, whichever engine ran it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..errors import StoreError

if TYPE_CHECKING:
    import pandas as pd


@dataclass(slots=True)
class Rows:
    """A table: ``columns`` are its names, ``rows`` tuples of None, bool, int, float, str, date, or lists and
    dictionaries of them. ``cut`` tells that a limit left rows out."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    cut: bool = False

    def dicts(self) -> list[dict[str, Any]]:
        """Each row as a dictionary."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """A data frame. Raises StoreError where pandas is not installed."""
        try:
            import pandas as pd
        except ImportError:
            raise StoreError("data frames need pandas: pip install pandas") from None
        return pd.DataFrame.from_records(self.rows, columns=list(self.columns))
