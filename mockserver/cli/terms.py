"""The options that say what calls are held to."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from mockserver import resources
from mockserver.cli.wrong_input import WrongInput
from mockserver.contract.contract import Contract, shipped_models
from mockserver.contract.rulebook import RuleBook
from mockserver.contract.wrong import DocumentError
from mockserver.scenario.configuration import Configuration, load_configuration
from mockserver.scenario.terms import Mode, Terms
from mockserver.values import DIALECTS, SEVERITIES, Dialect, ScenarioError, Severity


class TermOptions(NamedTuple):
    """What the command line says: contract documents, a configuration file, dialect, severities of rules."""

    contract: Path | None
    config: Path | None
    dialect: Dialect | None
    rules: dict[str, Severity]

    def above(self, mode: Mode | None = None) -> list[Configuration]:
        """Give what comes before the scenarios' own terms, the command line first. Raises `WrongInput`."""
        said = Configuration(dialect=self.dialect, contract=Terms(mode=mode, rules=self.rules))
        return [said, *([_configuration(self.config)] if self.config else [])]

    def contract_of(self, dialect: Dialect) -> Contract:
        """Read the contract of a dialect, the shipped one unless another was named. Raises `WrongInput`."""
        if self.contract is None:
            return Contract.shipped(resources.contracts(), dialect)
        from mockserver.contract.load import load_contract  # most servers read a bundle, and start sooner without it

        try:
            return load_contract(
                self.contract, dialect, RuleBook(dialect, models=shipped_models(resources.contracts()))
            )
        except DocumentError as error:
            raise WrongInput(str(error)) from None


def term_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options, as its parameter `terms`."""

    @click.option(
        "--contract",
        metavar="PATH",
        type=click.Path(path_type=Path),
        help="OpenAPI 3 document, or folder of one, in place of the shipped contract.",
    )
    @click.option("--dialect", type=click.Choice(DIALECTS), help="Whose API is spoken; openai unless a scenario says.")
    @click.option(
        "--config", metavar="FILE", type=click.Path(path_type=Path), help="Configuration file, in YAML or JSON."
    )
    @click.option(
        "--rule",
        "rules",
        metavar="ID=SEVERITY",
        multiple=True,
        callback=_severities,
        help="Severity of one rule: error, warn or off. May be given again.",
    )
    @wraps(command)
    def with_terms(
        contract: Path | None, config: Path | None, dialect: Dialect | None, rules: dict[str, Severity], **others: Any
    ) -> None:
        command(terms=TermOptions(contract, config, dialect, rules), **others)

    return with_terms


def _severities(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, Severity]:
    return dict(_severity(text) for text in given)


def _severity(text: str) -> tuple[str, Severity]:
    rule, _, wanted = text.partition("=")
    for severity in SEVERITIES:
        if rule and wanted == severity:
            return rule, severity
    raise click.BadParameter(f"{text!r} is not ID=SEVERITY, such as unknown_parameter=warn")


def _configuration(path: Path) -> Configuration:
    try:
        return load_configuration(path)
    except ScenarioError as error:
        raise WrongInput(str(error)) from None
