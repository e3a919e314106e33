"""How likely a target without an issue's own words belongs to it: its vectors and what stands around it.

For each issue: the cosines of the target, of the text around its sentence and of the whole article with the
mean vector of the issue's label, description and examples; whether the issue's words occur around the
sentence, and how often in the article. A conditional logit turns these into one probability an issue; "none
of them" is an alternative of its own. The weights were fitted on half of the judged targets (`python -m
training.issues_check`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from standpunkt.actors.records import Issue
from standpunkt.issues.assign import has_what_it_must
from standpunkt.issues.words import WordText, alternatives
from standpunkt.language.pipeline import MODEL_FOLDER
from standpunkt.language.vectors import TextVectors
from standpunkt.language.viterbi import Floats

NEAR_CHARS = 250
"""How far around the sentence is looked."""
ENOUGH_WORDS = 4
"""More of an issue's words in the article say no more."""
EVIDENCE = ("target", "near", "article", "words_near", "words_in_article")


@dataclass(frozen=True)
class Weights:
    """What each kind of evidence counts, in the order of ``EVIDENCE``, and the worth of "none of them"."""

    evidence: tuple[float, ...]
    none: float


TELLING = Weights((3.17, 1.5, 0.82, 0.97, 2.38), 6.37)
"""For targets that say what they are about."""
POINTING = Weights((0.0, 2.12, 0.0, 0.6, 4.34), 6.82)
"""For targets that point to something in the text: "diese Entscheidung"."""
WORDLESS = Weights((5.05, 4.1, 5.57, 0.0, 0.0), 7.0)
"""For issues without words; surer than the fit, since vectors alone err more often."""


@dataclass(frozen=True)
class Place:
    """Offsets of a target and of the sentence that shows the stance."""

    target: tuple[int, int]
    sentence: tuple[int, int]
    is_pointing: bool = False

    def near(self, text: str) -> tuple[int, int]:
        """The sentence and what stands around it."""
        return max(0, self.sentence[0] - NEAR_CHARS), min(len(text), self.sentence[1] + NEAR_CHARS)


@cache
def text_vectors() -> TextVectors:
    """The shipped vectors, read once a process."""
    return TextVectors(MODEL_FOLDER)


def place_vectors(text: str, places: Sequence[Place]) -> Floats:
    """(2 x places + 1, width): of the targets, of what is around their sentences, of the whole text.

    The text is cut into pieces once for all of them, which is most of the work.
    """
    spans = [place.target for place in places] + [place.near(text) for place in places] + [(0, len(text))]
    return text_vectors().of(text, spans)


class IssueVectors:
    """What makes up each issue of a table, as vectors."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        vectors = text_vectors()
        self.texts = [np.concatenate([vectors.of(text) for text in _texts(issue)]) for issue in self.issues]
        """For each issue (texts, width): label, description, examples, counter-examples."""
        means = np.stack([texts.mean(0) for texts in self.texts])
        self.means: Floats = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)

    def evidence(
        self, text: str, words: WordText, places: Sequence[Place], vectors: Floats | None = None
    ) -> Floats:
        """(places, issues, kinds): what speaks for each issue, in the order of ``EVIDENCE``.

        ``vectors`` are those of ``place_vectors``, if they are known already.
        """
        nears = [place.near(text) for place in places]
        cosines = (place_vectors(text, places) if vectors is None else vectors) @ self.means.T
        found = np.zeros((len(places), len(self.issues), len(EVIDENCE)), np.float32)
        found[:, :, 0] = cosines[: len(places)]
        found[:, :, 1] = cosines[len(places) : -1]
        found[:, :, 2] = cosines[-1]
        for number, issue in enumerate(self.issues):
            known = [one for one in alternatives(issue.words) if words.count(one)]
            found[:, number, 3] = [any(words.has_within(one, *near) for one in known) for near in nears]
            found[:, number, 4] = np.log1p(min(ENOUGH_WORDS, sum(words.count(one) for one in known)))
        return found

    def probabilities(
        self, text: str, words: WordText, places: Sequence[Place], vectors: Floats | None = None
    ) -> Floats:
        """(places, issues): how likely each target belongs to each issue; the rest is "none"."""
        evidence = self.evidence(text, words, places, vectors)
        worth = np.where(
            np.asarray([place.is_pointing for place in places])[:, None],
            evidence @ POINTING.evidence - POINTING.none,
            evidence @ TELLING.evidence - TELLING.none,
        )
        wordless = [not issue.words for issue in self.issues]
        worth[:, wordless] = evidence[:, wordless] @ WORDLESS.evidence - WORDLESS.none
        worth[:, [not has_what_it_must(issue, words) for issue in self.issues]] = -np.inf
        # "None" has worth 0 in every sum.
        top = np.maximum(worth.max(1, keepdims=True), 0)
        risen = np.exp(worth - top)
        shares: Floats = risen / (risen.sum(1, keepdims=True) + np.exp(-top))
        return shares

    def nearest_text(self, vector: Floats, number: int) -> tuple[str, bool, float]:
        """The text of an issue that is nearest to a vector, whether it is a counter-example, its cosine."""
        issue = self.issues[number]
        cosines = self.texts[number] @ vector
        best = int(cosines.argmax())
        texts = _texts(issue)
        is_counter = best >= len(texts) - len(issue.counter_examples)
        return texts[best], is_counter, float(cosines[best])


def _texts(issue: Issue) -> list[str]:
    own = [issue.label, issue.description] if issue.description else [issue.label]
    return [*own, *issue.examples, *issue.counter_examples]
