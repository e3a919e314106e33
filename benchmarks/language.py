"""Words a second and memory of the language pipeline, beside its encoder alone and beside a plain spaCy CNN.

Usage: python benchmarks/language.py [--threads N] [--words N] [--long-words N] [--rounds N] [--seconds N]
           [--folder MODEL] [--texts FILE]

Every line stands as soon as it is measured, so that a stopped run leaves what it had. Loading and memory are
measured in fresh processes. Speeds are medians of rounds in which all contestants take turns, after a warm-up
on the same texts, so that all are slowed by the same neighbours; no round begins once ``--seconds`` are over.
The texts are the sample articles, or those of a JSON Lines file with ``text`` in each line, repeated as often
as it takes: every word has been seen before, which spares the pipeline some cutting into pieces. The sample
articles hold four times as many stances a word as Wikinews, so that the pipeline has more to do beside its
encoder. The encoder alone is given all texts at once and never waits. The CNN has the sizes of
spaCy's ``sm`` pipelines and is untrained, on which its speed hardly depends; it uses one thread.
"""

import argparse
import json
import os
import resource
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOADS = 3
TAGS, MORPHOLOGIES, RELATIONS = 55, 700, 45
"""Labels of the untrained CNN, about as many as German treebanks have."""
NAMES = ("LOC", "MISC", "ORG", "PER")
PARSER = {"@architectures": "spacy.TransitionBasedParser.v2", "hidden_width": 64, "maxout_pieces": 2}


CONTESTANTS = {
    "pipeline": "pipeline (`nlp.pipe`)",
    "encoder": "encoder alone",
    "cnn": "spaCy CNN, one thread",
}


@dataclass(frozen=True)
class Memory:
    """Resident MiB of a process with the pipeline loaded, and at its peak after ``seconds`` of reading."""

    loaded: float
    peak: float
    seconds: float


def show(line: str) -> None:
    """Prints at once, also into a file."""
    print(line, flush=True)


def in_fresh_process(measure: Callable[..., Any], *arguments: Any) -> Any:
    """What ``measure`` returns in a process that has imported nothing yet."""
    # This process stays small: a new one's peak memory begins at that of the process that starts it.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, *arguments).result()


def sample_texts() -> list[str]:
    """Texts of the German sample articles, as a run gives them to the pipeline."""
    from standpunkt.articles import UnreadableFile, articles_from, list_files, read_file

    texts = []
    for found in list_files(str(ROOT / "seeds" / "articles")):
        try:
            read = articles_from(read_file(found).raw, found.path, datetime.now(UTC).date())
        except UnreadableFile:
            continue
        texts += [article.text for article in read.articles if article.language == "de"]
    return texts


def texts_of(path: Path) -> list[str]:
    """Texts of a JSON Lines file."""
    return [json.loads(line)["text"] for line in path.read_text("utf8").splitlines() if line.strip()]


def word_count(texts: list[str]) -> int:
    """Words between blanks."""
    return sum(len(text.split()) for text in texts)


def repeated(texts: list[str], words: int) -> list[str]:
    """The texts over and over until they have about so many words."""
    return list(islice(cycle(texts), max(1, round(words * len(texts) / word_count(texts)))))


def load_seconds(threads: int, folder: Path | None) -> tuple[float, float]:
    """Seconds to import the library, and to load the pipeline then."""
    began = time.perf_counter()
    from standpunkt.language import load

    imported = time.perf_counter()
    load(threads=threads, folder=folder)
    return imported - began, time.perf_counter() - imported


def pipeline_memory(texts: list[str], threads: int, folder: Path | None) -> Memory:
    """Memory of the pipeline over ``texts``."""
    from standpunkt.language import load

    return _memory(load(threads=threads, folder=folder), texts)


def cnn_memory(texts: list[str]) -> Memory:
    """Memory of the CNN over ``texts``."""
    return _memory(spacy_cnn(), texts)


def _memory(nlp: Any, texts: list[str]) -> Memory:
    nlp.max_length = max(nlp.max_length, *(len(text) + 1 for text in texts))
    loaded = _peak()
    began = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return Memory(loaded, _peak(), time.perf_counter() - began)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_speed(texts: list[str], threads: int, rounds: int, seconds: float, folder: Path | None) -> None:
    """Prints words a second of each contestant over ``texts``, round by round, then the medians."""
    count = word_count(texts)
    runs = contestants(texts, threads, folder)
    for run in runs.values():
        run()
    show(f"| words/s, {count:,} words a round | {' | '.join(CONTESTANTS[name] for name in runs)} |")
    show("|---|" + "---|" * len(runs))
    spent: dict[str, list[float]] = {name: [] for name in runs}
    last_start = time.perf_counter() + seconds
    for number in range(rounds):
        if number and time.perf_counter() > last_start:
            break
        for name, run in runs.items():
            began = time.perf_counter()
            run()
            spent[name].append(time.perf_counter() - began)
        show(f"| {number + 1} | {' | '.join(f'{count / own[-1]:,.0f}' for own in spent.values())} |")
    middle = (count / statistics.median(own) for own in spent.values())
    show(f"| median | {' | '.join(f'{speed:,.0f}' for speed in middle)} |")
    show(f"\nThe encoder takes {ratio(spent['encoder'], spent['pipeline']):.0%} of the pipeline's time;")
    show(f"the pipeline takes {ratio(spent['pipeline'], spent['cnn']):.2f} times the CNN's.")


def contestants(texts: list[str], threads: int, folder: Path | None) -> dict[str, Callable[[], None]]:
    """Each of ``CONTESTANTS``, ready to run over ``texts``."""
    from standpunkt.language import load
    from standpunkt.language.pipeline import COMPONENT
    from standpunkt.language.windows import read_words

    nlp, cnn = load(threads=threads, folder=folder), spacy_cnn()
    network = nlp.get_pipe(COMPONENT).network
    words = [
        read_words(text, [(token.idx, token.text) for token in nlp.make_doc(text)], network.pieces)
        for text in texts
    ]

    def annotate(pipeline: Any) -> None:
        for _ in pipeline.pipe(texts):
            pass

    return {
        "pipeline": lambda: annotate(nlp),
        "encoder": lambda: network.read(words),
        "cnn": lambda: annotate(cnn),
    }


def spacy_cnn() -> Any:
    """tok2vec, tagger, morphologizer, parser and ner in the sizes of spaCy's ``sm`` pipelines, untrained."""
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example

    nlp = spacy.blank("de")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}
    shared = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500, "SPACY": 50, "IS_SPACE": 50}
    own = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500}
    nlp.add_pipe("tok2vec", config={"model": _tok2vec(shared)})
    nlp.add_pipe("tagger", config={"model": tagger})
    nlp.add_pipe("morphologizer", config={"model": tagger})
    parser = {**PARSER, "state_type": "parser", "tok2vec": listener}
    nlp.add_pipe("parser", config={"model": parser, "min_action_freq": 1})
    nlp.add_pipe("ner", config={"model": {**PARSER, "state_type": "ner", "tok2vec": _tok2vec(own)}})
    numbers = range(MORPHOLOGIES)
    # One long sentence in which every label occurs, heads alternating so that arcs go both ways.
    dummy = Doc(
        nlp.vocab,
        words=[f"Wort{i}" for i in numbers],
        tags=[f"T{i % TAGS}" for i in numbers],
        morphs=[f"Number={i}" for i in numbers],
        pos=["NOUN" for _ in numbers],
        heads=[0, *(i + 1 if i % 2 and i + 1 < MORPHOLOGIES else 0 for i in numbers[1:])],
        deps=["ROOT", *(f"d{i // 2 % RELATIONS}" for i in numbers[1:])],
        ents=[f"B-{NAMES[i % len(NAMES)]}" for i in numbers],
    )
    nlp.initialize(lambda: [Example(nlp.make_doc(dummy.text), dummy)])
    return nlp


def _tok2vec(rows: dict[str, int]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": list(rows),
            "rows": list(rows.values()),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def main(
    threads: int,
    words: int,
    long_words: int,
    rounds: int,
    seconds: float,
    folder: Path | None,
    texts_file: Path | None,
) -> None:
    """All measurements as Markdown tables."""
    sample = texts_of(texts_file) if texts_file else in_fresh_process(sample_texts)
    texts = repeated(sample, words)
    long_text = "\n\n".join(repeated(sample, long_words))
    show(f"## Language pipeline, {threads} of {os.cpu_count()} cores\n")

    imports, loads = zip(
        *(in_fresh_process(load_seconds, threads, folder) for _ in range(LOADS)), strict=True
    )
    show("| fresh process | seconds |\n|---|---|")
    show(f"| import | {statistics.median(imports):.2f} |\n| load | {statistics.median(loads):.2f} |\n")

    in_fresh_process(measure_speed, texts, threads, rounds, seconds, folder)

    show("\n| first reading | loaded, MiB | peak, MiB | words/s |\n|---|---|---|---|")
    for label, read, measure, *arguments in (
        (f"pipeline, {len(texts)} texts", texts, pipeline_memory, threads, folder),
        (f"spaCy CNN, {len(texts)} texts", texts, cnn_memory),
        ("pipeline, one text", [long_text], pipeline_memory, threads, folder),
    ):
        memory = in_fresh_process(measure, read, *arguments)
        size = word_count(read)
        speed = size / memory.seconds
        show(f"| {label}, {size:,} words | {memory.loaded:.0f} | {memory.peak:.0f} | {speed:,.0f} |")


def ratio(seconds: list[float], others: list[float]) -> float:
    """Median of the rounds' ratios."""
    return statistics.median(a / b for a, b in zip(seconds, others, strict=True))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="threads of the pipeline")
    parser.add_argument("--words", type=int, default=30_000, help="words a round")
    parser.add_argument("--long-words", type=int, default=100_000, help="words of the one long text")
    parser.add_argument("--rounds", type=int, default=5, help="rounds to take medians of, at most")
    parser.add_argument("--seconds", type=float, default=90, help="seconds after which no round begins")
    parser.add_argument("--folder", type=Path, help="another model than the shipped one")
    parser.add_argument("--texts", type=Path, dest="texts_file", help="JSON Lines with texts of your own")
    main(**vars(parser.parse_args()))
