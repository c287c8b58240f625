"""Work for a worker, outside requests. A task names a submission and can be done twice without harm."""

from django_tasks import task

from metrics.loading.handling import load_in_background, read_in_background
from metrics.models import Submission


@task()
def read_file(submission: str) -> None:
    read_in_background(_still_there(submission))


@task()
def load_file(submission: str) -> None:
    load_in_background(_still_there(submission))


def _still_there(pk: str) -> Submission:
    """Raises Submission.DoesNotExist where it was forgotten meanwhile; the task then counts as failed."""
    return Submission.objects.select_related("programme", "source", "owner").get(pk=pk)
