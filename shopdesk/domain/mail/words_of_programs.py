"""What mail programs write around a mail that is answered, in the languages they speak."""

from __future__ import annotations

WROTE = (
    "wrote|writes|написав(?:\\(ла\\))?|написала?|написал\\(а\\)|пишет|пише|писала?|"
    "đã viết|viết|schrieb|geschrieben|a écrit|écrit|écrivait|escribió|escribe|ha escrito|"
    "ha scritto|scrive|escreveu|schreef|skrev|napisał(?:\\(a\\)|a)?|kirjoitti|napsala?|"
    "napsal\\(a\\)|napísala?|napísal\\(a\\)|írta|a scris|yazdı|έγραψε|написа|je napisao|"
    "je napisala|je napisal|rašė|rakstīja|kirjutas|skrifaði|menulis|va escriure|כתב|כתבה|كتب|"
    "เขียน|写道|寫道|写到|のメール|さんは書きました|作成|님이 작성"
)
"""Of the line above a quotation."""

LAST_WORDS = frozenset(
    ("wrote", "viết", "пишет", "писал", "писала", "написал", "написала", "пише", "schrieb")
)
"""Of such lines that end without a colon."""

BEGINS = (
    "on|at|vào|lúc|ngày|am|le|el|il|em|op|den|på|dnia|w dniu|dne|dňa|kl|em|a|στις|la|pada|"
    "в|у|на|je|den|em|op|tarihinde|a les|บน|เมื่อ|в"
)
"""Words that such lines begin with, where they do not begin with a date."""

ORIGINAL = (
    "original message|reply message|forwarded message|original appointment|original mail|"
    "исходное сообщение|пересылаемое сообщение|пересланное сообщение|оригинальное сообщение|"
    "вихідне повідомлення|переслане повідомлення|оригінальне повідомлення|"
    "thư gốc|tin nhắn gốc|thư đã chuyển tiếp|tin nhắn đã chuyển tiếp|thư được chuyển tiếp|"
    "ursprüngliche nachricht|original-?nachricht|weitergeleitete nachricht|urspr\\. nachricht|"
    "message d['’]origine|message original|message transféré|message initial|courriel original|"
    "mensaje original|mensaje reenviado|messaggio originale|messaggio inoltrato|"
    "mensagem original|mensagem encaminhada|oorspronkelijk bericht|doorgestuurd bericht|"
    "oprindelig meddelelse|oprindelig besked|videresendt (?:besked|melding)|opprinnelig melding|"
    "ursprungligt meddelande|vidarebefordrat meddelande|alkuperäinen viesti|välitetty viesti|"
    "wiadomość oryginalna|oryginalna wiadomość|przekazana wiadomość|původní zpráva|"
    "pôvodná správa|eredeti üzenet|mesaj original|orijinal mesaj|αρχικό μήνυμα|pesan asli|"
    "原始邮件|原始郵件|转发邮件|元のメッセージ|転送メッセージ|원본 메시지|"
    "הודעה מקורית|الرسالة الأصلية"
)
"""Between dashes, above a mail that is quoted with its header."""

FORWARDED = (
    "begin forwarded message|начало переадресованного сообщения|початок переадресованого "
    "повідомлення|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message "
    "(?:réexpédié|transféré)|inicio del mensaje reenviado|inizio messaggio inoltrato|"
    "bắt đầu thư đã chuyển tiếp|bắt đầu thư được chuyển tiếp|begin doorgestuurd bericht|"
    "vidarebefordrat brev|início da mensagem reencaminhada|початок листа, що пересилається"
)
"""The same in Apple's programs, before a colon."""

FROM = (
    "from|von|de|da|van|från|fra|od|lähettäjä|от|от кого|від|від кого|từ|người gửi|expéditeur|"
    "absender|remitente|mittente|feladó|kimden|gönderen|από|dari|de la|发件人|寄件者|寄件人|"
    "差出人|送信者|보낸 사람|발신|מאת|من|จาก|saatja|no|šalje"
)

LABEL = (
    "sent|date|to|cc|bcc|subject|reply-to|sent at|when|gesendet|datum|an|kopie|betreff|envoyé|"
    "envoyé le|envoyé par|objet|sujet|message du|à|a|copie|copie à|cc à|enviado|enviado el|"
    "enviada|enviada em|fecha|data|para|cco|asunto|assunto|inviato|oggetto|verzonden|aan|"
    "onderwerp|dato|sendt|til|emne|kopi|skickat|till|ämne|lähetetty|vastaanottaja|aihe|"
    "päiväys|wysłano|wysłane|do|dw|temat|odesláno|komu|kopie|předmět|dátum|predmet|odoslané|"
    "küldve|elküldve|címzett|tárgy|másolat|trimis|către|subiect|tarih|gönderildi|gönderilme|"
    "kime|konu|bilgi|ημερομηνία|προς|θέμα|στάλθηκε|tanggal|kepada|ke|perihal|subjek|dikirim|"
    "отправлено|дата|кому|копия|тема|надіслано|відправлено|копія|đã gửi|gửi|gửi lúc|ngày|"
    "đến|tới|người nhận|chủ đề|tiêu đề|vào lúc|发送时间|发送日期|日期|收件人|抄送|主题|寄件日期|"
    "收件者|副本|主旨|日時|送信日時|宛先|件名|보낸 날짜|날짜|받는 사람|제목|참조|תאריך|נשלח|אל|"
    "נושא|التاريخ|إلى|الموضوع|تم الإرسال|วันที่|ถึง|เรื่อง|ส่งเมื่อ"
)
"""Lines of a quoted header other than the sender's."""

MOBILE = (
    "sent (?:from|via|with|using) |get outlook for |download outlook|sent on the (?:new )?|"
    "отправлено (?:с|из|от|через|при) |надіслано (?:з|із|через) |відправлено (?:з|із) |"
    "(?:đã |được )?gửi từ |được gửi (?:bằng|qua) |von meinem .*gesendet|"
    "gesendet (?:von|mit|via|über|aus) |diese nachricht wurde von meinem |"
    "envoyé (?:de|depuis|avec|à partir|via) |télécharger outlook|obtenir outlook|"
    "enviado (?:desde|con|a través|do|de|via|a partir) |obtener outlook|"
    "inviato (?:da|dal|con) |enviada do |verstuurd (?:vanaf|met|via) |verzonden (?:vanaf|met) |"
    "sendt fra |skickat från |skickades från |lähetetty |wysłane z |wysłano z |odesláno z |"
    "odoslané z |küldve |elküldve |trimis (?:de pe|din) |στάλθηκε από |dikirim dari |"
    "poslano (?:z|s) |изпратено от |發自|发自|从我的|從我的|傳送自|iphoneから送信|"
    "나의 .*에서 보냄|.{2,30}['’]?(?:u?mdan|dan|den) gönderildi|נשלח מ"
)
"""At the end of a mail that was written on a phone."""

REPLY_ABOVE = (
    "reply above this line|(?:type|write|enter) your reply above|reply above the line|"
    "please reply above|do not write below this line|"
    "ответ(?:ьте)? (?:выше|над) этой (?:строк|лини)\\w*|"
    "пишите (?:ответ )?выше этой (?:строк|черт)\\w*|"
    "відповідь вище (?:за цей|цього) ряд\\w*|trả lời (?:phía |bên )?trên dòng này|"
    "oberhalb dieser (?:zeile|linie)|au-dessus de cette ligne|"
    "(?:encima|arriba) de esta línea|sopra questa (?:riga|linea)|acima desta linha"
)
"""Of help desks, above what they quote."""

ABOVE_OR_BELOW = (
    *("above", "below this line", "выше этой", "над этой", "вище", "trên dòng này", "oberhalb"),
    *("au-dessus", "encima", "arriba", "sopra", "acima"),
)
"""One of them is in each of those lines; quicker to look for."""

SEE_BELOW = (
    "(?:see|answers?|answered|repl(?:y|ies|ied)|comments?|responses?|notes?)\\b.{0,40}"
    "\\b(?:below|inline|in-line|in line|between|in (?:red|blue|green|bold|caps))|"
    "(?:below|inline) in (?:red|blue|green|bold)|"
    "(?:ответ|отвеч|коммент|см|смотр)\\w*\\b.{0,30}(?:ниже|в тексте|по тексту|красным|синим)|"
    "(?:відповід|комент|див)\\w*\\b.{0,30}(?:нижче|у тексті|червоним)|"
    "(?:trả lời|xem|phản hồi).{0,30}(?:bên dưới|phía dưới|ở dưới|dưới đây|màu đỏ)|"
    "(?:siehe|antwort\\w*|anmerkung\\w*|kommentar\\w*)\\b.{0,30}(?:unten|im text|darunter|rot)|"
    "(?:voir|réponses?|répond\\w*|commentaires?)\\b.{0,30}(?:ci-dessous|plus bas|dans le texte|"
    "en rouge)|(?:ver|respuestas?|respond\\w*|comentarios?)\\b.{0,30}(?:abajo|más abajo|en rojo|"
    "en el texto)"
)
"""What people write above a mail between whose lines they answered."""

LEGAL_BEGINS = (
    "(?:this|the|any) (?:e-?mail|message|communication|transmission|information|contents?)|"
    "confidential|disclaimer|privileged|legal notice|important notice|notice\\b|"
    "(?:diese|die in dieser|der inhalt dieser) |vertraulich|haftungsausschluss|"
    "(?:ce|cet|cette|le présent) (?:message|courriel|e-?mail|courrier)|avis de confidentialité|"
    "(?:este|el presente|la información) (?:mensaje|correo|e-?mail|contenida)|aviso legal|"
    "aviso de confidencialidad|(?:это|данное|настоящее|содержание) |конфиденциальн|уведомление|"
    "(?:це|цей|даний|дане) |конфіденційн|(?:e-?mail|thư|thông tin|nội dung|tin nhắn) |"
    "questo messaggio|le informazioni|esta mensagem|dit bericht|de informatie"
)
"""How legal notices begin."""

LEGAL_WORDS = (
    "confidential|intended|recipient|addressee|privileged|unauthori[sz]ed|in error|disclos|"
    "disseminat|distribut|prohibited|delete|liab|viruses|notify",
    "vertraulich|bestimmt|empfänger|adressat|unbefugt|irrtümlich|weitergabe|rechtlich|löschen|"
    "vernichten|nicht gestattet|verboten|haftung",
    "confidentiel|destiné|destinataire|erreur|interdit|divulg|diffus|supprim|détrui|autorisé|"
    "responsab",
    "confidencial|destinad|destinatari|por error|prohib|divulga|difusi|elimin|borr|autoriza|"
    "responsab|privilegiad",
    "конфиденциальн|предназначен|адресат|получател|по ошибке|ошибочно|разглаш|распростран|"
    "копирован|запрещ|удали|уничтож|уведом",
    "конфіденційн|призначен|адресат|одержувач|отримувач|помилков|розголош|поширен|копіюван|"
    "заборон|видал|знищ|повідом",
    "bảo mật|bí mật|dành cho|người nhận|nhầm|tiết lộ|phát tán|sao chép|nghiêm cấm|"
    "không được phép|xóa|xoá|thông báo",
)
"""Stems of legal notices, by language; one alone says nothing."""

ADDED_BY_MACHINES = (
    "virus-free\\b|virenfrei\\b|sans virus\\b|libre de virus\\b|без вирусов\\b|без вірусів\\b|"
    "không có vi-?rút\\b|www\\.avast\\.|scanned (?:for viruses )?by|checked for viruses|"
    "this (?:e-?mail|message) (?:has been|was) (?:checked|scanned)|"
    "diese (?:e-mail|nachricht) wurde (?:von avast|auf viren)|"
    "auf viren (?:geprüft|überprüft)|проверено на вирусы|"
    "(?:please )?(?:consider|think (?:of|about)) the environment before|"
    "before printing this|bitte denken sie an die umwelt|pensez à l['’]environnement|"
    "n['’]imprimez (?:ce|cet)|antes de imprimir|подумайте об? (?:окружающей|природе|экологии)|"
    "hãy nghĩ đến môi trường|trước khi in (?:email|thư)"
)
"""One-liners below a mail that nobody wrote by hand."""
