"""The DuckDB warehouse: audited rows go in, one published file with marts comes out.

``working.duckdb`` in ``FILE.d/`` is written under the writer lock; ``FILE`` itself is only ever
replaced as a whole, so readers never wait and never make a writer wait.
"""
