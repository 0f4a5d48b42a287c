"""Small OpenAPI documents, for tests that write their own."""

import json
from pathlib import Path
from typing import Any


def operation(body: Any, **more: Any) -> dict[str, Any]:
    return {"requestBody": {"content": {"application/json": {"schema": body}}}, "responses": {}, **more}


def document(body: Any, *, openapi: str = "3.1.0", **schemas: Any) -> dict[str, Any]:
    """Describe `POST /responses` with this body, and schemas under `#/components/schemas`."""
    paths = {"/responses": {"post": operation(body)}}
    return {"openapi": openapi, "info": {}, "paths": paths, "components": {"schemas": schemas}}


def write(folder: Path, **files: Any) -> Path:
    for stem, content in files.items():
        (folder / f"{stem}.json").write_text(json.dumps(content))
    return folder
