"""One cue, one holder: unless the text lists several."""

import re
from collections.abc import Iterable

import pytest

from standpunkt.language.holders import holders_of, sayers_of
from standpunkt.language.tokenizer import blank
from standpunkt.language.viterbi import TagSpan
from standpunkt.language.windows import Words, read_words

NLP = blank()


class NoPieces:
    """Stands in for the vocabulary: holders are told apart by their words alone."""

    def of(self, words: Iterable[tuple[str, bool]]) -> list[tuple[int, ...]]:
        return [() for _ in words]


def marked(text: str, label: str = "holder") -> tuple[Words, list[TagSpan]]:
    """The words of a text, and the holders in it: [name]0.8 has that probability, [name] 0.5."""
    plain, holders = "", []
    for before, name, probability in re.findall(r"([^\[]*)(?:\[(.*?)\](0\.\d)?)?", text):
        start = len(plain) + len(before)
        plain += before + name
        if name:
            holders.append((start, len(plain), float(probability or 0.5)))
    words = read_words(plain, [(token.idx, token.text) for token in NLP(plain)], NoPieces())
    starts, ends = words.starts.tolist(), words.ends.tolist()
    spans = [TagSpan(starts.index(a), ends.index(b) + 1, label, sure) for a, b, sure in holders]
    return words, [*spans, TagSpan(0, 1, "target", 1.0)]


def texts(words: Words, spans: Iterable[TagSpan]) -> list[str]:
    return [words.text[words.starts[s.first] : words.ends[s.last - 1]] for s in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Anna Berg] fordert mehr Busse.", ["Anna Berg"]),
        ("[Anna Berg] und [Otto Ulm] fordern mehr Busse.", ["Anna Berg", "Otto Ulm"]),
        ("[Anna Berg] (SPD) und der Landrat [Otto Ulm] fordern mehr.", ["Anna Berg", "Otto Ulm"]),
        ("[Peru], [Chile] und [Kuba] lehnen es ab.", ["Peru", "Chile", "Kuba"]),
        ("Präsident [Berg], Kanzler [Ulm] sowie der [Rat] stimmten zu.", ["Berg", "Ulm", "Rat"]),
        # Who says so is not who is against it, however likely it seems.
        ("Der Sprecher [Anna Berg]0.9, sagte: „[Die Nachbarn]0.6 verhindern* es.“", ["Die Nachbarn"]),
        ("Der Sprecher [Anna Berg]0.6, sagte: „[Die Nachbarn]0.9 verhindern es.“", ["Die Nachbarn"]),
        ("[Berg]0.4 bleibt dabei: abgelehnt hat es [die Gewerkschaft]0.8.", ["die Gewerkschaft"]),
        ("Die [Partei]0.7 beschuldigte [Otto Ulm]0.4 der Vorbereitung.", ["Partei"]),
        ("[Berg]0.3 sprach; [Peru]0.6, [Chile]0.8 und [Kuba]0.2 stimmten zu.", ["Peru", "Chile", "Kuba"]),
        # A name tells more than its pronoun.
        ("„[Wir]0.9 brauchen das“, sagte [Otto Ulm]0.6.", ["Otto Ulm"]),
        ("„[Wir]0.9 brauchen das.“", ["Wir"]),
        ("Das wird gebraucht.", []),
    ],
)
def test_holders(text: str, expected: list[str]) -> None:
    before, star, after = text.partition("*")
    words, arguments = marked(before + after)
    cue = len(marked(before)[0]) - 1 if star else 0
    assert texts(words, holders_of(words, (cue, cue + 1), arguments)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Die Zeitung] berichtet, dass der Sprecher [Otto Ulm] sagte: „Es geht.“", ["Otto Ulm"]),
        ("[Anna Berg] und [Otto Ulm] sagten: „Es geht.“", ["Anna Berg", "Otto Ulm"]),
        ("[Anna Berg] sagte: „Es geht.“", ["Anna Berg"]),
        ("[Otto Ulm], „Es geht.“, sagte er, dass [Anna Berg] komme.", ["Otto Ulm", "Anna Berg"]),
    ],
)
def test_who_utters_a_direct_quote(text: str, expected: list[str]) -> None:
    words, speakers = marked(text, "speaker")
    assert texts(words, sayers_of(words, speakers[:-1], words.quoted[0][0])) == expected
