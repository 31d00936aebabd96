"""What lines are signed under: `record.csto.example/1` is the record's origin, `csto.example/TJ/mission/3` a key's name."""

import re
from functools import lru_cache

_ORIGIN = re.compile(r"record\.([a-z0-9-]+(?:\.[a-z0-9-]+)+)/([1-9][0-9]{0,3})")


class OriginError(ValueError):
    """An origin or key name that is none: the message says what is expected."""


def domain_of(origin: str) -> str:
    """`csto.example` of `record.csto.example/1`; raises where the origin is none."""
    found = _ORIGIN.fullmatch(origin)
    if not found:
        raise OriginError(f"{origin[:80]!r} is no origin of a record; expected one as record.csto.example/1")
    return found[1]


def generation_of(origin: str) -> int:
    """1 of `record.csto.example/1`."""
    domain_of(origin)
    return int(origin.rsplit("/", 1)[1])


def key_name(origin: str, credential: str) -> str:
    """The name under which a credential signs."""
    return f"{domain_of(origin)}/{credential}"


@lru_cache(maxsize=4096)
def credential_of(origin: str, name: str) -> str:
    """The credential that signs under a name, or empty where it is of another domain."""
    domain = domain_of(origin) + "/"
    return name[len(domain) :] if name.startswith(domain) else ""


def receipts_name(origin: str) -> str:
    """The name of the registry's key for receipts."""
    return f"{domain_of(origin)}/registry"
