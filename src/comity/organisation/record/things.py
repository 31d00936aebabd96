"""The thing of this room: what the opening entry said, as later acts of the record have changed it."""

from msgspec import Struct

from comity.acts.base import Part
from comity.acts.record import CharterFile, Open


class Opening(Struct, frozen=True):
    """Which organisation's record this is, and by what it is judged.

    identity   of the opening entry: what a member pins
    edition    of the rules in force; manifest: of the charter in force
    now        the simulated clock's hour (seconds UTC), 0 where the clock is the machine's
    """

    act: Open
    identity: str
    edition: int
    manifest: tuple[CharterFile, ...]
    now: int = 0

    @property
    def simulated(self) -> bool:
        """Whether time is simulated."""
        return self.act.clock.kind == "simulated"

    def part(self, path: str) -> Part | None:
        """The part under which a charter file stands, or none."""
        return next((file.part for file in self.manifest if file.path == path), None)
