"""What an answer says when it apologises, thanks, argues or speaks of a file.

A `*` stands for any ending, `~` for up to three words between, `/` parts words of which any will
do. Vietnamese is written with its marks; they are taken off for answers without any.
"""

from __future__ import annotations

KIND = (
    "sorry, apolog*, forgive, regret*, my fault, our fault, my mistake, our mistake, thank/thanks, "
    "thankyou, appreciate*, grateful, "
    "xin lỗi, cáo lỗi, thứ lỗi, tạ lỗi, lỗi của shop, lỗi của em, lỗi bên em, lỗi là của, "
    "cảm ơn, cám ơn, biết ơn, đáng tiếc, rất tiếc, "
    "извин*, прости, простите, просим прощени*, прошу прощени*, прощени*, сожале*, жаль, "
    "наша вина, наша ошибка, моя вина, моя ошибка, спасибо, благодар*, признательн*"
)
"""An apology or thanks."""

ARGUMENT = (
    "per our policy, our policy is/states/says/does/requires/only, our ~ policy, "
    "store/shop/company/return/returns/refund policy, "
    "according to our/the policy/terms/rules/conditions, against our/the policy/rules, "
    "terms and conditions, not our/my fault, not the fault of, isnt our/my fault, "
    "wasnt our/my fault, not our/my responsibility/problem, isnt our/my responsibility/problem, "
    "not responsible for, arent responsible, cannot/cant be held, not be held responsible/liable, "
    "not liable, nothing we/i can do, nothing that we/i can do, "
    "you should have read/checked/told/said/ordered/measured/asked/known/looked/chosen/contacted, "
    "you shouldve read/checked/told/said/ordered/measured/asked/known/looked/chosen/contacted, "
    "you must have ordered/chosen/selected/entered/made/missed/misread, "
    "you failed to, you didnt read, you did not read, you are/were wrong, youre wrong, "
    "is/was your fault/mistake, its/thats your fault/mistake, your own fault/mistake, "
    "as stated/mentioned/written on/in, as clearly stated, clearly states/stated/says, "
    "no other customer/customers, nobody else has complained/had, no one else has complained/had, "
    "never had this/a problem, "
    "couriers fault, carriers fault, fault of the courier/carrier/post, blame the courier/carrier, "
    "calm down, rules are rules, you have to understand, "
    "theo chính sách, chính sách của shop, theo quy định, quy định của shop, đúng quy định, "
    "không phải lỗi của shop/em/bên/chúng, không phải lỗi bên/shop, không phải lỗi do shop/bên/em, "
    "không phải do shop/bên/em, không phải tại shop/bên/em, "
    "là lỗi của anh/chị/bạn/khách/quý, lỗi do anh/chị/bạn/khách/quý, "
    "lỗi tại anh/chị/bạn/khách/quý, "
    "không chịu trách nhiệm, không thuộc trách nhiệm, không phải trách nhiệm, "
    "lỗi của/do/bên vận chuyển/shipper/bưu điện, lỗi của bên vận chuyển, lỗi do bên vận chuyển, "
    "đáng lẽ anh/chị/bạn phải, lẽ ra anh/chị/bạn phải, anh/chị/bạn ~ đọc kỹ, "
    "đã ghi rõ, ghi rất rõ, khách khác không/chưa, chưa khách nào, chưa có khách nào, "
    "không thể làm gì, bình tĩnh, thông cảm cho shop, "
    "не наша вина, не наша ошибка, не наша проблема, не по нашей вине, мы не виноват*, "
    "сами виноват*, вы виноват*, ваша вина, ваша ошибка, ваша проблема, по вашей вине, "
    "согласно правил*/политик*/услови*/оферт*/регламент*/закон*, "
    "согласно наш* правил*/политик*/услови*, в соответствии с правил*/политик*/услови*/закон*, "
    "в соответствии с наш* правил*/политик*/услови*, по правилам магазина/возврата, "
    "по нашим правилам, наша политика, политика магазина, политика возврата, правила магазина, "
    "по регламенту, "
    "вы должны были проверить/прочитать/указать/знать/написать/сказать/заказать/измерить, "
    "вы обязаны, вам следовало, вам надо было, вам нужно было, вы не прочитали, вы не читали, "
    "не несем ответственност*, не отвечаем за, ответственности не несем, "
    "ничем не можем, ничего не можем, ничем помочь не, вина службы/почты/курьера/перевозчика, "
    "виновата почта/служба, виноват курьер/перевозчик, претензии не принима*/рассматрива*, "
    "как указано, на сайте указано/написано, было указано/написано, успокойтесь, "
    "больше никто не жаловал*, никто не жаловал*, вы не правы, вы неправы"
)
"""Words that set the shop against a customer who complains."""

FORGIVING = (
    "not your fault/mistake, isnt your fault/mistake, wasnt your fault/mistake, "
    "never your fault, none of this is/was your fault, "
    "không phải lỗi của anh/chị/bạn, không phải là lỗi của anh/chị/bạn, "
    "không phải lỗi do anh/chị/bạn, "
    "не ваша вина, не ваша ошибка, вы не виноват*, вы ни в чем не виноват*, не по вашей вине"
)
"""Takes the blame off the customer; no argument is looked for beside it."""

ENCLOSED = (
    "i/we attach, i/we attached, ive/weve attached, i/we have attached, i/we am/are attaching, "
    "im/were attaching, find attached, find ~ attached, see attached, see the attached, "
    "it/invoice/bill/receipt/label/photo/photos/picture/pictures/file/form/document/pdf/copy/list "
    "is/are attached, attached is/are/you/please, attached to this mail/email/message/letter, "
    "please find enclosed, find enclosed, enclosed is/are/you/please, ive/weve enclosed, "
    "i/we have enclosed, in the attachment, as an attachment, see attachment, see the attachment, "
    "the attached file/invoice/label/pdf/form/document, "
    "em/shop/mình/tôi ~ đính kèm, xin đính kèm, được đính kèm, đính kèm theo, đính kèm dưới, "
    "đính kèm trong mail/thư/email, đính kèm là, file đính kèm, tệp đính kèm, "
    "hình đính kèm, ảnh đính kèm, hóa đơn đính kèm, phiếu đính kèm, gửi kèm theo, "
    "em/shop/mình/tôi ~ gửi kèm, trong tệp/file kèm, "
    "во вложении, в приложенном, в приложении к письму, прикрепил, прикрепила, прикрепили, "
    "прикрепляю, прикрепляем, прикладываю, прикладываем, приложил, приложила, приложили, "
    "прилагаю, прилагаем, прилагается, прилагаются, вложил, вложила, вложили в письмо, "
    "файл/фото/счет/чек/накладная/этикетка/документ/документы/инструкция прикреплен*/приложен*, "
    "прикреплен*/приложен* к письму/ниже/файл/фото/счет/чек/накладная/этикетка/документ*"
)
"""Says that a file comes with the answer."""

ENCLOSED_BY_THEM = (
    "you attached, you have attached, youve attached, you enclosed, your attachment, "
    "your attached, you sent ~ attached, attached ~ you sent, "
    "could/can/would/will you attach*, please attach, "
    "not attached, no attachment, isnt attached, wasnt attached, nothing attached, "
    "anh/chị/bạn ~ đính kèm, vui lòng đính kèm, nhờ ~ đính kèm, giúp em ~ đính kèm, "
    "не прикреп*, не прилож*, вы прикреп*, вы прилож*, вашем вложении, "
    "прикрепите, прикрепить, приложите, приложить"
)
"""Speaks of a file of the customer's; the statements above do not count beside it."""

_BY_NAME = (
    r"(?:hi|hello|hey|dear|good\s+(?:morning|afternoon|evening|day)|greetings|"
    r"(?:dạ\s+)?(?:em\s+)?(?:xin\s+)?chào|kính\s+(?:gửi|chào)|thân\s+(?:gửi|chào)|gửi|"
    r"уважаем\w+|дорог\w+)(?!\w)"
)
_THEN_NAME = (
    r"(?:здравствуйте|здравствуй|добрый\s+(?:день|вечер)|доброе\s+утро|доброго\s+дня|"
    r"привет(?:ствую)?)(?!\w),?"
)
GREETING = rf"(?:{_BY_NAME}|{_THEN_NAME})(?P<who>[^,.!:;\n\u2014]*)"
"""How an answer begins; a Russian name stands behind a comma."""

NO_NAMES = (
    "there all team everyone everybody customer valued sir madam friend friends "
    "mr mrs ms miss mx dr prof again and from to you we i thank thanks "
    "anh chị em bạn cô chú bác ông bà dì cậu mình quý khách hàng shop cả nhà ạ nhé nha dạ và thân "
    "mến "
    "г-н г-жа господин госпожа коллеги друзья покупатель покупательница клиент вам вас и снова"
)
"""Words of a greeting that are nobody's name."""
