"""What resolution noticed and could not, or would not, settle by itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing a person should look at.

    ``code`` is stable: ``undecided`` (a citation may mean several documents, or a lone one only perhaps),
    ``contradiction`` (a number's letters against its issuer), ``dates-differ`` (one document cited with
    several dates), ``impossible-date`` (a text cites what is issued after it), ``duplicate`` (two files hold
    one document), ``same-number`` (two texts share number and date and differ). ``documents`` are ids, the
    citing one first; ``quote`` is the citing text's words at ``start``–``end`` (0–0 where there are none).
    """

    code: str
    message: str
    documents: tuple[str, ...]
    quote: str = ""
    start: int = 0
    end: int = 0
