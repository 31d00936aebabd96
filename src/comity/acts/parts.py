"""Which parts an act names: what it keeps beside the record under a commitment (record.md, section 5)."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from comity.acts.base import Act, Part


def parts_of(act: Act) -> tuple[Part, ...]:
    """The parts that an act names, in the order of its fields."""
    fields = _fields_with_parts(type(act))
    return tuple(part for field in fields for part in _within(getattr(act, field))) if fields else ()


@cache
def _fields_with_parts(kind: type[Act]) -> tuple[str, ...]:
    """The fields of an act whose type can hold a part: of most acts none, so that looking costs nothing."""
    return tuple(f.name for f in msgspec.structs.fields(kind) if _can_hold(msgspec.inspect.type_info(f.type)))


def _can_hold(info: Any) -> bool:
    """Whether a value of this type can hold a part."""
    if isinstance(info, msgspec.inspect.StructType):
        return info.cls is Part or any(_can_hold(field.type) for field in info.fields)
    inner = [getattr(info, name, ()) for name in ("types", "item_types")]
    return any(_can_hold(one) for some in inner for one in some) or (
        (item := getattr(info, "item_type", None)) is not None and _can_hold(item)
    )


def _within(value: Any) -> Iterator[Part]:
    match value:
        case Part():
            yield value
        case msgspec.Struct():
            for field in value.__struct_fields__:
                yield from _within(getattr(value, field))
        case tuple():
            for one in value:
                yield from _within(one)
