"""Phrases that only lead to who speaks: "Angaben der Polizei", "NASA-Angaben", "ihrer Meinung"."""

import re

from standpunkt.actors.names import QUOTATION_MARKS

_SAID = (
    r"(?:worten?|angaben?|aussagen?|informationen|darstellung(?:en)?|auffassung|ansicht(?:en)?|meinung|einschätzung(?:en)?|sicht"
    r"|mitteilung|erklärung(?:en)?|überzeugung|vorstellungen?|auskunft|erkenntnissen?|berechnungen|schätzungen"
    r"|vorwürfen?|vorwürfe|meldungen?|recherchen|kreisen|berichten?|sichtweise|kernaussage|befürchtung(?:en)?)"
)
_WRITTEN = (
    r"(?:\w*papier|\w*erklärung|stellungnahme|\w*bericht|\w*studie|\w*schreiben|\w*brief|\w*mitteilung"
    r"|\w*gutachten|\w*artikel|[\w-]*ausgabe|[\w-]*nachrichten|ankündigung|anweisung|verlautbarung|veröffentlichung|behauptung"
    r"|forderung|vorhersage|\w*analyse|\w*untersuchung|\w*prognose|\w*website|\w*webseite|internetseite"
    r"|homepage|\w*umfrage|\w*meldung|\w*entscheidung|\w*urteil|\w*beschluss|\w*kommentar|\w*antrag|\w*entwurf"
    r"|\w*resolution|\w*petition|\w*text|\w*rede|\w*test|\w*appell|\w*aufruf|\w*dokument|\w*statistik)(?:e?s)?"
)
_OWNER = r"(?:(?=des |der |eine[rs] )|vo[nm] |aus |(?=[A-ZÄÖÜ][\w-]*s$))"
_PREFACE = re.compile(
    r"(?:(?:nach|laut|aus|in|gemäß|zufolge) )?(?:(?:den|der|die|das|dem|des|eine[rmn]?|eigenen|ersten) )*"
    rf"(?:[a-zäöü]+en ){{0,3}}?(?:{_SAID}|{_WRITTEN}) (?:(?:für|aus|vo[nm]) (?:[A-Z]\w+ )?\d{{4}} )?{_OWNER}",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(?<=s) {_SAID}$", re.IGNORECASE)
_OWN = re.compile(
    rf"(?:nach |laut )?eigene[rnm] (?:{_SAID}|bekunden|angabe|einlassung|schilderung|bekenntnis)$",
    re.IGNORECASE,
)
_OF_STATE = re.compile(rf"(?:nach |laut |aus )?(?:[a-zäöüß]+en )??([a-zäöüß]+en) {_SAID}$", re.IGNORECASE)
_COMPOUND = re.compile(
    r"(?:(?:nach|laut|aus) )?([A-ZÄÖÜ][\w&.]*)(-[Aa]|a)(?:ngaben?|ussagen?|uskunft)$|"
    r"(?:(?:nach|laut|aus) )?([A-ZÄÖÜ][\w&.]*)-(?:Informationen|Berichten?|Kreisen|Sicht)$"
)
_BY_MEDIA = re.compile(r"(Medien|Presse|Zeitung|Agentur)s?(?:berichten?|meldungen)$")
_POSSESSIVE = re.compile(
    rf"(?:nach )?(sein|ihr)e?[rnms]? (?:[a-zäöüß]+ )?(?:{_SAID}|{_WRITTEN})(?: nach)?$", re.IGNORECASE
)
_POINTING = re.compile(
    rf"(?:nach )?(dessen|deren) (?:[a-zäöüß]+ )?(?:{_SAID}|{_WRITTEN})(?: nach)?$", re.IGNORECASE
)
_PREPOSITION = re.compile(r"(?:nach|laut|aus|gemäß|von|vom|durch) (?=\S)", re.IGNORECASE)
_PASSED_ON = re.compile(r",? laut .+$")


def source_itself(text: str, start_char: int, end_char: int) -> tuple[int, int]:
    """The range of who is behind "Angaben der Polizei", "Musters Angaben", "der Präsident laut Agentur"."""
    while preface := _PREFACE.match(text, start_char, end_char):
        start_char = preface.end()
    if preposition := _PREPOSITION.match(text, start_char, end_char):
        start_char = preposition.end()
    piece = text[start_char:end_char]
    if passed_on := _PASSED_ON.search(piece):
        end_char = start_char + passed_on.start()
    if after := _AFTER.search(text, start_char, end_char):
        end_char = after.start()
    return start_char, end_char


def owner_in_compound(text: str) -> str | None:
    """ "NASA" of "NASA-Angaben", "Polizei" of "Polizeiangaben"; None for other words."""
    if media := _BY_MEDIA.fullmatch(text.strip(QUOTATION_MARKS + " ,.:;")):
        return {"Zeitung": "Zeitungen", "Agentur": "Agenturen"}.get(media[1], media[1])
    match = _COMPOUND.fullmatch(text.strip(QUOTATION_MARKS + " ,.:;"))
    return (match[1] or match[3]) if match else None


def is_own(text: str) -> bool:
    """Whether a span is "eigenen Angaben": whose, only the sentence tells."""
    return bool(_OWN.match(text.strip(" ,.:;")))


def adjective_of_source(text: str) -> str | None:
    """ "israelischen" of "nach israelischen Angaben"; whether it is one of a state, the tables tell."""
    match = _OF_STATE.match(text.strip(" ,.:;"))
    return match[1] if match else None


def possessive_pronoun(text: str) -> str | None:
    """ "er" for "seiner Meinung", "sie" for "ihren Angaben", "dieser" for "dessen Worten": whose they are."""
    if pointing := _POINTING.fullmatch(text.strip(" ,.:;")):
        return {"dessen": "dieser", "deren": "diese"}[pointing[1].lower()]
    match = _POSSESSIVE.fullmatch(text.strip(" ,.:;"))
    return {"sein": "er", "ihr": "sie"}[match[1].lower()] if match else None
