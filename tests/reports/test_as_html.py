"""A report for people."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from mockserver.reports import as_html
from tests.reports.examples import EMPTY, MISS, REPORT
from tests.reports.page import Page


def test_it_is_a_page_that_needs_nothing_else() -> None:
    page = as_html(REPORT)

    assert ([], []) == (Page(page).wrong, Page(as_html(EMPTY)).wrong)
    assert [] == re.findall(r"https?:|src=|href=|url\(|@import|<script", page)


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ("<script>x</script>", ["<script>"]),
        ("<h1>x", ["<h1> is not closed"]),
        ("<pre>a</h1>", ["</h1>"]),
        ('<h1 onclick="x">x</h1>', ["h1.onclick"]),
        ("<!-- x -->", ["<!-- x -->"]),
    ],
)
def test_a_wrong_page_is_found(page: str, wrong: list[str]) -> None:
    assert wrong == Page(page).wrong


def test_nothing_but_its_own_style_is_allowed() -> None:
    page = Page(as_html(REPORT))
    [style] = page.of("style")
    [policy] = [attributes["content"] for _, attributes in page.tags if "http-equiv" in attributes]

    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" == policy


def test_what_failed_stands_first_and_open() -> None:
    page = Page(as_html(REPORT))

    assert [
        "failed: session a: 3 calls, 2 errors, 1 warning",
        "passed: session b: 1 call, 0 errors, 0 warnings",
    ] == page.of("summary")
    details = [attributes for tag, attributes in page.tags if tag == "details"]
    assert [{"class": "failed", "open": None}, {"class": "passed"}] == details


def test_findings_stand_with_their_blocks() -> None:
    page = Page(as_html(REPORT))

    assert "error: miss · call 2 (POST /v1/responses) · blame: client request" == page.of("h2")[0]
    assert MISS.message == page.of("pre")[0]
    assert ["error", "error", "warn"] == [one["class"] for tag, one in page.tags if tag == "section"]


def test_calls_stand_in_a_table() -> None:
    cells = Page(as_html(REPORT)).of("td")

    assert ["1", "POST /v1/responses", "200", "w step 1", "0.500", "left"] == cells[:6]
    assert ["3 (retry of 1)", "POST /v1/responses", "200", "w step 1", "0.500", "complete", "input: too long"] == cells[
        12:19
    ]


def test_the_title_says_how_it_went() -> None:
    title = "mockserver: failed: 2 sessions, 4 calls, 2 errors, 1 warning"

    assert ([title], [title]) == (Page(as_html(REPORT)).of("title"), Page(as_html(REPORT)).of("h1"))
