"""What a page or a file reads, shaped for it."""
