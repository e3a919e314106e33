"""Gold annotation files in, accuracy tables of the installed language pipeline out.

:func:`evaluate` reads the files, lets the pipeline annotate their texts and compares; ``tables`` renders
what it returns. No warehouse is involved. Formats and measures are described in ``docs/evaluation.md``.
"""

from standpunkt.evaluation.evaluate import evaluate
from standpunkt.evaluation.tables import Evaluation, FileScores, ScoreTable

__all__ = ["Evaluation", "FileScores", "ScoreTable", "evaluate"]
