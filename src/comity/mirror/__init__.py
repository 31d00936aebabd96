"""A mirror: whoever holds a copy of the record and computes everything again (record.md, section 6).

head -> signatures -> entry bundles -> leaf hashes -> root -> each act: bytes, keys, chain, time, what its signer saw,
and the charter's rules once more, to a standing of its own. It knows nothing of the registry that it checks.

    verify      proves a folder or an address, and says what was altered and what differs from the rule as recorded
    rebuild     the standing from the published files
    walk        what each entry must be          signatures    verified on all cores meanwhile
    source      folder, files, HTTP              folder        what lies beside the entries
"""

from comity.mirror.rebuild import Altered, rebuild
from comity.mirror.report import Fault, Report, Verdict
from comity.mirror.source import Unreachable
from comity.mirror.verification import verify

__all__ = ["Altered", "Fault", "Report", "Unreachable", "Verdict", "rebuild", "verify"]
