"""Stand-off parts of a TEI document: who the names mean, what translates what, who is for or against whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kzru_nlp.export.articles import ArticleRows, Row
from kzru_nlp.export.tei_elements import XML_ID, element, raw_pointers, sub, token, xml_name
from kzru_nlp.export.translations import Group, find_groups

_LISTS = {
    "person": ("listPerson", "persName"),
    "place": ("listPlace", "placeName"),
    "org": ("listOrg", "orgName"),
}
_KIND = {"PER": "person", "GPE": "place", "LOC": "place", "FAC": "place"}


class Registry:
    """The XML ids of an article's actors, and the groups of sentences that translate each other."""

    def __init__(self, article: ArticleRows) -> None:
        self.article = article
        self.stances = article.table("stances")
        self.actors: dict[str, tuple[str, str, str | None]] = {}
        for row in article.table("entities"):
            if row["actor_id"]:
                kind = _KIND.get(row["label"], "org")
                self.actors.setdefault(
                    row["actor_id"], (kind, row["canonical"] or row["text"], row["wikidata"])
                )
        for row in self.stances:
            for side in ("holder", "target"):
                name = row[side] or "unnamed"
                self.actors.setdefault(row[f"{side}_id"] or name, ("org", name, None))
        self.groups = [group for group in find_groups(article) if group.kind != "keywords"]
        self._corresp = self._partners(self.groups)

    def pointer(self, actor: str | None) -> str | None:
        """Return a pointer to an actor, or None where it is not known."""
        return f"#{actor_name(actor)}" if actor and actor in self.actors else None

    def corresp(self, sentence_id: str) -> str | None:
        """Return pointers to the sentences that translate a sentence, or None."""
        found = self._corresp.get(sentence_id, ())
        return " ".join(f"#{self.article.local(name)}" for name in found) or None

    @staticmethod
    def _partners(groups: Iterable[Group]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for group in groups:
            for lang, names in group.ids.items():
                others = [name for other, theirs in group.ids.items() if other != lang for name in theirs]
                for name in names:
                    found[name] = list(dict.fromkeys([*found.get(name, ()), *others]))
        return found


def actor_name(actor: str) -> str:
    """Return the XML id of an actor."""
    return f"actor.{xml_name(actor)}"


def add_standoff(parent: Any, article: ArticleRows, registry: Registry) -> None:
    """Append lists of actors, links between translations, and stances."""
    for kind, (list_name, name) in _LISTS.items():
        own = [(actor, found) for actor, found in sorted(registry.actors.items()) if found[0] == kind]
        if own:
            _add_actors(sub(parent, list_name), kind, name, own)
    if registry.groups:
        links = sub(parent, "linkGrp", {"type": "translation"})
        for group in registry.groups:
            targets = [f"#{article.local(name)}" for names in group.ids.values() for name in names]
            sub(
                links, "link", {"type": group.kind, "target": " ".join(targets), "cert": f"{group.score:.4f}"}
            )
    if registry.stances:
        relations = sub(parent, "listRelation", {"type": "stance"})
        for row in registry.stances:
            relations.append(_relation(article, registry, row))


def _add_actors(
    parent: Any, kind: str, name: str, actors: list[tuple[str, tuple[str, str, str | None]]]
) -> None:
    for actor, (_, canonical, wikidata) in actors:
        item = sub(parent, kind, {XML_ID: actor_name(actor)})
        sub(item, name, text=canonical)
        if wikidata:
            sub(item, "idno", {"type": "wikidata"}, wikidata)


def _relation(article: ArticleRows, registry: Registry, row: Row) -> Any:
    """Return a stance; its words are the description, its source the sentence and where the words stand."""
    source = [f"#{article.local(row['sentence_id'])}", raw_pointers(row["evidence_raw_spans"]) or ""]
    relation = element(
        "relation",
        {
            "type": "stance",
            "subtype": token(row["factuality"] or "asserted"),
            "name": token(row["label"]),
            "active": registry.pointer(row["holder_id"] or row["holder"] or "unnamed"),
            "passive": registry.pointer(row["target_id"] or row["target"] or "unnamed"),
            "source": " ".join(filter(None, source)),
            "cert": f"{row['score']:.4f}",
        },
    )
    sub(relation, "desc", text=" | ".join(row["evidence"] or ()))
    return relation
