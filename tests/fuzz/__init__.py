"""Mutated files through every reader, each in a process with limits: seed in, outcomes and a report out."""
