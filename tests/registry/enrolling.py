"""Enrolling further credentials in tests: by an earlier key of the same holder, with proof of possession."""

from comity.acts.base import By
from comity.acts.credentials import Enrolment, possession_text
from comity.record.keys import Ed25519Signer
from comity.record.note import write_line
from tests.cast import Cast

MAY = ("instruments", "membership", "credentials")


def fields_of(origin: str, by: By, signer: Ed25519Signer, may: tuple[str, ...] = MAY, possessor: Ed25519Signer | None = None) -> dict[str, object]:
    """The fields of `credentials.enrol` for the key of `signer`, whose name says function and number."""
    _, _, function, number = signer.key.name.split("/")
    enrolment = Enrolment(function=function, holder=by, key=str(signer.key), may=may, number=int(number))  # type: ignore[arg-type]
    line = (possessor or signer).sign(possession_text(enrolment, origin))
    holder = {"member": by.member} if by.member else {"office": by.office}
    return {
        "enrolment": {"function": function, "holder": holder, "key": str(signer.key), "may": list(may), "number": int(number)},
        "possession": write_line(line),
    }


def enrol(cast: Cast, by: str, signer: Ed25519Signer) -> str:
    """Enrols the key of `signer` by the credential `by` of the same member; gives the new credential's id."""
    member = by.split("/")[0]
    cast.enter("credentials.enrol", by, **fields_of(cast.registry.origin, By(member=member), signer))
    return "/".join(signer.key.name.split("/")[1:])
