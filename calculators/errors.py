"""The one error a calculator raises."""


class InputError(ValueError):
    """An input that cannot be used: `field` is its id, `message` says why in the reader's language."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message
