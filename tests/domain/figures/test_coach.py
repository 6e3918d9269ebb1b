"""What the coach points at."""

from __future__ import annotations

from datetime import timedelta

from shopdesk.domain.figures.coach import Lesson, Trouble, Use, tips
from shopdesk.domain.figures.numbers import Share
from shopdesk.domain.mail.conversation import Category
from tests.domain.figures.facts import MONDAY, wait

LATER = MONDAY + timedelta(days=7)


def test_slow_answers_with_the_worst_in_front() -> None:
    """By category; what is mostly in time is left alone."""
    slow = [wait(n, 10 + n, category=Category.PRE_SALE, conversation=n) for n in range(5)]
    fine = [wait(n, 1, category=Category.ORDER, conversation=50 + n) for n in range(20)]
    (tip,) = tips([*slow, *fine], [], [], LATER)
    assert (tip.lesson, tip.about) == (Lesson.SLOW, "pre-sale")
    assert tip.share == Share(5, 5)
    assert tip.worst == timedelta(minutes=14)
    assert tip.conversations == (4, 3, 2, 1, 0)


def test_a_template_that_is_edited_every_time() -> None:
    """Not one that is edited now and then, nor one that was used twice."""
    uses = [Use(n, "late", edited=True) for n in range(5)]
    uses += [Use(n, "hello", edited=n == 0) for n in range(5)]
    uses += [Use(n, "new", edited=True) for n in range(2)]
    (tip,) = tips([], uses, [], LATER)
    assert (tip.lesson, tip.about) == (Lesson.EDITED, "late")
    assert tip.conversations == (4, 3, 2, 1, 0)


def test_the_same_mistake_twice() -> None:
    """To the same customer."""
    troubles = [Trouble(1, "late", "ann"), Trouble(2, "late", "bob"), Trouble(3, "late", "ann")]
    (tip,) = tips([], [], troubles, LATER)
    assert (tip.lesson, tip.about) == (Lesson.CAME_BACK, "late")
    assert tip.share == Share(2, 3)
    assert tip.conversations == (3, 1)


def test_mail_without_an_answer_comes_first_and_three_are_enough() -> None:
    """Whatever else there is."""
    slow = [
        wait(n, 10, category=category, conversation=n)
        for category in (Category.ORDER, Category.RETURN, Category.DELIVERY)
        for n in range(6)
    ]
    open_ = wait(0, running=True, conversation=99)
    found = tips([*slow, open_], [], [], LATER)
    assert len(found) == 3
    assert found[0].lesson is Lesson.UNANSWERED
    assert found[0].conversations == (99,)


def test_nothing_to_say() -> None:
    """When all is well."""
    assert tips([wait(n, 1) for n in range(20)], [], [], LATER) == ()
