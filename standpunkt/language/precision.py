"""Confidence of each rule class: its measured precision, to the nearest 0.05.

Statements: share of the extracted statements of the class, on the development part of the quotation corpus,
whose quotation overlaps an annotated one at token F1 of 0.5 or more and whose speaker, where one is given,
overlaps the annotated one likewise. Stances: share with right holder and polarity on the annotated
development and training articles together, since the development part alone has fewer than ten of most
classes (the rules were written with the training part in view, so these are upper bounds). Names: share of
strictly right spans on the development part of GermEval-14. A class with fewer than ten cases carries the
figure of the class it resembles most; mentions of speakers and holders that are no names were not measured
and carry that of speakers.
"""

PRECISION: dict[str, float] = {
    "name_known": 0.85,
    "name_quoted": 0.75,
    "name_described": 0.6,
    "name_given": 0.9,
    "name_office": 0.95,
    "name_speaks": 0.8,
    "name_company": 0.25,
    "name_acronym": 0.6,
    "name_pair": 0.6,
    "name_place_ending": 0.65,
    "name_place_preposition": 0.65,
    "name_surname": 0.6,
    "adjective": 0.85,
    "first_element": 0.85,
    "direct_verb": 0.9,
    "direct_so": 0.9,
    "direct_continued": 0.85,
    "direct_colon": 0.9,
    "direct_unframed": 0.85,
    "direct_nested": 0.85,
    "indirect_dass": 0.9,
    "indirect_konjunktiv": 0.8,
    "indirect_infinitive": 0.9,
    "indirect_inverted": 0.75,
    "indirect_wie": 0.8,
    "indirect_source": 0.9,
    "indirect_back": 0.75,
    "indirect_so": 0.85,
    "reported": 0.5,
    "indirect_free_indirect": 0.8,
    "free_indirect": 0.7,
    "stance_acc": 0.8,
    "stance_dat": 0.8,
    "stance_dass": 0.75,
    "stance_inf": 0.8,
    "stance_bare": 0.65,
    "stance_preposition": 0.8,
    "stance_need": 0.75,
    "stance_noun": 0.95,
    "stance_demand": 0.6,
    "pronoun": 0.75,
    "office": 0.75,
}
"""By rule class."""
