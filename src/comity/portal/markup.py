"""Filling a piece of markup: the template is ours, whatever is put into it is escaped unless it is markup itself."""

from markupsafe import Markup, escape

#: What needs no escaping.
_PLAIN = frozenset((int, Markup))


def fill(template: str, *values: object) -> Markup:
    """The template with its places filled in order: `fill('<a href="{}">{}</a>', address, words)`."""
    return Markup(template.format(*[one if type(one) in _PLAIN else escape(one) for one in values]))
