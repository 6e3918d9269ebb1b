"""How mail servers say why they did not take a mail: patterns for text in lower case.

Each group is tried in its order. The first ones are those that servers dress up as something else.
"""

from __future__ import annotations

FULL = (
    r"(?:mail ?box|mail ?folder|mailfile|inbox|quota|maildir|account|disk|storage|recipient)"
    r"(?: \S+){0,4} (?:is |has )?(?:currently |been )?(?:\w+ )?"
    r"(?:full|exceed\w*|exhausted|over ?(?:quota|limit|drawn|its))|"
    r"(?:over|exceed\w*|above|out of|past) (?:\w+ ){0,4}?"
    r"(?:quota|storage|mailbox (?:size|limit|capacity))|overquota|quota (?:violation|error)|"
    r"not enough (?:\w+ ){0,2}(?:space|storage)|no space left|full mailbox|"
    r"insufficient (?:mailbox |mail )?(?:storage|quota)|too many messages in (?:the )?mailbox|"
    r"переполнен|превышен\w* квот|hộp thư (?:\w+ ){0,6}đầy|postfach (?:ist )?(?:\w+ )?voll|"
    r"bo[iî]te (?:\S+ ){0,4}pleine|buz[oó]n (?:\S+ ){0,3}llen[oa]"
)

NO_LONGER = (
    r"(?:account|mail ?box|user|recipient|address|e-?mail|compte)\S*(?: \S+){0,6}? "
    r"(?:\w+ )?(?:disabled|inactive|deactivated|suspended|frozen|locked|discontinued|"
    r"expired|not active|not activated|closed|terminated|on hold|bloqu[eé]\w*|inactif)|"
    r"(?:disabled|inactive|suspended|locked|frozen|deactivated) "
    r"(?:recipient|account|user|mail ?box|address)|(?:recipient|account) (?:\w+ ){0,2}blocked|"
    r"заблокирован|отключ[её]н|bị (?:khóa|khoá|vô hiệu)|gesperrt|deaktiviert"
)

TOO_LARGE = (
    r"(?:message|mail|size|length|attachment)\S*(?: \S+){0,3} "
    r"(?:exceed\w*|too (?:large|big|long)|larger than|over the)|"
    r"(?:size|length) (?:limit|maximum)|too (?:large|big) (?:message|mail)|"
    r"exceed\w* (?:\w+ ){0,4}(?:message |maximum )?(?:size|length)|"
    r"maximum (?:message |permitted )?size|слишком большо"
)

VIRUS = r"\bvirus|malware|infected|trojan|dangerous (?:attachment|content)|вирус"

AUTHENTICATION = (
    r"\bspf\b|\bdkim\b|\bdmarc\b|unauthenticated|authentication|not authenticated|"
    r"smtp auth|authenticate|sender id\b"
)

SPAM = (
    r"\bspam(?!haus|cop|rl)\w*|\bube\b|\buce\b|\bjunk|unsolicited|bulk mail|"
    r"bl[ao]cklisted (?:url|link)|"
    r"content (?:was )?rejected|phish|спам|thư rác"
)

BLOCKED = (
    r"black-?list|block-?list|deny-?list|\brbl\b|\bdnsbl\b|spamhaus|spamcop|sorbs|barracuda|"
    r"reputation|(?:client|host|server|sender|ip|address|domain|using|network|"
    r"message\w*|mail\w*|messages from \S+)(?: \S+){0,3} "
    r"(?:blocked|banned|blacklisted|refused)|"
    r"(?:blocked|banned|invalid|bad|blocking) (?:\w+ ){0,2}(?:ip\b|client|host|sender)|"
    r"reverse dns|\bptr\b|\brdns\b|access denied|access is denied|no access|"
    r"not allowed to send|^\W*(?:\d{3} )?blocked|invalid domain name|\bhelo\b|\behlo\b|bad dns|"
    r"forbidden|after initial connection"
)

RATE = (
    r"too (?:many|much|fast|frequent\w*)|rate[- ]?limit\w*|limit exceeded|throttl\w*|"
    r"frequency|receiving mail (?:at a rate|too)|unexpected volume|gr[ae]y-?list\w*|"
    r"concurren\w+|sending limit|exceeded (?:\w+ ){0,3}(?:rate|limit|messages)"
)

RELAY = (
    r"relay\w*(?: \S+){0,3} (?:denied|not permitted|not allowed|prohibited|refused)|"
    r"(?:unable|not permitted|denied|refus\w+|prohibited|cannot|insecure)(?: \S+){0,3} relay|"
    r"relaying|open relay|insecure mail relay"
)

SENDER = (
    r"sender(?:'s)?(?: address| domain)?(?: \S+){0,3} "
    r"(?:rejected|refused|denied|invalid|unknown|does not exist|not exist|verif\w+)|"
    r"(?:invalid|unknown|bad|unrouteable|unroutable|unresolvable) sender|"
    r"domain of sender|sender verif\w+|from: domain|from domain|"
    r"mail from(?: \S+){0,2} (?:rejected|refused|invalid|denied)|after mail from|"
    r"not (?:a )?(?:member|subscribe\w*)|not permitted to (?:post|send)|permission to post|"
    r"restricted|not authori[sz]ed|unauthori[sz]ed|not allowed"
)

POLICY = (
    r"polic(?:y|ies)|security (?:check|reason|violation|error)\w*|violat\w+|compliance|prohibited"
)

MOVED = (
    r"(?:user|account|mailbox|recipient|address|has|mail) (?:\S+ ){0,3}?"
    r"(?:moved|changed (?:his|her|its|address)|relocated)|forward-?path|"
    r"not our (?:user|customer)|new address|no longer (?:with|works|employed)"
)

NO_MAIL = (
    r"null ?mx|doesn'?t (?:receive|accept) (?:e-?)?mail|"
    r"does not (?:receive|accept|support) (?:e-?|any )?mail|no mail accepted|"
    r"system not accepting network messages|no mx (?:record )?found|accepts no mail|"
    r"no mail server"
)

NOWHERE = (
    r"(?:host|domain|site)(?: or (?:host|domain)(?: name)?)?(?: name)?(?: \S+){0,2} "
    r"(?:not found|unknown|does not exist|doesn't exist|not exist|could not be found|"
    r"couldn't be found|not known|invalid)|"
    r"(?:unknown|no such|non-?existent|invalid|illegal|bad destination) "
    r"(?:\w+ )?(?:host|domain|site|system)|"
    r"unrout(?:e)?able (?:mail |e-?mail )?(?:address|domain|destination)|all relevant mx|"
    r"nxdomain|hostname lookup failure|no route to (?:host|domain)|"
    r"couldn't find any host (?:named|by)|домен\w* не (?:найден|существ)|"
    r"(?:tên miền|máy chủ) (?:\w+ )?không (?:tồn tại|tìm thấy)"
)

NOBODY = (
    r"(?:no such|unknown|invalid|nonexist\w+|non-existent|bad|illegal|undeliverable|"
    r"unrecogni[sz]ed|unknown or illegal) (?:or \w+ |virtual |local |e-?mail |smtp |mail )*"
    r"(?:user|recipient|address|mail ?box|account|destination|alias|person|local|"
    r"receiver|rcpt|subscriber|addressee)|"
    r"(?:user|recipient|mail ?box|account|address|name|alias|person|email|e-mail|mail|"
    r"destinataire|receiver|rcpt|subscriber)(?:'s)?(?: \S+){0,8}? "
    r"(?:unknown|not (?:be )?(?:found|known|exist\w*|recogni[sz]ed|listed|here|valid|a valid|"
    r"a known)|no longer (?:exist\w*|valid|available|active)|does ?n[o']t exist|"
    r"do not exist|doesn't exist|doesn't have|does not have|wasn't found|couldn't be found|"
    r"could not be found|isn't valid|invalid\w*|inexistant|inconnu\w*)|"
    r"no (?:mail ?box|user|account|one|recipient|person)(?: \S+){0,2} (?:here|by that|with|of|"
    r"exists|found)|(?:not|isn't) (?:a )?(?:valid|known|local|our) (?:\S+ ){0,3}?(?:user|"
    r"recipient|mailbox|account|address|customer)|no valid recipients?|no such user|nosuchuser|"
    r"recip(?:ient)?not ?found|adr\.(?:recip|ext)|resolver\.adr|"
    r"recipient address rejected\W*$|rejected recipient|recipient rejected\W*$|"
    r"recipient address rejected: access denied|"
    r"address (?:was )?not found|check (?:if |whether )?(?:the )?address is correct|"
    r"(?:получатель|пользователь|адрес|почтовый ящик|ящик)(?: \S+){0,4} не "
    r"(?:найден|существ\w+|зарегистрирован)|(?:нет такого|неизвестный|несуществующ\w+) "
    r"(?:пользовател|адрес|получател|ящик)|không (?:tồn tại|tìm thấy)|"
    r"(?:empf[aä]nger|adresse|postfach)(?: \S+){0,4} (?:existiert nicht|nicht gefunden|"
    r"unbekannt)|no existe|n'existe pas|desconocid[oa]|"
    r"リストにありません|存在しません|ユーザー不明|用户不存在|不存在"
)

ACCESS_DENIED = r"recipient address rejected: access denied"
"""Exchange Online says so when there is no such recipient."""

LATE = (
    r"expired|retry (?:timeout|time-?out)|too long|in the queue|queue time|"
    r"could not be delivered for \d|undeliverable for|gave up|giving up|delivery time"
)

NETWORK = (
    r"timed? ?out|time-?out|(?:could|can|did|does|was)(?: ?n[o't]+) "
    r"(?:be )?(?:reach\w*|connect\w*|accept our requests|establish\w*|able to (?:connect|"
    r"establish))|not reachable|unreachable|"
    r"connection (?:refused|reset|lost|dropped|failed|closed)|"
    r"unable to connect|no answer|name ?server|name service|dns (?:error|lookup|query)|network|"
    r"hop count|too many hops|mail loop|loops?\b|maximum allowed times"
)

CONTENT = (
    r"header\w*|8-?bit|mime|syntax|parameter|malformed|not implemented|line too long|"
    r"encoding|protocol error"
)

SERVER = (
    r"system|temporar\w*|try again|later|internal|local error|disk space|configuration|"
    r"resources|service|unavailable|transaction failed|tls|permission|ldap|deferred|"
    r"failed to|pipe to"
)

PASSING = r"try again|temporar(?:y|ily)|will be retried|retry later"
"""What keeps a failure from being taken for the last word."""

AFTER_DATA = (
    r"after (?:end of data|sending|i sent)|end of data|\[data\]|>>> data|\(data\)|"
    r"in reply to (?:end of )?data|transmission failure"
)
"""The mail was refused when all of it had been read, and so not for its address."""

UNKNOWN_USER = r"user unknown|unknown user"

NAMELESS = r"\b5\d\d\s?: user unknown"
"""An unknown user without a name: an excuse for refusing what was read."""
