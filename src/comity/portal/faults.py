"""What can be wrong with a request: each gets a status and one sentence in the reader's language."""


class Fault(Exception):
    """A request that cannot be answered as asked: `code` is a phrase, `values` its parameters."""

    status = 400

    def __init__(self, code: str, **values: str | int | tuple[str, str]) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class BadQuery(Fault):
    """The query cannot be read."""


class NotFound(Fault):
    """There is no such thing, on that day or at all."""

    status = 404
