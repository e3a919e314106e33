"""Cuts the multilingual vocabulary to the pieces that German text uses."""

import lzma
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as layout

from training.encoder_weights import Pretrained

SPECIAL = 4
SIZE = 32_000
SIGNS = "".join(map(chr, [*range(0x21, 0x250), *range(0x2010, 0x2060), *range(0x20A0, 0x20C0)])) + "▁"


def write_processor(pieces: list[str], scores: list[float], path: Path) -> None:
    """Writes a SentencePiece unigram model that takes text as it is (normalise it before)."""
    model = layout.ModelProto()
    kinds = layout.ModelProto.SentencePiece.Type
    special = {0: kinds.CONTROL, 1: kinds.CONTROL, 2: kinds.CONTROL, 3: kinds.UNKNOWN}
    for number, (piece, score) in enumerate(zip(pieces, scores, strict=True)):
        model.pieces.add(piece=piece, score=score, type=special.get(number, kinds.NORMAL))
    model.trainer_spec.model_type = layout.TrainerSpec.ModelType.UNIGRAM
    model.trainer_spec.vocab_size = len(pieces)
    model.trainer_spec.bos_id, model.trainer_spec.pad_id = 0, 1
    model.trainer_spec.eos_id, model.trainer_spec.unk_id = 2, 3
    model.trainer_spec.bos_piece, model.trainer_spec.pad_piece = pieces[0], pieces[1]
    model.trainer_spec.eos_piece, model.trainer_spec.unk_piece = pieces[2], pieces[3]
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = False
    model.normalizer_spec.remove_extra_whitespaces = False
    model.normalizer_spec.escape_whitespaces = True
    path.write_bytes(model.SerializeToString())


def german_pieces(pretrained: Pretrained, texts: Iterable[tuple[str, int]], folder: Path) -> list[int]:
    """Numbers of the pieces to keep: special ones, single signs, and the most used in ``texts``.

    ``texts`` are pairs of a text and its weight. The full processor is left in ``folder``.
    """
    full = folder / "full.model"
    write_processor(pretrained.pieces, pretrained.scores, full)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(full))
    counts: Counter[int] = Counter()
    for text, weight in texts:
        words = Counter(unicodedata.normalize("NFKC", text).split())
        known = list(words)
        for word, pieces in zip(known, processor.encode([" " + word for word in known]), strict=True):
            for piece in pieces:
                counts[piece] += weight * words[word]
    number = {piece: i for i, piece in enumerate(pretrained.pieces)}
    signs = [number[sign] for sign in SIGNS if sign in number]
    kept = dict.fromkeys([*range(SPECIAL), *signs])
    for piece, _ in counts.most_common():
        if len(kept) >= SIZE:
            break
        if piece >= SPECIAL:
            kept[piece] = None
    return sorted(kept)


def bundestag_paragraphs(path: Path) -> Iterable[str]:
    """The protocols, piece by piece."""
    with lzma.open(path, "rt", encoding="utf8") as lines:
        block: list[str] = []
        for line in lines:
            block.append(line)
            if len(block) >= 2000:
                yield "".join(block)
                block = []
        yield "".join(block)


def cut(pretrained: Pretrained, kept: list[int]) -> Pretrained:
    """The same encoder with only the ``kept`` pieces, numbered anew."""
    key = "embeddings.word_embeddings.weight"
    tensors = {**pretrained.tensors, key: pretrained.tensors[key][np.asarray(kept)]}
    return Pretrained(tensors, [pretrained.pieces[i] for i in kept], [pretrained.scores[i] for i in kept])
