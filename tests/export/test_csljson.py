"""CSL-JSON: types and variables are those of the CSL schema; citeproc-py renders every item."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest

from kzru_nlp.export.works import date_parts
from tests.export.conftest import Exported

SCHEMAS = files("citeproc") / "data" / "schema" / "schemas" / "styles"


def items(exported: Exported) -> list[dict[str, Any]]:
    (path,) = exported.to("csljson").values()
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def named(schema: str) -> set[str]:
    return set(re.findall(r'"([\w-]+)"', (SCHEMAS / schema).read_text(encoding="utf-8")))


def test_types_and_variables_are_of_the_schema(exported: Exported) -> None:
    types, variables = named("csl-types.rnc"), named("csl-variables.rnc")
    assert {"article-journal", "webpage"} <= types
    for item in items(exported):
        assert item["type"] in types
        assert set(item) - {"id", "type"} <= variables


@pytest.mark.filterwarnings("ignore::UserWarning:citeproc.*")
def test_citeproc_renders_every_item(exported: Exported) -> None:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    data = items(exported)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(data), formatter.plain)
    for item in data:
        bibliography.register(Citation([CitationItem(item["id"])]))
    rendered = [str(entry) for entry in bibliography.bibliography()]
    assert len(rendered) == len(data) > 2
    years = [str(item["issued"]["date-parts"][0][0]) for item in data if "issued" in item]
    assert all(any(year in entry for entry in rendered) for year in years)


def test_dates_of_access_are_dates_where_they_can_be(hostile: Exported) -> None:
    found = [item["accessed"] for item in items(hostile) if "accessed" in item]
    assert found == [{"date-parts": [[2024, 5, 14]]}, {"raw": "dün"}]
    assert date_parts("31.13.2024") is None


def test_nothing_cited_is_an_empty_list(tmp_path) -> None:
    from kzru_nlp.export.build import export
    from tests.made import MadeArticle, write_run

    (path,) = export(write_run(tmp_path, MadeArticle("bare")), ["csljson"])["csljson"]
    assert json.loads(path.read_text(encoding="utf-8")) == []
