"""Why a load is refused, in words for the person who asked for it."""


class LoadError(Exception):
    """Nothing was written; its text says what to do next."""


class ChangedSinceShownError(LoadError):
    def __init__(self):
        super().__init__(
            "Values were loaded after this page was shown, so nothing was written. "
            "Below is what your file would change now."
        )


class NotReadyError(LoadError):
    def __init__(self):
        super().__init__(
            "This file cannot be loaded: mend what is named on its page and choose the file again."
        )


class NotStuckError(LoadError):
    def __init__(self):
        super().__init__("This file is still being worked on. Reload the page to see how far it is.")
