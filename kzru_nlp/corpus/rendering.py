"""Documents written back in the markup that they were read from."""

from __future__ import annotations

import re

from kzru_nlp.corpus.markup import GoldDifference, GoldDocument, GoldSentence, GoldStance, Party, mention_of


def render(document: GoldDocument) -> str:
    """Return `document` in the markup that `parse` reads back to an equal document."""
    lines = [f"# {key}: {value}" for key, value in document.meta.items()]
    for lang, sentences in document.versions.items():
        lines.append(f"@{lang}")
        group = ""
        for sentence in sentences:
            if sentence.group != group:
                group = sentence.group
                lines.append(f"% {group}")
            lines.append(f"{sentence.key} {_inline(sentence)}")
            lines.extend(_render_stance(stance, sentence) for stance in sentence.stances)
    if document.beads:
        lines.append("@beads")
        for pair, beads in document.beads.items():
            lines.append(" ".join(["-".join(pair), *(f"{','.join(b.src)}:{','.join(b.tgt)}" for b in beads)]))
    if document.differences:
        lines.append("@differences")
        lines.extend(map(_render_difference, document.differences))
    return "\n".join(lines) + "\n"


def _escape(text: str) -> str:
    return re.sub(r"([\[\]|\\])", r"\\\1", text)


def _inline(sentence: GoldSentence) -> str:
    out, at = [], 0
    for m in sentence.mentions:
        info = [
            m.label,
            m.actor_id,
            f"~{m.metonym_of}" if m.metonym_of else "",
            f"={m.value}" if m.value else "",
        ]
        out += [_escape(sentence.text[at : m.start]), f"[{_escape(m.text)}|{' '.join(filter(None, info))}]"]
        at = m.end
    return "".join([*out, _escape(sentence.text[at:])])


def _render_party(party: Party, sentence: GoldSentence) -> str:
    mention = mention_of(party.id, sentence)
    named = mention is not None and (mention.start, mention.end) == party.span
    if party.id and (named or not party.text):
        shown = party.id
    else:
        shown = f'"{party.text}"' + (f"={party.id}" if party.id else "")
    return shown + (f"/{party.group}" if party.group else "")


def _render_stance(stance: GoldStance, sentence: GoldSentence) -> str:
    parts = [
        ">",
        _render_party(stance.holder, sentence),
        ">",
        _render_party(stance.target, sentence),
        stance.label,
    ]
    parts += [stance.factuality, *([] if stance.voice == "narration" else [stance.voice])]
    parts += [f'"{sentence.text[a:b]}"' for a, b in stance.evidence]
    parts += [f"cameo={stance.cameo}"] if stance.cameo else []
    parts += [f"int={stance.intensity:g}"] if stance.intensity is not None else []
    parts += [f'by="{stance.attributed_to}"'] if stance.attributed_to else []
    return " ".join(parts)


def _render_difference(d: GoldDifference) -> str:
    line = f"{'-'.join(d.pair)} {','.join(d.src)}:{','.join(d.tgt)} {d.type} {d.severity}"
    if d.src_text or d.tgt_text:
        line += f' "{d.src_text}" | "{d.tgt_text}"'
    return line + (f" ; {d.note}" if d.note else "")
