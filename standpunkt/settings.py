"""Settings: one class, from environment variables ``STANDPUNKT_…`` or a ``.env`` file."""

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from standpunkt.articles.similarity import CopyRules
from standpunkt.issues.settings import StorySettings
from standpunkt.resources import resource_folder


class Settings(BaseSettings):
    """Where things lie and how large the pieces of work are."""

    model_config = SettingsConfigDict(env_prefix="STANDPUNKT_", env_file=".env", extra="ignore")

    inbox: str = "inbox"
    """Folder or fsspec address with the article files."""
    warehouse: Path = Path("warehouse/standpunkt.duckdb")
    """The published file; the working file, staging and lock lie beside it in ``FILE.d/``."""
    tables: Path = Field(default_factory=lambda: resource_folder("seeds"))
    """Folder with actors.csv, aliases.csv, issues.csv, …"""
    expectations: Path = Field(default_factory=lambda: resource_folder("expectations"))
    """Folder with one Great Expectations suite a table, and run.json."""
    batch_files: int = Field(default=200, ge=1)
    """Files in one extraction task at most."""
    batch_bytes: int = Field(default=2_000_000, ge=1)
    """Bytes of files in one extraction task at most (a larger file is a task of its own)."""
    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1)
    """Extraction processes at once on this machine."""
    threads: int = Field(default=0, ge=0)
    """Threads of the language model in each extraction process; 0 shares the cores among the processes."""
    thresholds: dict[str, float] = Field(default_factory=dict)
    """Thresholds of the language model that replace its own, as JSON: {"stance": 0.7}."""
    least_confidence: float = Field(default=0.6, ge=0, le=1)
    """Confidence from which a stance is counted in the marts; the table stances keeps the others."""
    stories: StorySettings = Field(default_factory=StorySettings)
    """When articles are about one event, as JSON: {"days": 7}."""
    near_similarity: float = Field(default=0.8, ge=0.5, le=1)
    """Jaccard similarity of three-word shingles from which two texts are near duplicates."""
    wire_containment: float = Field(default=0.6, ge=0.5, le=1)
    """Part of a text that a fuller one must hold for it to be a copy of the same agency report."""
    wire_days: int = Field(default=14, ge=0)
    """Days between two copies of the same agency report at most."""
    lock_wait_seconds: float = Field(default=3600, ge=0)
    """How long a run waits for another one that is writing the same warehouse."""

    @property
    def copy_rules(self) -> CopyRules:
        """From when on an article counts as a copy of another."""
        return CopyRules(self.near_similarity, self.wire_containment, self.wire_days)
