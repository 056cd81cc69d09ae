"""`kzru-nlp knowledge`: the tables of actors, glossary and cues, ours and the user's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kzru_nlp.cli.output import TaughtGroup, as_json, print_json, print_table, say, speaking
from kzru_nlp.cli.own import with_own

if TYPE_CHECKING:
    from kzru_nlp.knowledge.actors import Actor
    from kzru_nlp.knowledge.own import Own

EXAMPLES = (
    "kzru-nlp knowledge show KGAÖ",
    "kzru-nlp knowledge list actors | grep -i gaz",
    "kzru-nlp knowledge check my_actors.tsv",
    "kzru-nlp knowledge coverage texts.jsonl",
)
TABLES = ("actors", "glossary", "cues")


@click.group(
    "knowledge", cls=TaughtGroup, examples=EXAMPLES, short_help="Actors, glossary and cues: ours and yours."
)
def command() -> None:
    """Show, list, check and measure the tables that carry entities, alignment and stance.

    Tables of your own (TSV) go to most commands as --actors, --cues and --glossary, or stand in a kzru.toml in the
    working folder. A row with an id of ours extends or replaces ours.
    """


@command.command("check", short_help="Check a table of your own.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@speaking
def check_command(files: tuple[Path, ...], quiet: bool, verbose: bool) -> None:
    """Read tables of your own; a fault is named by file, row and column (exit code 2)."""
    from kzru_nlp.knowledge.checking import check_file

    for file in files:
        kind, rows = check_file(file)
        if not quiet:
            say(f"{file}: {rows} rows of {kind}, no fault")


@command.command("list", short_help="List a table.")
@click.argument("table", type=click.Choice(TABLES))
@click.option("--lang", type=click.Choice(("tr", "en", "ru")), help="Only cues of this language.")
@with_own
@as_json
@speaking
def list_command(table: str, lang: str | None, own: Own, json_: bool, quiet: bool, verbose: bool) -> None:
    """List the actors, the glossary or the cues, yours among ours, one a line (tab-separated) or as JSON."""
    for row in _rows(table, lang, own):
        if json_:
            print_json(row)
        else:
            click.echo("\t".join("" if value is None else str(value) for value in row.values()))


def _rows(table: str, lang: str | None, own: Own) -> Iterable[dict[str, Any]]:
    from kzru_nlp.knowledge.actors import load_actors
    from kzru_nlp.knowledge.cues import load_cues
    from kzru_nlp.knowledge.glossary import load_glossary
    from kzru_nlp.lang import LANGUAGES

    if table == "actors":
        for actor in load_actors(own.actors):
            names = {code: "; ".join(actor.names.get(code, ())) for code in LANGUAGES}
            yield {"id": actor.id, "type": actor.type, "canonical": actor.canonical, **names}
    elif table == "glossary":
        for entry in load_glossary(own.glossary):
            terms = {code: "; ".join(entry.terms.get(code, ())) for code in LANGUAGES}
            yield {"id": entry.id, "pos": entry.pos, **terms, "sense": entry.sense, "field": entry.field}
    else:
        for code in LANGUAGES if lang is None else (lang,):
            yield from map(asdict, load_cues(code, own.cues))


@command.command("show", short_help="Show one actor.")
@click.argument("actor")
@with_own
@as_json
@speaking
def show_command(actor: str, own: Own, json_: bool, quiet: bool, verbose: bool) -> int:
    """Show what is known of an actor, given by id or by any of its names in any language."""
    from kzru_nlp.knowledge.actors import load_actors
    from kzru_nlp.lang import LANGUAGES

    table = load_actors(own.actors)
    named = {found.id: found for lang in LANGUAGES for found in table.named(actor, lang)}
    by_id = table.get(actor)
    found = [by_id] if by_id else list(named.values())
    if not found:
        say(f"no actor is called {actor!r}; `kzru-nlp knowledge list actors` lists them")
        return 1
    for one in found:
        facts = _facts(one, table.resolve(one.id))
        if json_:
            print_json(facts)
        else:
            print_table(
                ("", ""), ((key, value) for key, value in facts.items() if value), title=one.canonical
            )
    return 0


def _facts(actor: Actor, resolved: Actor) -> dict[str, Any]:
    from kzru_nlp.lang import LANGUAGES

    return {
        "id": actor.id,
        "canonical": actor.canonical,
        "wikidata": actor.wikidata,
        "type": actor.type,
        "group": actor.group,
        "stands for": actor.metonym_of,
        "speaks for": resolved.canonical if resolved.id != actor.id else None,
        **{f"names {lang}": "; ".join(actor.names.get(lang, ())) for lang in LANGUAGES},
        **{f"people and adjectives {lang}": "; ".join(actor.demonyms.get(lang, ())) for lang in LANGUAGES},
        "source": actor.source,
    }


@command.command("verify", short_help="Check our tables.")
@as_json
@speaking
def verify_command(json_: bool, quiet: bool, verbose: bool) -> int:
    """Count the rows of our tables and list their faults. Exit code 1 where there is one."""
    from kzru_nlp.knowledge.verify import count, verify
    from kzru_nlp.lang import LANGUAGES
    from kzru_nlp.text.lemmas import get_lemmatizer

    problems = verify(lemmatizers={lang: get_lemmatizer(lang) for lang in LANGUAGES})
    counts = count()
    if json_:
        print_json({"counts": counts, "problems": [asdict(problem) for problem in problems]})
    else:
        if not quiet:
            print_table(("what", "n"), counts.items())
        for problem in problems:
            say(f"{problem.check}: {problem.row}: {problem.message}")
        if not quiet:
            say(f"{len(problems)} problems")
    return 1 if problems else 0


@command.command("coverage", short_help="How much of a text the tables know.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@with_own
@as_json
@speaking
def coverage_command(files: tuple[Path, ...], own: Own, json_: bool, quiet: bool, verbose: bool) -> None:
    """Print which share of FILE is known, by language.

    FILE holds JSON rows: texts (`lang`, `text`) or parallel texts (`src_lang`, `tgt_lang`, `src`, `tgt`), whose content
    words the glossary may know; opinions (`evidence_spans`, `label`), which cues may touch, and with the right sign;
    names (`text`, `label` of an entity), which the actors or the gazetteer may know.
    """
    from kzru_nlp.evaluate.coverage import coverage, read_coverage_rows

    found = coverage((row for file in files for row in read_coverage_rows(file)), own)
    if json_:
        for item in found:
            print_json({**asdict(item), "share": round(item.share, 4)})
        return
    print_table(
        ("what", "lang", "n", "known", "share", "right sign"),
        (
            (c.what, c.lang, c.n, c.known, f"{c.share:.3f}", f"{c.right / c.known:.3f}" if c.right else "")
            for c in found
        ),
    )


@command.command("lemmas", short_help="Write the glossary's lemmas anew.")
@speaking
def lemmas_command(quiet: bool, verbose: bool) -> None:
    """Write glossary_lemmas.tsv anew: what the lemmatizers make of the glossary's terms. For developers."""
    from kzru_nlp.knowledge.glossary import load_glossary, write_lemmas
    from kzru_nlp.lang import LANGUAGES
    from kzru_nlp.text.lemmas import get_lemmatizer

    path = write_lemmas(
        (entry for entry in load_glossary() if entry.shipped),
        {lang: get_lemmatizer(lang) for lang in LANGUAGES},
    )
    if not quiet:
        say(f"wrote {path}")


@command.command("clusters", short_help="Write the groups of like words anew.")
@speaking
def clusters_command(quiet: bool, verbose: bool) -> None:
    """Write clusters.tsv anew: groups of like words, which the taggers of named entities see. For developers.

    Needs spacy-lookups-data (pip); the taggers are trained anew afterwards.
    """
    from kzru_nlp.knowledge.clustering import make_clusters
    from kzru_nlp.knowledge.clusters import write_clusters
    from kzru_nlp.knowledge.glossary import load_glossary

    groups = make_clusters(load_glossary())
    path = write_clusters(groups)
    if not quiet:
        say(f"wrote {path}: {', '.join(f'{len(words)} words of {lang}' for lang, words in groups.items())}")
