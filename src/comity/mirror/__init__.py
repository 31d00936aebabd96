"""A mirror: whoever holds a copy of the record and computes everything again (record.md, section 6).

head -> signatures -> entry bundles -> leaf hashes -> root -> each act: bytes, keys, chain, time, what its signer saw,
and the charter's rules once more, to a standing of its own. It knows nothing of the registry that it checks.
"""

from comity.mirror.rebuild import Altered, rebuild
from comity.mirror.report import Fault, Report

__all__ = ["Altered", "Fault", "Report", "rebuild"]
