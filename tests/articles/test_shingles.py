import random

from standpunkt.articles.shingles import compared_text, fingerprint, shingles, words_of

TEXT = "Der Rat der Stadt hat am Montag den Haushalt beschlossen. Die Oberbürgermeisterin dankte allen."

BANDS = (17002946553688365083, 12086316855288785871, 10356788644940614218)
SAMPLES = ()


def numbered(count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [f"wort{chance.randrange(100_000)}" for _ in range(count)]


def test_the_same_text_has_the_same_fingerprint_on_every_machine():
    found = fingerprint(compared_text(TEXT))
    assert found.bands[:3] == BANDS
    assert found.samples == SAMPLES


def test_texts_of_one_duplicate_key_have_one_fingerprint():
    other = TEXT.upper().replace(" ", "\n").replace("RAT", "»RAT«")
    assert fingerprint(compared_text(other)) == fingerprint(compared_text(TEXT))


def test_a_text_shorter_than_a_shingle_is_one_shingle():
    assert len(shingles(["ein"])) == len(shingles(["ein", "wort"])) == 1
    assert fingerprint("").samples == ()


def test_near_duplicates_share_a_band_and_strangers_do_not():
    for seed in range(40):
        words = numbered(200, seed)
        edited = list(words)
        for at in range(5, 200, 30):
            edited[at] = "anders"
        here, there, stranger = (
            fingerprint(" ".join(one)) for one in (words, edited, numbered(200, seed + 99))
        )
        assert set(here.bands) & set(there.bands), seed
        assert not set(here.bands) & set(stranger.bands)


def test_a_piece_samples_what_the_whole_samples():
    words = numbered(400)
    whole, piece = fingerprint(" ".join(words)), fingerprint(" ".join(words[100:180]))
    assert len(piece.samples) > 8
    assert set(piece.samples) <= set(whole.samples)


def test_words_are_without_punctuation():
    text = compared_text("„Gut“, sagte er – um 14.30 Uhr.")
    assert " ".join(words_of(text)) == "gut sagte er um 14 30 uhr"
