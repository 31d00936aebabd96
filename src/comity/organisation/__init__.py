"""Every rule of the organisation, and its standing: pure functions of what they read.

No storage, no web, no clock and no key is in sight: the day and the signer come in as arguments. A room for each thing
that a charter names; in each room the things, then `examine_*`, then `apply_*`, then the questions one may ask.
"""
