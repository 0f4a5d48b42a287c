"""Proofs that do not share a library with what they prove."""

from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from mockserver.auto.instance import instance
from mockserver.auto.proof import fits_of
from mockserver.contract.schema import broken_schema, schema_mismatches

FITS = fits_of(broken_schema, schema_mismatches)


def made(schema: Any, said: str = "", chance: bytes = b"test") -> Any:
    return instance(schema, FITS, chance, said)


def errors(schema: Any, value: Any) -> list[str]:
    judge = validator_for(schema, default=Draft202012Validator)(
        schema, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return [error.message for error in judge.iter_errors(value)]
