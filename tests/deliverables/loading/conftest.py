import pytest

from deliverables.loading import LoadError, load_folders
from tests.deliverables.loading.folders import PROGRAMME, REFERENCE, TomlFolder


@pytest.fixture
def reference(tmp_path):
    return TomlFolder(tmp_path / "reference", REFERENCE)


@pytest.fixture
def north(tmp_path):
    return TomlFolder(tmp_path / "north", PROGRAMME)


@pytest.fixture
def load(reference, north):
    """Loads both folders; gives the report of the programme's."""

    def loaded(**options):
        return load_folders([reference.path, north.path], **options)[1]

    return loaded


@pytest.fixture
def problems(reference, north):
    """Loads both folders, which must fail; gives the sentences."""

    def told(*paths):
        with pytest.raises(LoadError) as refused:
            load_folders(paths or [reference.path, north.path])
        return refused.value.problems

    return told
