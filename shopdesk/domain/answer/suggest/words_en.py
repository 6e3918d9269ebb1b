"""What customers write in English before they get each of the starter answers."""

from __future__ import annotations

EVERYDAY = (
    "a an the i you he she it we they me my your our their this that these those is are was were "
    "be been am do does did have has had can could will would should may might must shall and or "
    "but if so as at by for from in into of off on out over to up with about after before again "
    "not no yes please thanks thank hi hello hey dear team sir madam help helping assistance "
    "assist need want like love know tell ask question problem issue trouble error information "
    "detail order purchase item product article thing something anything shop store buy bought "
    "get got give see find look check try make made new one two first last some any all now just "
    "still also only very really much many more most several few way how what when where why who "
    "which there here day week today yesterday tomorrow morning time receive send pay use come "
    "go good great best well kind regards sincerely online website site possible able understand "
    "explain let left right work call contact phone email mail message reply answer other same "
    "different change back money price cost free charge"
)
"""Words that any mail may hold: they tell less."""

PHRASES = {
    "order-status": (
        "where_is, wheres_my, where my order/parcel/package/purchase/item/delivery, track, "
        "tracking number/link/code/page/information, "
        "track order/purchase/parcel/package/shipment, "
        "status order/purchase/parcel/package/shipment/delivery, current_status, order_status, "
        "locate/find/follow/trace order/purchase/parcel/package, eta, eta order/purchase, "
        "order/purchase #, check order/purchase #, status #, shipped/dispatched/sent/posted yet, "
        "not shipped/dispatched/sent yet, has order/parcel shipped/left/dispatched, "
        "update order/parcel/delivery, any update/news, on_its_way, on_the_way, in_transit, "
        "progress order, whereabouts, when arrive order/parcel/package/purchase, "
        "when get/receive order/parcel/package, expect order/parcel/package/delivery, "
        "still processing, order confirmation"
    ),
    "delivery-late": (
        "late, delayed, delay, overdue, still waiting, still not arrived/come/here/received, "
        "not arrived/come/delivered yet, should/supposed arrive/arrived/delivered, stuck, "
        "customs, held, not moved, nothing happened, promised, weeks ago, days ago, "
        "waiting order/parcel/package, taking long, too long, not_arrived, has not_come, was due, "
        "ordered weeks/days/month, no sign, how much longer, not received order/parcel"
    ),
    "delivery-lost": (
        "lost, missing parcel/package/delivery/order, disappeared, vanished, stolen, "
        "never arrived/came/received/turned/got, says/marked/shows delivered, "
        "delivered not received/here/got, delivered nothing, not at door, neighbour/neighbor, "
        "lost parcel/package/post, not_receive package/parcel/order, wrong house, safe_place, "
        "signed for, gone"
    ),
    "order-cancel": (
        "cancel, cancel order/purchase, cancel #, cancel fee/charge/penalty/cost, termination, "
        "terminate, termination fee/penalty/charge/policy, early_termination, withdrawal, "
        "withdraw fee/penalty, exit/penalty fee/charge, early_exit, penalty, break/end contract, "
        "call_off, stop order, do not_want order/anymore, not want/need order any_more/anymore, "
        "no_longer want/need/afford, changed my mind, ordered twice, ordered by mistake/accident, "
        "duplicate order, can not_afford, revoke order"
    ),
    "order-change": (
        "change order/purchase, edit/modify/amend/correct/alter/update/adjust order/purchase, add/"
        "remove/delete/switch/swap/change/edit/replace item/items/product/article/something/pair, "
        "add another/one order/purchase, swap/switch/remove/add/delete #, change item/product/"
        "article/color/size/quantity/model order/purchase, swap order/purchase, instead_of, "
        "rather_than, make_it, different color, wrong color chosen, another color, "
        "ordered wrong size/color, add order, change #, correct/edit/modify/update/correcting #, "
        "forgot add, missed product/item, already placed order change, combine orders, "
        "before_it ships, made a mistake order, mistake order/purchase, fix order, error order"
    ),
    "address-change": (
        "address, change/update/edit/modify/correct/new/wrong/different/another/old address, "
        "shipping/delivery/postal address, set/setup/enter/add/submit address, typo address, "
        "address order, moved, moving house, moved house/flat/apartment, "
        "new flat/apartment/house, redirect, reroute, postcode, zip_code, zip, house number, "
        "apartment number, deliver/send/ship to another/different/new/work/office/neighbour, "
        "street, send it here instead, old flat/place/house, recipient, forwarding"
    ),
    "return-start": (
        "return, return item/order/product/purchase/shoe/dress/them/it, send_it/them back, "
        "send back, return policy/label/form/address, returns, give/bring/take back, "
        "not suit/like/right, not_what i/we expected/hoped/pictured, do not_like, unworn, unused, "
        "refund policy, money back policy/guarantee, refund/reimbursement/restitution policy, "
        "case/cases refund/reimbursement/money_back, get/want/ask/request/obtain/demand refund/"
        "reimbursement/restitution/money_back, refund, reimburse, reimbursement, restitution, "
        "rebate, money_back, full refund, compensation, send return, free return, return within, "
        "how return"
    ),
    "refund-when": (
        "when see money, still nothing return, refund, where is refund/money, "
        "when refund/money_back/reimbursement/money, waiting/wait/expect/expecting refund/"
        "reimbursement/rebate/restitution/compensation/money, track/status/check/locate refund/"
        "reimbursement/rebate/restitution/compensation/money, processed/issued/arrived/received/"
        "sent refund/rebate/reimbursement/compensation, "
        "refund yet/still/processed/issued/arrived, not received/seen/got refund/money/rebate, "
        "reimburse, reimbursement, restitution, rebate, money_back, back on card/account, "
        "refund days/weeks, how_long/take/days refund/reimbursement/restitution/rebate/"
        "money_back, bank statement refund, credited, has it been processed, "
        "current status refund/rebate, refund dollar/pound/euro/#, returned two/three weeks, "
        "sent back weeks"
    ),
    "exchange-size": (
        "exchange, swap, swap/exchange/change size, "
        "too small/big/large/tight/loose/wide/narrow/long/short, not_fit, does not_fit, "
        "do not_fit, fit not, size up/down, another size, different size, "
        "bigger/smaller/larger size, half_size, bigger, smaller, pinch, slip, size wrong, "
        "exchange for, heel slip, run_small, run_large, change it for"
    ),
    "shipping-cost": (
        "shipping/postage/delivery cost/fee/price/charge/rate, "
        "how_much shipping/postage/delivery, postage, cost of shipping/delivery, "
        "cost ship/deliver/send, free shipping/delivery, shipping free, do you ship/deliver/send, "
        "ship/deliver to, can you ship/deliver/send, "
        "ship abroad/overseas/international/country/worldwide, international shipping/delivery, "
        "delivery/shipping/shipment options/methods/modes/choices/alternatives/types, "
        "do you deliver/ship in/to, order_from, order from country/abroad/overseas, "
        "deliver/ship to_my city/country/area, ship outside, shipping, delivery, "
        "shipping included, customs duty/tax, import duty, from abroad, overseas"
    ),
    "shipping-time": (
        "how_long delivery/shipping/take/takes, how_soon, how many days, "
        "delivery/shipping/arrival time/times/period/date/estimate, delivery takes/take, "
        "when will arrive/get/receive, when can expect/receive/get, when/whenever arrive, "
        "arrive item/product/article/parcel/package/shipment/order/delivery/purchase, "
        "expect item/parcel/package/product/purchase, delivery/shipping days/weeks/speed, "
        "express, next_day, fast/faster/quick/quickest/urgent/rush delivery/shipping, in_time, "
        "arrive before/by, by friday/saturday/monday/christmas/weekend, birthday, wedding, "
        "deadline, need it by/before, delivery date, estimated delivery, how_long, "
        "get here before, lead time, arrive soon"
    ),
    "pick-up": (
        "pick_up, pickup, collect, collection, pick it/them/order up, collect order/in_person, "
        "visit shop/store/you/showroom, in_person, your shop/store/showroom address/location, "
        "where are_you located/based, opening hours/times, open/close saturday/sunday/today, "
        "come by, come to shop/store, drop by, physical shop/store, click and collect, "
        "try on in shop/store, showroom"
    ),
    "payment-failed": (
        "payment problem/issue/trouble/error/fail/failed/failure/failing/declined/rejected, card/"
        "visa/mastercard/paypal declined/rejected/refused/error/fail, reject, declined, "
        "can not_pay, unable pay, problem/issue/trouble/error/difficulty paying/pay/payment/"
        "payments/checkout/transaction, transaction fail/failed/declined, charged twice/double, "
        "double charge, paid twice, checkout error/fail/stuck/not_work, "
        "payment not_work/go/through/accepted, not_go through, went through, pending payment, "
        "money taken/gone/deducted/debited, paid no confirmation, paid not confirmed, "
        "wrong amount, overcharged, payment confirmation, unauthorised/unauthorized, 3d_secure, "
        "payment, report payment"
    ),
    "payment-methods": (
        "payment method/option/mode/modality/type/form/means/alternative/choice, ways pay, "
        "way to_pay, how pay/paying, pay by/with/via/using, accept card/paypal/visa/cash/cheque/"
        "transfer/klarna/crypto/currency/payment, accepted payment/payments/cards, "
        "do you accept/take, paypal, klarna, visa, mastercard, amex, apple_pay, google_pay, "
        "bank_transfer, credit_card, debit_card, installments, instalments, pay later, "
        "pay in euro/dollar/pound, currency, currencies, allowed/available/valid payment"
    ),
    "cash-on-delivery": (
        "cash, cod, cash_on_delivery, pay cash, pay on/upon/at/after delivery, "
        "pay when it/they arrive/arrives/get/receive, pay the courier/driver/postman, "
        "pay at door, pay after see/try/receive, open before pay, pay on arrival"
    ),
    "invoice": (
        "invoice, bill, receipt, vat, tax, get/download/send/need/see/find/check invoice/bill, "
        "invoice #/order/purchase/month, tax number/id, company name/invoice, pdf, accounting, "
        "accountant, bookkeeping, bookkeeper, proof_of_purchase, billing, made_out_to, itemised, "
        "itemized, proforma, invoice from, bills from, tax_free"
    ),
    "in-stock": (
        "in_stock, out_of_stock, stock, restock, back_in, sold_out, available, availability, "
        "do/does you have/carry/sell/stock, still have/available, any left, "
        "come/coming/get back in, when available, "
        "have this/it in size/black/white/brown/red/blue, pre_order, preorder, do you sell, buy, "
        "purchase, purchasing, buying, shopping, acquire, "
        "place/make/placing/making order/purchase, buy/purchase/order/shop/acquire item/items/"
        "product/products/article/articles/something/one/some/several, want/like to_buy, "
        "how to_order/to_buy/to_purchase, reserve, put aside, hold for me, size left, add to_cart"
    ),
    "product-question": (
        "made of/from, made_in, material, leather, vegan, suede, cotton, wool, silk, waterproof, "
        "water_resistant, breathable, wash, washable, clean, care_for, look_after, warranty, "
        "guarantee, weight, heavy, weigh, dimension, measurement, how high/tall/wide/deep/big, "
        "heel height, lining, sole, ingredients, allergic, allergy, nickel, compatible, "
        "dishwasher, microwave, work with, suitable, does it have/come, difference between, "
        "compare, photo/picture of, more photos/pictures, real color, specification, spec, "
        "battery, gift_wrap, gift wrapping, question about product/item, how much is/are/does, "
        "price of, laces, wax, organic, shop/buy/order/purchase item/items/product/products/"
        "article/articles/something"
    ),
    "size-advice": (
        "what/which size, size guide/chart/advice, sizing, true_to_size, "
        "runs/run/fits/fit small/large/big/true, size should, should i take/get/order, "
        "between sizes/two, usually/normally wear, wide/narrow feet/foot, cm long, foot length, "
        "measure, measurements, centimeter, will it/they fit, fit me, my size, uk/eu/us size, "
        "size conversion, chest, waist, recommend size, size up, wear a, feet, wide enough"
    ),
    "discount": (
        "discount, code, coupon, voucher, promo, promotion, promotional, sale, offer, deal, "
        "cheaper, discount/promo/coupon code, code not_work, percent/percentage off, "
        "black_friday, student discount, loyalty, returning customer, best price, price match, "
        "lower price, reduce price, free gift, first order code, newsletter code, bargain, "
        "rebate code"
    ),
    "wholesale": (
        "wholesale, bulk, reseller, resell, retailer, dealer, distributor, stockist, "
        "large/big quantity/order, quantities, quote, quotation, catalogue, catalog, "
        "trade price/account, our shop/store/staff/company/employees, minimum order, moq, "
        "pieces/pairs for our, price list, corporate, bulk order/price/discount, partnership, "
        "collaborate, b2b"
    ),
    "damaged": (
        "damaged, damage, broken, arrived/came/delivered damaged/broken/torn/cracked/crushed/"
        "scratched/dented/wet/dirty/stained, crushed, torn, ripped, scratch, scratched, stained, "
        "dented, cracked, smashed, shattered, leaked, leaking, wet, box crushed/open/opened/torn, "
        "packaging damaged, parcel damaged, in pieces, badly packed, broken in transit"
    ),
    "defective": (
        "faulty, defective, defect, fault, broke, fell/came/coming/falling apart/off, came_off, "
        "fell_off, sole/heel/glue/zip/strap/stitching/seam/button off/broke/broken/loose/apart/"
        "undone/came, not_work, does not_work, stopped work/working, "
        "after one/two/three/few day/week/month/wear, worn twice/once, hole, "
        "poor/bad/low/terrible quality, quality, wore out, peeling, color faded, squeak, "
        "malfunction, will not turn/start, broke after, warranty claim"
    ),
    "wrong-item": (
        "wrong item/product/order/color/size/model/shoe/one/thing/pair/parcel, "
        "received/got/sent/came/arrived wrong/different, different from ordered, "
        "someone/somebody else, not_what i/we ordered, ordered received/got/found/came/sent, "
        "ordered but received/got/came/is, mix_up, mixed_up, missing item/from/one, incomplete, "
        "only received/got/one one/part, only_one, two left, two right, other pair, "
        "instead of the, sent me the wrong, not the one i ordered, part missing, "
        "missing in parcel/package/order"
    ),
    "complaint": (
        "complaint, complain, complaints, make/file/lodge/submit complaint/claim/reclamation, "
        "claim, consumer/customer claim/reclamation/complaint, reclamation, "
        "claim/reclamation/complaint against, file/lodge, against your company/business/shop, "
        "unacceptable, disappointed, disappointing, angry, furious, upset, unhappy, dissatisfied, "
        "terrible/awful/horrible/worst/bad/poor service/experience, terrible, awful, horrible, "
        "worst, disgusting, ridiculous, rude, scam, fraud, never order/buy again, never_again, "
        "not_satisfied, not_happy, fed_up, lawyer, waste of, shame, "
        "nobody/no_one answers/replies/answered, third time, second time, last straw, review bad, "
        "leave/write/post/send/give/submit/make review/feedback/comment/opinion/rating"
    ),
    "account-login": (
        "account, user_account, my account, profile, login, log_in, logging_in, sign_in, sign_up, "
        "signup, signing_up, register, registration, registering, registered, password, pin, "
        "pin_code, username, user_name, user key/id/profile, access key/code, key, passcode, "
        "forgot/forgotten/reset/recover/retrieve/restore/lost/change password/pin/pin_code/key, "
        "create/new/open/report user, create/open/delete/close/cancel/remove/edit/change/switch/"
        "update/terminate/set_up/use account/profile, "
        "account deletion/removal/information/details/type/settings, premium/gold/platinum/"
        "standard/pro/free/freemium/basic account/profile, locked, locked_out, reset link/email, "
        "verification code/email, verify, log_on, sign_on, member, membership, "
        "personal data/information, gdpr, delete my data, unsubscribe, subscribe, subscription, "
        "newsletter"
    ),
    "store-credit": (
        "store_credit, credit, voucher, gift_card, gift_voucher, gift_certificate, balance, "
        "compensation, goodwill, credit balance/note/left/remaining/expire, use credit, "
        "credit instead refund, credit next order, redeem, voucher balance/expired, points"
    ),
    "thanks": (
        "thanks, thank_you, love, loved, love_them/it, perfect, happy, very/so happy, wonderful, "
        "beautiful, amazing, excellent, fantastic, awesome, favourite, favorite, "
        "best shoes/shop/service, recommend, grateful, delighted, pleased, thank_you so, "
        "thank_you for, thanks_for, compliments, great service/shop/quality/job, kind words, "
        "review, feedback, rating, stars, comment, opinion, testimonial, survey, comfortable, "
        "leave/write/post/send/give/submit/make review/feedback/comment/opinion/rating, "
        "feedback about/for/on, review for/of/about, comment for/about/on, just wanted tell/say"
    ),
    "hello": (
        "talk/speak/chat someone/person/human/agent/operator/assistant/representative/somebody/"
        "employee/manager/staff, talk_to, speak_to, speak_with, talk_with, chat_with, human, "
        "agent, operator, live_agent, real_person, human agent/being/assistant, assistant, "
        "representative, customer_service, customer_support, customer_care, support team/service, "
        "customer assistance/support/service, contact/call/reach/phone/email/message/ring/talk/"
        "speak customer/support/you/service/someone/agent/operator/person/human, phone number, "
        "telephone number, hotline, helpline, support, hours/time/when call/contact/"
        "reach customer/support/you/service, working hours, urgent, urgently, asap, anyone there, "
        "are you there, call_me, call back, ring me, no answer, no reply, "
        "waiting reply/answer/response, newsletter, subscribe, unsubscribe, subscription, "
        "mailing_list, sign_up newsletter, newsletter subscribe/unsubscribe/subscription/receive/"
        "cancel/company/corporate"
    ),
    "not-understood": (
        "unclear, explain, what do you mean, do not_understand, confused, details, "
        "another question, general question, quick question"
    ),
}
"""By the id of the starter template that answers them."""
