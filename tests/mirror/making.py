"""A small organisation with a record worth altering: acts of several signers, a ripened moment, a later enrolment."""

import shutil
from pathlib import Path

from comity.acts.base import By
from comity.record.keys import generate
from comity.registry import key_path, open_folder, sign, signer_for
from tests.cast import MEMBERS, REGISTRAR, TJ, Template, words
from tests.registry.enrolling import fields_of


def small(template: Template, folder: Path) -> Path:
    """Thirteen entries by the registrar, the registry, and four missions; closed."""
    template.copy(folder)
    served = open_folder(folder)
    try:
        registry = served.registry

        def enter(name: str, credential: str, **fields: object) -> None:
            outcome = registry.enter(name, fields, credential, signer_for(folder, credential))
            assert hasattr(outcome, "entry"), outcome

        enter(
            "membership.found", REGISTRAR, state="TJ", ground=words("signed the Charter", "подписал Устав"),
            effective="2003-09-18", transcribed={"confidence": "high", "source": ["SEED"]},
        )  # fmt: skip
        for member in MEMBERS[:4]:
            enter("membership.declare", f"{member}/mission/1", state=member, stance="other", text=words(f"{member} speaks", f"{member} говорит"))
        enter("membership.notify", TJ, state="TJ", text=words("notice", "уведомление"))
        second = generate("csto-demonstration.example/TJ/mission/2")
        enter("credentials.enrol", TJ, **fields_of(registry.origin, By(member="TJ"), second))
        prepared = registry.prepare("record.remark", {"about": ["member/TJ"], "said_by": words("he"), "text": words("so")}, "TJ/mission/2")
        assert hasattr(registry.receive(sign(prepared.text, second)), "entry")
        enter("clock.step", REGISTRAR, to="2026-09-01T00:00:00Z")
        for member in MEMBERS[1:3]:
            enter("membership.declare", f"{member}/mission/1", state=member, stance="other", text=words("again", "вновь"))
        assert registry.log.size == 13
        assert key_path(folder, TJ).exists()
    finally:
        served.close()
    return folder


def copied(folder: Path, to: Path) -> Path:
    """The folder again, with its key files still closed to others."""
    shutil.copytree(folder, to)
    return to
