"""How customers say things, in English, Vietnamese and Russian.

A `*` stands for any ending, `~` for up to three words between, `/` parts words of which any will
do. Vietnamese is written with its marks here; where a customer writes without any, they are taken
off these words too.
"""

from __future__ import annotations

COMPLAINT = (
    "complain*, customer claim, file/filing/make/making/lodge/lodging ~ claim, reclamation, "
    "damaged, broken, defective, "
    "faulty, not working, stopped working, does not work, doesnt work, "
    "wrong item/items/product/shoe*/colour/color/size/order/one/model, not what i ordered, "
    "is/are/was/were missing, missing from, torn, ripped, scratched, cracked, stained, "
    "fell apart, came apart, poor quality, bad quality, low quality, terrible, awful, horrible, "
    "unacceptable, disappoint*, angry, furious, disgust*, ridiculous, rude, scam*, fraud*, "
    "never again, worst, lawyer, no one answers, nobody answers, still no answer, still no reply, "
    "fed up, not happy, unhappy, dissatisf*, not satisfied, "
    "khiếu nại, bị hỏng, hỏng rồi, bị rách, bị lỗi, bị vỡ, bị móp, bị gãy, bị trầy, bị bẩn, "
    "bị bong, bong keo, giao sai, gửi sai, sai hàng, sai size, sai màu, sai mẫu, nhầm hàng, "
    "giao nhầm, gửi nhầm, giao thiếu, gửi thiếu, thiếu hàng, kém chất lượng, chất lượng kém, "
    "quá tệ, tệ quá, thất vọng, bực mình, bức xúc, lừa đảo, không hài lòng, không giống hình, "
    "không giống ảnh, hàng giả, không ai trả lời, chưa ai trả lời, làm ăn kiểu gì, "
    "жалоб*, пожаловаться, претензи*, брак, бракован*, сломан*, сломал*, поврежд*, дефект*, "
    "порван*, порвал*, разбит*, треснул*, трещин*, царапин*, не работает, не тот, не та, не те, "
    "не то прислали, прислали не, пришел не, пришла не, пришло не, не хватает, недоклад*, ужасн*, "
    "отвратительн*, разочаров*, возмущ*, безобрази*, обман*, мошенни*, плохое качество, "
    "недоволен, недовольна, никто не отвечает, так и не ответили, хамств*"
)

ACCOUNT = (
    "my account, user account, gold/platinum/premium account, newsletter*, subscri*, unsubscri*, "
    "password*, mật khẩu, bản tin, личный кабинет, личного кабинета, аккаунт*, пароль, рассылк*"
)

CHANGE = (
    "cancel*, terminat*, withdraw*, no longer want/need/afford, "
    "change/modify/edit/amend/update/correct/switch/swap ~ address/order/purchase, "
    "changing/modifying/editing/amending/updating/correcting/switching ~ address/order/purchase, "
    "wrong/different/another/new address, add/adding ~ to ~ order/purchase, "
    "remove/removing/delete/deleting ~ from ~ order/purchase, "
    "change/modify/edit/switch/swap/replace ~ item/product/article ~ order/purchase, "
    "address modification/change/correction, modify/edit/change/correct it, "
    "hủy đơn, huỷ đơn, hủy hàng, huỷ hàng, hủy giúp, huỷ giúp, đổi địa chỉ, sai địa chỉ, "
    "nhầm địa chỉ, sửa địa chỉ, địa chỉ khác, sửa đơn, đổi đơn, thêm vào đơn, "
    "отмен*, изменить заказ, изменить адрес, поменять адрес, сменить адрес, другой адрес, "
    "неправильный адрес, ошиб* ~ адрес*, добавить в заказ, добавить к заказу"
)

RETURN = (
    "return, returns, returning, returned, refund*, berefunded, reimburs*, compensat*, rebat*, "
    "restitution*, "
    "money back, exchange*, swap, "
    "send ~ back, sent ~ back, too small, too big, too large, too tight, too wide, doesnt fit, "
    "does not fit, dont fit, do not fit, didnt fit, store credit, ordered the wrong, "
    "bought the wrong, "
    "trả hàng, đổi hàng, đổi trả, trả lại, hoàn tiền, hoàn lại tiền, hoàn trả, đổi size, đổi sang, "
    "đổi màu, đổi cỡ, đổi mẫu, bị chật, bị rộng, chật quá, rộng quá, hơi chật, hơi rộng, "
    "không vừa, muốn đổi, "
    "возврат*, верну*, возвратить, обмен*, поменять, не подош*, не подходит, маловат*, великоват*, "
    "жмут, слишком мал*, слишком велик*"
)

PAYMENT = (
    "invoice*, receipt, payment*, paid, pay, charged, declined, bank transfer, cash on delivery, "
    "cod, paypal, vat, bill, bills, credit card, my order confirmation, "
    "hóa đơn, hoá đơn, thanh toán, chuyển khoản, đã trả tiền, trừ tiền, bị trừ, "
    "счет, счета, счет-фактур*, чек, оплат*, списал*, наложенн* платеж*, платеж*"
)

DELIVERY = (
    "where is my, wheres my, where are my, track*, deliver*, shipping, ship, ships, shipped, "
    "shipment*, dispatch*, courier, parcel*, package*, arriv*, not received, havent received, "
    "have not received, didnt receive, did not receive, hasnt come, still waiting, is late, "
    "delay*, eta, post office, customs, status of ~ order/purchase, order/purchase ~ status, "
    "check ~ status, find/locate/locating ~ order/purchase, how soon, when can i expect, "
    "giao hàng, giao chưa, ship, shipper, vận chuyển, vận đơn, chưa nhận, không nhận được, "
    "chưa thấy hàng, khi nào nhận, bao giờ nhận, khi nào giao, bao giờ giao, bao lâu, đâu rồi, "
    "tới đâu, đến đâu, bưu điện, chưa giao, giao chậm, giao trễ, bao giờ tới, khi nào tới, "
    "bao giờ có hàng, "
    "достав*, где ~ заказ, где ~ посылка, посылк*, отслед*, отслежив*, трек*, курьер*, не приш*, "
    "не получил*, не получен*, когда отправ*, когда прид*, когда ждать, когда будет, задерж*, "
    "опазд*, почта россии, почтой россии, сдэк, пункт* выдачи, статус заказа"
)

PRE_SALE = (
    "in stock, out of stock, restock*, available in, do you have, do you sell, "
    "do you stock, do you make, before i buy, before i order, before ordering, thinking of buying, "
    "interested in, want to buy, like to buy, looking to buy, want to order, like to order, "
    "want to purchase, like to purchase, how much is, how much are, how much does, what size, "
    "which size, size guide, size chart, true to size, run small, run large, discount*, coupon*, "
    "promo*, wholesale, made of, what material, waterproof, gift wrap*, "
    "place/make an order, can i order/buy, how do i order/buy, how to order/buy, "
    "buy/buying/purchase/purchasing/acquire/acquiring/order/ordering/earn/get "
    "~ item/items/product/products/article/articles/something, possible to order, "
    "còn hàng, còn size, còn màu, còn cỡ, còn mẫu, còn không, có size, có màu, có bán, hết hàng, "
    "giá bao nhiêu, bao nhiêu tiền, giá sao, xin giá, báo giá, nhiêu tiền, muốn mua, muốn đặt, "
    "đặt mua, định mua, tư vấn, giảm giá, khuyến mãi, khuyến mại, mua sỉ, giá sỉ, chất liệu, "
    "size nào, cỡ nào, "
    "в наличии, есть ли, у вас есть, есть у вас, сколько стоит, сколько стоят, какая цена, цена, "
    "скидк*, промокод*, хочу купить, хотел* ~ купить, хочу заказать, хотел* ~ заказать, "
    "можно заказать, можно купить, какой размер, размерн* сетк*, подойдет ли, подойдут ли, "
    "из чего, какой материал, оптом, посоветуй*, планирую купить, поступлен*"
)

ASKING = "available, availability, price, prices, sale, buy, purchase"
"""Weaker signs of somebody who has not bought yet, tried after everything about an order."""

PRAISE = (
    "love, loved, amazing, awesome, excellent, fantastic, perfect, great service, great shop, "
    "great quality, great job, wonderful, very happy, so happy, really happy, delighted, "
    "best shop, best service, best store, thank you so much, thanks so much, thank you very much, "
    "highly recommend, will recommend, "
    "rất thích, thích lắm, quá đẹp, đẹp lắm, rất đẹp, tuyệt vời, rất hài lòng, cảm ơn shop, "
    "cảm ơn nhiều, cảm ơn rất nhiều, ưng lắm, rất ưng, sẽ ủng hộ, chất lượng tốt, "
    "спасибо большое, большое спасибо, огромное спасибо, отличн*, прекрасн*, замечательн*, супер, "
    "восторг*, в восторге, очень довол*, очень понрави*, рекоменд*, молодцы, лучший магазин"
)

THANKS = "thank, thanks, thankyou, thx, cheers, appreciate*, cảm ơn, cám ơn, спасибо, благодар*"

COURTESY = (
    "thank you thanks thankyou thx ty cheers so very much many a lot again for your the help quick "
    "fast prompt kind reply answer response everything great perfect ok okay got it received all "
    "good appreciate appreciated that is this have nice day weekend evening best regards wishes hi "
    "hello dear team and wonderful excellent super i we well awesome amazing bye noted understood "
    "clear really sincerely yours "
    "cảm cám ơn shop nhiều ạ dạ vâng em anh chị mình bạn đã nhận được rồi nhé nha rất lắm tốt chúc "
    "ngày lành vui vẻ quá xin tuyệt vời của các thông tin oke ad admin hỗ trợ sự hàng "
    "спасибо большое огромное благодарю вам вас все понял поняла понятно получил получила получили "
    "хорошо отлично ок за быстрый оперативный ответ помощь ясно здравствуйте добрый день вечер с "
    "уважением хорошего дня и супер очень договорились всего доброго ваш вашу"
)
"""Words that a mail may hold which says thanks and nothing else."""

VIETNAMESE_UNMARKED = (
    "khong hang giay duoc minh chi anh em shop oi don bao nhieu gia cam on nhe muon mua doi tra "
    "cho hoi con nao khi chua nhan giao dat gui tien mau toi ban voi cua nay roi size vay "
    "nha vang ah"
)
"""Words frequent in Vietnamese that is typed without its marks."""

ENGLISH = (
    "the a an is are was were my i you your it to of and for in on with have has not do does can "
    "please what when where how this that me we be will order hello hi"
)
"""Words frequent in English: they speak against unmarked Vietnamese."""
