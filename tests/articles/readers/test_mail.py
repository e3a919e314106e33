from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standpunkt.articles import ReadFile, UnreadableFile, articles_from
from standpunkt.articles.assemble import article_id
from standpunkt.articles.readers import read_raw
from standpunkt.articles.unreadable import BrokenFile, EmptyFile, NoArticle, TooLarge
from tests.articles.readers.mutations import BODY, FILES, PAGE, TODAY, mutated, outcome


def mail(text: str | None = BODY, subject: str = "Haushalt steht – was nun?") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["From"] = "Vreni Arnold-Müller <arnold@urner-tagblatt.example>"
    message["To"] = "presse@kanton.example"
    message["Date"] = "Thu, 04 Sep 2025 06:15:00 +0200"
    if text is not None:
        message.set_content(text, cte="quoted-printable")
    return message


def read(message: EmailMessage, path: str = "a.eml") -> ReadFile:
    return articles_from(message.as_bytes(), path, TODAY)


def test_a_mail_of_plain_text() -> None:
    result = read(mail(f"{BODY}\n\n-- \nVreni Arnold\nRedaktion\n"))
    (article,) = result.articles
    assert result.problems == ()
    assert article.text == f"Haushalt steht – was nun?\n{BODY}"
    assert (article.title, article.author) == ("Haushalt steht – was nun?", "Vreni Arnold-Müller")
    assert (article.published_at, article.published_at_source) == (datetime(2025, 9, 4, 4, 15), "metadata")
    assert (article.outlet_name, article.article_id) == (None, article_id("a.eml", ""))


def test_markup_counts_before_its_plain_alternative_and_its_pictures_are_not_noted() -> None:
    message = mail("Bitte im Browser lesen.", subject="WG: Fwd: Haushalt steht")
    message.add_alternative(PAGE.format(title="Vorlage", head=""), subtype="html")
    part = message.get_payload()[1]
    part.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo>", filename="logo.png")
    result = read(message)
    (article,) = result.articles
    assert result.problems == ()
    assert article.title == "Haushalt steht"
    assert "„Das ist ein guter Tag für den Kanton“" in article.text
    assert "Browser" not in article.text


def test_short_markup_that_is_no_article_page_is_read_whole() -> None:
    message = mail("x")
    lines = "".join(f"<tr><td><div>Zeile {at} steht hier.</div></td></tr>" for at in range(5))
    message.add_alternative(f"<html><body><table>{lines}</table></body></html>", subtype="html")
    (article,) = read(message).articles
    assert all(f"Zeile {at} steht hier." in article.text for at in range(5))


def test_a_newsletter_names_its_outlet() -> None:
    message = mail()
    message["List-Unsubscribe"] = "<mailto:ab@urner-tagblatt.example>"
    (article,) = read(message).articles
    assert (article.outlet_name, article.author) == ("Vreni Arnold-Müller", None)


def test_flowed_lines_are_joined() -> None:
    message = mail(None)
    message.set_content("Der Rat hat am Montag \r\nden Haushalt beschlossen.\r\nMehr folgt.")
    message.set_param("format", "flowed")
    (article,) = read(message).articles
    assert article.text.endswith("\nDer Rat hat am Montag den Haushalt beschlossen.\nMehr folgt.")


def test_readable_attachments_are_articles_of_their_own() -> None:
    inner = mail("Der innere Brief hat auch einen Text.", subject="Innen")
    message = mail("Der Artikel liegt diesem Brief bei.")
    word = (FILES / "document.docx").read_bytes()
    message.add_attachment(
        word, maintype="application", subtype="octet-stream", filename="Haushalt – März.docx"
    )
    message.add_attachment(
        PAGE.format(title="Seite", head=""), subtype="html", filename="2025-08-01_seite.html"
    )
    message.add_attachment(inner)
    message.add_attachment(b"\x00\x01", maintype="video", subtype="mp4", filename="film#.mp4")
    message.add_attachment(b"kaputt", maintype="application", subtype="json", filename="k.json")
    raw = message.as_bytes().replace(b'filename="film#.mp4"', b"filename*=utf-8''film%0A.mp4")
    result = articles_from(raw, "a.eml", TODAY)
    assert [(one.item_no, one.title) for one in result.articles] == [
        (0, "Haushalt steht – was nun?"),
        (1, "Landrat beschließt den Haushalt"),
        (2, "Seite"),
        (3, "Innen"),
    ]
    assert [one.key for one in read_raw(raw, "a.eml").articles] == [
        "",
        "Haushalt – März.docx",
        "2025-08-01_seite.html",
        "Innen.eml\n",
    ]
    assert [one.published_on for one in result.articles[1:3]] == [date(2025, 9, 4), date(2025, 8, 1)]
    assert result.problems == (
        "film .mp4: no reader for .mp4 files",
        "k.json: no valid JSON: Expecting value (line 1, column 1)",
    )
    assert result.articles[0].article_id == article_id("a.eml", "")


def test_a_mail_without_text_but_with_an_article() -> None:
    message = mail(None)
    message.add_attachment(PAGE.format(title="Seite", head=""), subtype="html", filename="seite.html")
    assert [one.title for one in read(message).articles] == ["Seite"]


def test_raw_eight_bit_headers_and_an_unknown_charset() -> None:
    written = (
        "From: Müller <m@a.example>\nSubject: Größe zählt\nContent-Type: text/plain; charset=x-gibtsnicht\n\n"
    )
    for encoding in ("cp1252", "utf-8"):
        (article,) = articles_from((written + BODY).encode(encoding), "a.eml", TODAY).articles
        assert article.text == f"Größe zählt\n{BODY}"
        assert article.author == "Müller"


def nested(depth: int) -> bytes:
    message = mail("Der innerste Brief hat einen Text.")
    for _ in range(depth):
        outer = mail(None)
        outer.add_attachment(message)
        message = outer
    return message.as_bytes()


@pytest.mark.parametrize(
    ("raw", "kind", "reason"),
    [
        (b" \n", EmptyFile, "nothing but white space"),
        (b"\x00\x01\x02\x03", BrokenFile, "does not begin with header lines"),
        (b"Der Rat hat entschieden.", BrokenFile, "does not begin with header lines"),
        (b"Quelle: Rat\n\nDer Rat hat entschieden.", BrokenFile, "it has none of their header lines"),
        (mail("").as_bytes(), NoArticle, "a mail without text and attachments"),
        (nested(4), NoArticle, "more than 3 archives or mails within each other"),
        (b"Content-Type: multipart/mixed; boundary=a\n" * 200, TooLarge, "too many parts"),
        (b"Subject: x\n" + b"\n" * 6_000_000, TooLarge, "too many lines"),
        (
            b"Content-Type: text/plain" + b'; a="' * 10_000 + b"\n\nText",
            BrokenFile,
            "a header line of more than",
        ),
    ],
    ids=lambda value: None if isinstance(value, bytes) else str(value)[:30],
)
def test_reasons(raw: bytes, kind: type[UnreadableFile], reason: str) -> None:
    with pytest.raises(kind, match=reason):
        articles_from(raw, "a.eml", TODAY)


def whole_mail() -> bytes:
    message = mail()
    message.add_alternative(PAGE.format(title="Seite", head=""), subtype="html")
    message.add_attachment(PAGE.format(title="Seite", head=""), subtype="html", filename="seite – 1.html")
    message.add_attachment(mail())
    return message.as_bytes()


@settings(max_examples=25, deadline=None)
@given(raw=mutated(whole_mail()))
def test_damaged_mails_give_an_article_or_a_reason(raw: bytes) -> None:
    outcome(raw, "a.eml")


HEADS = st.lists(
    st.sampled_from(
        ["Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "Subject", "From", "Date"]
    )
    .flatmap(
        lambda name: st.tuples(
            st.just(name),
            st.text(max_size=30)
            | st.sampled_from(
                [
                    "multipart/mixed; boundary=b",
                    "multipart/alternative",
                    "message/rfc822",
                    "text/html; charset=utf-7",
                    "attachment; filename*0*=x''%ff; filename*2=y",
                    "base64",
                    "x-uuencode",
                    "=?utf-8?b?kaputt?=",
                    "=?x?q?=?=",
                ]
            ),
        )
    )
    .map(": ".join),
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(heads=st.lists(HEADS, min_size=1, max_size=3), text=st.text(max_size=60))
def test_odd_headers_give_an_article_or_a_reason(heads: list[list[str]], text: str) -> None:
    written = "\n--b\n".join("\n".join(lines) + "\n\n" + text for lines in heads)
    outcome(written.encode("utf-8", "replace"), "a.eml")


def test_a_sender_with_a_comma_in_encoded_words() -> None:
    raw = b"From: =?utf-8?q?Arnold=2C_Vr=C3=A9ni?= <a@a.example>\nSubject: Rat\n\n" + BODY.encode()
    (article,) = read_raw(raw, "a.eml").articles
    assert article.author == "Arnold, Vréni"


def test_a_part_that_cannot_be_read_is_named() -> None:
    message = mail("Der Rat hat am Montag entschieden.")
    message.make_mixed()
    message.attach(part := EmailMessage())
    part.set_content(b"\x00\x01\x02" * 50, maintype="text", subtype="plain", disposition="inline")
    result = read(message)
    assert result.problems == ("the mail's text (text/plain): not text: it contains NUL bytes",)
    assert [one.text.split("\n")[-1] for one in result.articles] == ["Der Rat hat am Montag entschieden."]


def test_an_attached_message_that_cannot_be_written_again_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    message = mail("Der Rat hat am Montag entschieden.")
    message.add_attachment(mail())

    def failing(*_: object, **__: object) -> bytes:
        raise UnicodeEncodeError("ascii", "ä", 0, 1, "ordinal not in range(128)")

    raw = message.as_bytes()
    monkeypatch.setattr("email.message.Message.as_bytes", failing)
    assert articles_from(raw, "a.eml", TODAY).problems == (
        "Haushalt steht – was nun?.eml: a damaged part of the message (UnicodeEncodeError)",
    )


def test_a_mail_of_endless_header_lines() -> None:
    with pytest.raises(TooLarge, match="too many lines"):
        articles_from(b"From: a\n" + b"A: b\n" * 1_500_000, "a.eml", TODAY)
