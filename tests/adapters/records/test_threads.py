"""The records' contract: how mails find their conversation, and how conversations change hands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shopdesk.domain.clock.wait import KeptWait, Outcome
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.conversation import Category, Status
from shopdesk.domain.mail.message import Address, Automatic
from shopdesk.domain.mail.threading import Lead
from shopdesk.ports.records import Records
from tests.adapters.records.builders import (
    DAY,
    HELP,
    JANE,
    MINUTE,
    NINE,
    alarm,
    begin,
    end,
    file,
    mail,
    place,
    reply,
    wait_of,
)

CONTACTS = frozenset({JANE.email})


def leading(records: Records, *ids: str, tokens: tuple[str, ...] = ()) -> set[tuple[int, bool]]:
    """(conversation, own) that the ids lead to."""
    return {(lead.conversation, lead.own) for lead in records.leads(HELP, ids, tokens)}


def test_a_mail_is_found_by_its_own_id_and_by_what_it_refers_to(
    writer: Records, reader: Records
) -> None:
    number = begin(writer)
    file(writer, mail("b@x.example", references=("a@x.example",)), conversation=number)
    assert reader.leads(HELP, ["b@x.example"]) == (Lead("b@x.example", number, True, CONTACTS),)
    assert reader.leads(HELP, ["a@x.example"]) == (Lead("a@x.example", number, False, CONTACTS),)
    assert leading(reader, "a@x.example", "b@x.example") == {(number, True), (number, False)}
    assert reader.leads(HELP, ["c@x.example"]) == ()
    assert reader.leads(HELP, []) == ()
    assert reader.leads("other@shoes.example", ["b@x.example"]) == ()


@pytest.mark.parametrize("answer_first", [True, False])
def test_an_own_id_stays_one_whatever_else_mentions_it(
    writer: Records, reader: Records, answer_first: bool
) -> None:
    number, other = begin(writer), begin(writer)
    thread = [mail("a@x.example"), mail("b@x.example", references=("a@x.example",))]
    for message in reversed(thread) if answer_first else thread:
        file(writer, message, conversation=number)
    file(writer, mail("c@x.example", references=("a@x.example",)), conversation=other)
    assert leading(reader, "a@x.example") == {(number, True), (other, False)}


def test_mail_outside_a_conversation_leads_nowhere(writer: Records, reader: Records) -> None:
    file(writer, mail("news@x.example"), automatic=Automatic.NEWSLETTER)
    file(writer, mail(""), conversation=begin(writer))
    assert reader.leads(HELP, ["news@x.example", ""]) == ()


def test_a_queued_reply_leads_to_its_conversation_at_once(writer: Records, reader: Records) -> None:
    number = begin(writer)
    writer.queue(reply(number, "ours@shoes.example"), "")
    assert leading(reader, "ours@shoes.example") == {(number, True)}


def test_a_token_leads_where_its_message_id_does(writer: Records, reader: Records) -> None:
    number = begin(writer)
    writer.queue(reply(number, "sd.1.0123@shoes.example"), "")
    assert leading(reader, tokens=("sd.1.0123",)) == {(number, True)}
    assert leading(reader, tokens=("sd.1.012", "sd.1.01234", "")) == set()


def test_a_customer_of_no_address_has_no_contacts(writer: Records, reader: Records) -> None:
    number = begin(writer, email="")
    file(writer, mail("a@x.example", sender=Address("Jane", "")), conversation=number)
    assert reader.leads(HELP, ["a@x.example"]) == (Lead("a@x.example", number, True, frozenset()),)


def about(records: Records, contact: str, *numbers: str, days: float = 0) -> tuple[int, ...]:
    """Conversations about these orders, two days around some day."""
    middle = NINE + timedelta(days=days)
    day = timedelta(days=1)
    return records.about_order(HELP, contact, numbers, middle - day, middle + day)


def ordered(
    records: Records, number: str, *, days: float = 0, contact: Address | None = None
) -> int:
    """A conversation about an order."""
    conversation = begin(records)
    records.add_message(
        mail(),
        place=place(1),
        digest="",
        raw=b"",
        received=NINE + timedelta(days=days),
        fetched=NINE,
        outgoing=False,
        conversation=conversation,
        automatic=None,
        order_numbers=(number,),
        contact=contact,
    )
    return conversation


def test_an_order_leads_to_the_conversations_of_its_customer(
    writer: Records, reader: Records
) -> None:
    first = ordered(writer, "AB-1042")
    late = ordered(writer, "AB-1042", days=9)
    near = ordered(writer, "ab-1042", days=0.5)
    bo = Address("Bo", "bo@x.example")
    form = ordered(writer, "AB-1042", contact=bo)
    assert about(reader, JANE.email.upper(), "7", "ab-1042") == (near, first)
    assert about(reader, JANE.email, "ab-1042", days=9) == (late,)
    assert about(reader, "BO@x.example", "AB-1042") == (form,)
    assert about(reader, JANE.email, "1042") == about(reader, "", "AB-1042") == ()


def test_what_an_automatic_mail_names_leads_nowhere(writer: Records, reader: Records) -> None:
    conversation = ordered(writer, "7")
    (message,) = writer.messages(conversation)
    writer.set_automatic(message.id, Automatic.RECEIPT, "you said so")
    assert about(reader, JANE.email, "7") == ()


def test_an_answer_made_elsewhere_is_found_when_its_question_comes(
    writer: Records, reader: Records
) -> None:
    answer = file(
        writer, mail("p@phone", references=("a@x.example",)), outgoing=True, lies=place(9)
    )
    assert [m.id for m in reader.loose(HELP, ["a@x.example", "p@phone"])] == [answer]
    assert reader.loose("other@shoes.example", ["p@phone"]) == ()
    assert (reader.leads(HELP, ["p@phone"]), reader.answers_with(HELP, ["p@phone"])) == ((), ())
    number = begin(writer)
    writer.put_into(number, answer)
    assert reader.loose(HELP, ["a@x.example", "p@phone"]) == ()
    assert leading(reader, "p@phone", "a@x.example") == {(number, True), (number, False)}
    assert [m.id for m in reader.messages(number)] == [answer]
    assert [m.id for m in reader.answers_with(HELP, ["p@phone"])] == [answer]
    assert reader.answers_with(HELP, ["a@x.example"]) == ()


def test_an_automatic_mail_that_is_a_persons_finds_its_place(
    writer: Records, reader: Records
) -> None:
    news = file(writer, mail("a@x.example"), automatic=Automatic.NEWSLETTER)
    number = begin(writer)
    bo = Address("Bo", "bo@x.example")
    writer.put_into(number, news, contact=bo, order_numbers=("7",))
    writer.set_automatic(news, None, "")
    (message,) = reader.messages(number)
    assert (message.writer, message.automatic) == (bo, None)
    assert about(reader, bo.email, "7") == (number,)
    with pytest.raises(RecordsError, match="99"):
        writer.put_into(number, 99)


def test_a_merged_conversation_leads_to_the_other_and_counts_no_more(
    writer: Records, reader: Records
) -> None:
    first, second, third = begin(writer), begin(writer), begin(writer)
    writer.merged(second, first)
    writer.merged(third, second)
    assert [reader.present(n) for n in (first, second, third, 99)] == [first, first, first, 99]
    assert reader.counts(HELP)["open"] == 1
    assert reader.conversation(first).customer.conversations == 1
    assert reader.only_open_with(HELP, JANE.email) == first
    writer.merged(second, None)
    assert [reader.present(n) for n in (first, second, third)] == [first, second, second]
    writer.merged(second, third)
    assert reader.present(second) in (second, third), "a loop ends"


def test_what_is_moved_is_not_altered(writer: Records, reader: Records) -> None:
    source, first, ended = alarm(writer, message_id="a@x.example")
    end(writer, ended)
    later = mail("b@x.example", references=("a@x.example",))
    second = file(writer, later, conversation=source, received=NINE + MINUTE)
    running = writer.put_wait(source, wait_of([(second, NINE + MINUTE)], rung=2), alarmed=NINE)
    dispatch = writer.queue(reply(source, "ours@shoes.example", answers=(second,)), "")
    figures, waits = reader.answers(*DAY), reader.running(source)
    target = begin(writer)
    writer.transfer(source, target, messages=[second], waits=[running], dispatches=[dispatch])
    assert reader.answers(*DAY) == figures
    assert (reader.running(source), reader.running(target)) == ((), waits)
    assert reader.waits_of(source) == (KeptWait(ended, (first,), Outcome.ANSWERED),)
    assert reader.waits_of(target) == (KeptWait(running, (second,), None),)
    assert [m.id for m in reader.messages(target)] == [second]
    assert (reader.holding(first), reader.holding(second), reader.holding(99)) == (
        source,
        target,
        None,
    )
    assert [d.id for d in reader.dispatches_of(target)] == [dispatch]
    assert reader.dispatches_of(source) == ()
    assert leading(reader, "a@x.example") == {(source, True), (target, False)}
    assert leading(reader, "b@x.example") == leading(reader, "ours@shoes.example")
    assert leading(reader, "b@x.example") == {(target, True)}


def test_two_are_kept_apart_until_they_are_not(writer: Records, reader: Records) -> None:
    first, second, third = begin(writer), begin(writer), begin(writer)
    writer.keep_apart(second, first, apart=True)
    writer.keep_apart(first, second, apart=True)
    writer.keep_apart(first, third, apart=True)
    assert reader.apart(first) == {second, third}
    assert reader.apart(second) == {first}
    writer.keep_apart(first, second, apart=False)
    assert (reader.apart(first), reader.apart(second)) == (frozenset({third}), frozenset())


def test_several_waits_of_one_conversation_are_one_alarm(writer: Records, reader: Records) -> None:
    conversation, first, _ = alarm(writer)
    other, second, urgent = alarm(writer, received=NINE - MINUTE, message_id="two@x.example", uid=2)
    writer.transfer(other, conversation, messages=[second], waits=[urgent], dispatches=[])
    (shown,) = reader.alarms(backlog=False)
    assert (shown.conversation, shown.wait, shown.unanswered) == (conversation, urgent, 2)
    assert shown.started == NINE - MINUTE
    assert [number for number, _ in reader.running(conversation)] == [urgent, urgent - 1]
    assert reader.open_wait(conversation) == reader.running(conversation)[0]
    assert [(c, n) for c, n, _ in reader.running_with([first, second, 99])] == [
        (conversation, urgent),
        (conversation, urgent - 1),
    ]
    assert len(reader.answers(*DAY)) == 2
    end(writer, urgent)
    (shown,) = reader.alarms(backlog=False)
    assert (shown.wait, shown.unanswered) == (urgent - 1, 1)


def test_an_answer_that_came_back_is_the_alarms_trouble(writer: Records, reader: Records) -> None:
    conversation, message, wait = alarm(writer)
    ours = file(
        writer,
        mail("ours@x.example"),
        conversation=conversation,
        outgoing=True,
        received=NINE + MINUTE,
    )
    end(writer, wait, at=NINE + MINUTE, by=ours)
    assert reader.ended_by(ours) == ((conversation, wait),)
    assert reader.ended_by(message) == ()
    writer.set_bounced(ours, "There is no such mailbox.")
    writer.reopen_wait(wait)
    assert reader.ended_by(ours) == ()
    assert [a.trouble for a in reader.alarms(backlog=False)] == ["There is no such mailbox."]
    assert [m.bounced for m in reader.messages(conversation)] == ["", "There is no such mailbox."]
    again = mail("again@x.example")
    file(writer, again, conversation=conversation, outgoing=True, received=NINE + 2 * MINUTE)
    assert [a.trouble for a in reader.alarms(backlog=False)] == [""]


def test_an_old_failure_is_no_trouble_of_a_new_wait(writer: Records, reader: Records) -> None:
    conversation = begin(writer)
    ours = file(writer, mail("ours@x.example"), conversation=conversation, outgoing=True)
    writer.set_bounced(ours, "There is no such mailbox.")
    later = NINE + MINUTE
    message = file(writer, mail("b@x.example"), conversation=conversation, received=later)
    writer.put_wait(conversation, wait_of([(message, later)]), alarmed=later)
    assert [a.trouble for a in reader.alarms(backlog=False)] == [""]


def test_a_category_and_a_channel(writer: Records, reader: Records) -> None:
    number = begin(writer)
    stand = reader.conversation(number)
    assert (stand.channel, stand.why) == ("email", "")
    writer.set_category(number, Category.COMPLAINT, "You said so.")
    stand = reader.conversation(number)
    assert (stand.category, stand.why) == (Category.COMPLAINT, "You said so.")
    with pytest.raises(RecordsError):
        writer.set_category(number + 1, Category.COMPLAINT, "")
    form = writer.add_conversation(
        mailbox=HELP,
        name="",
        email="bo@x.example",
        subject="",
        category=Category.OTHER,
        language="",
        order_number="",
        backlog=False,
        at=NINE,
        channel="form",
        why="It says “where is”.",
    )
    stand = reader.conversation(form)
    assert (stand.channel, stand.why) == ("form", "It says “where is”.")
    assert stand.status is Status.OPEN
