"""JUnit XML, which continuous integration reads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias
from xml.etree import ElementTree

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Tag: TypeAlias = Literal["failure", "error"]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a case failed: a word, a line, and all there is to say; an `error` is nobody's assertion that failed."""

    type: str
    message: str
    text: str
    tag: Tag = "failure"


@dataclass(frozen=True, slots=True)
class Case:
    """One test case; `aside` is what it says without having failed for it."""

    classname: str
    name: str
    failure: Failure | None = None
    aside: str = ""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Suite:
    """One test suite."""

    name: str
    cases: Sequence[Case]

    def count(self, tag: str) -> int:
        """Count the cases that ended in a failure, or in an error."""
        return sum(case.failure is not None and case.failure.tag == tag for case in self.cases)


def one_failure(found: Sequence[tuple[str, str]], text: str, tag: Tag = "failure") -> Failure:
    """Make all that is wrong with a case, a word and a line each, one failure: many readers take no more."""
    (word, line), *others = found
    more = f" (and {len(others)} more)" if others else ""
    return Failure(word, line + more, text, tag)


def suite_xml(suite: Suite) -> str:
    """Write a document with one suite."""
    return _document(_suite(suite))


def suites_xml(name: str, suites: Sequence[Suite]) -> str:
    """Write a document with several suites."""
    totals = {
        "tests": sum(len(suite.cases) for suite in suites),
        "failures": sum(suite.count("failure") for suite in suites),
        "errors": sum(suite.count("error") for suite in suites),
    }
    root = _element("testsuites", name=name, **totals)
    root.extend(_suite(suite) for suite in suites)
    return _document(root)


def _suite(suite: Suite) -> ElementTree.Element:
    failures, errors = suite.count("failure"), suite.count("error")
    root = _element("testsuite", name=suite.name, tests=len(suite.cases), failures=failures, errors=errors)
    root.extend(_case(case) for case in suite.cases)
    return root


def _case(case: Case) -> ElementTree.Element:
    time = {} if case.seconds is None else {"time": f"{case.seconds:.3f}"}
    element = _element("testcase", classname=case.classname, name=case.name, **time)
    if case.failure:
        failure = case.failure
        element.append(_with_text(_element(failure.tag, type=failure.type, message=failure.message), failure.text))
    if case.aside:
        element.append(_with_text(_element("system-out"), case.aside))
    return element


def _element(tag: str, **attributes: str | int) -> ElementTree.Element:
    return ElementTree.Element(tag, {name: _xml(str(value)) for name, value in attributes.items()})


def _with_text(element: ElementTree.Element, text: str) -> ElementTree.Element:
    element.text = _xml(text)
    return element


def _document(root: ElementTree.Element) -> str:
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _xml(text: str) -> str:
    """Put something in the place of what XML cannot hold at all."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
