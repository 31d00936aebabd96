"""Finding things by words, in both languages: an index that follows the record, and is what a new one would be.

    analyse     words to stems: Snowball for English and Russian, ё as е, marks away, Cyrillic also in Latin letters
    documents   what an entry, or the charter, gives to be found
    index       the index: brought up to a record, asked for words on a day at an entry

Trust: the index holds nothing that is not public; whatever it says is a way to a thing, never what is shown of it.
"""

from comity.search.analyse import Query, parse
from comity.search.documents import Document
from comity.search.index import Found, Index, marked

__all__ = ["Document", "Found", "Index", "Query", "marked", "parse"]
