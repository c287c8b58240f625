from collections.abc import Sequence


class LoadError(Exception):
    """Files that cannot be loaded. `problems` are sentences, one a mistake; nothing was written."""

    def __init__(self, problems: Sequence[str]):
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))
