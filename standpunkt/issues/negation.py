"""Whether a target is the opposite of an issue: "Ausschluss ausländischer Truppen".

Words of the table ``negations`` turn what they govern: those placed ``before`` govern what follows them up to
a word that starts something else, those placed ``after`` what precedes them, those placed ``anywhere`` all of
it. One that starts with ``*`` may also be the end of the issue's own word ("Sanktionsstopp"). Two cancel:
"keine Aufhebung der Sanktionen". A preposition that belongs to a negation ("Protest gegen") does not count
again.
"""

from standpunkt.actors.names import word_set
from standpunkt.actors.records import Negation
from standpunkt.issues.words import Hit, Token, find, matches

# Past these, a negating noun no longer governs what follows: "Ende des Krieges und Sicherheitsgarantien".
_BARRIERS = word_set(", ; : – — und sowie oder durch mit ohne nach bei mittels dass wenn als um weil")
_OWN_PREPOSITIONS = word_set("gegen")
_REACH_OF_NOUN = 3
"""Words from a negating noun to the preposition that belongs to it."""


def is_negated(hit: Hit, target: list[Token], negations: tuple[Negation, ...]) -> bool:
    """Whether the target negates the issue whose words were found in it."""
    counters = sum(1 for word in hit.issue.counter_words if find(word.casefold(), target))
    own = dict(hit.words)
    return (counters + _negations(target, hit.first, hit.last, own, negations)) % 2 == 1


def negates_all(target: list[Token], negations: tuple[Negation, ...]) -> bool:
    """Whether a target negates whatever it is about."""
    return _negations(target, len(target), -1, {}, negations) % 2 == 1


def _negations(
    target: list[Token], first: int, last: int, own: dict[int, str], negations: tuple[Negation, ...]
) -> int:
    found: list[int] = []
    for token in target:
        one_of_many = any(
            matches(one.word, token.text) and _governs(one, token, first, last, own, target)
            for one in negations
        )
        belongs = token.text in _OWN_PREPOSITIONS and any(
            token.position - place <= _REACH_OF_NOUN for place in found
        )
        if one_of_many and not belongs:
            found.append(token.position)
    return len(found)


def _governs(
    negation: Negation, token: Token, first: int, last: int, own: dict[int, str], target: list[Token]
) -> bool:
    own_word = own.get(token.position)
    # "Verbrenner-Verbot" is the issue itself there, "Sanktionsstopp" is its negation.
    if own_word is not None and negation.word.strip("*") in own_word:
        return False
    if negation.place == "anywhere":
        return True
    if negation.place == "after":
        return token.position > last or (own_word is not None and negation.word.startswith("*"))
    between = target[token.position + 1 : first]
    return token.position < first and not any(other.text in _BARRIERS for other in between)
