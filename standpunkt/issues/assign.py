"""Which issue a target's own words mean, and whether the target is the issue or its opposite.

All words of an alternative must occur: the first in the target, the others there or else in the sentence
around it. An issue is out if one of its ``words_not`` occurs in the target, or none of its ``words_must`` in
the text around it. Of several issues the one with the most matched characters wins, an issue before those it
is part of; a tie between issues that are no part of each other gives none.
"""

from standpunkt.actors.records import Issue
from standpunkt.actors.tables import Tables
from standpunkt.issues.negation import is_negated
from standpunkt.issues.words import WordText, alternatives, find_hit, is_excluded, most_specific, tokens_of


def assign_issue(
    target_text: str, sentence_text: str | None, tables: Tables, around: WordText | None = None
) -> tuple[str | None, bool]:
    """Issue id of a target, or None if none fits or several do; and whether the target negates it.

    ``around`` is the article, in which ``words_must`` are looked for; without it, the sentence.

    >>> assign_issue("Verzicht auf ausländische Truppen", None, tables)  # doctest: +SKIP
    ('auslaendische-truppen', True)
    """
    target = tokens_of(target_text)
    sentence = tokens_of(sentence_text or "")
    folded = target_text.casefold()
    hits = [hit for issue in tables.issues.values() if (hit := find_hit(issue, folded, target, sentence))]
    if hits and any(hit.issue.words_must for hit in hits):
        around = around or WordText(f"{target_text} {sentence_text or ''}")
        hits = [hit for hit in hits if has_what_it_must(hit.issue, around)]
    best = most_specific([hit for hit in hits if not is_excluded(hit.issue, target)], tables.issues)
    if best is None:
        return None, False
    return best.issue.issue_id, is_negated(best, target, tables.negations)


def has_what_it_must(issue: Issue, around: WordText) -> bool:
    """Whether one of the issue's ``words_must`` occurs in a text; true if it has none."""
    return not issue.words_must or any(around.count(words) for words in alternatives(issue.words_must))
