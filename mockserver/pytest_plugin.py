"""The pytest plugin: a session of a mock server for every test that asks for one.

It costs a run that uses none of it next to nothing: what serves is imported by the first test that wants it.
"""

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Final

import pytest

from mockserver.plugin.options import add_options, options_of

if TYPE_CHECKING:
    from mockserver.plugin.run_report import RunReport
    from mockserver.plugin.stand import Stand
    from mockserver.plugin.trial import Trial
    from mockserver.testing.handle import SessionHandle

_FIXTURE: Final = "mockserver"
_MARKER: Final = "scenario"
_HELP: Final = (
    f"{_MARKER}(name, *names): give the test a session of the mock server that plays these scenarios: files beside the "
    "test, in its folders scenarios/ and fixtures/, in those of --mockserver-scenarios and of the project, or shipped."
)
_WARNINGS: Final = "mockserver_warnings"
"""The attribute of a test's report that holds what is told at the end of the run."""

_TRIAL: "Final[pytest.StashKey[Trial]]" = pytest.StashKey()
_REPORT: "Final[pytest.StashKey[RunReport]]" = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options `--mockserver-…`."""
    add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known, and look at those options that need more than a look."""
    config.addinivalue_line("markers", _HELP)
    options = options_of(config)
    if options.verify:
        from mockserver.plugin.kinds import check_kinds

        check_kinds(options.verify)
    if options.report:
        from mockserver.plugin.run_report import RunReport

        config.stash[_REPORT] = RunReport(options.report)
        config.pluginmanager.register(config.stash[_REPORT])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give a session to tests that name scenarios, whether they ask for the fixture or not."""
    for item in items:
        if item.get_closest_marker(_MARKER) and isinstance(item, pytest.Function):
            # Anew, since all items of one function share the list.
            item.fixturenames = [_FIXTURE, *item.fixturenames]


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Judge a test when it has come to its end without an error."""
    yield
    if _TRIAL in item.stash:
        item.stash[_TRIAL].judge()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell the findings in the report of the test."""
    report = yield
    if _TRIAL in item.stash and (call.when == "call" or (call.when == "setup" and report.failed)):
        warnings = item.stash[_TRIAL].tell(report, call.excinfo and call.excinfo.value)
        if warnings and not report.skipped:
            vars(report)[_WARNINGS] = warnings
    return report


def pytest_terminal_summary(terminalreporter: "pytest.TerminalReporter") -> None:
    """List the warnings of all tests."""
    reports = (report for reports in terminalreporter.stats.values() for report in reports)
    warned = [(report.nodeid, told) for report in reports if (told := getattr(report, _WARNINGS, ""))]
    if warned:
        terminalreporter.write_sep("=", "mockserver warnings")
    for name, told in warned:
        terminalreporter.write_line(f"{name}\n{told}\n")


@pytest.fixture(scope="session")
def _mockserver_stand(pytestconfig: pytest.Config) -> "Iterator[Stand]":
    from mockserver.plugin.stand import Stand

    options, report = options_of(pytestconfig), pytestconfig.stash.get(_REPORT, None)
    with Stand(options, pytestconfig.rootpath, report) as stand:
        yield stand


@pytest.fixture
def mockserver(request: pytest.FixtureRequest, _mockserver_stand: "Stand") -> "Iterator[SessionHandle]":
    """Give the test a fresh session of a mock of the Responses API; `OPENAI_BASE_URL` leads there."""
    with _mockserver_stand.trial(request.node) as trial:
        request.node.stash[_TRIAL] = trial
        yield trial.session
        del request.node.stash[_TRIAL]
