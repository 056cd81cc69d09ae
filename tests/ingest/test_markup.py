from __future__ import annotations

import pytest

from kzru_nlp.ingest.read import source_of
from kzru_nlp.ingest.sniff import markup_kind
from kzru_nlp.model import InputError
from kzru_nlp.split.splitter import split

GROBID = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xml:space="preserve" xmlns="http://www.tei-c.org/ns/1.0"><teiHeader xml:lang="en"><fileDesc>
<titleStmt><title level="a" type="main">Harbours without Ships</title></titleStmt>
<sourceDesc><biblStruct><analytic><author><persName><forename type="first">Ana</forename><surname>Tester</surname></persName>
<affiliation><orgName>Sample Institute</orgName></affiliation></author></analytic><monogr><imprint><date when="2021"/></imprint></monogr></biblStruct></sourceDesc>
</fileDesc><profileDesc><abstract><div><p>Three harbours on the inland sea were dredged for ships that never came to load there.</p></div></abstract></profileDesc></teiHeader>
<text xml:lang="en"><body><div><head n="1.">Introduction</head><p>The cranes were delivered in spring.<ref type="foot" target="#foot_0">1</ref> Nobody had asked for them <ref type="bibr" target="#b0">(Moll, 2019)</ref>.</p></div>
<div><head n="1.1">The first winter</head><p>Ice closed the basin in December and the crews went home.</p>
<formula xml:id="formula_0">a = b</formula></div>
<note place="foot" n="1" xml:id="foot_0">Port authority, undated leaflet.</note>
<figure xml:id="fig_0"><head>Figure 1</head><figDesc>The basin in winter</figDesc></figure></body>
<back><div type="references"><listBibl><biblStruct xml:id="b0"><analytic><title level="a">Cranes and silence</title><author><persName><forename>B</forename><surname>Moll</surname></persName></author></analytic>
<monogr><title level="j">Imaginary Ports</title><imprint><biblScope unit="volume">4</biblScope><biblScope unit="page" from="1" to="20"/><date when="2019"/></imprint></monogr></biblStruct></listBibl></div></back></text></TEI>"""


def article(text: str, name: str = "a.xml"):
    found = split(source_of(text.encode(), name))
    assert found.coverage().ratio == 1.0
    return found


def test_tei_of_grobid():
    found = article(GROBID)
    assert [(u.kind, u.number, u.text) for u in found.units] == [
        ("title", None, "Harbours without Ships"),
        ("author", None, "Ana Tester"),
        ("affiliation", None, "Sample Institute"),
        ("dates", None, "2021"),
        (
            "abstract",
            None,
            "Three harbours on the inland sea were dredged for ships that never came to load there.",
        ),
        ("section_heading", "1", "1. Introduction"),
        ("paragraph", None, "The cranes were delivered in spring. Nobody had asked for them (Moll, 2019)."),
        ("section_heading", "1.1", "1.1 The first winter"),
        ("paragraph", None, "Ice closed the basin in December and the crews went home."),
        ("other", None, "a = b"),
        ("caption", None, "Figure 1 The basin in winter"),
        ("reference", None, "B Moll. Cranes and silence. Imaginary Ports. 4, 1–20, 2019"),
        ("footnote", "1", "1 Port authority, undated leaflet."),
    ]
    assert [(m.number, m.note.text) for m in found.markers] == [("1", "1 Port authority, undated leaflet.")]


def test_tei_pages_heads_and_side_text():
    found = article(
        '<TEI><text><body><p>The survey began at the northern gate<pb n="2"/><fw type="header">Harbours</fw><fw type="pageNum">2</fw>'
        '<note place="margin">Gate</note> and ended at the fuel depot.</p></body></text></TEI>'
    )
    assert [(u.kind, u.text) for u in found.units] == [
        ("paragraph", "The survey began at the northern gate"),
        ("running_head", "Harbours"),
        ("page_number", "2"),
        ("side_text", "Gate"),
        ("paragraph", "and ended at the fuel depot."),
    ]


JATS = """<article xml:lang="en"><front><article-meta><title-group><article-title>Harbours</article-title></title-group>
<abstract><sec><title>Aim</title><p>To count the cranes.</p></sec><sec><title>Result</title><p>There were four.</p></sec></abstract></article-meta></front>
<body><sec id="s1"><title>2. Method</title><p>We walked along the quay<xref ref-type="fn" rid="f1">a</xref> and counted <xref ref-type="bibr" rid="r1">[1]</xref>:
<list><list-item><p>the cranes that stood</p></list-item><list-item><p>the cranes that lay</p></list-item></list> and then went home.</p>
<p>An inline note<fn><p>Said in passing.</p></fn> stands here.&nbsp;Done.</p></sec>
<sec><title>Quay</title><table-wrap><label>Table 1</label><caption><p>Cranes</p></caption><table><tr><th>Year</th><td>4</td></tr></table></table-wrap></sec></body>
<back><fn-group><fn id="f1"><label>a</label><p>At dawn.</p></fn></fn-group>
<ref-list><title>References</title><ref id="r1"><label>[1]</label><element-citation><person-group><name><surname>Moll</surname><given-names>B.</given-names></name></person-group><article-title>Cranes</article-title><year>2019</year></element-citation></ref></ref-list></back></article>"""


def test_jats():
    found = article(
        '<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "x.dtd">' + JATS
    )
    assert [(u.kind, u.number, u.text) for u in found.units] == [
        ("title", None, "Harbours"),
        ("abstract", None, "Aim To count the cranes. Result There were four."),
        ("section_heading", "2", "2. Method"),
        ("paragraph", None, "We walked along the quay and counted [1]:"),
        ("paragraph", None, "the cranes that stood"),
        ("paragraph", None, "the cranes that lay"),
        ("paragraph", None, "and then went home."),
        ("paragraph", None, "An inline note stands here. Done."),
        ("section_heading", None, "Quay"),
        ("caption", None, "Table 1 Cranes"),
        ("table", None, "Year 4"),
        ("section_heading", None, "References"),
        ("reference", "1", "[1] B. Moll. Cranes. 2019"),
        ("footnote", "1", "1 Said in passing."),
        ("footnote", "a", "a At dawn."),
    ]
    assert [(m.number, m.note.number) for m in found.markers] == [("a", "a"), ("1", "1")]


def test_jats_inside_a_wrapper():
    assert article(
        f"<?xml version='1.0'?><pmc-articleset>{JATS}</pmc-articleset>".replace("&nbsp;", " ")
    ).title("en")
    with pytest.raises(InputError, match="2 articles in one file"):
        source_of(f"<?xml version='1.0'?><set>{JATS}{JATS}</set>".replace("&nbsp;", " ").encode(), "a.xml")


def test_html_of_word():
    """Word's own HTML: notes in div#ftn1, links back, prose in p of class MsoNormal."""
    found = article(
        "<html lang=tr><body><h2>Giriş</h2><p class=MsoNormal>Liman kışın kapanır"
        '<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1"><span>[1]</span></a>, yazın açılır.</p>'
        '<hr><div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> Liman İdaresi, 3.</p></div></body></html>',
        "a.htm",
    )
    assert [(u.kind, u.text) for u in found.units] == [
        ("section_heading", "Giriş"),
        ("paragraph", "Liman kışın kapanır, yazın açılır."),
        ("footnote", "[1] Liman İdaresi, 3."),
    ]
    assert [(m.number, m.note.number) for m in found.markers] == [("1", "1")]


def test_html_links_to_references_are_no_markers():
    found = article(
        '<!doctype html><h1>Harbours</h1><h2>Method</h2><p>We counted the cranes <a href="#ref1">[1]</a> twice.</p>'
        '<h2>References</h2><ol><li id="ref1">Moll, B. (2019). Cranes. Imaginary Ports 4.</li></ol>',
        "a.html",
    )
    assert not found.markers
    assert [u.kind for u in found.units][-1] == "reference"


def test_html_around_and_hidden():
    found = article(
        "<!doctype html><body><nav><a href=/>Home</a></nav><script>x()</script><div style='display:none'>secret</div>"
        "<main><h1>Harbours</h1><h2>One</h2>Loose text stands here.<p>The cranes were delivered in spring.</p></main></body>",
        "a.html",
    )
    assert [(u.kind, u.text) for u in found.units] == [
        ("other", "Home"), ("title", "Harbours"), ("section_heading", "One"),
        ("paragraph", "Loose text stands here."), ("paragraph", "The cranes were delivered in spring."),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1254"])
def test_html_encodings(encoding):
    text = f'<html><head><meta charset="{encoding}"></head><body><h2>Giriş</h2><p>Kışın ağır şartları sürdü.</p></body></html>'
    found = split(source_of(text.encode(encoding), "a.html"))
    assert found.text == "Giriş\n\nKışın ağır şartları sürdü."


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\xef\xbb\xbf<?xml version='1.0'?><article>", ("xml", "article")),
        ("<?xml version='1.0' encoding='utf-16'?><TEI>".encode("utf-16"), ("xml", "TEI")),
        (b"<!DOCTYPE html>\n<html>", ("html", "html")),
        (b"<article><front>", ("xml", "article")),
        (b"<p>One", ("html", "p")),
        (b"<<Rusya>> ve komsulari", None),
        (b"a < b", None),
    ],
)
def test_markup_kind(start, kind):
    assert markup_kind(start) == kind


LAUGHS = '<?xml version="1.0"?><!DOCTYPE article [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><article><body><p>&b;</p></body></article>'
STEALS = '<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/hostname">]><TEI><text><body><p>&x;</p></body></text></TEI>'


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (LAUGHS.encode(), "entities", "declares entities"),
        (STEALS.encode(), "entities", "declares entities"),
        (STEALS.encode("utf-16"), "entities", "declares entities"),
        (b"<?xml version='1.0'?><article><body><p>cut", "damaged", "line 1"),
        (
            b"<?xml version='1.0'?><article><body><p>a\xff</p></body></article>",
            "invalid-bytes",
            "0xff at offset 40",
        ),
        (b"<?xml version='1.0'?><project><x/></project>", "unknown-xml", "root <project>"),
        (b"<?xml version='1.0'?><article><body/></article>", "empty", "no text"),
        (
            b"<?xml version='1.0'?><TEI>" + b"<div>" * 220 + b"x" + b"</div>" * 220 + b"</TEI>",
            "markup-bomb",
            "nested",
        ),
        (b"<html><body>" + b"<div>" * 5000 + b"x", "markup-bomb", "nested"),
        (b"<html><body><script>x</script></body></html>", "empty", "no text"),
    ],
)
def test_faults(data, code, says):
    with pytest.raises(InputError, match=says) as caught:
        source_of(data, "a.xml")
    assert caught.value.code == code
    assert "\n" not in str(caught.value)


def test_external_dtd_is_not_fetched(monkeypatch):
    """A JATS file names its DTD; no parser may look for it, on disk or in a network."""
    import socket

    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: pytest.fail("network"))
    text = '<?xml version="1.0"?><!DOCTYPE article SYSTEM "http://192.0.2.1/x.dtd">' + JATS
    assert article(text).title("en")


def test_large_file_is_refused(monkeypatch, tmp_path):
    from kzru_nlp.ingest.read import read_source

    monkeypatch.setenv("KZRU_MAX_MEGABYTES", "1")
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * (1 << 20) + b"b")
    with pytest.raises(InputError, match="larger than 1 MB"):
        read_source(path)
