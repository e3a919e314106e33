"""Standpunkt: who says what in the German-language press, and where they stand, as SQL.

Files go in (``articles``), spaCy documents with entities, statements and stances come out of
``language``, ``actors`` and ``issues`` give them identities, ``quality`` judges the rows,
``warehouse`` keeps them in DuckDB and ``report`` tells people about them.
"""

__version__ = "0.1.0"
