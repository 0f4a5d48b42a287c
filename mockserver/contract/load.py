"""Reading a contract from documents; apart from the contract itself, since a server reads bundles."""

from dataclasses import replace
from pathlib import Path

from mockserver.contract.contract import Contract
from mockserver.contract.document import read_document
from mockserver.contract.rulebook import RuleBook
from mockserver.values import Dialect


def load_contract(path: Path, dialect: Dialect = "openai", rulebook: RuleBook | None = None) -> Contract:
    """Read an OpenAPI 3.x document (a folder, or its root file); raises DocumentError when it is broken."""
    return Contract(replace(read_document(path), foreign=True), dialect, rulebook)
