"""The reporting cycle: periods open, leads report, the office reviews. Every write of it is here."""
