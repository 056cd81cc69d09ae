"""The clean articles of the corpus as DOCX, JATS, TEI and HTML files, written here by hand, with their gold units."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.typeset.source import MARKER, Block, CleanArticle, read_article

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "articles"
LABELS = {
    "tr": ("Öz", "Anahtar Kelimeler"),
    "en": ("Abstract", "Keywords"),
    "ru": ("Аннотация", "Ключевые слова"),
}
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Gold:
    """A unit that must be found: kind, language, number and cleaned text."""

    kind: str
    lang: str | None
    number: str | None
    text: str


def articles() -> list[CleanArticle]:
    return [read_article(path) for path in sorted(CORPUS.glob("*.article"))]


def numbered(article: CleanArticle) -> list[tuple[Block, str]]:
    """Blocks of the body with the number of each heading ("2.1", or "")."""
    counts = [0, 0, 0, 0]
    out = []
    for block in article.blocks:
        number = ""
        if block.kind == "section_heading" and block.numbered:
            counts[block.level] += 1
            counts[block.level + 1 :] = [0] * (3 - block.level)
            number = ".".join(str(n) for n in counts[1 : block.level + 1])
        out.append((block, number))
    return out


def gold(article: CleanArticle, fmt: str) -> list[Gold]:
    """What a format must give: a page has no running head, and TEI's keywords have no label."""
    out = [] if fmt == "html" else [Gold("running_head", None, None, article.fronts[article.body].head)]
    for front in article.fronts.values():
        label, key = LABELS[front.lang]
        out += [
            Gold("title", front.lang, None, front.title),
            Gold("abstract_heading", front.lang, None, label),
            Gold("abstract", front.lang, None, " ".join(s.text for s in front.abstract)),
            Gold(
                "keywords", front.lang, None, ("" if fmt == "tei" else f"{key}: ") + "; ".join(front.keywords)
            ),
        ]
    for block, number in numbered(article):
        text = MARKER.sub("", block.text)
        shown = f"{number}. {text}" if number else text
        out.append(Gold(block.kind, article.body, number or None, " ".join(shown.split())))
    out += [Gold("footnote", None, str(n), f"{n} {note.text}") for n, note in article.notes.items()]
    return out


def cut(text: str, mark: Callable[[str], str], plain: Callable[[str], str]) -> str:
    """Escape `text` with `plain` and set `mark` for each marker."""
    return "".join(mark(p) if i % 2 else plain(p) for i, p in enumerate(re.split(r"\[\^(\d+)\]", text)))


# ── DOCX ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def run(text: str, properties: str = "") -> str:
    return (
        f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        if text
        else ""
    )


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{content}</w:p>"


def marked(text: str) -> str:
    return cut(
        text,
        lambda n: (
            f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{int(n) + 1}"/></w:r>'
        ),
        run,
    )


def docx_body(article: CleanArticle) -> str:
    parts = []
    for front in article.fronts.values():
        label, key = LABELS[front.lang]
        parts += [
            paragraph(run(front.title, "<w:b/>"), properties='<w:jc w:val="center"/>'),
            paragraph(run(label, "<w:b/>")),
            paragraph(run(" ".join(s.text for s in front.abstract))),
            paragraph(run(f"{key}:", "<w:b/>") + run(" " + "; ".join(front.keywords))),
        ]
    for block in article.blocks:
        if block.kind == "section_heading":
            numbering = f'<w:numPr><w:ilvl w:val="{block.level - 1}"/><w:numId w:val="7"/></w:numPr>'
            parts.append(
                paragraph(marked(block.text), f"Balk{block.level}", numbering if block.numbered else "")
            )
        elif block.kind == "table":
            rows = "".join(
                "<w:tr>"
                + "".join(f"<w:tc>{paragraph(marked(cell))}</w:tc>" for cell in line.split())
                + "</w:tr>"
                for line in block.text.splitlines()
            )
            parts.append(f"<w:tbl><w:tblPr/>{rows}</w:tbl>")
        elif block.kind == "caption":
            parts.append(paragraph(marked(block.text), "ResimYazs"))
        elif block.kind == "epigraph":
            parts.append(paragraph(marked(block.text), "Epigraf"))
        elif block.kind == "blockquote":
            parts.append(paragraph(marked(block.text), properties='<w:ind w:left="720" w:right="720"/>'))
        else:
            parts.append(paragraph(marked(block.text)))
    return "".join(parts)


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>{more}</w:style>'
    for name, shown, more in (
        ("Normal", "Normal", ""),
        ("Base", "Heading base", '<w:basedOn w:val="Normal"/>'),
        *(
            (
                f"Balk{n}",
                f"heading {n}",
                f'<w:basedOn w:val="Base"/><w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr>',
            )
            for n in (1, 2, 3)
        ),
        ("ResimYazs", "caption", ""),
        ("KonuBal", "Title", ""),
        ("Alnt", "Quote", ""),
        ("Epigraf", "Epigraph", ""),
    )
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="3">'
    + "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, text in enumerate(("%1.", "%1.%2.", "%1.%2.%3."))
    )
    + '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
)


def docx(
    body: str, notes: dict[str, str] | None = None, *, head: str = "", endnotes: dict[str, str] | None = None,
    settings: str = "", extra: dict[str, bytes] | None = None,
) -> bytes:  # fmt: skip
    """Return a DOCX with this body; `notes` are footnotes by id, their values the content of one paragraph."""

    def part(root: str, content: str) -> bytes:
        return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{W}" xmlns:r="{R}">{content}</w:{root}>'.encode()

    def note(kind: str, listed: dict[str, str]) -> str:
        ref = f"<w:r><w:{kind}Ref/></w:r>"
        own = "".join(
            f'<w:{kind} w:id="{i}">{paragraph(ref + run(" " + t), "")}</w:{kind}>' for i, t in listed.items()
        )
        return f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>{own}'

    parts = {"document": part("document", f"<w:body>{body}</w:body>"), "styles": part("styles", STYLES)}
    parts["numbering"] = part("numbering", NUMBERING)
    parts["footnotes"] = part("footnotes", note("footnote", notes or {}))
    parts["endnotes"] = part("endnotes", note("endnote", endnotes or {}))
    parts["settings"] = part("settings", settings)
    parts["header"] = part("hdr", paragraph(run(head)))
    kinds = [kind for kind in parts if kind != "document"]
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{base}/{k}" Target="{k}.xml"/>' for i, k in enumerate(kinds)
    )
    relations += (
        f'<Relationship Id="x" Type="{base}/image" Target="http://192.0.2.1/spy.png" TargetMode="External"/>'
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{base}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{package}">{relations}</Relationships>'
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def as_docx(article: CleanArticle) -> bytes:
    notes = {str(n + 1): note.text for n, note in article.notes.items()}
    return docx(docx_body(article), notes, head=article.fronts[article.body].head)


# ── JATS ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def as_jats(article: CleanArticle) -> bytes:
    main, *others = sorted(article.fronts.values(), key=lambda f: f.lang != article.body)
    titles = (
        f"<article-title>{escape(main.title)}</article-title>"
        + "".join(
            f'<trans-title-group xml:lang="{f.lang}"><trans-title>{escape(f.title)}</trans-title></trans-title-group>'
            for f in others
        )
        + f'<alt-title alt-title-type="running-head">{escape(main.head)}</alt-title>'
    )
    fronts = ""
    for front in (main, *others):
        label, key = LABELS[front.lang]
        name = "abstract" if front is main else "trans-abstract"
        text = escape(" ".join(s.text for s in front.abstract))
        words = "".join(f"<kwd>{escape(word)}</kwd>" for word in front.keywords)
        fronts += f'<{name} xml:lang="{front.lang}"><title>{label}</title><p>{text}</p></{name}>'
        fronts += f'<kwd-group xml:lang="{front.lang}"><title>{key}</title>{words}</kwd-group>'
    notes = "".join(
        f'<fn id="fn{n}"><label>{n}</label><p>{escape(note.text)}</p></fn>'
        for n, note in article.notes.items()
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2 20190208//EN" "JATS-journalpublishing1.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="{article.body}">
<front><journal-meta><journal-title-group><journal-title>Invented Review</journal-title></journal-title-group></journal-meta>
<article-meta><title-group>{titles}</title-group>
<contrib-group><contrib><name><surname>Author</surname><given-names>Sample</given-names></name></contrib></contrib-group>
<pub-date><day>5</day><month>1</month><year>2024</year></pub-date><volume>3</volume><issue>1</issue><fpage>112</fpage><lpage>131</lpage>
{fronts}</article-meta></front>
<body>{_sections(article, "sec", jats_block)}</body><back><fn-group>{notes}</fn-group></back></article>""".encode()


def jats_block(block: Block, number: str) -> str:
    text = cut(block.text, lambda n: f'<xref ref-type="fn" rid="fn{n}"><sup>{n}</sup></xref>', escape)
    if block.kind == "section_heading":
        return (f"<label>{number}.</label>" if number else "") + f"<title>{text}</title>"
    if block.kind == "blockquote":
        return f"<disp-quote><p>{text}</p></disp-quote>"
    if block.kind == "epigraph":
        return f'<disp-quote content-type="epigraph"><p>{text}</p></disp-quote>'
    if block.kind == "caption":
        return f"<fig><caption><p>{text}</p></caption></fig>"
    if block.kind == "table":
        rows = "".join(
            "<tr>" + "".join(f"<td>{c}</td>" for c in line.split()) + "</tr>" for line in text.splitlines()
        )
        return f"<table-wrap><table><tbody>{rows}</tbody></table></table-wrap>"
    return f"<p>{text}</p>"


def _sections(article: CleanArticle, tag: str, write: Callable[[Block, str], str]) -> str:
    out, depth = "", 0
    for block, number in numbered(article):
        if block.kind == "section_heading":
            out += f"</{tag}>" * max(0, depth - block.level + 1) + f"<{tag}>" * max(1, block.level - depth)
            depth = block.level
        out += "\n  " + write(block, number)
    return out + f"</{tag}>" * depth


# ── TEI ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def as_tei(article: CleanArticle) -> bytes:
    """Return TEI with notes in the places of their markers, as people encode it."""
    fronts = "".join(
        f'<div type="abstract" xml:lang="{f.lang}"><head>{LABELS[f.lang][0]}</head><p>{escape(" ".join(s.text for s in f.abstract))}</p></div>'
        for f in article.fronts.values()
    )
    titles = "".join(f'<title xml:lang="{f.lang}">{escape(f.title)}</title>' for f in article.fronts.values())
    words = "".join(
        f'<keywords xml:lang="{f.lang}">'
        + "".join(f"<term>{escape(w)}</term>" for w in f.keywords)
        + "</keywords>"
        for f in article.fronts.values()
    )

    def write(block: Block, number: str) -> str:
        text = cut(
            block.text,
            lambda n: f'<note place="foot" n="{n}">{escape(article.notes[int(n)].text)}</note>', escape,
        )  # fmt: skip
        if block.kind == "section_heading":
            given = f' n="{number}."' if number else ""
            return f"<head{given}>{text}</head>"
        if block.kind == "blockquote":
            return f'<quote rend="block">{text}</quote>'
        if block.kind == "epigraph":
            return f"<epigraph><p>{text}</p></epigraph>"
        if block.kind == "caption":
            return f"<figure><head>{text}</head></figure>"
        if block.kind == "table":
            rows = "".join(
                "<row>" + "".join(f"<cell>{c}</cell>" for c in x.split()) + "</row>"
                for x in text.splitlines()
            )
            return f"<table>{rows}</table>"
        return f"<p>{text}</p>"

    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{article.body}"><teiHeader><fileDesc><titleStmt>{titles}</titleStmt></fileDesc>
<profileDesc><textClass>{words}</textClass></profileDesc></teiHeader>
<text><front>{fronts}</front><body><fw type="header">{escape(article.fronts[article.body].head)}</fw>
{_sections(article, "div", write)}</body></text></TEI>""".encode()


# ── HTML ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def as_html(article: CleanArticle) -> bytes:
    """Return a journal's page: menus, the article, notes as a list with links back."""
    fronts = ""
    for i, front in enumerate(article.fronts.values()):
        label, key = LABELS[front.lang]
        title = f"<h1>{escape(front.title)}</h1>" if i == 0 else f'<p class="title">{escape(front.title)}</p>'
        fronts += f"{title}<h3>{label}</h3><p>{escape(' '.join(s.text for s in front.abstract))}</p>"
        fronts += f"<p><strong>{key}:</strong> {escape('; '.join(front.keywords))}</p>"

    def write(block: Block, number: str) -> str:
        text = cut(block.text, lambda n: f'<sup><a href="#fn{n}" id="fnref{n}">{n}</a></sup>', escape)
        if block.kind == "section_heading":
            return f"<h{block.level + 1}>{number + '. ' if number else ''}{text}</h{block.level + 1}>"
        if block.kind == "blockquote":
            return f"<blockquote><p>{text}</p></blockquote>"
        if block.kind == "epigraph":
            return f'<blockquote class="epigraph"><p>{text}</p></blockquote>'
        if block.kind == "caption":
            return f"<figure><figcaption>{text}</figcaption></figure>"
        if block.kind == "table":
            rows = "".join(
                "<tr>" + "".join(f"<td>{c}</td>" for c in x.split()) + "</tr>" for x in text.splitlines()
            )
            return f"<table>{rows}</table>"
        return f"<p>{text}</p>"

    notes = "".join(
        f'<li id="fn{n}">{escape(note.text)} <a href="#fnref{n}">↩</a></li>'
        for n, note in article.notes.items()
    )
    return f"""<!DOCTYPE html><html lang="{article.body}"><head><meta charset="utf-8"><title>x</title><script>var a = "<p>no</p>";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li>Archive</li></ul></nav>
<article>{fronts}{"".join(write(b, n) for b, n in numbered(article))}
<section class="footnotes"><ol>{notes}</ol></section></article><footer>Footer line</footer></body></html>""".encode()


FORMATS = {"docx": as_docx, "jats": as_jats, "tei": as_tei, "html": as_html}
