"""Words in acts: each language once, in alphabetical order, and never empty.

JSON keeps the order of a list, so that two orders would be two spellings of one text; one of them is refused.
"""

import re
from typing import Any

import msgspec
from msgspec import UNSET, inspect

from comity.text import In

_LANG = re.compile(r"[a-z]{2,3}")
#: For each type: the fields that hold words, or values with words in them: (attribute, name in JSON, is words).
_Places = tuple[tuple[str, str, bool], ...]
_known: dict[type, _Places] = {}


def _has_words(kind: inspect.Type) -> bool | None:
    """True for words, None for a value with words in it, False for neither."""
    if isinstance(kind, inspect.UnionType):
        answers = {_has_words(one) for one in kind.types}
        return True if True in answers else None if None in answers else False
    if isinstance(kind, inspect.VarTupleType):
        item = kind.item_type
        if isinstance(item, inspect.StructType) and item.cls is In:
            return True
        return None if _has_words(item) is not False else False
    if isinstance(kind, inspect.StructType):
        return None if places(kind.cls) else False
    return False


def places(cls: type) -> _Places:
    """Where words stand in values of this type."""
    if cls not in _known:
        _known[cls] = ()
        info = inspect.type_info(cls)
        assert isinstance(info, inspect.StructType)
        found = ((f.name, f.encode_name, _has_words(f.type)) for f in info.fields)
        _known[cls] = tuple((name, shown, words is True) for name, shown, words in found if words is not False)
    return _known[cls]


def fault(value: Any, place: str = "$") -> str:
    """What is wrong with the words in a value, and where; empty where nothing is."""
    for name, shown, is_words in _known.get(type(value)) or places(type(value)):
        inner = getattr(value, name)
        if inner is UNSET or not inner:
            continue
        if is_words:
            before = ""
            for i, one in enumerate(inner):
                if not _LANG.fullmatch(one.lang):
                    return f"{place}.{shown}[{i}].lang: {one.lang!r} is no language; expected two or three letters, as en"
                if one.lang <= before:
                    return f"{place}.{shown}[{i}]: the languages should be in alphabetical order and each occur once"
                if not one.text.strip():
                    return f"{place}.{shown}[{i}].text: the words in {one.lang!r} are empty; leave the language out instead"
                before = one.lang
        elif isinstance(inner, tuple):
            for i, one in enumerate(inner):
                if isinstance(one, msgspec.Struct) and (wrong := fault(one, f"{place}.{shown}[{i}]")):
                    return wrong
        elif wrong := fault(inner, f"{place}.{shown}"):
            return wrong
    return ""
