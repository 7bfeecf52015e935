"""Words of the glossary are explained where a page first uses them, and nowhere else."""

import html
import re

import markdown

from playbook.model.glossary import Term
from playbook.pages.glossary import explained

TERMS = [
    Term(id="ltv", term="LTV", also=("lifetime value",), meaning='What a "customer" is worth'),
    Term(id="stock", term="stock", meaning="What is there"),
    Term(id="safety-stock", term="safety stock", meaning="What is kept"),
    Term(id="stock-list", term="stock list", meaning="What was there"),
    Term(id="big", term="Big", also=("VIP",), meaning="big"),
    Term(id="loud", term="Loud", also=("VIP",), meaning="loud"),
]


def shown(text: str) -> str:
    return explained(f"---\ntitle: LTV\n---\n{text}", TERMS, lambda term: f"../glossary/#{term}").partition("\n---\n")[
        2
    ]


def linked(term: str, name: str, meaning: str) -> str:
    return f'<a class="pb-term" href="../glossary/#{term}"><abbr title="{meaning}">{name}</abbr></a>'


LTV = linked("ltv", "LTV", "What a &#34;customer&#34; is worth")


def test_the_first_use_is_explained_and_only_that() -> None:
    assert shown("<p>LTV, LTV</p>\n<p>lifetime value</p>") == f"<p>{LTV}, LTV</p>\n<p>lifetime value</p>"


def test_no_sign_of_a_meaning_is_read_as_markdown_or_html() -> None:
    meaning = "see [the list](levels.md), `REQ`, *a* <b> & ~c~"
    text = explained("---\n---\nREQ", [Term(id="req", term="REQ", meaning=meaning)], lambda term: f"#{term}")
    found = re.findall(r'title="([^"]*)"', markdown.markdown(text.partition("\n---\n")[2]))
    assert [html.unescape(each) for each in found] == [meaning]


def test_the_longest_name_wins() -> None:
    assert shown("<p>safety stock</p>") == f"<p>{linked('safety-stock', 'safety stock', 'What is kept')}</p>"
    assert shown("<p>stock list</p>") == f"<p>{linked('stock-list', 'stock list', 'What was there')}</p>"


def test_a_part_of_a_longer_word_is_not_meant() -> None:
    assert shown("<p>XLTV, LTVs, restocked</p>") == "<p>XLTV, LTVs, restocked</p>"


def test_a_name_of_several_terms_has_no_one_meaning() -> None:
    assert shown("<p>VIP</p>") == "<p>VIP</p>"


def test_headings_links_controls_and_spoken_words_stay_as_they_are() -> None:
    text = (
        "## LTV {: #ltv }\n"
        '<a href="x">LTV</a> <button>LTV</button> <svg><title>LTV</title></svg>\n'
        '<div class="pb-speech"><p>LTV <span>LTV</span><br>LTV</p></div>\n'
        '<img alt="LTV">'
    )
    assert shown(text) == text
    assert shown(text + "<p>LTV</p>") == text + f"<p>{LTV}</p>"


def test_names_with_signs_are_explained() -> None:
    terms = [Term(id=f"t{at}", term=name, meaning="m") for at, name in enumerate(("R&D", "x < y", 'the "right" way'))]
    text = "---\n---\n<p>R&amp;D says x &lt; y, and the &#34;right&#34; way</p>\n"
    assert explained(text, terms, lambda name: f"#{name}").count('class="pb-term"') == 3


def test_code_and_links_of_markdown_stay_as_they_are() -> None:
    text = "---\n---\n`LTV` [LTV](LTV.md)\n\n```\nLTV\n```\n\nLTV\n"
    made = explained(text, TERMS[:1], lambda name: f"#{name}")
    assert made.count('class="pb-term"') == 1
    assert made.startswith("---\n---\n`LTV` [LTV](LTV.md)\n\n```\nLTV\n```\n")
