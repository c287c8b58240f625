"""Pages of the measures."""
