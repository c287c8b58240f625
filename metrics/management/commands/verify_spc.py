"""Lets anyone check that the SPC engine agrees with published test vectors."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from metrics.spc.conformity import compare
from metrics.spc.vectors import VectorsError, read_vectors


class Command(BaseCommand):
    help = "Compare the SPC engine with a file of test vectors in the layout spc-golden-1."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, **options):
        try:
            vectors = read_vectors(options["file"])
        except VectorsError as error:
            raise CommandError(str(error)) from error
        comparisons = [compare(vector) for vector in vectors]
        differences = [difference for each in comparisons for difference in each.differences]
        for difference in differences:
            self.stdout.write(difference)
        agreeing = sum(not each.differences for each in comparisons)
        fields = sum(each.fields for each in comparisons)
        self.stdout.write(
            f"Series that agree: {agreeing:,} of {len(comparisons):,}\n"
            f"Fields that agree: {fields - len(differences):,} of {fields:,}"
        )
        if differences:
            noun = "difference" if len(differences) == 1 else "differences"
            raise CommandError(
                f"The engine does not agree with {options['file']}: {len(differences):,} {noun}."
            )
