import pytest

from standpunkt.articles.addresses import address_key

ARTICLE = "https://www.bote.example/politik/hafen-ausbau-beschlossen-4711.html"
SAME = [
    "http://www.bote.example/politik/hafen-ausbau-beschlossen-4711.html",
    "https://bote.example/politik/hafen-ausbau-beschlossen-4711.html#kommentare",
    "https://m.bote.example/politik/hafen-ausbau-beschlossen-4711.html?utm_source=feed&utm_medium=rss",
    "https://amp.bote.example/politik/hafen-ausbau-beschlossen-4711.html?fbclid=abc",
    "https://www.bote.example:443/politik/hafen-ausbau-beschlossen-4711.html?print=1",
    "https://www.bote.example/amp/politik/hafen-ausbau-beschlossen-4711.html",
    "https://www.bote.example/politik/hafen-ausbau-beschlossen-4711.amp.html",
    "https://www.bote.example/politik/hafen-ausbau-beschlossen-4711.html/",
    "HTTPS://WWW.BOTE.EXAMPLE/politik/hafen-ausbau-beschlossen-4711.html",
]
OTHER = [
    "https://www.bote.example/politik/hafen-ausbau-beschlossen-4712.html",
    "https://www.kurier.example/politik/hafen-ausbau-beschlossen-4711.html",
    "https://www.bote.example/politik/hafen-ausbau-beschlossen-4711.html?seite=2",
    "https://sport.bote.example/politik/hafen-ausbau-beschlossen-4711.html",
]
NONE = [
    None,
    "",
    "hafen-ausbau-beschlossen-4711.html",
    "mailto:redaktion@bote.example",
    "https://[bote",
    "https://bote.example:x/hafen-ausbau-beschlossen-4711",
    "https://bote.example",
    "https://bote.example/",
    "https://bote.example/index.html",
    "https://bote.example/politik",
    "https://bote.example/politik/inland/",
    "https://bote.example/thema/krieg-in-der-ukraine",
    "https://bote.example/autor/hans-peter-mueller-schmidt",
    "https://bote.example/suche?q=hafen",
    "https://bote.example/ticker",
    "file:///home/x/hafen-ausbau-beschlossen-4711.html",
]


@pytest.mark.parametrize("url", SAME)
def test_variants_of_one_address_are_one(url: str):
    assert address_key(url) == address_key(ARTICLE) is not None


@pytest.mark.parametrize("url", OTHER)
def test_other_articles_have_other_addresses(url: str):
    assert address_key(url) not in (None, address_key(ARTICLE))


@pytest.mark.parametrize("url", NONE)
def test_what_names_no_single_article_has_none(url: str | None):
    assert address_key(url) is None


def test_a_numbered_parameter_names_an_article():
    one, other = (address_key(f"https://bote.example/artikel.php?id={n}&utm_term=x") for n in (7, 8))
    assert None not in (one, other)
    assert one != other
