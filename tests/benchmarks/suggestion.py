"""How rightly and how fast templates are suggested: `python -m tests.benchmarks.suggestion`.

Rightly: the starter templates alone, before any answer, on the public collection of sentences in
`../shared/intents` beside the repository (or `intents` in SHOPDESK_SHARED) and on sentences of our
own; then how soon the owner's own templates are learned. Fast: after 10,000 answers, next to a
floor measured in the same run: the words of the mail, each looked up once, and the templates
sorted.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from shopdesk.adapters.templates.starter import starter
from shopdesk.domain.answer.suggest import Asked, Learner, PastAnswer, Suggester
from shopdesk.domain.answer.template import Template, Variant
from shopdesk.domain.mail.conversation import Category
from tests.domain.suggest.wishes import Score, Wish, bare, collected, family_score, own, score

PAST = 10_000
WORDS = 60
"""Words of a mail, about as many as customers write."""
ASKED = 300
STEPS = (0, 10, 30, 100, 300, 1_000)
STARTER = starter()
NOON = datetime(2026, 11, 7, 12, 0, tzinfo=UTC)


def main() -> int:
    """Print the tables; 1 where there is no collection."""
    intents = shared() / "intents"
    print(f"{'the first day':<34}{'n':>6}{'first':>8}{'of three':>10}")
    for language in ("en", "vi", "ru"):
        say(f"{language}, our own sentences", own(language), score(own(language), language))
    say("vi without marks", own("vi"), score(bare(own("vi")), "vi"))
    if not intents.is_dir():
        print(f"{intents} is not here", file=sys.stderr)
        return 1
    for name in ("dev.csv", "train.csv"):
        wishes = collected(intents, name)
        say(f"en, intents/{name}", wishes, score(wishes, "en"))
        say(f"en, intents/{name}, by family", wishes, family_score(wishes, "en"))
    learning(collected(intents, "train.csv"), collected(intents, "dev.csv"))
    speed()
    return 0


def shared() -> Path:
    """The folder of sample data."""
    return Path(os.environ.get("SHOPDESK_SHARED") or Path(__file__).parents[3] / "shared")


def say(name: str, wishes: Sequence[Wish], found: Score) -> None:
    """One row."""
    print(f"{name:<34}{len(wishes):>6}{found.first:>8.1%}{found.third:>10.1%}")


def learning(past: list[Wish], asked: list[Wish]) -> None:
    """An owner with templates of their own that say nothing, beside the starter templates."""
    chance = random.Random(1)  # noqa: S311 - no secret in it
    chance.shuffle(past)
    mine = {min(wish.answers): f"mine-{min(wish.answers)}" for wish in past}
    templates = (*starter(), *(silent(id) for id in mine.values()))
    learner = Learner()
    suggester = Suggester(templates, learner)
    print(f"\n{'own templates, after answers':<34}{'n':>6}{'first':>8}{'of three':>10}")
    for answers in STEPS:
        for wish in past[learner.answers : answers]:
            learner.learn(answer(wish.text, "en", mine[min(wish.answers)]))
        tops = [
            ([s.template.id for s in suggester.likeliest(mail(w.text, "en"))[:3]], w) for w in asked
        ]
        right = [(mine[min(w.answers)] == t[0], mine[min(w.answers)] in t) for t, w in tops]
        found = Score(*(sum(column) / len(right) for column in zip(*right, strict=True)))
        say(str(answers), asked, found)


def silent(id: str) -> Template:
    """A template that nothing can be told from."""
    return Template(id, Category.OTHER, {"en": Variant("", "")})


def mail(text: str, language: str) -> Asked:
    """A mail that was not sorted."""
    return Asked("", text, Category.OTHER, language)


def answer(text: str, language: str, template: str) -> PastAnswer:
    """An answer to it."""
    return PastAnswer(mail(text, language), template, NOON, 1)


def speed() -> None:
    """Print milliseconds."""
    past = invented()
    learner = Learner()
    suggester = Suggester(starter(), learner)
    first = took(lambda: suggester.likeliest(past[0].asked))
    learned = took(lambda: teach(learner, past))
    counts = Counter(word for one in past for word in one.asked.text.split())
    for one in past[:50]:
        suggester.likeliest(one.asked)
    print(f"\n{f'ms, after {PAST:,} answers':<34}{'median':>8}{'p95':>8}{'worst':>8}")
    asked = [one.asked for one in past[:ASKED]]
    row("one suggestion", [took(partial(suggester.likeliest, one)) for one in asked])
    row("floor", [took(partial(floor, one.text, counts)) for one in asked])
    print(f"{'one answer learned':<34}{learned / PAST:>8.2f}")
    print(f"{'first suggestion of all':<34}{first:>8.1f}")


def teach(learner: Learner, past: list[PastAnswer]) -> None:
    """All of them."""
    for one in past:
        learner.learn(one)


def invented() -> list[PastAnswer]:
    """Answers to mails of several sentences in three languages."""
    chance = random.Random(1)  # noqa: S311 - no secret in it
    spoken = {language: own(language) for language in ("en", "vi", "ru")}
    found = []
    for _ in range(PAST):
        language = chance.choice(list(spoken))
        wish = chance.choice(spoken[language])
        text = wish.text
        while len(text.split()) < WORDS:
            text += f" {chance.choice(spoken[language]).text} {name(chance)}"
        found.append(answer(text, language, min(wish.answers)))
    return found


def name(chance: random.Random) -> str:
    """A word that is in no dictionary."""
    return "".join(chance.choice("bdklmnrst") + chance.choice("aeiou") for _ in range(3))


def took(work: Callable[[], object]) -> float:
    """Milliseconds of computing."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1_000


def floor(text: str, counts: Counter[str]) -> list[tuple[int, str]]:
    """The least that any suggester does."""
    told = sum(counts[word] for word in text.lower().split())
    return sorted((told, template.id) for template in STARTER)


def row(name: str, times: list[float]) -> None:
    """One row of milliseconds."""
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(f"{name:<34}{statistics.median(ordered):>8.2f}{p95:>8.2f}{ordered[-1]:>8.2f}")


if __name__ == "__main__":
    sys.exit(main())
