"""Who is who, against the gold in ``benchmarks/actors``: mentions, speakers and holders to actors.

Usage: python benchmarks/actors.py GOLD... --statements FILE --stances FILE [--errors] [--end-to-end]

The gold is offsets only; --statements and --stances name the annotated corpora with the texts, whose
statements and stances the gold counts. Without --end-to-end, linking gets the annotated spans of mentions,
speakers and holders; with it, what the language pipeline finds.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from standpunkt.actors.rows import ExtractedRows, LinkedRows
from standpunkt.actors.tables import Tables, load_tables
from standpunkt.evaluation.actors import Pairing, Slot, b_cubed, false_merges, same_actors, slot_score
from standpunkt.evaluation.jsonl import STATEMENT_KINDS
from standpunkt.linking import link_article
from standpunkt.resources import resource_folder

ENTITY_KINDS = {"person": "person", "organisation": "organisation", "state": "country", "group": "other"}
Doc = dict[str, Any]


def read(path: Path) -> list[Doc]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def spans(pairs: Iterable[list[int]]) -> list[dict[str, int]]:
    """Pairs of offsets as the warehouse has them."""
    return [{"start_char": start, "end_char": end} for start, end in pairs]


def gold_rows(gold: Doc, statements: list[Doc], stances: list[Doc], text: str) -> ExtractedRows:
    """The annotated spans as the language pipeline would hand them over, offices of persons included."""
    mentions = [
        {
            "mention_id": f"m{start}-{end}-{form}",
            "article_id": gold["doc"],
            "start_char": start,
            "end_char": end,
            "text": text[start:end],
            "entity_kind": ENTITY_KINDS[gold["actors"][key]] if form in ("name", "adjective") else "other",
            "mention_form": form,
            "confidence": 1.0,
        }
        for start, end, form, key in gold["mentions"]
    ]
    return ExtractedRows(
        tuple(mentions),
        tuple(role_rows(text, mentions)),
        tuple(_statement(number, one, text) for number, one in enumerate(statements)),
        tuple(_stance(number, one, text) for number, one in enumerate(stances)),
    )


def role_rows(text: str, mentions: list[Doc]) -> list[Doc]:
    """What the pipeline's rules read as offices around the given names."""
    import spacy

    from standpunkt.language.annotations import CharSpan, Mention
    from standpunkt.language.mentions import attributes
    from standpunkt.language.roles import roles

    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    doc = nlp(text)
    known = [
        Mention(CharSpan(m["start_char"], m["end_char"]), m["entity_kind"], m["mention_form"], 1.0)
        for m in mentions
        if m["mention_form"] == "name"
    ]
    rows = []
    for number, role in enumerate(roles(doc, [*known, *attributes(doc, known)])):
        of = role.organisation
        rows.append(
            {
                "role_id": f"r{number}",
                "role_text": role.role_text,
                "office": role.office,
                "is_former": role.is_former,
                "sentence_start_char": role.sentence.start_char,
                "sentence_end_char": role.sentence.end_char,
                "start_char": role.span.start_char,
                "end_char": role.span.end_char,
                "holder_start_char": role.holder.start_char,
                "holder_end_char": role.holder.end_char,
                "of_start_char": of.start_char if of else None,
                "of_end_char": of.end_char if of else None,
            }
        )
    return rows


def _statement(number: int, one: Doc, text: str) -> Doc:
    ends = [end for span in one["quote"] for end in span]
    return {
        "statement_id": f"s{number}",
        "statement_kind": STATEMENT_KINDS[one["kind"]],
        "start_char": min(ends),
        "end_char": max(ends),
        "text": text[min(ends) : max(ends)],
        "parent_statement_id": None,
    } | {f"{part}_spans": spans(one[part]) for part in ("quote", "speaker", "cue", "frame", "addressee")}


def _stance(number: int, one: Doc, text: str) -> Doc:
    row = {
        "stance_id": f"t{number}",
        "statement_id": None,
        "attribution": "narrated",
        "start_char": one["sentence"][0],
        "end_char": one["sentence"][1],
        "sentence_text": text[slice(*one["sentence"])],
        "target_text": text[slice(*one["target"])],
        "polarity": one["polarity"],
        "holder_text": text[slice(*one["holder"])] if one.get("holder") else None,
        "reporter_start_char": None,
        "reporter_end_char": None,
    }
    for part in ("holder", "target", "cue"):
        row[f"{part}_start_char"], row[f"{part}_end_char"] = one.get(part) or (None, None)
    return row


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Characters in both of those in either."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


class Scores:
    """Pairs of gold and prediction over many articles."""

    def __init__(self, *, errors: bool) -> None:
        self.errors = errors
        self.names: dict[Any, str] = {}
        self.mentions: list[Pairing] = []
        self.acting: list[Pairing] = []
        self.private = [0, 0]
        self.by_form: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.speakers: list[Slot] = []
        self.holders: list[Slot] = []
        self.seen: list[tuple[str, str, str, Any]] = []

    def add(self, gold: Doc, linked: LinkedRows, text: str, slots: dict[str, list[tuple[str, Slot]]]) -> None:
        """One article; its slots come with the words of the speaker or holder."""
        self.names |= {actor.actor_id: actor.name for actor in linked.actors}
        acting = {key for keys in (*gold["speakers"], *gold["holders"]) for key in keys}
        left = list(linked.mentions)
        meant = Counter((start, end) for start, end, _, _ in gold["mentions"])
        for start, end, form, key in gold["mentions"]:
            best = max(
                left, key=lambda m: overlap((start, end), (m["start_char"], m["end_char"])), default=None
            )
            if best is not None and overlap((start, end), (best["start_char"], best["end_char"])) < 0.5:
                best = None
            if best is not None:
                left.remove(best)
            predicted = best["actor_id"] if best else None
            if key in gold["private"]:
                # Whoever neither acts nor holds an office is to have no actor.
                self.private[0] += predicted is not None
                self.private[1] += 1
                self.seen.append((gold["doc"], f"mention private {text[start:end]!r}", "", predicted))
                continue
            pairing = Pairing(key, predicted, best is not None)
            if meant[start, end] == 1:
                # "die beiden" and "das Ehepaar" belong to no single cluster.
                self.mentions.append(pairing)
                if key in acting:
                    self.acting.append(pairing)
            self.by_form[form][0] += predicted is not None
            self.by_form[form][1] += 1
            self.seen.append((gold["doc"], f"mention {form} {text[start:end]!r}", key, predicted))
        for one in left:
            # Places where something happens are outside of what the gold annotates.
            if one["entity_kind"] not in ("country", "place") and one["actor_id"] is not None:
                self.mentions.append(Pairing(None, one["actor_id"]))
        for part in ("speakers", "holders"):
            for words, slot in slots[part]:
                getattr(self, part).append(slot)
                self.seen.append((gold["doc"], f"{part[:-1]} {words!r}", "|".join(sorted(slot[0])), slot[1]))

    def show(self) -> None:
        """Print the table, and every disagreement if asked for."""
        same = same_actors(self.mentions, (*self.speakers, *self.holders))
        if self.errors:
            for doc, what, gold, predicted in self.seen:
                if same.get(predicted) not in gold.split("|") and (gold or predicted):
                    print(f"{doc}\t{what}\tgold {gold or '-'}\tpredicted {self.names.get(predicted, '-')}")
            clusters: dict[Any, set[str]] = defaultdict(set)
            for _, what, gold, predicted in self.seen:
                if what.startswith("mention") and predicted:
                    clusters[predicted].add(gold or "-")
            for predicted, golds in clusters.items():
                if len(golds) > 1:
                    print(f"merged\t{self.names[predicted]}\t{', '.join(sorted(golds))}")
        for title, pairings in (("all mentions", self.mentions), ("mentions of who acts", self.acting)):
            score = b_cubed(pairings)
            wrong, total = false_merges(pairings)
            print(
                f"{title}: B3 precision {score.precision:.3f} recall {score.recall:.3f} F1 {score.f1:.3f} "
                f"({score.gold} gold, {score.predicted} predicted), false merges {wrong} of {total} pairs"
            )
        print("private persons: {1} mentions, {0} given an actor".format(*self.private))
        print("linked:", ", ".join(f"{form} {n} of {of}" for form, (n, of) in sorted(self.by_form.items())))
        for title, slots in (("speakers", self.speakers), ("holders", self.holders)):
            result = slot_score(slots, same)
            print(
                f"{title}: accuracy {result.accuracy:.3f} ({result.right} right, {result.wrong} wrong, "
                f"{result.open} open of {result.gold}); {result.invented} where gold leaves it open"
            )


def gold_slots(gold: Doc, statements: list[Doc], stances: list[Doc], linked: LinkedRows, text: str) -> Any:
    """Speakers and holders whose spans were given."""
    spoken = zip(statements, gold["speakers"], linked.statements, strict=True)
    held = zip(stances, gold["holders"], linked.stances, strict=True)
    return {
        "speakers": [
            (" … ".join(text[slice(*s)] for s in one["speaker"]), (frozenset(keys), row["speaker_actor_id"]))
            for one, keys, row in spoken
            if one["speaker"]
        ],
        "holders": [
            (text[slice(*one["holder"])], (frozenset(keys), row["holder_actor_id"]))
            for one, keys, row in held
            if one.get("holder")
        ],
    }


def found_slots(gold: Doc, statements: list[Doc], stances: list[Doc], linked: LinkedRows, text: str) -> Any:
    """Speakers and holders of statements and stances that were found, with the right span."""

    def partner(span: list[int], rows: Iterable[Doc], start: str, end: str) -> Doc | None:
        fitting = [row for row in rows if row[start] is not None]
        best = max(fitting, key=lambda r: overlap(tuple(span), (r[start], r[end])), default=None)
        return best if best and overlap(tuple(span), (best[start], best[end])) >= 0.5 else None

    speakers, holders = [], []
    for one, keys in zip(statements, gold["speakers"], strict=True):
        ends = [end for span in one["quote"] for end in span]
        row = partner([min(ends), max(ends)], linked.statements, "start_char", "end_char")
        if row and one["speaker"] and row["speaker_spans"]:
            found = row["speaker_spans"][0]
            if overlap(tuple(one["speaker"][0]), (found["start_char"], found["end_char"])) >= 0.5:
                speakers.append((text[slice(*one["speaker"][0])], (frozenset(keys), row["speaker_actor_id"])))
    for one, keys in zip(stances, gold["holders"], strict=True):
        rows = [
            row
            for row in linked.stances
            if overlap(tuple(one["target"]), (row["target_start_char"], row["target_end_char"])) >= 0.5
        ]
        if one.get("holder") and (
            row := partner(one["holder"], rows, "holder_start_char", "holder_end_char")
        ):
            holders.append((text[slice(*one["holder"])], (frozenset(keys), row["holder_actor_id"])))
    return {"speakers": speakers, "holders": holders}


def pipeline_rows(texts: list[str], names: list[str]) -> list[ExtractedRows]:
    """What the language pipeline finds."""
    from dataclasses import replace
    from datetime import UTC, datetime

    from standpunkt.articles import articles_from
    from standpunkt.language import load
    from standpunkt.steps.rows import document_rows

    found = []
    for name, doc in zip(names, load().pipe(texts), strict=True):
        # Offsets must be those of the gold's text, so nothing is cleaned.
        (article,) = articles_from(doc.text.encode(), f"{name}.txt", datetime.now(UTC).date()).articles
        rows = document_rows(replace(article, text=doc.text), doc, "")
        found.append(ExtractedRows(**{table: tuple(rows[table]) for table in rows}))
    return found


def score(
    gold_files: list[Path], statements: Path, stances: Path, *, errors: bool, end_to_end: bool
) -> Scores:
    """Link every article of the gold and compare."""
    documents = {one["doc"]: one for one in read(statements)}
    held: dict[str, list[Doc]] = defaultdict(list)
    for one in read(stances):
        held[one["doc"]] += one["stances"]
    tables: Tables = load_tables(resource_folder("seeds"))
    golds = [one for path in gold_files for one in read(path)]
    texts = [documents[gold["doc"]]["text"] for gold in golds]
    predicted = pipeline_rows(texts, [gold["doc"] for gold in golds]) if end_to_end else [None] * len(golds)
    scores = Scores(errors=errors)
    for gold, text, found in zip(golds, texts, predicted, strict=True):
        spoken, stances_here = documents[gold["doc"]]["statements"], held[gold["doc"]]
        rows = found or gold_rows(gold, spoken, stances_here, text)
        linked = link_article({"article_id": gold["doc"], "text": text}, rows, tables)
        slots = (found_slots if end_to_end else gold_slots)(gold, spoken, stances_here, linked, text)
        scores.add(gold, linked, text, slots)
    return scores


def main() -> None:
    """Read the arguments and print the scores."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--statements", type=Path, required=True)
    parser.add_argument("--stances", type=Path, required=True)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--end-to-end", action="store_true")
    given = parser.parse_args()
    score(
        given.gold, given.statements, given.stances, errors=given.errors, end_to_end=given.end_to_end
    ).show()


if __name__ == "__main__":
    main()
