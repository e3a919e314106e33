"""``doc._.mentions``, ``roles``, ``statements`` and ``stances``, kept as plain lists in ``doc.user_data``.

``doc._.sentence_vectors`` and ``doc._.target_vectors`` are arrays, None unless they were asked for.

Plain lists survive ``Doc.to_bytes``, ``DocBin`` with user data, and pickling; the getters build the frozen
dataclasses back.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any, TypeVar

from spacy.tokens import Doc

from standpunkt.language.annotations import CharSpan, Mention, Role, Stance, Statement

Annotation = TypeVar("Annotation", Mention, Role, Statement, Stance)

_SPAN_TUPLES = {"quote_spans", "speaker_spans", "cue_spans", "frame_spans", "addressee_spans"}
_SPANS = {"span", "holder", "organisation", "sentence", "target", "cue", "condition", "reporter"}


def _plain(annotation: Mention | Role | Statement | Stance) -> list[Any]:
    return [_plain_value(field.name, getattr(annotation, field.name)) for field in fields(annotation)]


def _plain_value(name: str, value: Any) -> Any:
    if name in _SPAN_TUPLES:
        return [list(span) for span in value]
    return list(value) if name in _SPANS and value is not None else value


def _built(kind: type[Annotation], row: list[Any]) -> Annotation:
    names = (field.name for field in fields(kind))
    return kind(**{name: _built_value(name, value) for name, value in zip(names, row, strict=True)})


def _built_value(name: str, value: Any) -> Any:
    if name in _SPAN_TUPLES:
        return tuple(CharSpan(*span) for span in value)
    return CharSpan(*value) if name in _SPANS and value is not None else value


def _getter(key: str, kind: type[Annotation]) -> Callable[[Doc], tuple[Annotation, ...]]:
    def get(doc: Doc) -> tuple[Annotation, ...]:
        return tuple(_built(kind, row) for row in doc.user_data.get(key, ()))

    return get


def _setter(key: str) -> Callable[[Doc, Iterable[Mention | Role | Statement | Stance]], None]:
    def put(doc: Doc, annotations: Iterable[Mention | Role | Statement | Stance]) -> None:
        doc.user_data[key] = [_plain(annotation) for annotation in annotations]

    return put


def register() -> None:
    """Registers the extension attributes; repeating it changes nothing."""
    for name, kind in (
        ("mentions", Mention),
        ("roles", Role),
        ("statements", Statement),
        ("stances", Stance),
    ):
        key = f"standpunkt.{name}"
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=_getter(key, kind), setter=_setter(key))
    for name in ("sentence_vectors", "target_vectors"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
