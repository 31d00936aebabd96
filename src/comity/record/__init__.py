"""The record: bytes, hashes, signatures, storage. It knows nothing of organisations.

What was entered stays, in its order, and everybody entitled sees the same (record.md). Published formats throughout:
RFC 6962 and 9162 (tree), RFC 8785 (canonical JSON, in `comity.canon`), RFC 8032 (Ed25519), C2SP signed-note,
tlog-checkpoint, tlog-tiles, tlog-cosignature.

    note, keys, ed25519, cosignature      what is signed, and by whom
    entry                                 one act with its receipt
    tree, tiles, checkpoint               how entries make up a record
    parts                                 what is kept beside it
    store, sqlite, heads, log             where it lies, and how it is opened
"""
