"""Great Expectations: frames of linked rows go in, verdicts and the ids of failing rows come out.

A suite is a JSON file in ``expectations/``. In a table's suite a failing row is refused (severity
``critical``) or kept and marked (``warning``); in ``run.json`` a failing ``critical`` rule holds the
whole delivery. Each expectation's ``meta`` names the rule and says what is wrong in plain words.
"""
