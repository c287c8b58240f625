"""Pages that belong to no app or to both: signing in, data, errors."""
