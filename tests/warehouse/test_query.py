import csv
import io
import json
from pathlib import Path

import pytest

from standpunkt.warehouse.query import QueryFailed, as_csv, as_json, as_markdown, query


def test_formats_agree(sample_warehouse: Path):
    result = query(
        sample_warehouse, "select path, published_on, duplicate_of from articles order by path limit 3"
    )
    rows = list(csv.reader(io.StringIO(as_csv(result))))
    assert rows[0] == ["path", "published_on", "duplicate_of"]
    objects = json.loads(as_json(result))
    assert [one["path"] for one in objects] == [row[0] for row in rows[1:]]
    assert as_markdown(result).splitlines()[2].startswith(f"| {rows[1][0]} |")


def test_lists_are_json_and_pipes_do_not_break_a_table(sample_warehouse: Path):
    result = query(sample_warehouse, "select [{'start_char': 1}] as spans, 'a|b' as text, null as nothing")
    assert as_csv(result).splitlines()[1] == '"[{""start_char"": 1}]",a|b,'
    assert as_markdown(result).splitlines()[2] == '| [{"start_char": 1}] | a\\|b |  |'


def test_a_wrong_query_is_a_plain_message(sample_warehouse: Path):
    with pytest.raises(QueryFailed, match="no_such_table"):
        query(sample_warehouse, "select * from no_such_table")
