"""Plain values of an act's type, for property tests: whatever its fields may hold, and no more."""

from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from comity.text import In


def of_type(cls: type) -> st.SearchStrategy[dict[str, Any]]:
    """Fields of an act of this type, without its name."""
    return _of(inspect.type_info(cls))


def _struct(info: inspect.StructType) -> st.SearchStrategy[dict[str, Any]]:
    required = {f.encode_name: _of(f.type) for f in info.fields if f.required}
    optional = {f.encode_name: _of(f.type) for f in info.fields if not f.required}
    if info.cls.__name__ == "By":  # exactly one of the two speaks
        return st.one_of(
            st.fixed_dictionaries({"member": optional["member"]}, optional={"body": optional["body"]}),
            st.fixed_dictionaries({"office": optional["office"]}),
        )
    return st.fixed_dictionaries(required, optional=optional)


def _of(info: inspect.Type) -> st.SearchStrategy[Any]:
    match info:
        case inspect.StructType():
            return _struct(info)
        case inspect.UnionType():
            return st.one_of([_of(t) for t in info.types if not _is_unset(t)])
        case inspect.Metadata():
            return _of(info.type)
        case inspect.StrType(pattern=str(pattern)):
            return st.from_regex(pattern, fullmatch=True)
        case inspect.StrType():
            return st.text(min_size=info.min_length or 0, max_size=info.max_length or 20)
        case inspect.BoolType():
            return st.booleans()
        case inspect.IntType():
            return st.integers(info.ge if info.ge is not None else -(2**53) + 1, info.le or 2**53 - 1)
        case inspect.LiteralType():
            return st.sampled_from(info.values)
        case inspect.VarTupleType(item_type=inspect.StructType(cls=cls)) if cls is In:
            return _text(info.min_length or 0)
        case inspect.VarTupleType():
            least = info.min_length or 0
            return st.lists(_of(info.item_type), min_size=least, max_size=least + 2)
    raise TypeError(f"no values are known for {info}")


def _text(least: int) -> st.SearchStrategy[list[dict[str, str]]]:
    """Words in some languages, sorted, none of them empty."""
    langs = st.from_regex(r"[a-z]{2,3}", fullmatch=True)
    words = st.dictionaries(langs, st.text(min_size=1).filter(str.strip), min_size=least, max_size=3)
    return words.map(lambda found: [{"lang": lang, "text": found[lang]} for lang in sorted(found)])


def _is_unset(info: inspect.Type) -> bool:
    return isinstance(info, inspect.CustomType) and info.cls is msgspec.UnsetType
