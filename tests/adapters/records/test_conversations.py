"""The records' contract: conversations and customers."""

from __future__ import annotations

import pytest

from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.conversation import Category, Conversation, Customer, Reason, Status
from shopdesk.ports.records import Records
from tests.adapters.records.builders import HELP, JANE, MINUTE, NINE, begin


def test_a_conversation_comes_back_with_its_customer(writer: Records, reader: Records) -> None:
    number = begin(writer)
    stand = reader.conversation(number)
    assert stand == Conversation(
        id=number,
        mailbox=HELP,
        customer=Customer(stand.customer.id, JANE.name, JANE.email, 1, NINE),
        subject="Where is my order?",
        status=Status.OPEN,
        category=Category.DELIVERY,
        language="en",
        order_number="1042",
        reason=None,
        backlog=False,
    )
    for ask in (
        lambda: reader.conversation(number + 1),
        lambda: writer.set_status(number + 1, Status.CLOSED),
        lambda: writer.set_backlog(number + 1, True),
    ):
        with pytest.raises(RecordsError, match=str(number + 1)):
            ask()


def test_an_address_is_one_customer_whatever_its_letter_case(
    writer: Records, reader: Records
) -> None:
    first = begin(writer, name="", email="nguyễn@Khách.example", at=NINE)
    begin(writer, name="Minh", email="NGUYỄN@khách.example", at=NINE + MINUTE)
    begin(writer, name="", email="nguye\u0302\u0303n@khách.example", at=NINE - MINUTE)
    customer = reader.conversation(first).customer
    assert (customer.name, customer.conversations) == ("Minh", 3)
    assert customer.email == "NGUYỄN@khách.example"
    assert customer.since == NINE - MINUTE


def test_mails_without_an_address_are_not_one_customer(writer: Records, reader: Records) -> None:
    first, second = begin(writer, name="", email=""), begin(writer, name="", email="")
    customers = [reader.conversation(number).customer for number in (first, second)]
    assert customers[0].id != customers[1].id
    assert reader.only_open_with(HELP, "") is None


def test_status_and_reason_change_together(writer: Records, reader: Records) -> None:
    number = begin(writer)
    writer.set_status(number, Status.CLOSED, Reason.SPAM)
    stand = reader.conversation(number)
    assert (stand.status, stand.reason) == (Status.CLOSED, Reason.SPAM)
    writer.set_status(number, Status.OPEN)
    stand = reader.conversation(number)
    assert (stand.status, stand.reason) == (Status.OPEN, None)


def test_backlog_can_be_lifted(writer: Records, reader: Records) -> None:
    number = begin(writer, backlog=True)
    assert reader.conversation(number).backlog
    writer.set_backlog(number, False)
    assert not reader.conversation(number).backlog


def test_the_only_open_conversation_is_found_by_address(writer: Records, reader: Records) -> None:
    assert reader.only_open_with(HELP, JANE.email) is None
    first = begin(writer)
    begin(writer, mailbox="other@shoes.example")
    begin(writer, email="anton@customer.example")
    assert reader.only_open_with(HELP, JANE.email.upper()) == first
    second = begin(writer)
    assert reader.only_open_with(HELP, JANE.email) is None
    writer.set_status(first, Status.ANSWERED)
    assert reader.only_open_with(HELP, JANE.email) == second
