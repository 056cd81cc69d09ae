"""Titles, authors, dates, abstracts and keywords, in any order and number of languages.

Labels ("Öz", "Abstract:", "Ключевые слова –") cut the front into segments; what follows a label is its text up
to the next label, less the title in the next language, which stands right above that label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kzru_nlp.split.blocks import Block, block_of
from kzru_nlp.split.byline import names_people, top_blocks
from kzru_nlp.split.cues import (
    AFFILIATION,
    CONTENTS_LINE,
    CORRESPONDING,
    DATES,
    cites,
    label_of,
    run_in_pattern,
)
from kzru_nlp.split.headings import heading_at
from kzru_nlp.split.layout_evidence import had_room, same_type
from kzru_nlp.split.lines import Line, Measure, first_word

KEYWORD_LINES = 6
TOP_LINES = 40
"""The first label stands among so many first lines, below an affiliation that may fill its line."""
TITLE_LINES = 5
FRONT_SHARE = 0.35


@dataclass(slots=True)
class Label:
    """Where a label stands: position of its line, its kind and language, and where it ends if text follows it."""

    at: int
    kind: str
    lang: str
    end: int
    run_in: bool


@dataclass(slots=True)
class Front:
    """The front matter's blocks, and the positions of the lines that they hold."""

    blocks: list[Block]
    taken: set[int]
    body: int
    """Position where the body begins."""


def find_labels(lines: Sequence[Line], size: Measure) -> list[Label]:
    """Return the labels of abstracts, keywords and contents, in order.

    A label alone on its line counts anywhere; one that runs into its text only where a paragraph may begin.
    """
    out = []
    pattern = run_in_pattern()
    for at, line in enumerate(lines):
        if (
            len(line.text) <= 60
            and (known := label_of(line.text))
            and known[0] in {"abstract", "keywords", "contents"}
        ):
            out.append(Label(at, known[0], known[1], line.end, run_in=False))
            continue
        match = pattern.match(line.text)
        if match and (
            at == 0
            or (not out and at < TOP_LINES and not lines[at - 1].text.endswith(","))
            or line.gap
            or line.new_page
            or lines[at - 1].ends_sentence
            or len(lines[at - 1].text) < 0.8 * size.width
            or (lines[at - 1].text.isupper() and not line.text.isupper())
        ):
            known = label_of(match["label"])
            strict = match["mark"].strip() or match["label"].isupper()
            if known and known[0] in {"abstract", "keywords", "contents"} and strict:
                end = line.offset(match.start("label") + len((match["label"] + match["mark"]).rstrip()))
                out.append(Label(at, known[0], known[1], end, run_in=True))
    return _plausible(out, len(lines))


def _plausible(labels: list[Label], count: int) -> list[Label]:
    """Front labels, and those of a summary after the text; a heading "Summary" in its midst is the body's."""
    if not labels:
        return []
    first = labels[0].at
    kept = []
    for label in labels:
        early = label.at < max(first + 250, FRONT_SHARE * count)
        late = label.at > 0.7 * count
        if early or late:
            kept.append(label)
    return kept


def find_front(lines: Sequence[Line], labels: Sequence[Label], size: Measure, blocked: set[int]) -> Front:
    """Return the front matter among `lines`; `blocked` positions are notes and belong to nobody here."""
    front = Front([], set(), 0)
    first = labels[0].at if labels else _body_start(lines, 0, size, blocked)
    if labels and first > max(60, FRONT_SHARE * len(lines)):
        first = _body_start(lines, 0, size, blocked)
    _top(front, [i for i in range(first) if i not in blocked], lines, size)
    front.body = first
    for label, after in zip(labels, [*labels[1:], None], strict=False):
        near = after is not None and after.at - label.at < 200
        limit = after.at if after is not None and near else len(lines)
        own = [i for i in range(label.at, limit) if i not in blocked]
        keywords_next = near and after is not None and (after.kind, after.lang) == ("keywords", label.lang)
        _segment(front, label, own, lines, size, more=limit < len(lines), keywords_next=keywords_next)
        if after is not None and not near:
            above = _title_above(lines, after.at, label.at, blocked)
            _top(front, above, lines, size)
        front.body = (
            max(front.body, max(front.taken) + 1) if label.at < FRONT_SHARE * len(lines) + 60 else front.body
        )
    return front


def _top(front: Front, at: Sequence[int], lines: Sequence[Line], size: Measure) -> None:
    """Titles, authors, affiliations and dates: what stands above a label."""
    front.blocks += top_blocks([lines[i] for i in at], size)
    front.taken.update(at)


def _take(front: Front, block: Block, at: Sequence[int]) -> None:
    front.blocks.append(block)
    front.taken.update(at)


def _title_above(lines: Sequence[Line], at: int, since: int, blocked: set[int]) -> list[int]:
    """Positions of the title and authors above a label that follows the text: up to the last space above it."""
    found: list[int] = []
    for i in range(at - 1, max(since, at - 2 * TITLE_LINES), -1):
        line = lines[i]
        sentence = line.ends_sentence and not names_people(line.text) and not AFFILIATION.search(line.text)
        if i in blocked or sentence or cites(line.text):
            break
        found.append(i)
    while found and not (
        lines[found[-1]].gap
        or lines[found[-1]].new_page
        or (lines[found[-1]].bold and not same_type(lines[found[-1] - 1], lines[found[-1]]))
    ):
        found.pop()
    return found[::-1]


def _segment(
    front: Front,
    label: Label,
    at: list[int],
    lines: Sequence[Line],
    size: Measure,
    *,
    more: bool,
    keywords_next: bool,
) -> None:
    """Split what stands from one label to the next: the label's own text, then a title in another language."""
    line = lines[label.at]
    rest = at[1:]
    if label.kind == "contents":
        own = _listed_contents(line, rest, lines) if label.run_in else _contents(rest, lines)
        _take(
            front, block_of("other", [line, *(lines[i] for i in own)], "table of contents"), [label.at, *own]
        )
    elif label.kind == "abstract":
        if keywords_next:
            _abstract_block(front, label, [i for i in rest if not _closes(lines[i])], lines)
        else:
            _abstract_block(front, label, _abstract_lines(rest, lines, size, more), lines)
    else:
        own = _keyword_lines(label, rest, lines, size, more)
        held = [line, *(lines[i] for i in own)]
        _take(
            front,
            block_of("keywords", held, "under the label of keywords", lang=label.lang),
            [label.at, *own],
        )
    if more:
        remaining = [i for i in rest if i not in front.taken]
        if remaining and len(remaining) <= 30:
            _top(front, remaining, lines, size)


def _title_below(own: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """Positions of a title under the label: lines in capitals, or a few without a stop and space below."""
    typed = 1
    while typed < min(5, len(own)) and same_type(lines[own[typed]], lines[own[0]]):
        typed += 1
    if (
        own
        and lines[own[0]].size
        and typed < min(5, len(own))
        and lines[own[0]].size > lines[own[typed]].size
    ):
        return list(own[:typed])
    count = 0
    while count < min(4, len(own) - 1) and lines[own[count]].text.isupper():
        count += 1
    if count:
        return list(own[:count]) if len(lines[own[0]].text.split()) > 2 else []
    for k in range(1, min(4, len(own) - 1)):
        above, below = lines[own[k - 1]], lines[own[k]]
        if below.gap:
            return [] if above.ends_sentence or below.starts_lower else list(own[:k])
        if above.ends_sentence:
            return []
    return []


def _closes(line: Line) -> bool:
    """Whether a line between an abstract and its keywords belongs to neither."""
    return (
        len(line.text) < 80
        and not line.starts_lower
        and bool(line.gap)
        and DATES.match(line.text) is not None
    )


def _abstract_block(front: Front, label: Label, own: Sequence[int], lines: Sequence[Line]) -> None:
    line = lines[label.at]
    titled = [] if label.run_in else _title_below(own, lines)
    if titled:
        _take(
            front,
            block_of(
                "title", [lines[i] for i in titled], "between a label and its abstract", lang=label.lang
            ),
            titled,
        )
        own = own[len(titled) :]
    spans = [(lines[i].start, lines[i].end) for i in own]
    head = Block(
        "abstract_heading", [(line.start, label.end)], line.page, "label of an abstract", lang=label.lang
    )
    if label.run_in:
        after = (line.raw or line.text)[label.end - line.start :]
        spans.insert(0, (label.end + len(after) - len(after.lstrip()), line.end))
    _take(front, head, [label.at])
    if spans:
        page = line.page if label.run_in else lines[own[0]].page
        _take(front, Block("abstract", spans, page, "under the label of an abstract", lang=label.lang), own)


def _abstract_lines(rest: list[int], lines: Sequence[Line], size: Measure, more: bool) -> list[int]:
    """The abstract runs to the last sentence before a title, or to the first heading or wide break after it."""
    own: list[int] = []
    for k, i in enumerate(rest):
        line = lines[i]
        if (
            own
            and lines[own[-1]].ends_sentence
            and (label_of(line.text) or ("",))[0] in {"section", "reference"}
        ):
            break
        if own and (line.gap or line.new_page or _ended_early(lines[own[-1]], size)):
            previous = lines[own[-1]]
            if heading_at(lines, i, size) is not None and previous.ends_sentence:
                break
            if more and previous.ends_sentence and _is_title(rest[k:], lines):
                break
            if (
                not more
                and line.gap >= 1
                and previous.ends_sentence
                and len(own) > 2
                and not line.starts_lower
            ):
                break
        own.append(i)
    return own


def _ended_early(line: Line, size: Measure) -> bool:
    return line.ends_sentence and len(line.text) < 0.95 * size.width


def _is_title(at: Sequence[int], lines: Sequence[Line]) -> bool:
    """Whether what is left before the next label is a title (and authors): few lines, no sentence."""
    return 0 < len(at) <= 2 * TITLE_LINES and not any(
        lines[i].ends_sentence and len(lines[i].text) > 60 and not AFFILIATION.search(lines[i].text)
        for i in at
    )


def _keyword_lines(
    label: Label, rest: list[int], lines: Sequence[Line], size: Measure, more: bool
) -> list[int]:
    """Keywords run on while no line closes with a full stop, no wide break follows and none opens a heading."""
    own: list[int] = []
    previous = lines[label.at]
    listed = not label.run_in
    for i in rest[:KEYWORD_LINES]:
        line = lines[i]
        if listed and not own:
            own.append(i)
            previous = line
            continue
        open_list = previous.text[-1:] in ",;•·-–/" or line.starts_lower
        if CORRESPONDING.match(line.text):
            break
        cut = line.new_page and _full(previous, line, size)
        if previous.text.endswith(".") or ((line.gap or line.new_page) and not open_list and not cut):
            break
        if not open_list and (
            heading_at(lines, i, size) is not None or len(previous.text) < 0.7 * size.width
        ):
            break
        own.append(i)
        previous = line
    return own


def _full(line: Line, below: Line, size: Measure) -> bool:
    """Whether `line` had no room for the first word of `below`."""
    room = had_room(line, below)
    return len(line.text) + 1 + len(first_word(below)) > 0.97 * size.full if room is None else not room


def _listed_contents(line: Line, rest: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """A table of contents that runs on in one paragraph: up to a space or to other type."""
    own: list[int] = []
    for i in rest[: 2 * KEYWORD_LINES]:
        if lines[i].gap or lines[i].new_page or not same_type(lines[i], line):
            break
        own.append(i)
    return own


def _contents(rest: list[int], lines: Sequence[Line]) -> list[int]:
    own: list[int] = []
    for k, i in enumerate(rest):
        if any(CONTENTS_LINE.search(lines[j].text) for j in rest[k : k + 2]):
            own.append(i)
        elif own:
            break
    return own


def _body_start(lines: Sequence[Line], at: int, size: Measure, blocked: set[int]) -> int:
    """Position where the text begins if no label tells: the first heading or the first wrapped sentence."""
    for i in range(at, min(len(lines), 60)):
        if i in blocked:
            continue
        following = lines[i + 1] if i + 1 < len(lines) else None
        if lines[i].size > 1.2 * size.font:
            continue  # type of a title
        if i > at and (found := heading_at(lines, i, size)) and found.score >= 4.0:
            return i
        long = len(lines[i].text) > 0.7 * size.width
        if long and (lines[i].ends_sentence or (following is not None and following.starts_lower)):
            return i
    return min(len(lines), at + 1)
