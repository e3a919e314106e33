"""What makes articles one story and statements one utterance; chosen on examples, open to change."""

from pydantic import BaseModel, Field


class StorySettings(BaseModel):
    """When two articles are about one event."""

    days: int = Field(default=4, ge=0)
    """Dated articles further apart are never linked."""
    similarity: float = Field(default=0.26, gt=0, le=1)
    """Least cosine of the terms of two dated articles."""
    similarity_undated: float = Field(default=0.45, gt=0, le=1)
    """The same where a date is missing."""
