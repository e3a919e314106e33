"""One pipeline for all tests: loading is the slow part."""

import pytest
from spacy.language import Language

from standpunkt.language import load


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()
