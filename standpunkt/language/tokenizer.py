"""The tokenizer of pipeline and training: spaCy's German one, which also splits at dashes between words."""

from typing import Any

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex


def blank() -> Language:
    """An empty German pipeline."""
    nlp = spacy.blank("de")
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=\w)[—–](?=\w)"]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp
