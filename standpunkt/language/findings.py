"""A stance of one unit as the rules find it, before sentence, statement and condition are added."""

from dataclasses import dataclass

from standpunkt.language.annotations import CharSpan
from standpunkt.language.units import Unit


@dataclass(frozen=True)
class Finding:
    """Who is for or against what, by which rule and which word."""

    unit: Unit
    rule: str
    polarity: str
    holder: CharSpan
    target: CharSpan
    cue: CharSpan
    spoken: bool
    """Whether the cue is itself a word of speech ("kritisierte") rather than an act ("blockierte")."""
