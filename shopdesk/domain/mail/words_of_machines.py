"""What automatic mail says of itself: patterns, whatever the letter case."""

from __future__ import annotations

AWAY = (
    r"out of (?:the )?office|out-of-office|auto(?:matic)?[\s-]?(?:reply|response|answer)|"
    r"automated (?:reply|response)|on (?:vacation|holiday|annual leave|maternity leave)|"
    r"vacation (?:reply|response|notice)|away from (?:the |my )?office|away until|"
    r"trả lời tự động|tự động trả lời|phản hồi tự động|vắng mặt|đang nghỉ phép|"
    r"автоответ|автоматический ответ|в отпуске|нет на месте|вне офиса|автовідповід|"
    r"автоматична відповідь|у відпустці|abwesenheit|automatische antwort|nicht im (?:büro|haus)|"
    r"im urlaub|réponse automatique|absence du bureau|en congé|respuesta automática|"
    r"fuera de la oficina|de vacaciones|risposta automatica|resposta automática|"
    r"automatisch antwoord|automatyczna odpowiedź"
)
AWAY_SUBJECT = (
    r"^\W*(?:automatic reply|auto[\s-]?reply|auto[\s-]?response|auto[\s-]?responder|"
    r"automated (?:reply|response)|out of (?:the )?office(?: auto[\s-]?reply)?|"
    r"vacation (?:reply|response|notice)|"
    r"(?:thư |tin )?(?:trả lời|phản hồi) tự động|tự động trả lời|"
    r"автоответ(?:чик)?|автоматический ответ|автовідповідь|автоматична відповідь|"
    r"abwesenheitsnotiz|abwesenheitsnachricht|automatische antwort|autom\. antwort|"
    r"réponse automatique|respuesta automática|risposta automatica|resposta automática|"
    r"automatisch antwoord|automatyczna odpowiedź|automatické? odpověď|自動応答|自动回复)"
    r"\s*(?:[:：\-–—\]|]|$)"
)
"""At the beginning of a subject: nobody begins a letter so."""

FAILED = (
    r"(?:could|can|was|were|did|does|has|have|is)(?:n'?t| ?not) (?:be |been )?(?:yet been )?"
    r"(?:able to )?(?:deliver\w*|reach\w* (?:the|its|to the))|"
    r"(?:unable|failed|failure|trouble|impossible|error while trying|not able) (?:to )?"
    r"(?:deliver|send)\w*|undeliver(?:able|ed) (?:mail|message|e-?mail)|undeliverable\b|"
    r"(?:delivery|mail|message)(?: \w+){0,4} (?:failed|failure|error|problem|delayed)|"
    r"returned (?:mail|to sender|message)|failed permanently|"
    r"permanent (?:fatal )?(?:error|failure)|"
    r"delivery status notification|non-?delivery|failure notice|mail system error|"
    r"following (?:recipient|address)|nondeliverable|"
    r"user unknown|unknown user|no such user|mailbox (?:is )?full|over quota|account is disabled|"
    r"no valid recipients|rejected (?:for|by)|could not send|"
    r"не (?:может быть|удалось|была?о?|было) доставл|не доставлен|недоставлен|не удалось "
    r"(?:доставить|отправить)|ошибка доставки|возврат письма|"
    r"không (?:gửi|chuyển|thể (?:gửi|chuyển|phát)|được gửi)|không đến được|thư bị trả lại|"
    r"nicht zugestellt|unzustellbar|zustellung\w* (?:fehlgeschlagen|nicht)|"
    r"n'a pas (?:pu|été) (?:être )?(?:remis|délivré|livré)|non remis|échec de (?:la )?remise|"
    r"no se (?:pudo|ha podido|puede) entregar|no entregado|non recapitabile|"
    r"送信できません|配信できません|届けられません|エラー|無法|无法投递|退信|"
    r"\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d"
)
FAILED_SUBJECT = (
    r"^\W*(?:undeliver(?:able|ed)|returned mail|failure notice|delivery (?:status|failure|failed|"
    r"has failed|delayed|problem|notification)|mail (?:delivery|system error|could not)|"
    r"(?:e-?mail|message) (?:delivery|undeliverable|could not)|non-?delivery|warning: could not|"
    r"could not (?:deliver|send)|rejected|nicht zugestellt|unzustellbar|mail delivery|"
    r"non remis|no entregado|não entregue|onbestelbaar|недоставлен|не доставлено|сообщение не|"
    r"không gửi được|không thể gửi|thư không|returned to sender|notificación de estado|"
    r"delivery status notification|nondeliverable)"
)
SERVER_REPLY = r"(?<![\w.:/-])[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b|\bRCPT TO:|Final-Recipient:"
NO_MEMBER = r"\bnot (?:a )?(?:member|subscribe\w*)\b|\bnon-?member\b"
ARRIVED = (
    r"\((?:success|relay|relayed|expanded)\w*\)|^\W*(?:delivered|relayed|successful (?:mail )?"
    r"delivery|доставлено|zugestellt|remis|entregado)\b\s*:?|"
    r"(?:delivery|status) report (?:that )?you requested|success(?:ful|fully)[ -]\w{0,10} ?deliver|"
    r"was successfully (?:delivered|relayed)|your message has been (?:successfully )?"
    r"(?:delivered|relayed)|delivery to the(?:se| following) recipients? (?:is|was) (?:complete|"
    r"success)"
)
COMPLAINT_LOOP = (
    r"^\W*(?:complaint about message from \d|e?mail feedback report|fbl |abuse report for|"
    r"\[?abuse[\s:\]-].{0,40}(?:report|complaint))"
)

RECEIPT = (
    r"\breceipt\b|\binvoice\b|\border (?:confirm\w*|#?\w* ?confirm\w*|received|placed|summary|"
    r"details|#\s?\w+)|\b(?:your|new|customer) order\b|"
    r"\bconfirmation of (?:your )?(?:order|payment|purchase|booking)|\bpurchase confirm\w*|"
    r"\bbooking confirm\w*|"
    r"\bpayment (?:received|confirm\w*|sent|notification|successful|processed|from)|"
    r"\byou(?:'ve| have)? (?:received|got|sent) "
    r"(?:a |an )?(?:payment|money)|\bpayout\b|\bbilling statement|\byou made a sale|\bitem sold|"
    r"\border \S+ placed|"
    r"xác nhận (?:đơn|thanh toán|đặt)|hóa đơn|hoá đơn|biên lai|biên nhận|đơn hàng (?:mới|của bạn|"
    r"#)|đặt hàng thành công|thanh toán thành công|nhận được tiền|"
    r"\bчек\b|кассовый чек|квитанц|сч[её]т[ -](?:на оплату|фактур)|подтвержден\w+ (?:заказ|оплат|"
    r"платеж|бронир)|(?:ваш |новый )?заказ(?: \S+){0,3} (?:оформлен|принят|оплачен|создан|получен)|"
    r"новый заказ|оплата (?:получена|прошла|заказа)|поступл\w+ (?:оплат|плат|средств)|"
    r"(?:нове|підтвердження) замовлення|"
    r"\brechnung\b|bestellbestätigung|auftragsbestätigung|neue bestellung|zahlungs(?:eingang|"
    r"bestätigung)|\bfacture\b|reçu de paiement|confirmation de commande|nouvelle commande|"
    r"\bfactura\b|\brecibo\b|confirmación de (?:pedido|pago)|nuevo pedido"
)
"""In the subject of a machine's mail: somebody bought or paid."""

UNSUBSCRIBE = (
    r"unsubscribe|opt[ -]out|manage (?:your )?(?:e-?mail )?(?:preferences|subscription)|"
    r"view (?:this (?:e-?mail )?)?in (?:your )?browser|hủy đăng ký|huỷ đăng ký|ngừng nhận|"
    r"từ chối nhận|отписаться|отказаться от рассылки|відписатися|abbestellen|abmelden|"
    r"se désabonner|se désinscrire|darse de baja|cancelar (?:la )?suscripción"
)
"""Near the end of a mail that goes to many."""

PAYMENTS = (
    "paypal, stripe, squareup, klarna, payoneer, sumup, zettle, mollie, gocardless, adyen, "
    "2checkout, paddle, skrill, wise, transferwise, revolut, monzo, braintreegateway, afterpay, "
    "clearpay, onepay.vn, vnpay.vn, momo.vn, payos.vn, sepay.vn, zalopay.vn, robokassa, yookassa, "
    "yoomoney, cloudpayments, sberbank, tinkoff, alfabank, qiwi, liqpay, fondy, monobank"
)
"""Sites that write to shops only by machine; `, ` parts them, a name that is a word with ending."""
