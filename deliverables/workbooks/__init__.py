"""A reporting period as an Excel workbook: written, read back with every error named, compared, loaded."""
