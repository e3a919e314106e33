"""Thresholds and calibration, chosen on development data and written beside the model."""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from standpunkt.evaluation.gold import GoldDocument
from standpunkt.evaluation.read import read_gold
from standpunkt.evaluation.stances import stance_tables
from standpunkt.evaluation.statements import statement_tables
from standpunkt.evaluation.tokens import Tokens, token_f1
from standpunkt.language.annotations import CharSpan, Stance, Statement
from standpunkt.language.assemble import UNTAGGED, stances_of, statements_of
from standpunkt.language.calibration import EDGE, Calibration
from standpunkt.language.decode import Decoded, decode
from standpunkt.language.network import Network, Reading
from standpunkt.language.settings import Thresholds
from standpunkt.language.tokenizer import blank
from standpunkt.language.windows import read_words
from training.name_corpora import BLOCK, HELD_OUT_EVERY

GRID = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
DIRECT_FOUND = 0.945
"""Direct quotes have marks: a reader sees what is missing, so this share (0.95, rounded) is to be found."""
POLARITY_RIGHT = 0.9
"""Of stances found with holder and target, the share whose polarity has to be right."""
BIASES = (0.0, 0.5, 1.0, 1.5, 2.0)
RELIABILITY_BINS = 5
DECIMALS = 4


@dataclass(frozen=True)
class Read:
    """Development texts with their gold and what the encoder says about them."""

    texts: list[str]
    statements: list[Sequence[Statement]]
    stances: list[Sequence[object] | None]
    readings: list[Reading]


def held_out(path: Path, target: Path) -> Path:
    """Writes the sentences of GermEval-14 that no training sees."""
    blocks = path.read_text("utf8").strip().split("\n\n")
    kept = [b for i, b in enumerate(blocks) if (i // BLOCK) % HELD_OUT_EVERY == HELD_OUT_EVERY - 1]
    target.write_text("\n\n".join(kept) + "\n", "utf8")
    return target


def tune(folder: Path, corpora: Path, say: Callable[[str], None] = print) -> dict[str, object]:
    """Adds ``thresholds``, ``calibration`` to the model's ``decoding.json``; returns reliability tables."""
    network = Network(folder)
    read = _read(network, corpora)
    entities, entity_count = _entity_pairs(network, corpora, folder)
    thresholds = replace(_chosen(network, read, say), entity=_entity_threshold(entities, entity_count))
    decoded = decode(network, read.readings, thresholds)
    everything = replace(thresholds, statement=0.05, quotation=0.05, stance=0.05)
    plain = Calibration()
    pairs = {
        "statement": _statement_pairs(read, decoded, everything, plain),
        "stance": _stance_pairs(read, decoded, everything, plain),
        "entity": entities,
    }
    fitted = {name: fit_sigmoid(own) for name, own in pairs.items()}
    decoding = json.loads((folder / "decoding.json").read_text("utf8"))
    decoding["thresholds"] = thresholds.as_dict()
    decoding["calibration"] = fitted
    (folder / "decoding.json").write_text(json.dumps(decoding) + "\n", "utf8")
    calibration = Calibration.of(fitted)
    least = {
        "statement": thresholds.statement * UNTAGGED,
        "stance": thresholds.stance,
        "entity": thresholds.entity,
    }
    return {
        "thresholds": thresholds.as_dict(),
        "reliability": {
            name: reliability(
                [(getattr(calibration, name)(score), right) for score, right in own if score >= least[name]]
            )
            for name, own in pairs.items()
        },
    }


def _read(network: Network, corpora: Path) -> Read:
    gold = read_gold(corpora / "statements" / "dev.jsonl")
    stances = {d.name: d for d in read_gold(corpora / "stances" / "dev.jsonl").documents}
    tokenizer = blank().tokenizer
    texts = [_text(document) for document in gold.documents]
    words = [read_words(text, [(t.idx, t.text) for t in tokenizer(text)], network.pieces) for text in texts]
    return Read(
        texts,
        [document.statements for document in gold.documents],
        [stances[d.name].stances if d.name in stances else None for d in gold.documents],
        network.read(words),
    )


def _text(document: GoldDocument) -> str:
    if document.text is None:
        raise ValueError(f"{document.name} has no text")
    return document.text


def _assembled(
    read: Read, decoded: Sequence[Decoded], thresholds: Thresholds, calibration: Calibration
) -> list[tuple[list[Statement], list[Stance]]]:
    found = []
    for reading, one in zip(read.readings, decoded, strict=True):
        statements = statements_of(reading.words, one, thresholds, calibration)
        found.append((statements, stances_of(reading.words, one, statements, thresholds, calibration)))
    return found


def _chosen(network: Network, read: Read, say: Callable[[str], None]) -> Thresholds:
    """The best thresholds: statements by F1 of quote, speaker and kind, stances by F1 of two levels."""
    plain = Calibration()
    best = Thresholds(cue_bias=1.0)
    decoded = decode(network, read.readings, best)

    def statement_score(thresholds: Thresholds) -> tuple[bool, float]:
        found = _assembled(read, decoded, thresholds, plain)
        tables = statement_tables(
            (t, g, p) for t, g, (p, _) in zip(read.texts, read.statements, found, strict=True)
        )
        parts, kinds = tables[0].rows, tables[1].rows
        score = float(parts["quote"][2] + parts["speaker"][2] + parts["kind"][2])
        return kinds["direct"][1] >= DIRECT_FOUND, score

    for name in ("quotation", "statement", "quotation"):
        best = max((replace(best, **{name: value}) for value in GRID), key=statement_score)
    say(f"statements: {best}, quote + speaker + kind F1 {statement_score(best)[1]:.3f}")

    def stance_score(own: Sequence[Decoded], thresholds: Thresholds) -> tuple[bool, float]:
        found = _assembled(read, own, thresholds, plain)
        levels, polarities = stance_tables(
            (t, g, p)
            for t, g, (_, p) in zip(read.texts, read.stances, found, strict=True)
            if g is not None  # type: ignore[misc]
        )
        score = sum(levels.rows[level][2] for level in ("holder, polarity", "holder, polarity, target"))
        return polarities.rows["all"][3] >= POLARITY_RIGHT, score

    tried = []
    for bias in BIASES:
        own = decode(network, read.readings, replace(best, cue_bias=bias))
        for value in GRID:
            thresholds = replace(best, cue_bias=bias, stance=value)
            tried.append((stance_score(own, thresholds), thresholds))
    (_, score), best = max(tried, key=lambda row: row[0])
    say(f"stances: {best}, F1 of both levels {score:.3f}")
    return best


def _statement_pairs(
    read: Read, decoded: Sequence[Decoded], thresholds: Thresholds, plain: Calibration
) -> list[tuple[float, bool]]:
    pairs = []
    for text, gold, (found, _) in zip(
        read.texts, read.statements, _assembled(read, decoded, thresholds, plain), strict=True
    ):
        tokens = Tokens(text)
        quotes = [tokens.touched_by(*one.quote_spans) for one in gold]
        for statement in found:
            own = tokens.touched_by(*statement.quote_spans)
            pairs.append((statement.confidence, any(token_f1(quote, own) >= 0.5 for quote in quotes)))
    return pairs


def _stance_pairs(
    read: Read, decoded: Sequence[Decoded], thresholds: Thresholds, plain: Calibration
) -> list[tuple[float, bool]]:
    """A stance is right if an annotated one has its sentence, holder, polarity and target."""
    pairs = []
    for text, gold, (_, found) in zip(
        read.texts, read.stances, _assembled(read, decoded, thresholds, plain), strict=True
    ):
        if gold is None:
            continue
        for stance in found:
            rows = stance_tables([(text, gold, [stance])])[0].rows  # type: ignore[list-item]
            judged, right = rows["holder, polarity"][4], rows["holder, polarity"][5]
            if judged:
                pairs.append((stance.confidence, bool(right)))
    return pairs


def _entity_pairs(network: Network, corpora: Path, folder: Path) -> tuple[list[tuple[float, bool]], int]:
    """Scores of the entities of the development sentences, whether they are right, and how many there are."""
    tokenizer = blank().tokenizer
    part = held_out(corpora / "ner" / "germeval14_dev.tsv", folder.parent / "germeval14_held_out.tsv")
    pairs, gold_count = [], 0
    for path in (part, corpora / "ner" / "uner_pud.iob2"):
        documents = read_gold(path).documents
        judged = {name.entity_kind for document in documents for name in document.names}
        for document in documents:
            text = _text(document)
            words = read_words(text, [(t.idx, t.text) for t in tokenizer(text)], network.pieces)
            (decoded,) = decode(network, network.read([words]), Thresholds())
            gold = {(n.span[0], n.span[1], n.entity_kind) for n in document.names}
            gold_count += len(gold)
            for entity in decoded.entities:
                kind = "place" if entity.label == "country" else entity.label
                span = CharSpan(int(words.starts[entity.first]), int(words.ends[entity.last - 1]))
                if kind in judged:
                    pairs.append((entity.probability, (*span, kind) in gold))
    return pairs, gold_count


def _entity_threshold(pairs: Sequence[tuple[float, bool]], gold_count: int) -> float:
    """The threshold with the best F1."""

    def score(least: float) -> float:
        kept = [right for probability, right in pairs if probability >= least]
        return 2 * sum(kept) / (len(kept) + gold_count)

    return max((0.0, *GRID), key=score)


def fit_sigmoid(pairs: Iterable[tuple[float, bool]]) -> dict[str, float]:
    """Slope and shift of Platt's sigmoid over the logit of the score, of most likelihood.

    Without pairs they change nothing.
    """
    rows = list(pairs)
    if not rows:
        return {"slope": 1.0, "shift": 0.0}
    scores, right = (np.asarray(list(column), float) for column in zip(*rows, strict=True))
    inner = np.clip(scores, EDGE, 1 - EDGE)
    x = np.log(inner / (1 - inner))

    def loss(weights: npt.NDArray[np.float64]) -> float:
        values = weights[0] * x + weights[1]
        return float(
            np.sum(np.logaddexp(0, values) - right * values) + 1e-2 * ((weights - [1, 0]) ** 2).sum()
        )

    weights = minimize(loss, np.array([1.0, 0.0])).x
    return {"slope": round(float(weights[0]), DECIMALS), "shift": round(float(weights[1]), DECIMALS)}


def reliability(pairs: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """Bins of about equal size: mean confidence, share that is right, and how many."""
    ordered = sorted(pairs, key=lambda pair: pair[0])
    size = math.ceil(len(ordered) / RELIABILITY_BINS)
    bins = [ordered[first : first + size] for first in range(0, len(ordered), size or 1)]
    return [
        {
            "confidence": round(sum(c for c, _ in own) / len(own), 3),
            "right": round(sum(r for _, r in own) / len(own), 3),
            "rows": len(own),
        }
        for own in bins
    ]
