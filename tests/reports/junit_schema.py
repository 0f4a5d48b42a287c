"""The form of JUnit XML as the xunit plugin of Jenkins takes it (its junit-10.xsd)."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element


class Form(NamedTuple):
    """What an element must have, may have, and may hold; only an element that holds nothing may have a text."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    children: frozenset[str] = frozenset()


_OUTCOME = Form(optional=frozenset({"type", "message"}))
FORMS: Mapping[str, Form] = {
    "testsuites": Form(
        optional=frozenset({"name", "time", "tests", "failures", "errors"}), children=frozenset({"testsuite"})
    ),
    "testsuite": Form(
        required=frozenset({"name", "tests", "failures", "errors"}),
        optional=frozenset(
            {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"}
        ),
        children=frozenset({"testsuite", "properties", "testcase", "system-out", "system-err"}),
    ),
    "testcase": Form(
        required=frozenset({"name"}),
        optional=frozenset({"time", "classname", "group"}),
        children=frozenset({"skipped", "error", "failure", "system-out", "system-err"}),
    ),
    "failure": _OUTCOME,
    "error": _OUTCOME,
    "skipped": _OUTCOME,
    "system-out": Form(),
    "system-err": Form(),
}
_TIME = re.compile(r"(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?")


def breaches(element: Element) -> Iterator[str]:
    """Say where a document breaks the form, and where its counts are wrong."""
    form, given = FORMS.get(element.tag), frozenset(element.keys())
    if form is None:
        yield f"<{element.tag}> is unknown"
        return
    yield from (f"<{element.tag}> lacks {name}" for name in sorted(form.required - given))
    yield from (f"<{element.tag}> has {name}" for name in sorted(given - form.required - form.optional))
    yield from (f"<{element.tag}> holds <{child.tag}>" for child in element if child.tag not in form.children)
    if form.children and "".join([element.text or "", *(child.tail or "" for child in element)]).strip():
        yield f"<{element.tag}> has a text"
    if not _TIME.fullmatch(element.get("time", "")):
        yield f"<{element.tag}> has the time {element.get('time')}"
    yield from _miscounts(element)
    for child in element:
        yield from breaches(child)


def _miscounts(element: Element) -> Iterator[str]:
    for name, path in {"tests": ".//testcase", "failures": ".//failure", "errors": ".//error"}.items():
        count = len(element.findall(path))
        if name in element.keys() and element.get(name) != str(count):  # noqa: SIM118 - an element's keys are its attributes
            yield f"<{element.tag}> counts {element.get(name)} {name}, not {count}"
