"""The steps of one run, as plain functions: plan, extract, link, audit, load, publish.

Each takes and returns small values (paths and counts); rows travel as Parquet in ``FILE.d/staging``.
Flows put these functions into tasks and know nothing else.
"""
