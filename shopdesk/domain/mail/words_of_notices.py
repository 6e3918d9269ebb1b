"""Who sends notices of what people wrote elsewhere, and how such notices say so.

Hosts are named by what stands before their public ending: `ebay` is ebay.com and ebay.co.uk. A
name that is also a word comes with its ending. `, ` parts the entries.
"""

from __future__ import annotations

MARKETPLACES = (
    "etsy, ebay, amazon, shopee, lazada, tiki.vn, sendo.vn, chotot, ozon, wildberries, avito, "
    "youla, allegro, aliexpress, alibaba, walmart, mercari, depop, vinted, poshmark, reverb.com, "
    "bonanza.com, prom.ua, rozetka, olx, kaspi.kz, kaufland, otto.de, bol.com, cdiscount, fruugo, "
    "onbuy, manomano, rakuten, mercadolibre, gumtree, kleinanzeigen, leboncoin, livemaster, "
    "flowwow, satu.kz, kidstaff, faire.com, zalando, wish.com, temu, folksy, notonthehighstreet"
)
SOCIAL = (
    "facebookmail, facebook, instagram, zalo, zaloapp, vk.com, vkontakte, ok.ru, odnoklassniki, "
    "linkedin, twitter, x.com, tiktok, pinterest, threads.net, whatsapp, telegram.org, youtube, "
    "reddit, redditmail, viber, messenger.com, meta.com, snapchat, bsky.app"
)
CHATS = (
    "tawk.to, jivosite, jivochat, jivo.ru, tidio, tidio.net, crisp.chat, crisp.email, crisp.im, "
    "livechat, livechatinc, chatra, olark, smartsupp, subiz, carrotquest, userlike, drift.com, "
    "purechat, chaport, chatlio, zopim, livetex, talk-me.ru, callibri, venyoo, intercom.io, "
    "intercom-mail, gorgias, freshchat, vchat.vn, antbuddy, chative, caresoft"
)
REVIEWS = (
    "trustpilot, trustpilotmail, trustpilot-mail, yelp, tripadvisor, judge.me, yotpo, loox.io, "
    "loox.app, stamped.io, reviews.io, reviews.co.uk, feefo, ekomi, trustedshops, trusted-shops, "
    "shopperapproved, sitejabber, okendo, opinew, 2gis, flamp, otzovik, irecommend, zoon.ru, "
    "foody.vn, foursquare, appfigures, appbot, appfollow, provenexpert, kiyoh, avis-verifies, "
    "avisverifies, opineo, verified-reviews, birdeye, podium.com, grade.us, reviewtrackers"
)
MIXED = (
    "google, yandex, apple, microsoft, shopify, shopifyemail, wix, wix-forms, weebly, squarespace, "
    "sapo.vn, haravan, nhanh.vn, kiotviet, pancake.vn, insales, ecwid, bigcommerce, prestashop"
)
"""They send all sorts of mail: only their words say whether a person stands behind it."""

RELAYS = (
    r"members\.ebay\.[a-z.]{2,6}$|marketplace\.amazon\.[a-z.]{2,6}$|reply\.etsy\.com$|"
    r"messages\.etsy\.com$|user\.vinted|relay\.[a-z0-9-]+\.[a-z]{2,6}$|"
    r"(?:chat|mail|reply)\.(?:kleinanzeigen|leboncoin|gumtree|olx)\."
)
"""Hosts on which every address is one person's."""

REVIEW = (
    r"\breview(?:s|ed)?\b|\brated\b|\bratings?\b|left (?:you )?(?:a )?(?:\d.{0,6}star )?feedback|"
    r"\bfeedback (?:from|on|left)|\brecommends? (?:your|you|us)\b|\b[1-5][- ]?stars?\b|"
    r"\bđánh giá|\bnhận xét|\b[1-5] sao\b|\bотзыв|\bоценк|\bрейтинг|\bоценил|відгук|"
    r"bewertung|\bavis\b|évaluation|reseñ|valoraci"
)
INVITATION = (
    r"invit(?:e|ation)|ask(?:ing)? (?:for|your)|collect|get more|request(?:s|ed)? (?:a )?review|"
    r"how to|weekly|monthly|report|digest|summary|statistics|insights|tips|webinar|"
    r"leave (?:a )?review|rate your|review your|tell us|how was|how did|your review (?:has|was|is)|"
    r"mời|tổng kết|báo cáo|оставьте|оцените|поделитесь|итоги|дайджест|статистик|как (?:вам|прошл)"
)
"""Asks for reviews, or counts them: no review itself."""
MESSAGE = (
    r"(?:sent|wrote|left|has) (?:you )?(?:a |an |another |new )*(?:\w+ )?"
    r"(?:message|question|note|inquiry|enquiry|comment|reply|repl)|"
    r"\b(?:sent|wrote|messaged|asked|contacted|is asking)\b.{0,30}"
    r"\b(?:you|your|about|to|shop|page|question)\b|\bmessaged\b|"
    r"\b(?:message|messages|question|inquiry|enquiry|inquiries|conversation|direct message|dm)s? "
    r"(?:from|by|about|regarding|with)\b|"
    r"\bnew (?:\w+ )?(?:message|question|inquiry|enquiry|comment|conversation|dm|chat)s?\b|"
    r"\bunread (?:message|chat|conversation)|\b(?:commented|replied|mentioned you|responded)\b|"
    r"\b(?:missed|offline|unanswered) (?:chat|message|conversation)|"
    r"question about|inquiry|enquiry|buyer (?:message|question)|customer (?:message|question)|"
    r"\b(?:return|refund|cancell?ation) (?:authori[sz]ation )?request|"
    r"opened a (?:case|return|request)|"
    r"wants to (?:return|cancel)|requested (?:a |to )|"
    r"tin nhắn|nhắn tin|đã nhắn|đã gửi|câu hỏi|bình luận|đã hỏi|đã trả lời|yêu cầu (?:trả|hoàn)|"
    r"сообщени|написал|прислал|задал\w* вопрос|вопрос (?:от|о|по|к|покупател)|комментар|ответил|"
    r"\bновый вопрос|непрочитанн|запрос на возврат|хочет вернуть|повідомлен|питання|"
    r"\bnachricht|\bfrage\b|\bmessage de\b|\bquestion de\b|\bmensaje|\bpregunta"
)
NO_MESSAGE = (
    r"\b(?:sold|shipped|paid|payout|payment|invoice|statement|listing|policy|fees?|verify|login|"
    r"sign-?in|password|security|code|newsletter|suggest\w*|recommended|trending|tips|ads?|"
    r"advert\w*|promot\w+|insights|followers?|follow(?:ed|ing)|friend request|liked|likes|tagged|"
    r"birthday|event|memories|poke|people you may know|weekly|summary|digest|your reply|you sent|"
    r"message (?:was|has been) (?:sent|delivered)|copy of)\b|"
    r"\b(?:đã bán|đơn hàng mới|thanh toán|mật khẩu|đăng nhập|mã xác|thích|theo dõi|sinh nhật)|"
    r"новый заказ|оплат|вход в|парол|код подтвержд|подписал|понрави|день рождения|друзья"
)
"""In a subject of theirs: no person waits behind it."""

NAME_BEFORE = (
    r"^(?:re: ?)?(?P<name>\S.{0,60}?),? "
    r"(?:(?:has |have |just |also )?(?:sent|messaged|wrote|asked|commented|replied|left|posted|"
    r"mentioned|reviewed|recommends|recommended|rated|contacted|responded|requested|opened)\b|"
    r"(?:wants|is asking|gave|would like)\b|"
    r"(?:vừa |đã |mới )+(?:gửi|nhắn|bình luận|trả lời|đánh giá|hỏi|liên hệ|nhận xét|để lại|"
    r"yêu cầu)|"
    r"(?:написала?|прислала?|отправила?|оставила?|прокомментировала?|задала?|ответила?|оценила?|"
    r"оставил\(а\)|написал\(а\)|отправил\(а\)|хочет|надіслав|написав)(?!\w))"
)
NAME_AFTER = (
    r"(?:message|messages|question|inquiry|enquiry|comment|reply|review|feedback|conversation|"
    r"customer|chat|note|request|rating|dm) (?:from|by|with)"
    r"(?: (?:the )?(?:amazon |ebay |etsy )?(?:customer|buyer|user|member|visitor|client))? "
    r"(?P<name>[^\s:,;(\[|][^:,;(\[|\n]{0,58}?)"
    r"(?= ?(?:$|[:,;(\[|!.]|[-–—] | (?:on|about|regarding|via|through|for|at|in|re|has|is|to)\b))|"
    r"(?:tin nhắn|câu hỏi|bình luận|đánh giá|nhận xét|liên hệ)(?: mới)? (?:từ|của)"
    r"(?: (?:khách hàng|khách|người mua))? "
    r"(?P<name_vi>[^:,;(\[|\n]{1,60}?)(?= ?(?:$|[:,;(\[|!.]|[-–—] | (?:trên|về|qua|tại)\b))|"
    r"(?:сообщени\w|вопрос|отзыв|комментари\w|ответ|чат\w?|письмо|оценк\w)"
    r"(?: от| с)(?: (?:пользователя|покупателя|клиента|посетителя))? "
    r"(?P<name_ru>[^:,;(\[|\n]{1,60}?)(?= ?(?:$|[:,;(\[|!.]|[-–—] | (?:на|о|об|в|по|через)\b))"
)
NAME_FIELD = (
    r"^\s*\**(?:buyer|customer|customer name|buyer name|username|user|name|from|sender|member|"
    r"reviewer|author|người mua|khách hàng|người gửi|tên|họ tên|покупатель|отправитель|автор|имя|"
    r"клиент|пользователь)\**\s?:\s*\**\s*(?P<name>[^\n:<>|]{1,60}?)\**\s*$"
)
DISPLAY = (
    r"^(?P<name>.{1,80}?)\s+(?:\(?(?:via|through|on|at|from|in|trên|qua|từ|через|в|на|from your)\s+"
    r"[\w. '&-]{2,40}\)?|"
    r"[-–—|]\s*(?:amazon(?: marketplace)?|ebay|etsy|facebook|instagram|messenger|"
    r"shopee|lazada|tiki|ozon|avito|marketplace).{0,20})$"
)
DISPLAY_MEMBER = r"^(?:ebay member|ebay user|etsy member|ebay)\s*[:-]\s*(?P<name>\S.{0,60})$"
BEFORE_A_NAME = (
    r"^(?:\[[^\]]{1,40}\]\s*|(?:the )?(?:customer|buyer|user|member|visitor|client)\s+|"
    r"(?:khách hàng|khách|người mua|người dùng)\s+|"
    r"(?:покупател[ья]|клиента?|пользовател[ья]|посетител[ья])\s+)+"
)
NOT_A_NAME = (
    r"^(?:you|your|we|our|someone|somebody|a|an|the|new|a (?:new )?(?:customer|buyer|visitor|user|"
    r"guest|client|member|shopper)|customer|buyer|visitor|user|guest|client|member|\d+|"
    r"(?:a |one )?(?:new )?\w* ?(?:people|person|customers|users)|khách|khách hàng|người mua|"
    r"bạn|ai đó|покупатель|клиент|пользователь|посетитель|вам|вы|кто-то|unknown|anonymous|"
    r"etsy|ebay|amazon|facebook|instagram|zalo|google|messenger)$"
)

BEGIN = (
    r"-{2,}\s*(?:begin|start) (?:of )?message\s*-{2,}|"
    r"\b(?:wrote|writes|says|said|asks|asked|message|comment|question|review|reply|đã viết|"
    r"nội dung|tin nhắn|bình luận|nhận xét|đánh giá|câu hỏi|пишет|написала?|сообщение|вопрос|"
    r"отзыв|комментарий|текст)\s*:\s*$|^\W*new message from:? \S.*$"
)
"""The line above a person's words."""
FINISH = (
    r"-{2,}\s*end (?:of )?message\s*-{2,}|"
    r"^\W*(?:reply|respond|answer|view|see|open|read|go to|click|tap|visit|manage|download|report|"
    r"mark|learn more|block|more|show|was this|solve|do not reply|don't reply|please do not|"
    r"to reply|to respond|you can|you received|you're receiving|you are receiving|this (?:e-?mail|"
    r"message|notification) (?:was|is)|unsubscribe|thanks,? (?:the|for|from)|the .{2,30} team|"
    r"regards|©|copyright|\(c\)|need help|help|privacy|trả lời|xem|phản hồi|mở|truy cập|email này|"
    r"hủy đăng ký|ответить|посмотреть|перейти|открыть|читать|смотреть|отписаться|это письмо|"
    r"вы получили|команда|с уважением, команда|antworten|ansehen|répondre|voir|responder|ver)\b"
)
"""The line below them: buttons and small print."""
