"""When a capital or a palace stands for its state (data/metonymy.tsv)."""

from __future__ import annotations

import re
from functools import cache

from kzru_nlp.entities.tables import rows_of
from kzru_nlp.knowledge.actors import Actor
from kzru_nlp.lang import get_profile
from kzru_nlp.model import Mention

_REACH = 16


def stands_for_state(mention: Mention, actor: Actor, lang: str, text: str) -> bool:
    """Whether the mention of a capital means its government.

    A palace or parliament always does; a city does unless its case, preposition or next word shows a place
    ("Moskova’da", "in Moscow", "город Москва").
    """
    if not actor.metonym_of:
        return False
    if actor.type != "GPE":
        return True
    fold = get_profile(lang).fold
    before, after = _patterns(lang)
    left = fold(text[max(0, mention.start - _REACH) : mention.start])
    right = fold(text[mention.end : mention.end + _REACH])
    return not before.search(left) and not after.match(right)


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    sides: dict[str, list[str]] = {"before": [], "after": []}
    for row in rows_of("metonymy", lang):
        sides[row["side"]].append(row["pattern"])
    before = "|".join(sides["before"]) or "(?!)"
    after = "|".join(sides["after"]) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{before})\s+$"), re.compile(f"(?:{after})", re.DOTALL)
