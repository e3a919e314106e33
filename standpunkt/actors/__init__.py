"""Mentions -> actors: who is meant by a name, an alias, an office, a city or a pronoun.

In: the rows of one article as the language pipeline wrote them, and the seed tables.
Out: the same rows with actor ids, and one actor row for everybody they refer to.
"""
