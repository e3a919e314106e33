"""Text in, annotated :class:`spacy.tokens.Doc` out.

``load()`` gives a spaCy pipeline that sets sentence starts, ``doc.ents``, ``doc._.mentions``,
``doc._.roles``, ``doc._.statements``, ``doc._.stances`` and ``doc.spans["statements"]``.
"""

from standpunkt.language.annotations import CharSpan, Mention, Role, Stance, Statement
from standpunkt.language.pipeline import EXTRACTOR_VERSION, load

__all__ = ["EXTRACTOR_VERSION", "CharSpan", "Mention", "Role", "Stance", "Statement", "load"]
