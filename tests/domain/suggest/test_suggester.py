"""The owner's own templates, and what is learned from answers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.adapters.templates.starter import starter
from shopdesk.domain.answer.suggest import Asked, Learner, PastAnswer, Suggester
from shopdesk.domain.answer.template import Template, Variant
from shopdesk.domain.mail.conversation import Category

ANY = Suggester(starter())
NOON = datetime(2026, 11, 7, 12, 0, tzinfo=UTC)


def asked(text: str, language: str = "en", category: Category = Category.OTHER) -> Asked:
    """A mail without a subject."""
    return Asked("", text, category, language)


def template(id: str, title: str, body: str = "", *tags: str, language: str = "en") -> Template:
    """One of the owner's."""
    return Template(id, Category.OTHER, {language: Variant(title, body, tags=tags)})


def first(suggester: Suggester, text: str, language: str = "en") -> str:
    """The id of the likeliest."""
    return suggester.likeliest(asked(text, language))[0].template.id


def answered(text: str, id: str, language: str = "en") -> PastAnswer:
    """An answer with that template."""
    return PastAnswer(asked(text, language), id, NOON, 1)


@pytest.mark.parametrize(
    ("mine", "text", "language"),
    [
        (template("a", "Engraving", "", "engraving", "initials"), "Could I have initials?", "en"),
        (template("b", "Workshop on Sundays", ""), "When is the next workshop?", "en"),
        (template("c", "C", "We grind {{ x }} espresso beans."), "Do you grind espresso?", "en"),
        (template("d", "Khắc tên", "", "khắc tên", language="vi"), "khac ten len giay", "vi"),
        (
            template("e", "Гравировка", "", "гравировка", language="ru"),
            "Сделаете гравировку?",
            "ru",
        ),
        (template("g", "Гравіювання", "", "гравіювання", language="uk"), "А гравіювання є?", "uk"),
        (template("f", "Gravur", "", "gravur", language="de"), "Machen Sie auch Gravur?", "de"),
    ],
)
def test_the_owners_templates_are_found_by_their_own_words(
    mine: Template, text: str, language: str
) -> None:
    assert first(Suggester((*starter(), mine)), text, language) == mine.id


def test_what_a_template_says_in_liquid_is_no_word_of_it() -> None:
    odd = template("odd", "Odd", "{{ customer.refund }}{% if refund %}.{% endif %}")
    plain = template("plain", "Plain", ".")
    scores = {s.template.id: s.score for s in Suggester((odd, plain)).likeliest(asked("refund"))}
    assert scores["odd"] == pytest.approx(scores["plain"])


def test_scores_are_shares() -> None:
    found = Suggester(starter()).likeliest(asked("Where is my order?"))
    assert sum(s.score for s in found) == pytest.approx(1)
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert len(found) == len(starter())


def test_no_templates_no_suggestions() -> None:
    assert Suggester(()).likeliest(asked("Where is my order?")) == ()


def test_the_category_tips_the_balance() -> None:
    one = Template("one", Category.RETURN, {"en": Variant("One", "")})
    two = Template("two", Category.PRAISE, {"en": Variant("Two", "")})
    suggester = Suggester((one, two))
    for wanted, category in ((one, Category.RETURN), (two, Category.PRAISE)):
        best = suggester.likeliest(asked("hm", category=category))[0]
        assert best.template is wanted


def test_what_was_answered_is_suggested_again() -> None:
    learner = Learner()
    mine = template("mine", "Untold", "Untold.")
    suggester = Suggester((*starter(), mine), learner)
    text = "Do the espresso cups of the blue series stack?"
    assert first(suggester, text) != "mine"
    for cups in ("espresso cups stackable?", "will the blue cups stack", "do cups stack well"):
        learner.learn(answered(cups, "mine"))
    assert first(suggester, text) == "mine"


def test_the_owners_habit_wins_over_the_vocabulary() -> None:
    learner = Learner()
    suggester = Suggester((*starter(), template("mine", "Untold", "Untold.")), learner)
    for n in range(40):
        learner.learn(answered(f"where is my order 10{n}? it has not moved", "mine"))
    assert first(suggester, "Where is my order #1042?") == "mine"
    assert first(suggester, "I want to cancel my order, please") == "order-cancel"


def test_marks_or_none_an_answer_teaches_both() -> None:
    learner = Learner()
    mine = template("mine", "Untold", "Untold.", language="vi")
    suggester = Suggester((*starter(), mine), learner)
    for said in ("giày có khắc tên không", "shop khắc tên giúp em", "khắc tên lên đế giày"):
        learner.learn(answered(said, "mine", "vi"))
    assert first(suggester, "khac ten duoc khong shop", "vi") == "mine"


def test_a_few_answers_do_not_upset_the_rest() -> None:
    learner = Learner()
    suggester = Suggester(starter(), learner)
    for _ in range(10):
        learner.learn(answered("thank you, love my shoes", "thanks"))
    assert first(suggester, "How do I return these shoes?") == "return-start"


def test_answers_with_templates_that_are_gone_are_harmless() -> None:
    learner = Learner()
    learner.learn(answered("where is my order", "gone"))
    found = Suggester(starter(), learner).likeliest(asked("where is my order"))
    assert found[0].template.id == "order-status"
    assert learner.answers == 1


def test_changed_templates_are_read_anew_and_the_learning_stays() -> None:
    learner = Learner()
    before = Suggester(starter(), learner)
    assert first(before, "Do you do engraving?") != "mine"
    for _ in range(3):
        learner.learn(answered("is the lamp dimmable", "mine"))
    after = before.over((*starter(), template("mine", "Engraving", "")))
    assert first(after, "Do you do engraving?") == "mine"
    assert first(after, "dimmable lamp?") == "mine"


def test_a_huge_mail_is_read_as_far_as_it_matters() -> None:
    text = "Where is my order? " + "lorem ipsum dolor " * 500_000
    assert first(Suggester(starter()), text) == "order-status"


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(["en", "vi", "ru", ""]))
def test_any_words_rank_every_template(subject: str, text: str, language: str) -> None:
    found = ANY.likeliest(Asked(subject, text, Category.OTHER, language))
    assert len(found) == len(starter())
    assert sum(one.score for one in found) == pytest.approx(1)
