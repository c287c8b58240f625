"""Files of values into observations: read as a stream, shown first, then loaded whole or not at all.

opening (bytes to rows) > tidy, wide, mhsds, oaps (rows to values: pure) > staging (values to rows of the
database, with everything that is wrong) > comparing (what would change) > applying (one transaction).
"""
