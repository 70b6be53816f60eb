"""Lists behind a plural: "các Nghị định … quy định chi tiết Luật A (số …, số …)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .mentions import Found


@dataclass(slots=True)
class Plurals:
    """``before`` maps the offset of the plural to the index of the first mention behind it, ``members`` to the indices
    of what it lists; ``titled`` maps the indices of the mentions in its title to its offset.
    """

    before: dict[int, int]
    members: dict[int, list[int]]
    titled: dict[int, int]

    @classmethod
    def of(cls, mentions: Sequence[Found]) -> Plurals:
        plurals = cls({}, {}, {})
        for index, mention in enumerate(mentions):
            head = mention.head
            if head is None:
                continue
            if head not in plurals.before:
                inner = index
                while inner and mentions[inner - 1].start > head:
                    inner -= 1
                    plurals.titled[inner] = head
                plurals.before[head] = inner
            plurals.members.setdefault(head, []).append(index)
        return plurals
