from pathlib import Path

from standpunkt.report.explanation import explain
from tests.articles.pairs import stories
from tests.steps.deliveries import Warehouse, article


def test_a_copy_says_what_it_copies_and_how_similar_it_is(tmp_path: Path):
    story = stories()[0]
    original = article("bpa/report.txt", story.article(), "2025-09-04")
    short = article("bote/short.txt", story.article(story.paragraphs[:2], "Kurz"), "2025-09-05")
    warehouse = Warehouse(tmp_path)
    warehouse.deliver([original, short])
    published = tmp_path / "published.duckdb"
    warehouse.connection.execute(f"attach '{published}' as published")
    warehouse.connection.execute("copy from database memory to published")
    warehouse.connection.execute("detach published")
    facts = dict(explain(published, short.article_id).facts)
    assert facts["status"] == "duplicate"
    assert facts["duplicate_of"] == original.article_id
    assert (facts["duplicate_kind"], facts["duplicate_similarity"]) == ("wire", 1.0)
    assert (facts["original_title"], facts["original_path"]) == (story.title, "bpa/report.txt")
    assert "duplicate_of" not in dict(explain(published, original.article_id).facts)
