"""The pipeline: small spaCy components over ``spacy.blank("de")``, and :func:`load`."""

from collections.abc import Mapping
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from standpunkt.language import extensions, tables
from standpunkt.language.annotations import Mention
from standpunkt.language.entities import NameFinder
from standpunkt.language.roles import roles
from standpunkt.language.sentences import sentence_starts
from standpunkt.language.stances import find_stances
from standpunkt.language.statements import find_statements, speaker_mentions

EXTRACTOR_VERSION = f"rules-3-{tables.fingerprint()}"
"""Name of this extractor; the hash changes with the rule tables."""

COMPONENTS = ("standpunkt_sentences", "standpunkt_names", "standpunkt_statements", "standpunkt_stances")

extensions.register()


@Language.component("standpunkt_sentences", assigns=["token.is_sent_start"])
def mark_sentences(doc: Doc) -> Doc:
    """Sets sentence starts."""
    for token, start in zip(doc, sentence_starts(doc), strict=True):
        token.is_sent_start = start
    return doc


@Language.factory(
    "standpunkt_names", default_config={"names": {}}, assigns=["doc.ents", "doc._.mentions", "doc._.roles"]
)
def make_name_marker(nlp: Language, name: str, names: dict[str, str]) -> "NameMarker":  # noqa: ARG001
    """Factory of the component that finds names; ``names`` maps further names to their entity kind."""
    return NameMarker(names)


class NameMarker:
    """Writes ``doc.ents``, ``doc._.mentions`` and ``doc._.roles``."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._find = NameFinder(names)

    def __call__(self, doc: Doc) -> Doc:
        """Marks one document."""
        mentions = self._find(doc)
        doc._.mentions = mentions
        doc._.roles = roles(doc, mentions)
        named = [m for m in mentions if m.mention_form == "name"]
        spans = [doc.char_span(*m.span, label=m.entity_kind) for m in named]
        doc.ents = tuple(span for span in spans if span is not None)
        return doc


@Language.component("standpunkt_statements", assigns=["doc._.statements", "doc._.mentions", "doc.spans"])
def mark_statements(doc: Doc) -> Doc:
    """Writes statements, and the mentions their speakers add (pronouns, offices)."""
    statements = find_statements(doc)
    doc._.statements = statements
    _add_mentions(doc, speaker_mentions(doc, [span for s in statements for span in s.speaker_spans]))
    spans = [
        doc.char_span(*quote, label=statement.statement_kind, alignment_mode="expand")
        for statement in statements
        for quote in statement.quote_spans
    ]
    doc.spans["statements"] = [span for span in spans if span is not None]
    return doc


@Language.component("standpunkt_stances", assigns=["doc._.stances", "doc._.mentions"])
def mark_stances(doc: Doc) -> Doc:
    """Writes stances, and the mentions their holders add."""
    stances = find_stances(doc)
    doc._.stances = stances
    _add_mentions(doc, speaker_mentions(doc, [s.holder for s in stances if s.holder]))
    return doc


def _add_mentions(doc: Doc, further: list[Mention]) -> None:
    known = {mention.span for mention in doc._.mentions}
    fresh = {mention.span: mention for mention in further if mention.span not in known}
    doc._.mentions = sorted([*doc._.mentions, *fresh.values()], key=lambda mention: mention.span)


def load(names: Mapping[str, str] | None = None) -> Language:
    """The German pipeline, ready for ``nlp(text)`` and ``nlp.pipe(texts)``.

    ``names`` adds a gazetteer: name to entity kind (person, organisation, place, country or other). Load it
    once a process.
    """
    nlp = spacy.blank("de")
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=\w)[—–](?=\w)"]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    for component in COMPONENTS:
        config: dict[str, Any] = {"names": dict(names or {})} if component == "standpunkt_names" else {}
        nlp.add_pipe(component, config=config)
    nlp.meta["name"] = "standpunkt_rules"
    nlp.meta["description"] = f"Statements and stances in German news, {EXTRACTOR_VERSION}"
    return nlp
