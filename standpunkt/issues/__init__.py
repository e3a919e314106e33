"""Stance targets -> issues: which of the followed issues a target is about, and on which side of it.

In: a target's text and the seed tables. Out: an issue id, and whether the target negates the issue.
"""
