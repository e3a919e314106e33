"""Stance targets -> issues: which of the followed issues a target is about, and on which side of it.

In: an article's text, its stances and the seed tables. Out: the stances with an issue id and the polarity
towards it; groups of targets that found no issue, as lines for the table.
"""
