from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standpunkt.articles import Article, ReadFile, articles_from
from standpunkt.articles.readers.xml_feed import MIN_TEASER_WORDS
from standpunkt.articles.readers.xml_tree import line_of, parse_xml
from standpunkt.articles.unreadable import BrokenFile, NoArticle, ReaderFailed, TooLarge, UnreadableFile

TODAY = date(2025, 9, 10)
ONE = "Der Rat hat am Montag den Haushalt beschlossen. „Das ist gut“, sagte die Bürgermeisterin."
TWO = "Die Opposition lehnt den Haushalt ab. Ein Sprecher erklärte, er sei zu teuer."
LONG_TEASER = " ".join(["Der Rat tagt heute wieder."] * (MIN_TEASER_WORDS // 5))
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Urner Tagblatt - Politik</title><link>https://www.urner-tagblatt.example</link>
<language>de-CH</language>
<item><title>Haushalt &amp;amp; Rat</title><link>https://www.urner-tagblatt.example/1</link>
  <guid isPermaLink="false">1</guid><pubDate>Thu, 04 Sep 2025 06:15:00 +0200</pubDate>
  <dc:creator>Vreni Arnold</dc:creator><dc:creator>Beat Gisler</dc:creator>
  <media:title>Foto</media:title><media:content url="a.jpg"/>
  <description>Kurz gesagt.</description>
  <content:encoded><![CDATA[<figure><img src="a.jpg"><figcaption>Foto: X</figcaption></figure>
  <p>{ONE}</p><p>{TWO}</p>
  <p>Der Beitrag <a href="x">Haushalt</a> erschien zuerst auf <a href="y">Bote</a>.</p>]]>
  </content:encoded>
</item>
<item><title>Nur ein Teaser</title><link>https://www.urner-tagblatt.example/2</link>
  <description>&lt;p&gt;Der Rat hat vertagt.&lt;/p&gt;</description></item>
<item><title>Ein langer Teaser</title><author>red@a.example (Beat Gisler)</author>
  <guid>https://b.example/3</guid><source url="https://b.example/feed">Bergbote</source>
  <dc:date>2025-09-05T10:00:00Z</dc:date>
  <description>{LONG_TEASER}&nbsp;&hellip;</description></item>
<item><title>Nur ein Titel</title></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Urner Tagblatt</title>
<author><name>Redaktion</name></author>
<entry><title type="html">Haushalt &lt;b&gt;steht&lt;/b&gt;</title>
  <link rel="enclosure" href="https://a.example/1.mp3"/><link href="https://www.urner-tagblatt.example/1"/>
  <id>urn:1</id><published>2025-09-04T06:15:00+02:00</published><updated>2025-09-05T06:15:00+02:00</updated>
  <author><name>Vreni Arnold</name><email>v@a.example</email></author>
  <summary>Kurz gesagt.</summary>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{ONE}</p>
  <p>Im <b>Herbst</b> mehr.</p></div></content></entry>
<entry><title>Vertagt</title><id>urn:2</id><updated>2025-09-05T06:15:00+02:00</updated>
  <content type="html">&lt;p&gt;{TWO}&lt;/p&gt;</content></entry>
<entry><title>Ein Bild</title><id>urn:3</id><content type="image/png">iVBORw0KGgo=</content></entry>
</feed>"""
NITF = f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/nitf-3-3.dtd">
<nitf xml:lang="de"><head><title>Kopf</title>
<docdata><doc-id id-string="x1"/><date.issue norm="20250904T061500+0200"/>
<doc.copyright holder="Agentur"/></docdata><pubdata name="Urner Tagblatt" ex-ref="https://a.example/1"/></head>
<body><body.head><hedline><hl1>Haushalt steht</hl1><hl2>Streit im Rat</hl2></hedline>
<byline>Von <person>Vreni Arnold</person><byttl>Korrespondentin</byttl></byline></body.head>
<body.content><media media-type="image"><media-caption><p>Foto: X</p></media-caption></media>
<block><p>{ONE}</p><hl2>Kritik
am Rat</hl2><p>{TWO}</p></block><note><body.content><p>Achtung Redaktionen</p></body.content></note>
</body.content></body></nitf>"""
NEWS_ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"
 guid="tag:a.example,2025:{number}" version="2"
 xml:lang="de"><itemMeta><itemClass qcode="{kind}"/>
 <provider qcode="nprov:dpa"><name>Die Agentur</name></provider>
 <versionCreated>2025-09-05T06:15:00+02:00</versionCreated>
 <firstCreated>2025-09-04T06:15:00+02:00</firstCreated>
 <pubStatus qcode="stat:{status}"/></itemMeta>
 <contentMeta><by>Von Vreni Arnold</by><headline>Haushalt steht</headline><language tag="de"/></contentMeta>
 <contentSet>{content}</contentSet></newsItem>"""
HTML_CONTENT = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>'
    f"<title>x</title></head><body><h1>Haushalt steht</h1><p>{ONE}</p><p>{TWO}</p></body></html></inlineXML>"
)
MESSAGE = (
    '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2025-09-04T06:15:00Z</sent></header>'
    "<itemSet>{}</itemSet></newsMessage>"
)


def news_item(
    number: int = 1, content: str = HTML_CONTENT, status: str = "usable", kind: str = "ninat:text"
) -> str:
    return NEWS_ITEM.format(number=number, content=content, status=status, kind=kind)


def read(written: str | bytes, name: str = "a.xml") -> ReadFile:
    return articles_from(written if isinstance(written, bytes) else written.encode(), name, TODAY)


def outcome(raw: bytes) -> ReadFile | UnreadableFile:
    try:
        return read(raw)
    except UnreadableFile as error:
        return error


def facts(article: Article) -> tuple[str | None, ...]:
    return article.title, article.author, article.outlet_name, article.url


@pytest.mark.parametrize("name", ["a.xml", "a.rss"])
def test_rss(name: str) -> None:
    result = read(RSS, name)
    full, teaser = result.articles
    assert full.text == f"Haushalt & Rat\n{ONE}\n{TWO}"
    assert facts(full) == (
        "Haushalt & Rat",
        "Vreni Arnold; Beat Gisler",
        "urner-tagblatt.example",
        "https://www.urner-tagblatt.example/1",
    )
    assert (full.published_at, full.item_no) == (datetime(2025, 9, 4, 4, 15), 0)
    assert teaser.text == f"Ein langer Teaser\n{LONG_TEASER} …"
    assert facts(teaser) == ("Ein langer Teaser", "Beat Gisler", "Bergbote", "https://b.example/3")
    assert teaser.published_at == datetime(2025, 9, 5, 10)
    assert result.problems == (
        "item 2: only a teaser of 4 words, fewer than 40",
        "item 4: no article text (only a title)",
    )


def test_a_feed_in_another_encoding() -> None:
    raw = RSS.replace('encoding="UTF-8"', 'encoding="ISO-8859-15"').encode("iso8859-15", "xmlcharrefreplace")
    assert read(raw).articles[0].text == read(RSS).articles[0].text
    assert read(RSS.encode("utf-16")).articles[0].text == read(RSS).articles[0].text


def test_rss_1_and_items_that_repeat_their_teaser() -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>A</title></channel>'
        "<item><title>Eins</title><link>https://a.example/1</link>"
        "<description>Der Rat hat vertagt.</description>"
        "<content:encoded>&lt;p&gt;&lt;img src='a'/&gt;Der Rat hat vertagt. mehr&lt;/p&gt;"
        "</content:encoded></item>"
        f"<item><title>Zwei</title><content:encoded>{TWO}</content:encoded></item></rdf:RDF>"
    )
    result = read(feed)
    assert [(one.title, one.text) for one in result.articles] == [("Zwei", f"Zwei\n{TWO}")]
    assert result.problems == ("item 1: only a teaser of 5 words, fewer than 40",)


@pytest.mark.parametrize("name", ["a.xml", "a.atom"])
def test_atom(name: str) -> None:
    result = read(ATOM, name)
    one, two = result.articles
    assert one.text == f"Haushalt steht\n{ONE}\nIm Herbst mehr."
    assert facts(one) == (
        "Haushalt steht",
        "Vreni Arnold",
        "urner-tagblatt.example",
        "https://www.urner-tagblatt.example/1",
    )
    assert one.published_at == datetime(2025, 9, 4, 4, 15)
    assert facts(two) == ("Vertagt", None, "Urner Tagblatt", None)
    assert two.published_at == datetime(2025, 9, 5, 4, 15)
    assert result.problems == ("item 3: no article text (only a title)",)


def test_a_single_atom_entry() -> None:
    entry = f'<entry xmlns="http://www.w3.org/2005/Atom"><title>Eins</title><content>{TWO}</content></entry>'
    (article,) = read(entry).articles
    assert article.text == f"Eins\n{TWO}"


def test_nitf() -> None:
    (article,) = read(NITF.encode("iso8859-1", "xmlcharrefreplace")).articles
    assert article.text == f"Haushalt steht\n{ONE}\nKritik am Rat\n{TWO}"
    assert facts(article) == ("Haushalt steht", "Vreni Arnold", "Urner Tagblatt", "https://a.example/1")
    assert (article.published_at, article.language) == (datetime(2025, 9, 4, 4, 15), "de")


def test_nitf_inside_newsml_1() -> None:
    inner = NITF[NITF.index("<nitf") :]
    envelope = (
        f"<NewsML><NewsItem><ContentItem><DataContent>{inner}</DataContent></ContentItem></NewsItem></NewsML>"
    )
    (article,) = read(envelope).articles
    assert article.title == "Haushalt steht"


@pytest.mark.parametrize("wrapped", ["{}", MESSAGE])
def test_newsml_g2_with_html(wrapped: str) -> None:
    (article,) = read(wrapped.format(news_item())).articles
    assert article.text == f"Haushalt steht\n{ONE}\n{TWO}"
    assert facts(article) == ("Haushalt steht", "Vreni Arnold", "Die Agentur", None)
    assert article.published_at == datetime(2025, 9, 4, 4, 15)


def test_newsml_g2_with_nitf_plain_text_and_what_is_none() -> None:
    nitf = f"<inlineXML>{NITF[NITF.index('<nitf') :]}</inlineXML>"
    plain = f'<inlineData contenttype="text/plain">{ONE}\n\n{TWO}</inlineData>'
    picture = '<remoteContent href="a.jpg" contenttype="image/jpeg"/>'
    items = [
        news_item(1, nitf),
        news_item(2, plain),
        news_item(3, picture, kind="ninat:picture"),
        news_item(4, status="canceled"),
        news_item(5, ""),
    ]
    result = read(MESSAGE.format("".join(items)))
    assert [one.text for one in result.articles] == [
        f"Haushalt steht\n{ONE}\nKritik am Rat\n{TWO}",
        f"Haushalt steht\n{ONE}\n{TWO}",
    ]
    assert result.problems == (
        "item 3: no article text, its class is picture",
        "item 4: withdrawn by its sender (stat:canceled)",
        "item 5: no article text",
    )


def test_a_corrected_version_is_the_same_article() -> None:
    before = MESSAGE.format(news_item())
    after = before.replace('version="2"', 'version="3"').replace("Haushalt steht", "Haushalt steht doch")
    assert [one.article_id for one in read(before).articles] == [
        one.article_id for one in read(after).articles
    ]


def test_a_web_page_under_the_name_of_xml() -> None:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{ONE}</p><p>{TWO}</p></body></html>'
    assert read(f'<?xml version="1.0"?>{page}').articles[0].text == f"{ONE}\n{TWO}"


def test_a_feed_that_breaks_off_keeps_its_whole_items() -> None:
    result = read(RSS[: RSS.index("Bergbote")])
    assert [one.title for one in result.articles] == ["Haushalt & Rat"]
    flaw, *others = result.problems
    assert flaw.startswith("no valid XML: ")
    assert "(line 18, column " in flaw
    assert others == [
        "item 2: only a teaser of 4 words, fewer than 40",
        "item 3: left out, since the file breaks off in or behind it",
    ]


def test_a_feed_with_a_bare_ampersand_and_control_characters() -> None:
    result = read(RSS.replace("Kurz gesagt.", "Kurz & gut\x0b").replace("Nur ein Teaser", "Nur <ein Teaser"))
    assert result.articles[0].title == "Haushalt & Rat"
    assert result.problems[0].startswith("no valid XML: ")


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]><rss><channel><item><title>&m;</title><description>&m;</description></item></channel></rss>"
)
OUTSIDE = (
    '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<rss><channel><item><title>x</title><description>&a;</description></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("written", "kind", "reason"),
    [
        (BOMB, BrokenFile, "the XML declares entities of its own, which are not read"),
        (OUTSIDE, BrokenFile, "the XML declares entities of its own, which are not read"),
        ("<rss>" + "<a>" * 100_000, NoArticle, "no valid XML: Excessive depth"),
        ("<rss><channel/></rss>", NoArticle, "no article: the file holds an empty list"),
        (
            "<urlset/>",
            NoArticle,
            "no article: XML with the root element urlset; readable are RSS, Atom, NITF and",
        ),
        (
            "Nur ein Satz.",
            BrokenFile,
            r"no valid XML: Start tag expected, '<' not found \(line 1, column 1\)",
        ),
    ],
    ids=["bomb", "outside", "deep", "empty", "sitemap", "text"],
)
def test_reasons(written: str, kind: type[UnreadableFile], reason: str) -> None:
    with pytest.raises(kind, match=reason):
        read(written)


def test_a_file_of_nothing_but_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standpunkt.articles.readers.xml_tree.MAX_TAGS", 1_000)
    with pytest.raises(TooLarge, match="XML with more than 1,000 tags; cut it into smaller files"):
        read("<a/>" * 1_001)


def test_an_external_subset_is_not_fetched() -> None:
    feed = RSS.replace("<rss ", '<!DOCTYPE rss SYSTEM "file:///nowhere/rss.dtd"><rss ', 1)
    assert read(feed).articles[0].title == "Haushalt & Rat"


def test_a_text_of_many_megabytes_in_one_line() -> None:
    item = "<item><title>x</title><description>" + "Wort " * 2_100_000 + "</description></item>"
    found = outcome(f"<rss><channel>{item}</channel></rss>".encode())
    assert isinstance(found, UnreadableFile) or found.problems


@settings(max_examples=50, deadline=None)
@given(
    feed=st.sampled_from([RSS, ATOM, NITF, MESSAGE.format(news_item())]),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=6)), min_size=1, max_size=6
    ),
)
def test_a_mutated_file_gives_articles_or_a_reason(feed: str, cuts: list[tuple[float, int, bytes]]) -> None:
    raw = feed.encode()
    for share, length, inserted in cuts:
        at = int(share * len(raw))
        raw = raw[:at] + inserted + raw[at + length :]
    found = outcome(raw)
    if isinstance(found, UnreadableFile):
        assert not isinstance(found, ReaderFailed)
        assert "\n" not in found.reason
    else:
        assert found.articles
        assert "\n" not in "".join(found.problems)


@pytest.mark.parametrize("written", [ONE + "\n" * 200_000, " " * 200_000 + "x" + RSS])
def test_white_space_costs_no_more_than_its_length(written: str) -> None:
    assert isinstance(outcome(written.encode()), BrokenFile)


def test_white_space_above_a_declaration_is_no_flaw() -> None:
    assert read("\n\n" + RSS).articles == read(RSS).articles


def test_what_the_parser_says_is_printable() -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(b'<rss xmlns="http://www.w3.org/1\x7fhtml \xff"><channel>')
    assert raised.value.reason.isprintable()


@pytest.mark.parametrize("piece", [41, 60, 1000])
def test_names_of_html_are_read_wherever_a_piece_of_the_text_ends(
    monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr("standpunkt.articles.readers.xml_tree._PIECE", piece)
    sentence = (
        "Der B&uuml;rgermeister l&auml;sst M&auml;rkte &amp; Stra&szlig;en &raquo;sofort&laquo; &ouml;ffnen. "
    )
    tree = parse_xml(f"<rss>{sentence * 20}</rss>".encode(), "a.xml")
    assert line_of(tree.root) == " ".join(["Der Bürgermeister lässt Märkte & Straßen »sofort« öffnen."] * 20)
