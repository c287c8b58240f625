"""The measures: none are kept yet."""
