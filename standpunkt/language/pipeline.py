"""The pipeline: one spaCy component around the trained network, and :func:`load`."""

import hashlib
import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from importlib.resources import files
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import ensure_path, minibatch

from standpunkt.language import extensions, mentions, tables
from standpunkt.language.assemble import stances_of, statements_of
from standpunkt.language.calibration import Calibration
from standpunkt.language.decode import Decoded, decode
from standpunkt.language.network import FILES, Network
from standpunkt.language.roles import roles
from standpunkt.language.settings import Thresholds
from standpunkt.language.tokenizer import blank
from standpunkt.language.vectors import PieceVectors
from standpunkt.language.windows import Words, read_words

MODEL_FOLDER = Path(str(files("standpunkt.language") / "model"))
COMPONENT = "standpunkt_model"
DOCUMENTS_A_BATCH = 8
Found = tuple[Words, Decoded]


@cache
def _model_name() -> str:
    try:
        content = (MODEL_FOLDER / "decoding.json").read_bytes()
        # It holds the hash of the weights, the thresholds and the calibration.
        return f"{json.loads(content)['name']}-{hashlib.sha256(content).hexdigest()[:8]}"
    except FileNotFoundError:
        # A checkout in which a training is to make the first model; loading it says what is missing.
        return "no-model"


EXTRACTOR_VERSION = f"{_model_name()}-{tables.fingerprint()}"
"""Name of the model and hash of the tables beside it."""

extensions.register()


@Language.factory(
    COMPONENT,
    default_config={"folder": None, "threads": 0, "thresholds": {}, "names": {}, "vectors": False},
    assigns=[
        "token.is_sent_start",
        "doc.ents",
        "doc.spans",
        "doc._.mentions",
        "doc._.roles",
        "doc._.statements",
        "doc._.stances",
    ],
)
def make_component(
    nlp: Language,  # noqa: ARG001
    name: str,
    folder: str | None,
    threads: int,
    thresholds: dict[str, float],
    names: dict[str, str],
    vectors: bool,
) -> "LanguageModel":
    """Factory of the component.

    ``folder`` holds another model than the shipped one; ``threads`` of ONNX Runtime, 0 for as many as there
    are cores; ``thresholds`` replace the chosen ones by name (see :class:`Thresholds`); ``names`` adds names
    and their entity kinds; ``vectors`` keeps sentence and target vectors.
    """
    return LanguageModel(name, Path(folder) if folder else MODEL_FOLDER, threads, thresholds, names, vectors)


class LanguageModel:
    """Runs the network over documents and writes everything it finds on them."""

    def __init__(
        self,
        name: str,
        folder: Path,
        threads: int = 0,
        thresholds: Mapping[str, float] | None = None,
        names: Mapping[str, str] | None = None,
        vectors: bool = False,
    ) -> None:
        self.name = name
        self._keeps_vectors = vectors
        self._threads = threads
        self._chosen = dict(thresholds or {})
        self._names = mentions.NameTable({**tables.known_names(), **(names or {})})
        self._open(folder)

    def _open(self, folder: Path) -> None:
        self.network = Network(folder, self._threads)
        self._vectors = PieceVectors(folder / "vectors.npz") if self._keeps_vectors else None
        decoding = self.network.decoding
        self.thresholds = Thresholds.of({**decoding.get("thresholds", {}), **self._chosen})
        self.calibration = Calibration.of(decoding.get("calibration", {}))

    def __call__(self, doc: Doc) -> Doc:
        """Annotates one document."""
        self._write(doc, *self._read([doc], None)[0])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = DOCUMENTS_A_BATCH) -> Iterator[Doc]:
        """Annotates documents, ``batch_size`` at a time, as many batches at once as there are threads.

        While batches are read, this thread cuts the next ones into words: the network runs outside of the
        interpreter's lock, so that both cores are at work.
        """
        batches = minibatch(stream, batch_size)  # type: ignore[no-untyped-call]
        if self.network.threads == 1:
            for batch in batches:
                documents = list(batch)
                yield from self._written(documents, self._read(documents, 1))
            return
        waiting: deque[tuple[list[Doc], Future[list[Found]]]] = deque()
        with ThreadPoolExecutor(self.network.threads) as pool:
            for batch in batches:
                documents = list(batch)
                waiting.append((documents, pool.submit(self._read, documents, 1)))
                if len(waiting) > self.network.threads:
                    first, found = waiting.popleft()
                    yield from self._written(first, found.result())
            while waiting:
                first, found = waiting.popleft()
                yield from self._written(first, found.result())

    def _read(self, documents: list[Doc], threads: int | None) -> list[Found]:
        texts = [read_words(d.text, [(t.idx, t.text) for t in d], self.network.pieces) for d in documents]
        readings = self.network.read(texts, threads=threads)
        decoded = decode(self.network, readings, self.thresholds, threads=threads)
        # The encoder's outputs end here: a long text's take more memory than all that is written on it.
        return list(zip(texts, decoded, strict=True))

    def _written(self, documents: list[Doc], found: list[Found]) -> list[Doc]:
        for doc, one in zip(documents, found, strict=True):
            self._write(doc, *one)
        return documents

    def _write(self, doc: Doc, words: Words, decoded: Decoded) -> None:
        starts = np.full(len(doc), -1)
        # The first sentence starts with the text, blanks before its first word included.
        starts[:1] = 1
        starts[words.tokens[decoded.sentence_starts[1:]]] = 1
        doc.from_array(["SENT_START"], starts.astype(np.uint64))  # type: ignore[arg-type]
        statements = statements_of(words, decoded, self.thresholds, self.calibration)
        stances = stances_of(words, decoded, statements, self.thresholds, self.calibration)
        named = mentions.merged(self._names(doc), mentions.names(words, decoded.entities, self.calibration))
        found = mentions.merged(named, mentions.attributes(doc, named))
        heard = [span for s in statements for span in s.speaker_spans] + [
            s.holder for s in stances if s.holder
        ]
        found = sorted([*found, *mentions.speaker_mentions(doc.text, found, heard)], key=lambda m: m.span)
        doc._.mentions, doc._.statements, doc._.stances = found, statements, stances
        doc._.roles = roles(doc, found)
        entities = [doc.char_span(*m.span, label=m.entity_kind) for m in named]
        doc.ents = tuple(span for span in entities if span is not None)
        quotes = [
            doc.char_span(*quote, label=statement.statement_kind, alignment_mode="expand")
            for statement in statements
            for quote in statement.quote_spans
        ]
        doc.spans["statements"] = [span for span in quotes if span is not None]
        held = [doc.char_span(*s.target, label=s.polarity, alignment_mode="expand") for s in stances]
        doc.spans["stances"] = [span for span in held if span is not None]
        if self._vectors:
            doc._.sentence_vectors = self._vectors.of_sentences(words, decoded)
            doc._.target_vectors = self._vectors.of_targets(words, stances)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002
        """Copies the model's files into a folder."""
        folder = ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            copyfile(self.network.folder / name, folder / name)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "LanguageModel":  # noqa: ARG002
        """Takes the model from a folder that :meth:`to_disk` wrote."""
        self._open(ensure_path(path))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002
        """The model's files, one after the other."""
        import srsly

        content: bytes = srsly.msgpack_dumps({n: (self.network.folder / n).read_bytes() for n in FILES})
        return content

    def from_bytes(self, content: bytes, *, exclude: Iterable[str] = ()) -> "LanguageModel":  # noqa: ARG002
        """Takes the model from :meth:`to_bytes`; the files lie in a temporary folder as long as it lives."""
        import srsly

        self._temporary = TemporaryDirectory(prefix="standpunkt-model-")
        folder = Path(self._temporary.name)
        for name, piece in srsly.msgpack_loads(content).items():
            (folder / name).write_bytes(piece)
        self._open(folder)
        return self


def load(
    names: Mapping[str, str] | None = None,
    *,
    threads: int = 0,
    thresholds: Mapping[str, float] | None = None,
    vectors: bool = False,
    folder: Path | None = None,
) -> Language:
    """The German pipeline, ready for ``nlp(text)`` and ``nlp.pipe(texts)``. Load it once a process.

    ``names`` adds names and their entity kind (person, organisation, place, country or other); ``threads``
    is the number of threads, 0 for all cores; ``thresholds`` replaces chosen ones by name; ``vectors`` keeps
    sentence and target vectors; ``folder`` holds another model than the shipped one.
    """
    nlp = blank()
    config: dict[str, Any] = {
        "names": dict(names or {}),
        "threads": threads,
        "thresholds": dict(thresholds or {}),
        "vectors": vectors,
        "folder": str(folder) if folder else None,
    }
    nlp.add_pipe(COMPONENT, config=config)
    nlp.batch_size = DOCUMENTS_A_BATCH
    nlp.meta["name"] = COMPONENT
    nlp.meta["description"] = f"Statements and stances in German news, {EXTRACTOR_VERSION}"
    return nlp
