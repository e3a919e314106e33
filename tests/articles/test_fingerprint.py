from standpunkt.articles.fingerprint import content_sha256, duplicate_key

BODY = "Der Rat der Stadt hat am Montag den „großen“ Haushalt beschlossen und sich vertagt. " * 3


def test_content_hash_is_of_utf_8() -> None:
    assert content_sha256("ä") == "33e6d73fee82904c8d7afb78de1154d1e8dc2a0edb08120e63df5b9385c2d9cc"
    assert content_sha256("a") != content_sha256("a ")


def test_white_space_case_and_quotation_marks_make_no_difference() -> None:
    other = BODY.replace("„", "»").replace("“", "«").replace(". ", ".\n").upper()
    assert duplicate_key(other) == duplicate_key(BODY)


def test_a_long_body_counts_without_its_headline() -> None:
    assert duplicate_key(f"Haushalt steht\n{BODY}", "Haushalt steht") == duplicate_key(
        f"Rat einig\n{BODY}", "Rat einig"
    )
    assert duplicate_key(f"Haushalt steht\n{BODY}", "Haushalt steht") == duplicate_key(BODY)


def test_a_short_body_counts_with_its_headline() -> None:
    body = "Weitere Informationen folgen in Kürze."
    assert duplicate_key(f"Brand in Uri\n{body}", "Brand in Uri") != duplicate_key(
        f"Wahl in Uri\n{body}", "Wahl in Uri"
    )


def test_another_word_is_another_text() -> None:
    assert duplicate_key(BODY) != duplicate_key(BODY.replace("beschlossen", "abgelehnt"))
