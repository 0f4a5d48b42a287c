"""Texts that want out of the place they are put in."""

import json
from unicodedata import category
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockserver.reports import FORMS
from mockserver.reports.report import Report
from mockserver.session.verification.finding import Finding
from mockserver.values import Place
from mockserver.values.printable import printable
from tests.reports.examples import call, session
from tests.reports.junit_schema import breaches
from tests.reports.page import Page

HOSTILE = (
    "</pre></details><script>alert(1)</script>",
    "</title></style><img src=x onerror=alert(1)>",
    '" onload="alert(1)',
    "' onclick='",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "&amp;&#0;&nbsp;",
    "\x1b[31m\x1b]0;title\x07\x9b2J",
    "\x00\x08\x0b\x7f\x85",
    "\r\rhidden",
    "\ud800\udfff",
    "\u202egnp.exe\u2066",
    "\ufffe\uffff\U0010ffff",
    "::error file=a::b",
    "first\nsecond",
)


def report(text: str) -> Report:
    finding = Finding(text or "kind", "error", text, 1, Place(text, 1, 1))
    made = call(1, line=text, played=text, problem=text, violations=(text,))
    return Report((session(text, (finding, text), calls=(made,)),))


PLAIN = [one for one in HOSTILE if "\ud800" not in one]
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters()))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_report_can_be_encoded(form: str, text: str) -> None:
    written = FORMS[form](report(text))

    assert [] == [one for one in written if category(one) in ("Cc", "Cs") and one not in "\n\t"]
    assert written == written.encode().decode()


@given(text=st.lists(TEXTS).map("".join))
@settings(derandomize=True, deadline=None)
def test_a_page_stays_a_page(text: str) -> None:
    page = Page(FORMS["html"](report(text)))

    assert [] == page.wrong
    assert [printable(text)] * bool(text.strip()) == [one for one in page.of("pre") if one.strip()]


@given(text=st.lists(TEXTS).map("".join))
@settings(derandomize=True, deadline=None)
def test_xml_stays_xml(text: str) -> None:
    document = ElementTree.fromstring(FORMS["junit"](report(text)))  # noqa: S314 - our own text
    failure = document[0][0][0]

    assert [] == [*breaches(document)]
    assert printable(text) == (failure.text or "")


@given(text=st.lists(st.one_of(st.sampled_from(PLAIN), st.text())).map("".join))
@settings(derandomize=True, deadline=None)
def test_json_keeps_every_name(text: str) -> None:
    [found] = json.loads(FORMS["json"](report(text)))["sessions"]

    assert (text, printable(text)) == (found["name"], found["findings"][0]["message"])


@given(text=st.lists(TEXTS).map("".join))
@settings(derandomize=True, deadline=None)
def test_a_line_of_a_log_is_indented_or_ours(text: str) -> None:
    lines = FORMS["text"](report(text)).split("\n")

    assert [] == [line for line in lines if not line.startswith(("  ", "FAILED session ", "mockserver: "))]
