"""Text to page: torn tags made whole, swallowed content given back, characters mended."""

from cleaners.mend.page import mend

__all__ = ["mend"]
