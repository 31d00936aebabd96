"""What the registry finds when it examines an act (architecture.md, "What the registry may and may not say").

    HasEffect      the act does what it says; warnings name what rests on low confidence or is contested
    WithoutEffect  received, entered and circulated, without effect under a provision (VCLT 8, 19, 56 …)
    Refused        nothing is entered: malformed, not authentic, out of sequence, beyond a limit, or a step of
                   procedure by the secretariat or the chair that the charter does not provide

A state's communication is never refused for its content. Reasons are codes with typed parameters; their
sentences are in `comity.phrases`, in the reader's language.
"""

from typing import Literal

from msgspec import Struct

from comity.phrases import Param

Kind = Literal["state", "body", "instrument", "provision", "day", "number", "text", "act", "credential", "moment"]


class Reason(Struct, frozen=True, gc=False):
    """Why: a code, its parameters, the provision it rests on and the lowest confidence among what it rests on."""

    code: str
    params: tuple[Param, ...] = ()
    provision: str = ""
    confidence: str = ""


class HasEffect(Struct, frozen=True, gc=False, tag="has_effect"):
    """The act has effect; `warnings` were shown to whoever signed."""

    warnings: tuple[Reason, ...] = ()


class WithoutEffect(Struct, frozen=True, gc=False, tag="without_effect"):
    """The act stands as received, without effect under `reason.provision`."""

    reason: Reason


class Refused(Struct, frozen=True, gc=False, tag="refused"):
    """Nothing is entered; `kind` says for which of the five admissible grounds."""

    kind: Literal["form", "authenticity", "sequence", "limit", "procedure"]
    reason: Reason


Finding = HasEffect | WithoutEffect | Refused
Entered = HasEffect | WithoutEffect

HAS_EFFECT = HasEffect()


def params(**values: tuple[Kind, str]) -> tuple[Param, ...]:
    """Typed parameters, sorted by name: `params(state=("state", "TJ"))`."""
    return tuple(Param(name=name, kind=kind, value=value) for name, (kind, value) in sorted(values.items()))


def without_effect(code: str, provision: str, confidence: str = "", **values: tuple[Kind, str]) -> WithoutEffect:
    """Without effect under `provision`, for the reason `code`."""
    return WithoutEffect(Reason(code, params(**values), provision, confidence))


def refused(
    kind: Literal["form", "authenticity", "sequence", "limit", "procedure"], code: str, **values: tuple[Kind, str]
) -> Refused:
    """Refused on the ground `kind`, for the reason `code`."""
    return Refused(kind, Reason(code, params(**values)))


def warning(code: str, provision: str = "", confidence: str = "", **values: tuple[Kind, str]) -> HasEffect:
    """Has effect, and warns."""
    return HasEffect((Reason(code, params(**values), provision, confidence),))
