"""Made-up rows under the headings that the shops' own tools write."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence


def _columns(line: str, separator: str) -> list[str]:
    return line.split(separator)


SHOPIFY = _columns(
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,"
    "Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,"
    "Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,"
    "Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,"
    "Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,"
    "Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,"
    "Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,"
    "Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,"
    "Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,"
    "Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,"
    "Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,"
    "Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,"
    "Payment Terms Name,Next Payment Due At,Payment References",
    ",",
)
SHOPIFY_CUSTOMERS = _columns(
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,"
    "Default Address Address1,Default Address Address2,Default Address City,"
    "Default Address Province Code,Default Address Country Code,Default Address Zip,"
    "Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,"
    "Tags",
    ",",
)
ETSY_ITEMS = _columns(
    "Sale Date,Item Name,Buyer,Quantity,Price,Coupon Code,Coupon Details,Discount Amount,"
    "Shipping Discount,Order Shipping,Order Sales Tax,Item Total,Currency,Transaction ID,"
    "Listing ID,Date Paid,Date Shipped,Ship Name,Ship Address1,Ship Address2,Ship City,Ship State,"
    "Ship Zipcode,Ship Country,Order ID,Variations,Order Type,Listings Type,Payment Type,"
    "InPerson Discount,InPerson Location,VAT Paid by Buyer,SKU",
    ",",
)
ETSY_ORDERS = _columns(
    "Sale Date,Order ID,Buyer User ID,Full Name,First Name,Last Name,Number of Items,"
    "Payment Method,Date Shipped,Street 1,Street 2,Ship City,Ship State,Ship Zipcode,Ship Country,"
    "Currency,Order Value,Coupon Code,Coupon Details,Discount Amount,Shipping Discount,Shipping,"
    "Sales Tax,Order Total,Status,Card Processing Fees,Order Net,Adjusted Order Total,"
    "Adjusted Card Processing Fees,Adjusted Net Order Amount,Buyer,Order Type,Payment Type,"
    "InPerson Discount,InPerson Location,SKU",
    ",",
)
AMAZON_NEW = _columns(
    "order-id order-item-id purchase-date payments-date buyer-email buyer-name "
    "buyer-phone-number sku product-name quantity-purchased currency item-price item-tax "
    "shipping-price shipping-tax ship-service-level recipient-name ship-address-1 ship-address-2 "
    "ship-address-3 ship-city ship-state ship-postal-code ship-country ship-phone-number "
    "delivery-start-date delivery-end-date delivery-time-zone delivery-Instructions sales-channel",
    " ",
)
AMAZON_ALL = _columns(
    "amazon-order-id merchant-order-id purchase-date last-updated-date order-status "
    "fulfillment-channel sales-channel order-channel url ship-service-level product-name sku asin "
    "item-status quantity currency item-price item-tax shipping-price shipping-tax gift-wrap-price "
    "gift-wrap-tax item-promotion-discount ship-promotion-discount ship-city ship-state "
    "ship-postal-code ship-country promotion-ids is-business-order purchase-order-number "
    "price-designation",
    " ",
)
WOOCOMMERCE = _columns(
    "order_id,order_number,order_date,paid_date,status,shipping_total,shipping_tax_total,"
    "fee_total,fee_tax_total,tax_total,cart_discount,order_discount,discount_total,order_total,"
    "order_subtotal,order_currency,payment_method,payment_method_title,transaction_id,"
    "customer_ip_address,customer_user_agent,shipping_method,customer_id,customer_user,"
    "customer_email,billing_first_name,billing_last_name,billing_company,billing_email,"
    "billing_phone,billing_address_1,billing_address_2,billing_postcode,billing_city,"
    "billing_state,billing_country,shipping_first_name,shipping_last_name,shipping_company,"
    "shipping_phone,shipping_address_1,shipping_address_2,shipping_postcode,shipping_city,"
    "shipping_state,shipping_country,customer_note,wt_import_key,shipping_items,fee_items,"
    "tax_items,coupon_items,refund_items,order_notes,download_permissions,meta:wpml_language,"
    "line_item_1,line_item_2",
    ",",
)
EBAY = _columns(
    "Sales Record Number,Order Number,Buyer Username,Item Number,Item Title,Custom Label,Quantity,"
    "Sold For,Postage And Handling,Total Price,Sale Date,Tracking Number",
    ",",
)
EBAY_FRENCH = _columns(
    "Numéro de vente;Numéro de commande;Pseudo de l’acheteur;Numéro de l'objet;"
    "Intitulé de l'objet;Quantité;Vendu pour;Livraison et manutention;Date de vente",
    ";",
)
OZON = _columns(
    "Номер заказа;Номер отправления;Принят в обработку;Дата отгрузки;Статус;Дата доставки;"
    "Фактическая дата передачи в доставку;Сумма отправления;Код валюты отправления;"
    "Название товара;SKU;Артикул;Ваша цена;Код валюты товара;Оплачено покупателем;"
    "Код валюты покупателя;Количество;Стоимость доставки;Связанные отправления;Выкуп товара;"
    "Цена товара до скидок;Скидка %;Скидка руб;Акции;Объемный вес товаров, кг",
    ";",
)
RUSSIAN = _columns(
    "Номер заказа;Дата создания;Сумма;Статус;Оплачен;Отменен;Позиции;Цена товара", ";"
)
VIETTEL = _columns(
    "STT|Mã đơn hàng|Tên người nhận|Số ĐT người nhận|Địa chỉ nhận|Tỉnh đến|Quận/Huyện đến|"
    "Tên hàng hóa|Số lượng|Trọng lượng (gram)|Giá trị hàng (VND)|Tiền thu hộ COD (VND)|Dịch vụ|"
    "Dịch vụ cộng thêm|Người trả cước|Ghi chú|Thời gian giao",
    "|",
)
KIOTVIET_CUSTOMERS = _columns(
    "Loại khách|Mã khách hàng|Tên khách hàng|Điện thoại|Địa chỉ|Khu vực giao hàng|Phường/Xã|"
    "Công ty|Mã số thuế|Số CMND/CCCD|Ngày sinh|Giới tính|Email|Facebook|Nhóm khách hàng|Ghi chú|"
    "Ngày giao dịch cuối|Nợ cần thu hiện tại|Tổng bán (Không import)|Trạng thái",
    "|",
)
KIOTVIET = _columns(
    "Mã hóa đơn|Thời gian|Mã khách hàng|Tên khách hàng|Điện thoại|Mã hàng|Tên hàng|Số lượng|"
    "Giá bán|Thành tiền|Khách cần trả|Trạng thái",
    "|",
)
SAPO = _columns(
    "STT|Mã đơn hàng|Nguồn bán hàng|Ngày tạo|Tên khách hàng|Email|Mã SKU|Tên sản phẩm|Số lượng|"
    "Đơn giá|Tổng tiền|Trạng thái|Mã vận đơn|Đơn vị vận chuyển",
    "|",
)

Row = Mapping[str, str]


def table(
    headings: Sequence[str],
    rows: Sequence[Row],
    *,
    separator: str = ",",
    quoted: bool = True,
    above: str = "",
    below: str = "",
) -> str:
    """The rows as text; what a row does not name is empty."""
    out = io.StringIO()
    if quoted:
        writer = csv.writer(out, delimiter=separator, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows([row.get(heading, "") for heading in headings] for row in rows)
    else:
        for cells in (list(headings), *([row.get(h, "") for h in headings] for row in rows)):
            out.write(separator.join(cells) + "\n")
    return above + out.getvalue() + below


def shopify(*orders: Sequence[Row]) -> str:
    """Each order's rows: what is the same on all of them is filled in."""
    rows = []
    for order in orders:
        head = order[0]
        every = {key: head[key] for key in ("Name", "Email", "Created at") if key in head}
        rows += [{**every, **row} for row in order]
    return table(SHOPIFY, rows)


JANES = (
    {
        "Name": "#1042",
        "Email": "Jane@Example.com",
        "Financial Status": "paid",
        "Paid at": "2026-05-11 09:55:20 -0400",
        "Fulfillment Status": "fulfilled",
        "Fulfilled at": "2026-05-12 08:00:00 -0400",
        "Currency": "GBP",
        "Subtotal": "112.50",
        "Shipping": "4.50",
        "Taxes": "0.00",
        "Total": "117.00",
        "Refunded Amount": "0.00",
        "Created at": "2026-05-11 09:55:16 -0400",
        "Lineitem quantity": "1",
        "Lineitem name": "Brown brogues - 42",
        "Lineitem price": "95.00",
        "Lineitem sku": "BR-42",
        "Billing Name": "Jane Roe",
        "Billing Zip": "'02108",
        "Phone": "'+31612345678",
        "Notes": "Please ring\ntwice",
        "Id": "6634240001042",
    },
    {
        "Lineitem quantity": "5",
        "Lineitem name": 'Vegan laces, "long"',
        "Lineitem price": "3.50",
        "Lineitem sku": "LA-1",
    },
)
MINHS = (
    {
        "Name": "#1043",
        "Email": "",
        "Financial Status": "pending",
        "Fulfillment Status": "unfulfilled",
        "Currency": "GBP",
        "Total": "20.00",
        "Refunded Amount": "0.00",
        "Created at": "2026-05-12 10:00:00 -0400",
        "Lineitem quantity": "1",
        "Lineitem name": "=cmd|' /C calc'!A0",
        "Lineitem price": "20.00",
        "Id": "6634240001043",
    },
)
