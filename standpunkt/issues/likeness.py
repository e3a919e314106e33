"""How likely a target without an issue's own words belongs to it: its vectors and what stands around it.

For each issue: the cosine of the target with the nearest of its label, description and examples; those
of the text around its sentence and of the whole article with the mean of all of these; whether the issue's
words occur around the sentence, how often in the article, and which share they are of all issues' words. A
conditional logit turns these into one probability an issue; "none of them" is an alternative of its own. The
weights were fitted on judged targets (`python -m training.issues_check`). Names of actors do not count in the
target, nor in what it is compared with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from standpunkt.actors.names import AliasIndex
from standpunkt.actors.records import Issue
from standpunkt.issues.assign import has_what_it_must
from standpunkt.issues.content import without_names
from standpunkt.issues.words import WordText, alternatives, is_excluded, tokens_of
from standpunkt.language.pipeline import MODEL_FOLDER
from standpunkt.language.vectors import TextVectors
from standpunkt.language.viterbi import Floats

NEAR_CHARS = 250
"""How far around the sentence is looked."""
ENOUGH_WORDS = 4
"""More of an issue's words in the article say no more."""
FEW_WORDS = 2
"""So many words of other issues are taken to occur anyway, or a single word would be a share of 1."""
EVIDENCE = ("target", "near", "article", "words_near", "words_in_article", "share_of_words")


@dataclass(frozen=True)
class Weights:
    """What each kind of evidence counts, in the order of ``EVIDENCE``, and the worth of "none of them"."""

    evidence: tuple[float, ...]
    none: float


TELLING = Weights((4.01, 1.59, 1.26, 1.2, 2.3, 1.35), 7.94)
"""For targets that say what they are about."""
POINTING = Weights((0.0, 2.49, 1.38, 0.79, 1.75, 4.77), 7.55)
"""For targets that point to something in the text: "diese Entscheidung"."""
WORDLESS = Weights((5.19, 4.13, 7.24, 0.0, 0.0, 0.0), 8.07)
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


class IssueVectors:
    """What makes up each issue of a table, as vectors; ``index`` knows the names that do not count."""

    def __init__(self, issues: Sequence[Issue], index: AliasIndex) -> None:
        self.issues = tuple(issues)
        self._index = index
        self.texts = [np.concatenate([self._vector(text) for text in _texts(issue)]) for issue in self.issues]
        """For each issue (texts, width): label, description, examples, counter-examples."""
        whole = [[text_vectors().of(text) for text in _texts(issue)] for issue in self.issues]
        means = np.stack([np.concatenate(texts).mean(0) for texts in whole])
        self.means: Floats = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)

    def of_targets(self, text: str, places: Sequence[Place]) -> Floats:
        """(places, width): the vector of each target."""
        return np.concatenate([self._vector(text[slice(*place.target)]) for place in places])

    def evidence(
        self, text: str, words: WordText, places: Sequence[Place], targets: Floats | None = None
    ) -> Floats:
        """(places, issues, kinds): what speaks for each issue, in the order of ``EVIDENCE``.

        ``targets`` are the vectors of `of_targets`, if they are known already.
        """
        nears = [place.near(text) for place in places]
        targets = self.of_targets(text, places) if targets is None else targets
        # The text is cut into pieces once for all of them, which is most of the work.
        around = text_vectors().of(text, [*nears, (0, len(text))]) @ self.means.T
        found = np.zeros((len(places), len(self.issues), len(EVIDENCE)), np.float32)
        found[:, :, 0] = np.stack([(targets @ texts.T).max(1) for texts in self.texts], 1)
        found[:, :, 1] = around[:-1]
        found[:, :, 2] = around[-1]
        counts = np.zeros(len(self.issues), np.float32)
        for number, issue in enumerate(self.issues):
            known = [one for one in alternatives(issue.words) if words.count(one)]
            found[:, number, 3] = [any(words.has_within(one, *near) for one in known) for near in nears]
            counts[number] = sum(words.count(one) for one in known)
        found[:, :, 4] = np.log1p(np.minimum(ENOUGH_WORDS, counts))
        found[:, :, 5] = counts / (counts.sum() + FEW_WORDS)
        return found

    def probabilities(
        self, text: str, words: WordText, places: Sequence[Place], targets: Floats | None = None
    ) -> Floats:
        """(places, issues): how likely each target belongs to each issue; the rest is "none"."""
        evidence = self.evidence(text, words, places, targets)
        worth = np.where(
            np.asarray([place.is_pointing for place in places])[:, None],
            evidence @ POINTING.evidence - POINTING.none,
            evidence @ TELLING.evidence - TELLING.none,
        )
        wordless = [not issue.words for issue in self.issues]
        worth[:, wordless] = evidence[:, wordless] @ WORDLESS.evidence - WORDLESS.none
        for row, place in enumerate(places):
            target = tokens_of(text[slice(*place.target)])
            worth[row, [is_excluded(issue, target) for issue in self.issues]] = -np.inf
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

    def _vector(self, text: str) -> Floats:
        """(1, width)."""
        return text_vectors().of(without_names(text, self._index) or text)


def _texts(issue: Issue) -> list[str]:
    own = [issue.label, issue.description] if issue.description else [issue.label]
    return [*own, *issue.examples, *issue.counter_examples]
