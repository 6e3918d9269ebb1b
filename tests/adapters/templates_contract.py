"""What every keeper of templates does."""

import datetime as dt

from shopdesk.domain.answer.template import Template, Variant
from shopdesk.domain.mail.conversation import Category
from shopdesk.ports.templates import Templates

NOON = dt.datetime(2026, 11, 2, 12, 0, tzinfo=dt.UTC)

STATUS = Template(
    "order-status",
    Category.DELIVERY,
    {
        "en": Variant(
            "Where is it", "Hi {{ customer.first_name }}", "About {{ order.number }}", ("parcel",)
        ),
        "vi": Variant("Đơn hàng", "Chào {{ customer.first_name }}\n“Đây ạ”"),
    },
)
RICH = Template(
    "late",
    Category.DELIVERY,
    {"en": Variant("Late", "So sorry")},
    shortcut="late",
    attachments=("~/voucher.pdf",),
    problem="late-delivery",
)
THANKS = Template("thanks", Category.PRAISE, {"ru": Variant("Спасибо", "Спасибо вам!")})


class TemplatesContract:
    """Inherit it with a fixture `templates` that holds `STATUS` and `THANKS` alone."""

    def test_it_begins_with_what_it_was_given(self, templates: Templates) -> None:
        assert set_of(templates) == {STATUS.id: STATUS, THANKS.id: THANKS}

    def test_a_new_one_is_added(self, templates: Templates) -> None:
        new = Template("hello", Category.OTHER, {"en": Variant("Hello", "Hello")}, 3, NOON)
        templates.put(new)
        assert set_of(templates) == {STATUS.id: STATUS, THANKS.id: THANKS, new.id: new}

    def test_one_with_the_same_id_is_replaced_whole(self, templates: Templates) -> None:
        changed = Template(STATUS.id, Category.ORDER, {"en": Variant("New", "{{ a }} {% b %}")})
        templates.put(changed)
        assert set_of(templates) == {STATUS.id: changed, THANKS.id: THANKS}

    def test_everything_about_one_is_kept(self, templates: Templates) -> None:
        templates.put(RICH)
        assert set_of(templates)[RICH.id] == RICH

    def test_several_are_put_at_once(self, templates: Templates) -> None:
        changed = Template(STATUS.id, Category.ORDER, {"en": Variant("New", "New")})
        templates.put(changed, RICH)
        assert set_of(templates) == {t.id: t for t in (changed, RICH, THANKS)}

    def test_one_is_taken_out_and_put_back(self, templates: Templates) -> None:
        templates.used(STATUS.id, NOON)
        removed = templates.remove(STATUS.id)
        assert removed is not None
        assert set_of(templates) == {THANKS.id: THANKS}
        assert templates.remove(STATUS.id) is None
        templates.put(removed)
        assert set_of(templates)[STATUS.id].uses == 1

    def test_uses_are_counted(self, templates: Templates) -> None:
        for hour in (1, 2):
            templates.used(STATUS.id, NOON + dt.timedelta(hours=hour))
        found = set_of(templates)
        assert (found[STATUS.id].uses, found[STATUS.id].used) == (2, NOON + dt.timedelta(hours=2))
        assert found[THANKS.id] == THANKS

    def test_a_use_of_one_that_is_gone_counts_nowhere(self, templates: Templates) -> None:
        templates.used("gone", NOON)
        assert set_of(templates) == {STATUS.id: STATUS, THANKS.id: THANKS}


def set_of(templates: Templates) -> dict[str, Template]:
    """The templates by id; each id once."""
    found = templates.all()
    assert len({template.id for template in found}) == len(found)
    return {template.id: template for template in found}
