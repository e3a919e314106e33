"""Whether a target is the opposite of an issue: "Ausschluss ausländischer Truppen".

Words of the table ``negations`` turn what they govern: those placed ``before`` govern what follows them up to
a word that starts something else, those placed ``after`` what precedes them, those placed ``anywhere`` all of
it. One that starts with ``*`` may also be the end of the issue's own word ("Sanktionsstopp"). A word with its
preposition is written with ``+``: "schutz+vor". Two cancel: "keine Aufhebung der Sanktionen". A preposition
that belongs to a negation ("Protest gegen") does not count again, nor do two ``counter_words`` of one issue.
"""

import re

from standpunkt.actors.names import word_set
from standpunkt.actors.records import Issue, Negation
from standpunkt.issues.words import Hit, Token, matches

# Past these, a negating noun no longer governs what follows: "Ende des Krieges und Sicherheitsgarantien".
_BARRIERS = word_set(", ; : – — und sowie oder durch mit ohne nach bei mittels dass wenn als um weil")
_OWN_PREPOSITIONS = word_set("gegen")
# "nichts gegen Sanktionen" negates twice, "Protest gegen Sanktionen" once.
_PARTICLES = ("nicht", "kein", "nie")
_WHOLE_WORDS = word_set("gegen")
_ONLY = word_set("nur allein bloß")
# "ohne weitere Sanktionen", but "ohne Zögern Sanktionen zu verhängen".
_NEXT_NOUN_ONLY = "ohne"
_ATTRIBUTE = re.compile(r"\w+e[nrsm]?")
_REACH_OF_NOUN = 3
"""Words from a negating noun to the preposition that belongs to it."""


def is_negated(hit: Hit, target: list[Token], negations: tuple[Negation, ...]) -> bool:
    """Whether the target negates the issue whose words were found in it."""
    own = dict(hit.words)
    is_counter = any(_is_opposite(word.casefold(), target, own) for word in hit.issue.counter_words)
    return is_counter ^ (_negations(target, hit.first, hit.last, own, negations) % 2 == 1)


def _is_opposite(counter: str, target: list[Token], own: dict[int, str]) -> bool:
    """Whether a counter-word occurs other than within a longer word of the issue: "Emissionshandel"."""
    length = len(counter.strip("*"))
    return any(
        matches(counter, token.text) and len(own.get(token.position, "").strip("*")) <= length
        for token in target
    )


def names_opposite(issue: Issue, target: list[Token]) -> bool:
    """Whether one of the issue's ``counter_words`` occurs in a target."""
    return any(_is_opposite(word.casefold(), target, {}) for word in issue.counter_words)


def negates_all(target: list[Token], negations: tuple[Negation, ...]) -> bool:
    """Whether a target negates whatever it is about."""
    return _negations(target, len(target), -1, {}, negations) % 2 == 1


def _negations(
    target: list[Token], first: int, last: int, own: dict[int, str], negations: tuple[Negation, ...]
) -> int:
    found: list[int] = []
    for token in target:
        one_of_many = any(
            _is_there(one.word, token, target) and _governs(one, token, first, last, own, target)
            for one in negations
        )
        belongs = token.text in _OWN_PREPOSITIONS and any(
            token.position - place <= _REACH_OF_NOUN and not target[place].text.startswith(_PARTICLES)
            for place in found
        )
        if one_of_many and not belongs:
            found.append(token.position)
    return len(found)


def _is_there(word: str, token: Token, target: list[Token]) -> bool:
    """Whether a negation begins at a token: "schutz+vor" at "Schutz" if "vor" follows soon."""
    noun, _, preposition = word.partition("+")
    following = target[token.position + 1 : token.position + 1 + _REACH_OF_NOUN]
    is_same = token.text == noun if noun in _WHOLE_WORDS else matches(noun, token.text)
    if not is_same or (following and following[0].text in _ONLY):
        return False
    return not preposition or any(other.text == preposition for other in following)


def _governs(
    negation: Negation, token: Token, first: int, last: int, own: dict[int, str], target: list[Token]
) -> bool:
    own_word = own.get(token.position)
    # "Verbrenner-Verbot" is the issue itself there, "Sanktionsstopp" is its negation.
    if own_word is not None and negation.word.strip("*") in own_word:
        return False
    if negation.place == "anywhere":
        # A relative clause says something else: "Waffen zu liefern, die nicht so weit reichen".
        return token.position < first or "," not in [
            other.text for other in target[last + 1 : token.position]
        ]
    if negation.place == "after":
        return token.position > last or (own_word is not None and negation.word.startswith("*"))
    between = target[token.position + 1 : first]
    if token.text == _NEXT_NOUN_ONLY and not all(_ATTRIBUTE.fullmatch(other.text) for other in between):
        return False
    return token.position < first and not any(_is_barrier(other, target) for other in between)


def _is_barrier(token: Token, target: list[Token]) -> bool:
    """ "als auch" goes on with what "sowohl" began."""
    goes_on = token.text == "als" and any(other.text == "auch" for other in target[token.position + 1 :][:1])
    return token.text in _BARRIERS and not goes_on
