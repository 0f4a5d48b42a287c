from pathlib import Path

import pytest

from mockserver.contract.__main__ import rebuild
from mockserver.contract.bundle import Bundle, bundle_file, read_bundle
from mockserver.contract.document import read_document
from mockserver.contract.wrong import DocumentError
from mockserver.values import DIALECTS, Dialect
from tests.contract.documents import document, write

CONTRACTS = Path(__file__).parents[2] / "contracts"
COMMAND = "python -m mockserver.contract contracts"


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_bundles_are_those_of_the_documents(dialect: Dialect) -> None:
    rebuilt = read_document(CONTRACTS / dialect).dump()

    assert rebuilt == bundle_file(CONTRACTS, dialect).read_bytes(), f"a document changed: run `{COMMAND}`"


def test_the_command_writes_the_bundle_of_each_dialect(tmp_path: Path) -> None:
    for dialect in DIALECTS:
        (tmp_path / dialect).mkdir()
        write(tmp_path / dialect, openapi=document({"const": dialect}))

    rebuild(tmp_path)

    written = {dialect: read_bundle(bundle_file(tmp_path, dialect)) for dialect in DIALECTS}
    assert {dialect: [{"const": dialect}] for dialect in DIALECTS} == {
        dialect: [*bundle.definitions.values()] for dialect, bundle in written.items()
    }


def test_a_bundle_is_read_as_it_was_written(tmp_path: Path) -> None:
    bundle = Bundle({"B": {"type": "null"}, "A": {}}, {"responses.create": {"body": {"$ref": "#/$defs/A"}}})
    (tmp_path / "b.json").write_bytes(bundle.dump())

    assert bundle == read_bundle(tmp_path / "b.json")


def test_equal_bundles_are_equal_bytes() -> None:
    assert Bundle({"A": {}, "B": {}}, {}).dump() == Bundle({"B": {}, "A": {}}, {}).dump()


def test_a_part_holds_what_it_refers_to_and_no_more() -> None:
    definitions = {"A": {"items": {"$ref": "#/$defs/B"}}, "B": {"items": {"$ref": "#/$defs/B"}}, "C": {}}
    bundle = Bundle(definitions, {"responses.create": {"body": {"$ref": "#/$defs/A"}}})

    part = bundle.part("responses.create", "body") or {}

    assert {"A", "B"} == part["$defs"].keys()
    assert "#/$defs/A" == part["$ref"]


def test_what_the_documents_do_not_describe_has_no_part() -> None:
    bundle = Bundle({}, {"responses.create": {}})

    assert bundle.part("responses.create", "body") is None
    assert bundle.part("models.list", "reply") is None


def test_a_missing_bundle_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"openai\.json: No such file or directory$"):
        read_bundle(bundle_file(tmp_path, "openai"))
