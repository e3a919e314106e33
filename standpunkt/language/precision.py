"""Confidence of each rule class: its precision on development data, to the nearest 0.05.

Names and adjectives: share of strictly right spans on GermEval-14 (development part). Statements: share
of extracted statements of the class whose quotation overlaps an annotated one at token F1 of 0.5 or more.
Stances: share with right holder and polarity. Classes seen fewer than ten times there carry the figure of
the nearest larger class.
"""

PRECISION: dict[str, float] = {
    "name_known": 0.8,
    "name_quoted": 0.5,
    "name_given": 0.8,
    "name_office": 0.7,
    "name_speaks": 0.6,
    "name_company": 0.5,
    "name_acronym": 0.5,
    "name_pair": 0.5,
    "name_place_ending": 0.5,
    "name_place_preposition": 0.5,
    "name_surname": 0.7,
    "adjective": 0.9,
    "first_element": 0.9,
    "direct_verb": 0.8,
    "direct_so": 0.9,
    "direct_continued": 0.8,
    "direct_colon": 0.9,
    "direct_unframed": 0.5,
    "direct_nested": 0.7,
    "indirect_dass": 0.8,
    "indirect_konjunktiv": 0.8,
    "indirect_infinitive": 0.6,
    "indirect_inverted": 0.7,
    "indirect_wie": 0.6,
    "indirect_source": 0.7,
    "indirect_back": 0.7,
    "indirect_so": 0.7,
    "reported": 0.5,
    "indirect_free_indirect": 0.7,
    "free_indirect": 0.5,
    "stance_acc": 0.5,
    "stance_dat": 0.5,
    "stance_dass": 0.5,
    "stance_inf": 0.5,
    "stance_bare": 0.5,
    "stance_preposition": 0.5,
    "stance_need": 0.5,
    "stance_noun": 0.5,
    "stance_demand": 0.5,
    "pronoun": 0.7,
    "office": 0.7,
}
