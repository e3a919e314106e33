"""The same articles in many orders and groups: every arrival has to end in the same tables.

``pool`` makes the files and their earlier versions, ``schedule`` the arrivals, ``build`` runs them through
the real steps, ``rows`` compares what they leave. ``python -m tests.arrivals`` compares as many as one likes.
"""
