"""What contact forms and their senders write around a customer's words.

Labels are written as `fold` leaves them: lower case without marks. `, ` parts them.
"""

from __future__ import annotations

NAME = (
    "name, your name, full name, fullname, customer name, contact name, visitor name, visitor, "
    "customer, sender, sender name, from, author, contact, contact person, name of sender, "
    "your full name, display name, username, user name, user, "
    "ten, ho ten, ho va ten, gui den tu, gui boi, ten khach hang, ten khach, khach hang, "
    "nguoi gui, ten nguoi gui, "
    "ten cua ban, ho ten cua ban, ten day du, ten lien he, nguoi lien he, quy danh, "
    "имя, ваше имя, фио, ваше фио, имя клиента, клиент, отправитель, контактное лицо, автор, "
    "как вас зовут, как к вам обращаться, имя отправителя, имя и фамилия, фамилия и имя, "
    "фамилия имя отчество, имя фамилия, от, от кого, покупатель, посетитель, "
    "імя, ваше імя, піб, клієнт, імя клієнта, відправник, "
    "nom, votre nom, nom complet, nom et prenom, ihr name, vor- und nachname, vollstandiger name, "
    "kunde, absender, nombre, su nombre, tu nombre, nombre completo, nombre y apellidos, cliente, "
    "remitente"
)
FIRST_NAME = (
    "first name, first, firstname, given name, last name, last, lastname, surname, family name, "
    "ho, ho dem, ten dem, фамилия, отчество, прізвище, prenom, nom de famille, vorname, nachname, "
    "apellido, apellidos"
)
"""Parts of a name, joined in the order in which they stand."""
EMAIL = (
    "email, e-mail, mail, email address, e-mail address, your email, your e-mail, "
    "your email address, customer email, contact email, sender email, visitor email, reply-to, "
    "reply to, from email, email id, email adress, "
    "dia chi email, dia chi e-mail, email cua ban, email khach hang, email lien he, hop thu, "
    "thu dien tu, dia chi thu dien tu, "
    "эл. почта, эл почта, электронная почта, почта, ваш email, ваш e-mail, адрес эл. почты, "
    "адрес электронной почты, ваша почта, ваша электронная почта, емейл, имейл, емайл, "
    "e-mail клиента, email клиента, email отправителя, e-mail отправителя, адреса e-mail, "
    "ел. пошта, електронна пошта, електронна адреса, пошта, ваша пошта, "
    "adresse e-mail, adresse email, courriel, votre e-mail, votre email, adresse mail, "
    "e-mail-adresse, ihre e-mail, ihre e-mail-adresse, emailadresse, mailadresse, "
    "correo, correo electronico, su correo, tu correo"
)
PHONE = (
    "phone, phone number, your phone, telephone, tel, tel., mobile, mobile number, cell, "
    "contact number, whatsapp, phone no, phone no., mobile phone, "
    "dien thoai, so dien thoai, sdt, di dong, so di dong, so dt, dt, dien thoai lien he, hotline, "
    "zalo, телефон, ваш телефон, номер телефона, тел, тел., контактный телефон, мобильный, номер, "
    "telefon, telefonnummer, ihre telefonnummer, handy, numero de telephone, telephone portable, "
    "telefono, movil"
)
SUBJECT = (
    "subject, topic, your subject, reason, regarding, re, title, department, "
    "chu de, tieu de, ve viec, тема, тема сообщения, тема письма, заголовок, тема звернення, "
    "betreff, objet, sujet, asunto"
)
MESSAGE = (
    "message, your message, messages, comment, comments, your comment, comment or message, "
    "comments or questions, comments / questions, questions or comments, question, "
    "your question, questions, body, message body, content, text, textarea, inquiry, enquiry, "
    "your inquiry, your enquiry, message text, note, notes, customer message, customer note, "
    "how can we help, how can we help you, how can we help?, how may we help, "
    "what can we help you with, description, details, feedback, request, your request, "
    "message details, additional information, order notes, leave a message, offline message, "
    "what would you like to know, tell us more, "
    "noi dung, noi dung thong diep, loi nhan, tin nhan, noi dung lien he, noi dung tin nhan, "
    "noi dung lien lac, "
    "ghi chu, y kien, cau hoi, yeu cau, noi dung yeu cau, thong diep, loi nhan cua ban, "
    "noi dung can tu van, binh luan, gop y, "
    "сообщение, ваше сообщение, текст сообщения, текст, комментарий, комментарии, вопрос, "
    "ваш вопрос, текст вопроса, ваш комментарий, ваш комментарии, текст обращения, обращение, "
    "пожелания, примечание, сообщение клиента, текст письма, описание, "
    "повідомлення, ваше повідомлення, текст повідомлення, коментар, питання, запитання, "
    "nachricht, ihre nachricht, mitteilung, ihre mitteilung, kommentar, frage, anfrage, "
    "ihre frage, nachrichtentext, votre message, commentaire, commentaires, question ou "
    "commentaire, demande, votre demande, "
    "mensaje, su mensaje, tu mensaje, comentario, comentarios, consulta, pregunta"
)
ABOUT_THE_MAIL = (
    "date, time, date and time, page url, page, url, site, website, web site, user agent, "
    "remote ip, ip, ip address, ip-address, client ip, powered by, sent on, submitted on, "
    "submitted, submission date, submitted at, submitted from, country code, country, via, "
    "form, form name, form id, formid, formname, block id, transaction id, tranid, request id, "
    "referer, referrer, referer url, contact form url, source, browser, device, os, locale, "
    "language, timezone, utm_source, utm_medium, utm_campaign, utm_content, utm_term, "
    "submission id, entry id, entry date, sent from, sent via, "
    "attached file, attached files, attachment, attachments, file, "
    "consent, gdpr, gdpr agreement, newsletter, store, shop, store name, channel, "
    "ngay, ngay gui, thoi gian, thoi gian gui, trang, nguon, dia chi ip, trinh duyet, "
    "quoc gia, website gui, duong dan, "
    "дата, время, дата и время, страница, страница отправки, источник, ip-адрес, ip адрес, "
    "сайт, браузер, форма, название формы, согласие, адрес страницы, идентификатор, "
    "datum, uhrzeit, seite, quelle, date d'envoi, heure, fecha, hora, pagina"
)

FORM = (
    r"contact[ -]?(?:us )?form|contact (?:request|inquiry|enquiry)|inquiry form|enquiry form|"
    r"new (?:customer )?(?:message|inquiry|enquiry|contact|submission|lead|request)\b|"
    r"form (?:submission|entry|response)|new (?:form )?(?:submission|entry|response)|"
    r"submitted (?:your|the|a) (?:\S+ )?form|submitted your form|filled (?:out|in) |"
    r"(?:message|enquiry|inquiry|e-?mail|mail|request) (?:\S+ ){0,3}"
    r"(?:from|via|through) (?:\S+ ){0,3}(?:web ?site|web ?page|online store|contact|form|site)\b|"
    r"got a new message|someone (?:just )?(?:submitted|contacted)|offline message|"
    r"left (?:you )?a message|message from (?:a )?(?:customer|visitor)|customer message|"
    r"lien he (?:tu|moi|qua)|form lien he|khach (?:hang )?(?:\S+ )?lien he|bieu mau|"
    r"yeu cau (?:lien he|tu van|moi|ho tro)|thong tin lien he|lien he tu website|"
    r"tin nhan (?:moi )?tu (?:website|trang|cua hang|khach)|dang ky tu van|gui tu (?:website|form)|"
    r"обратн\w+ связ|форм\w+ (?:обратн|связи|контакт|на са)|контактн\w+ форм|"
    r"(?:заявк|сообщени|вопрос|письмо|запрос|обращени)\w* (?:\S+ ){0,2}(?:с|из|от|через) "
    r"(?:\S+ ){0,2}(?:сайт|форм|посетител|клиент|магазин)|новая заявка|новое (?:сообщение|"
    r"обращение)|информация о заявке|данные заявки|заполнен\w* форм|заказ\w* (?:обратн\w+ )?звон|"
    r"форма звязку|заявка з|kontaktformular|kontaktanfrage|formulaire de contact|"
    r"formulario de contacto|demande de contact|nueva consulta"
)
"""How a form says that it is one, folded: in the subject or in the first and last lines."""

END = (
    r"-{2,}\s*$|_{3,}\s*$|={3,}\s*$|\*{3,}\s*$|"
    r"(?:this|the) (?:e-?mail|message|mail|form)\b.{0,40}\b(?:was|has been|is) "
    r"(?:sent|submitted|a notification|generated)|this is a notification that|"
    r"sent (?:from|via|through|by an?) |powered by|(?:does|if you think|mark) this submission|"
    r"if you think this|reply (?:directly )?to this|you can reply|to reply|to edit your|"
    r"to edit this|to respond|manage (?:your )?(?:submission|notification)|"
    r"view (?:this |the )?(?:message|submission|entry|contact|record|details|all|in)\b|view it|"
    r"additional information:?$|unsubscribe|do not reply|please do not reply|"
    r"report (?:it )?as spam|mark as spam|"
    r"дополнительная информация|это (?:письмо|сообщение)|данное (?:письмо|сообщение)|"
    r"письмо (?:сформировано|отправлено)|сообщение (?:сгенерировано|отправлено)|"
    r"отправлено (?:с|из|через)|email nay|thu nay|tin nhan nay|gui tu|"
    r"diese (?:e-?mail|nachricht)|cet (?:e-?mail)|ce (?:message|courriel)|este (?:mensaje|correo)"
)
"""Lines with which the customer's words are over, folded."""

MESSAGE_LIKE = (
    r"\b(?:message|question|comment|inquir(?:y|ie)|enquir(?:y|ie)|help you)s?\b|сообщени|вопрос|"
    r"комментар|noi dung|loi nhan|cau hoi|nachricht|mensaje"
)
NAME_LIKE = r"\bname\b|\bимя|\bфио\b|\bten\b|\bnom\b|\bnombre\b"
NOT_A_FIELD = (
    r"\b(?:new|received|got|have|has|details|from|company|business|product|form|site|shop|store|"
    r"domain|file|san pham|cong ty|cua hang)\b|компани|товар|файл|магазин"
)
"""In a label that is like one of the above: it is a sentence, or about something else."""

NOT_A_QUESTION = (
    r"new (?:user|member|account|subscriber|subscription|registration)\b|"
    r"new customer(?! (?:message|question|inquiry|enquiry|request|contact))|"
    r"(?:user|customer|account) (?:\S+ )?regist|subscrib\w+ to|newsletter sign|sign(?:ed)? up|"
    r"password|confirm your|verify|"
    r"dang ky (?:nhan|tai khoan|thanh vien|ban tin)|tai khoan moi|khach hang moi dang ky|"
    r"регистрац|подписк|подписал|новый (?:пользователь|подписчик)|"
    r"neue registrierung|neuer (?:benutzer|abonnent)|anmeldung zum newsletter"
)
"""Notices with a name and an address from which nobody expects an answer, folded."""

ORDER_PLACED = (
    r"\bnew (?:customer )?order\b|\border (?:#?\S+ )?(?:placed|received|confirmation|confirmed)|"
    r"новый заказ|заказ (?:\S+ )?(?:оформлен|принят|создан)|"
    r"don (?:dat )?hang moi|co don hang|dat hang thanh cong|neue bestellung|"
    r"nouvelle commande|nuevo pedido|нове замовлення"
)
TOTAL = (
    r"\b(?:sub)?total\b|payment method|shipping method|tong (?:tien|cong)|thanh tien|"
    r"phuong thuc thanh toan|\bитого\b|сумма заказа|способ оплаты|gesamtsumme|zwischensumme|"
    r"montant total|разом"
)
"""With an order's subject: nobody asks, somebody bought."""
