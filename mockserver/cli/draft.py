"""The command `mockserver draft`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from mockserver.auto.draft import draft as drafted
from mockserver.auto.proof import NoInstance, fits_of
from mockserver.check.subject import kind_of
from mockserver.cli.terms import TermOptions, term_options
from mockserver.cli.wrong_input import WrongInput
from mockserver.contract.contract import Contract
from mockserver.contract.schema import broken_schema, schema_mismatches
from mockserver.scenario import json_source, source_file
from mockserver.scenario.dump import dump
from mockserver.scenario.load import from_json
from mockserver.scenario.words import describe
from mockserver.session.settle import TermsError, chosen_contract, settle
from mockserver.values import Call, JsonObject, Place, ScenarioError, words
from mockserver.values.operation import CREATE

_STANDARD_INPUT = "-"
_NAMELESS = "draft"


@click.command()
@click.argument("request_file", metavar="REQUEST", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to; printed without it.")
@click.option(
    "--format", "form", type=click.Choice(["yaml", "json"]), help="How to write; as FILE is called, else YAML."
)
@click.option("--force", is_flag=True, help="Write over a FILE that is there.")
@term_options
def draft(
    request_file: Path, output: Path | None, form: Literal["yaml", "json"] | None, force: bool, terms: TermOptions
) -> None:
    """Write a scenario, to be edited, that answers a request.

    REQUEST is a JSON file with the request's body, or with the body under `body`; `-` reads it from standard input. The
    answer is the one that `reply: auto` makes up. What is wrong with the request is told, and the scenario written
    nevertheless.
    """
    try:
        body = _body(request_file)
        contract = chosen_contract(terms.contract_of, settle([], *terms.above()))
        value = drafted(body, contract.dialect, fits_of(broken_schema, schema_mismatches))
        named = {"name": _name(request_file, output), **value}
        text = dump(from_json(named, str(output or request_file)), form or _form(output))
    except (NoInstance, ScenarioError, TermsError) as error:
        raise WrongInput(str(error)) from None
    _warn(_violations(contract, body), request_file)
    _write(text, output, force=force)


def _body(file: Path) -> JsonObject:
    value = json_source.parse(_text(file).removeprefix("\ufeff"), str(file)).value
    inner = value.get("body") if isinstance(value, dict) else None
    body = inner if isinstance(inner, dict) else value
    if not isinstance(body, dict):
        raise WrongInput(f"{Place(str(file))}: a request is a JSON object, not {describe(body)}")
    kind = kind_of(body)
    if kind not in ("request", None):
        raise WrongInput(f"{Place(str(file))}: expected a request, by its keys this is: {kind}")
    return body


def _text(file: Path) -> str:
    if str(file) != _STANDARD_INPUT:
        return source_file.text(file)
    # What is no UTF-8 is then no JSON either, which is told with its place.
    return sys.stdin.buffer.read().decode(errors="surrogateescape")


def _name(request_file: Path, output: Path | None) -> str:
    return (output or request_file).stem.strip(_STANDARD_INPUT) or _NAMELESS


def _form(output: Path | None) -> Literal["yaml", "json"]:
    return "json" if output and output.suffix == ".json" else "yaml"


def _violations(contract: Contract, body: JsonObject) -> list[str]:
    found = contract.violations(Call(CREATE, {}, body), None)
    return [f"{words(one)} [{one.rule}]" for one in found if contract.rulebook.severity(one.rule) != "off"]


def _warn(problems: Sequence[str], file: Path) -> None:
    for problem in problems:
        click.echo(f"mockserver: warning: {file}: {problem}", err=True)


def _write(text: str, output: Path | None, *, force: bool) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        with output.open("w" if force else "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise WrongInput(f"{output} is there already; --force writes over it") from None
    except OSError as error:
        raise WrongInput(f"cannot write {output}: {error.strerror}") from None
