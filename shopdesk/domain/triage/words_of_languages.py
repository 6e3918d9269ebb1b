"""Words by which a language is known: the commonest, and those of short mails to a shop."""

from __future__ import annotations

ENGLISH = (
    "the a an is are was were my i you your it to of and for in on with have has not do does can "
    "please what when where how this that me we be will order hello hi hey dear thanks thank any "
    "still yet would could should there they from but if or size price shipping sorry received "
    "im ive dont arrived help need want get got just been about by at as so no yes"
)
VIETNAMESE_UNMARKED = (
    "khong hang giay duoc minh chi anh em shop oi don bao nhieu gia cam on nhe muon mua doi tra "
    "cho hoi con nao khi chua nhan giao dat gui tien mau toi ban voi cua nay roi size vay "
    "nha vang ah"
)
"""Vietnamese that is typed without its marks."""
GERMAN = (
    "der die das ein eine ist sind war ich sie mein meine meiner wir nicht und oder mit fur auf zu "
    "von im den dem des habe haben hat kann konnen bitte wo wann wie was warum noch schon aber "
    "hallo guten tag danke vielen dank bestellung paket lieferung rechnung ruckgabe grosse schuhe "
    "wird wurde bekommen erhalten mir mich es aus bei nach wenn sehr geehrte grusse freundlichen "
    "kein keine liefern geliefert gibt mochte wollte"
)
FRENCH = (
    "le la les un une des est sont je vous mon ma mes votre nous ne pas et ou avec pour dans sur "
    "du de au aux que qui quoi ou quand comment bonjour bonsoir merci commande colis livraison "
    "facture retour taille chaussures jai nai cest il elle mais encore deja recu svp plait avoir "
    "suis ai etes avez en ce cette madame monsieur cordialement toujours voudrais peut"
)
SPANISH = (
    "el la los las un una es son mi mis su yo usted ustedes no y o con para por en de del que "
    "quien cuando donde como hola gracias pedido paquete envio factura devolucion talla zapatos "
    "he ha han esta este estan tengo tiene tienen teneis hay "
    "quiero quisiera puede pueden favor buenos dias tardes "
    "pero todavia aun recibido llegado muy me le les se lo cuanto cual saludos"
)
ITALIAN = (
    "il lo gli una sono mio mia non e con per di del della che quando dove come ciao buongiorno "
    "grazie ordine pacco spedizione reso taglia scarpe ho ha anche ma ancora vorrei posso salve "
    "cordiali saluti arrivato ricevuto questo questa"
)
PORTUGUESE = (
    "o os as um uma meu minha nao e com para por em do da que quando onde como ola obrigado "
    "obrigada encomenda pedido envio tamanho sapatos tenho voce ainda mas muito bom dia boa tarde "
    "gostaria recebi chegou esta"
)
DUTCH = (
    "de het een is zijn mijn ik u jullie wij niet en of met voor op van naar dat wat waar wanneer "
    "hoe hallo bedankt bestelling pakket levering maat schoenen heb heeft kan graag nog al maar "
    "groet vriendelijke ontvangen"
)
POLISH = (
    "jest sa moj moja ja nie i lub z na do w czy kiedy gdzie jak dzien dobry dziekuje zamowienie "
    "paczka przesylka zwrot rozmiar buty prosze mam jeszcze ale pozdrawiam otrzymalem"
)
UKRAINIAN = (
    "що як де це не мені моє мій моя та або ще вже чи дякую будь ласка коли замовлення посилка "
    "доставка повернення розмір добрий вечір вітаю які який яка у мене вас ваш для від до за "
    "підкажіть скажіть можна хочу немає була було буде"
)
RUSSIAN = (
    "что как где это не мне мой моя мое и или еще уже ли спасибо пожалуйста когда заказ посылка "
    "доставка возврат размер добрый здравствуйте какие какой какая у меня вас ваш для от до за "
    "подскажите скажите можно хочу нет была было будет есть"
)
