from typing import Any

import pytest

from tests.contract.rules.asking import Told, told


def image(**settings: Any) -> dict[str, Any]:
    return {"tools": [{"type": "image_generation", **settings}]}


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"background": "transparent"},
        {"background": "transparent", "output_format": "webp"},
        {"background": "opaque", "output_format": "jpeg"},
        {"output_format": "gif", "frame_count": 4, "frame_duration_ms": 100},
        {"output_format": "gif", "partial_images": 0, "output_compression": 100},
        {"output_format": "svg", "svg": {}},
        {"output_format": "png", "partial_images": 3, "input_image_mask": {"file_id": "f"}},
        {"size": "auto"},
        {"size": "1536x1024"},
        {"size": "1536x864"},
        {"size": "3840x2160"},
        {"size": "2160x3840"},
        {"size": "1536x512"},
        {"size": None},
    ],
    ids=str,
)
def test_settings_that_go_together(settings: dict[str, Any]) -> None:
    assert [] == told(image(**settings))


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({"background": "transparent", "output_format": "jpeg"}, "background"),
        ({"frame_count": 4}, "frame_count"),
        ({"frame_duration_ms": 4, "output_format": "webp"}, "frame_duration_ms"),
        ({"svg": {}, "output_format": "png"}, "svg"),
        ({"output_format": "gif", "partial_images": 1}, "partial_images"),
        ({"output_format": "gif", "input_image_mask": {"file_id": "f"}}, "input_image_mask"),
        ({"output_format": "gif", "output_compression": 50}, "output_compression"),
    ],
    ids=str,
)
def test_settings_that_do_not(settings: dict[str, Any], name: str) -> None:
    assert [Told("image_settings", f"tools[0].{name}", "invalid_value")] == told(image(**settings))


@pytest.mark.parametrize(
    "size", ["large", "1024", "1000x1000", "1024x1025", "3200x1024", "4096x2160", "0x16", "3840x3840"]
)
def test_sizes_that_cannot_be_drawn(size: str) -> None:
    assert [Told("image_size", "tools[0].size", "invalid_value")] == told(image(size=size))
