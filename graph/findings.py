"""What resolution noticed and could not, or would not, settle by itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing a person should look at.

    ``code`` is stable:

    - ``undecided``: a citation may mean several documents, or perhaps the only one known;
    - ``contradiction``: a number's letters name another level than its issuer's words;
    - ``dates-differ``: a citation's date is not the document's;
    - ``impossible-date``: a text cites what is issued after it;
    - ``misprint``: two numbers for one name and date, or one sequence in one Assembly;
    - ``duplicate``: two files hold one document;
    - ``same-number``: two texts share number and date and have different titles.

    ``documents`` are ids, the citing one first; ``quote`` is the citing text's words at ``start``–``end``
    (0–0 where there are none).
    """

    code: str
    message: str
    documents: tuple[str, ...]
    quote: str = ""
    start: int = 0
    end: int = 0
