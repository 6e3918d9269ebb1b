"""What customers write in Vietnamese before they get each of the starter answers.

Written with all marks; where a customer types none, they are taken off these phrases too.
"""

from __future__ import annotations

EVERYDAY = (
    "shop ơi ạ dạ vâng em anh chị mình bạn tôi tớ cô chú cháu ad admin của cho với và là thì mà "
    "ở có không chưa được rồi đã đang sẽ vẫn còn cũng lại nữa này kia đó đấy vậy thế nào gì sao "
    "đâu ai khi lúc giờ hôm nay qua mai ngày tháng năm tuần cảm ơn xin chào giúp hỏi biết muốn "
    "cần nhờ làm vui lòng hỗ trợ thông tin vấn đề hàng đơn sản phẩm món cái chiếc đôi mua đặt "
    "lấy nhận gửi giao trả đổi tiền giá một hai ba nhé nha nhỉ à ơ ừ oke ok rất quá lắm hơi "
    "nhiều ít mới cũ lần đi đến tới từ về trong ngoài trên dưới theo để nên do vì bị các những "
    "mọi người xem kiểm tra thấy nói gọi nhắn tìm dùng sử dụng thực hiện cách phải có_thể xong "
    "thêm bao nhiêu lâu mấy việc như hay hoặc nếu trước sau luôn ngay cứ chỉ tại trang web mạng "
    "order"
)
"""Words that any mail may hold: they tell less."""

PHRASES = {
    "order-status": (
        "theo_dõi/định_vị/tìm giao_dịch_mua, eta, đơn_hàng đâu/ở_đâu/tới_đâu/đến_đâu, "
        "đơn đâu/ở_đâu/tới_đâu/đến_đâu, hàng đâu/ở_đâu/tới_đâu/đến_đâu, theo_dõi, "
        "theo_dõi đơn/đơn_hàng/kiện/kiện_hàng/gói_hàng, "
        "tình_trạng đơn/đơn_hàng/giao_hàng/vận_chuyển, trạng_thái đơn/đơn_hàng, trạng_thái, "
        "tình_trạng, kiểm_tra đơn/đơn_hàng, tra_cứu, tra_cứu đơn/đơn_hàng, mã_vận_đơn, vận_đơn, "
        "gửi_chưa, giao_chưa, gửi_hàng chưa, đi_chưa, bao_giờ giao/tới/đến/nhận/có_hàng, "
        "khi_nào giao/tới/đến/nhận/có_hàng, đang_giao, đang_ở_đâu, đang_ở đơn/hàng, "
        "định_vị đơn/đơn_hàng, vị_trí đơn/đơn_hàng, đơn/đơn_hàng #, đâu_rồi, tới_đâu_rồi, "
        "đến_đâu_rồi, cập_nhật đơn/đơn_hàng, xác_nhận đơn, tìm đơn/đơn_hàng, tracking, check đơn, "
        "thời_gian đến đơn/đơn_hàng, chừng_nào tới/giao/nhận/có, hàng về chưa, dự_kiến đơn_hàng"
    ),
    "delivery-late": (
        "trễ, chậm, giao_trễ, giao_chậm, trễ_hẹn, quá_hẹn, quá_lâu, lâu_quá, chưa_tới, chưa_đến, "
        "chưa_nhận, chưa_nhận_được, vẫn_chưa nhận/thấy/tới/đến/giao, chưa_thấy hàng/đơn/giao/tới, "
        "chờ_hoài, đợi_hoài, chờ_mãi, đợi_mãi, chờ/đợi lâu/tuần/ngày, trung_chuyển, "
        "không_nhúc_nhích, mấy_hôm_nay chưa, mấy_tuần, hẹn giao chưa, kẹt, hải_quan, chưa_giao, "
        "đặt tuần chưa, mãi chưa/không, lâu_thế, lâu_vậy, chậm_quá, trễ_quá"
    ),
    "delivery-lost": (
        "thất_lạc, mất_hàng, mất_kiện, mất_đơn, bị_mất, báo_đã_giao, báo giao_thành_công, "
        "không_nhận_được hàng/đơn/kiện, không_thấy_hàng, giao_thành_công chưa/không, "
        "đã_giao chưa/không nhận, hiện/báo/ghi đã_giao, ai nhận, không_ai nhận, người_khác nhận, "
        "lạc_mất, biến_mất, mất_tích, mất tiêu"
    ),
    "order-cancel": (
        "hủy giao_dịch/giao_dịch_mua, không_còn khả_năng/nhu_cầu, không_đủ tiền/khả_năng, "
        "không_muốn mua nữa, hủy, hủy đơn/đơn_hàng, hủy_đơn, hủy_đơn_hàng, hủy_bỏ, hủy giúp, "
        "hủy_hàng, bỏ_đơn, cancel, không_mua_nữa, không_lấy_nữa, không_cần_nữa, không_đặt_nữa, "
        "không_muốn mua/lấy/đặt/nữa, đổi_ý, đặt_trùng, bị_trùng, trùng đơn, đặt_hai_lần, lỡ_tay, "
        "bấm_nhầm, phí_hủy, phí hủy, phạt, phí_phạt, tiền_phạt, chấm_dứt, phí chấm_dứt, hủy #, "
        "ngưng đơn, dừng đơn, chấm_dứt hợp_đồng, thôi không mua/lấy"
    ),
    "order-change": (
        "hoán_đổi, hoán_đổi sản_phẩm/món/mặt_hàng, "
        "thay_đổi/sửa_đổi/chỉnh_sửa/điều_chỉnh giao_dịch_mua, sửa_đổi đơn/đơn_hàng, "
        "loại_bỏ món/sản_phẩm/mặt_hàng, sửa_đơn, sửa đơn/đơn_hàng, chỉnh_sửa đơn/đơn_hàng, "
        "thay_đổi đơn/đơn_hàng, đổi đơn/đơn_hàng, cập_nhật đơn_hàng, điều_chỉnh đơn/đơn_hàng, "
        "thêm/bớt/bỏ/xóa món/sản_phẩm/mặt_hàng, thêm vào_đơn/vào_đơn_hàng, thêm_vào đơn/đơn_hàng, "
        "thêm đơn/đơn_hàng, xóa/bỏ khỏi đơn/đơn_hàng, đổi_màu, đổi_mẫu, "
        "đổi/thay/thay_đổi món/sản_phẩm/mặt_hàng, đổi_số_lượng, thay_đổi số_lượng, số_lượng, "
        "đặt_nhầm, chọn_nhầm, đặt nhầm màu/size/mẫu, thay_vì, sửa/thay_đổi/đổi/chỉnh_sửa #, "
        "gộp đơn, đặt thiếu, quên thêm, quên đặt, đổi_sang màu/mẫu, lấy thêm"
    ),
    "address-change": (
        "địa_chỉ, đổi_địa_chỉ, thay_đổi địa_chỉ, sửa địa_chỉ, sai_địa_chỉ, nhầm_địa_chỉ, cập_nhật/"
        "chỉnh_sửa/thêm/nhập/thiết_lập/đặt/tạo/cài_đặt/đổi/điền/gửi địa_chỉ, địa_chỉ mới/khác/cũ/"
        "giao/giao_hàng/nhận/nhận_hàng/vận_chuyển, chuyển_nhà, dọn_nhà, số_nhà, nơi_nhận, "
        "chỗ_nhận, giao_về, gửi_về, giao chỗ_khác/nơi_khác, đổi số_điện_thoại, sai số_điện_thoại, "
        "số_điện_thoại người_nhận, người_nhận, đổi_nơi nhận, phường, chung_cư, ghi_nhầm, ghi sai, "
        "địa_điểm giao_hàng, địa_chỉ_mới"
    ),
    "return-start": (
        "trả_hàng, trả_lại, gửi_lại, gửi_trả, hoàn_hàng, đổi_trả, trả sản_phẩm/hàng/món, "
        "không_hợp, không_ưng, không_thích, không_giống hình/ảnh/mong_đợi, "
        "chính_sách hoàn/trả/đổi_trả/hoàn_tiền/hoàn_trả, quy_định hoàn_tiền/đổi_trả, hoàn_tiền, "
        "hoàn_lại, hoàn_lại_tiền, hoàn_trả, hoàn_trả tiền, trả_lại_tiền, lấy_lại_tiền, yêu_cầu/"
        "xin/muốn/đòi/nhận hoàn_tiền/hoàn_trả/hoàn_lại/trả_lại/lấy_lại, bồi_hoàn, "
        "trường_hợp hoàn_tiền/hoàn_trả/trả, điều_kiện hoàn/hoàn_tiền/trả/đổi_trả, đòi tiền, "
        "lại_tiền, trả_lại tiền, mua về không, không_vừa_ý, bồi_thường, nhận_lại_tiền, "
        "nhận_lại tiền"
    ),
    "refund-when": (
        "khoản_tiền hoàn/hoàn_lại, hoàn_tiền, hoàn_tiền chưa/bao_giờ/khi_nào/bao_lâu/mấy_ngày, "
        "tiền_về, tiền chưa về, chưa_hoàn, chưa_nhận_được tiền/hoàn/hoàn_tiền, "
        "khoản hoàn/hoàn_tiền/hoàn_trả/bồi_thường, hoàn_lại, hoàn_lại_tiền, hoàn_trả, "
        "trả_lại_tiền, nhận_lại_tiền, bồi_hoàn, theo_dõi/kiểm_tra/trạng_thái/tình_trạng/chờ/"
        "đợi hoàn/hoàn_tiền/hoàn_trả/hoàn_lại/bồi_thường, đã xử_lý hoàn_tiền/hoàn_trả/bồi_thường, "
        "bao_giờ/khi_nào/bao_lâu hoàn/hoàn_tiền/trả_tiền/nhận_tiền/tiền_về, tiền vào tài_khoản, "
        "gửi_trả tuần/rồi tiền, lại_tiền, chưa_thấy tiền, đã_gửi_trả, "
        "đang_chờ/mong_đợi hoàn_tiền/khoản, vẫn_chưa tiền/hoàn"
    ),
    "exchange-size": (
        "đổi_size, đổi size/số, đổi_sang size/số, chật, rộng, chật_quá, rộng_quá, không_vừa, "
        "nhỏ_quá, to_quá, bé_quá, hơi chật/rộng/nhỏ/to, bị chật/rộng, lớn_hơn, nhỏ_hơn, tuột, "
        "tuột_gót, xin_đổi, muốn_đổi, đổi_hàng, đổi_lại, đổi sản_phẩm khác, đau chân, "
        "size lớn_hơn/nhỏ_hơn/khác, đổi được_không, rớt gót, ngắn_quá, dài_quá, mặc không_vừa"
    ),
    "shipping-cost": (
        "phí_ship, tiền_ship, phí_giao, phí_giao_hàng, phí_vận_chuyển, cước, cước_phí, freeship, "
        "free_ship, miễn_phí giao/ship/vận_chuyển, miễn_ship, ship bao_nhiêu, giao bao_nhiêu, "
        "ship_đi, ship/giao/gửi nước_ngoài/quốc_tế/tỉnh/ngoại_thành, "
        "ship/giao/gửi về/tới/đến/ra/vào/sang được_không, có_ship, có_giao, "
        "giao_hàng tới/đến/ở/tại, ship về/tới/đến, chi_phí giao/giao_hàng/vận_chuyển, lựa_chọn/"
        "phương_thức/hình_thức/tùy_chọn/cách giao/giao_hàng/vận_chuyển, "
        "vận_chuyển/giao_hàng quốc_tế/nội_địa/toàn_quốc, ship tận, đặt_hàng từ, đặt từ, mua từ, "
        "nước_ngoài, quốc_tế, đơn_vị vận_chuyển, bên vận_chuyển, ship, vận_chuyển"
    ),
    "shipping-time": (
        "mong_đợi mặt_hàng/món_hàng/bưu_kiện, bao_sớm, sớm như_thế_nào/thế_nào, bao_lâu, "
        "mấy_ngày, bao_nhiêu_ngày, bao_lâu nhận/giao/tới/đến/ship/có, mấy_ngày nhận/giao/tới/có, "
        "khi_nào nhận/nhận_được/giao/tới/đến/có, bao_giờ nhận/nhận_được/có, "
        "thời_gian giao/giao_hàng/vận_chuyển/ship/nhận, giao_nhanh, hỏa_tốc, giao_gấp, kịp, "
        "có_kịp, kịp không, trước_ngày, trước_tết, sinh_nhật, đám_cưới, ngày_giao, "
        "ship/giao trong_ngày, giao_liền, giao_ngay, nhận_được sau, mất bao_lâu/mấy_ngày, "
        "dự_kiến giao/nhận, hàng/gói_hàng/kiện_hàng/sản_phẩm/bưu_kiện khi_nào/bao_giờ, "
        "mong_đợi gói_hàng/sản_phẩm/đơn_hàng, sớm_nhất, nhanh_nhất"
    ),
    "pick-up": (
        "ghé, ghé_lấy, ghé shop/cửa_hàng/tiệm, tại_shop, tại_cửa_hàng, địa_chỉ_shop, "
        "địa_chỉ shop/cửa_hàng/tiệm/bên_mình, shop ở_đâu, cửa_hàng ở_đâu, qua_lấy, tới_lấy, "
        "đến_lấy, qua shop, đến shop/cửa_hàng, lấy_trực_tiếp, mua_trực_tiếp, xem_trực_tiếp, "
        "trực_tiếp cửa_hàng/shop, mấy_giờ mở/đóng/cửa, mở_cửa, đóng_cửa, giờ_mở_cửa, "
        "giờ_làm_việc shop/cửa_hàng, tự_lấy, tự_đến, tự_qua, nhận tại shop/cửa_hàng, thử_giày, "
        "chi_nhánh, showroom"
    ),
    "payment-failed": (
        "thanh_toán lỗi/không_được/thất_bại/trục_trặc/sự_cố/vấn_đề/rắc_rối, "
        "không_thanh_toán_được, không_thể thanh_toán/trả_tiền, chờ_thanh_toán, bị_trừ, "
        "bị_trừ tiền, trừ_tiền, đã_trừ tiền, chưa_xác_nhận, trừ_hai_lần, hai_lần trừ, trừ 2 lần, "
        "thẻ_từ_chối, thẻ từ_chối/lỗi, từ_chối thanh_toán/thẻ, "
        "giao_dịch lỗi/thất_bại/không_thành_công, lỗi giao_dịch, chuyển_khoản_rồi, "
        "đã_chuyển_khoản, đã_chuyển tiền, chuyển_khoản chưa, chuyển rồi chưa, chuyển nhầm, "
        "chuyển dư, quét_mã lỗi/không_được, lỗi/sự_cố/vấn_đề/rắc_rối/trục_trặc thanh_toán, "
        "báo_cáo thanh_toán, thanh_toán"
    ),
    "payment-methods": (
        "cách_thanh_toán, hình_thức_thanh_toán, phương_thức_thanh_toán, cách/hình_thức/"
        "phương_thức/tùy_chọn/lựa_chọn/kiểu/phương_tiện thanh_toán/trả_tiền/chi_trả, "
        "thanh_toán bằng/qua/thế_nào/sao/kiểu_gì, trả_bằng, trả_tiền bằng/qua/thế_nào/sao, momo, "
        "zalopay, vnpay, paypal, visa, mastercard, trả_góp, quẹt_thẻ, thẻ_tín_dụng, "
        "thẻ_ngân_hàng, số_tài_khoản, chuyển_khoản số_tài_khoản, stk, chuyển_khoản, "
        "chấp_nhận thẻ/thanh_toán/paypal/visa, nhận thẻ, chuyển_khoản được_không, ví_điện_tử, "
        "mã_qr, ngân_hàng_nào, chấp_nhận phương_thức/hình_thức"
    ),
    "cash-on-delivery": (
        "cod, ship_cod, tiền_mặt, nhận_hàng trả_tiền, trả_tiền khi nhận/nhận_hàng, "
        "thanh_toán khi nhận/nhận_hàng, khi_nhận_hàng, kiểm_hàng, kiểm_tra_hàng trước, "
        "xem_hàng trước, xem_hàng, mở_ra xem, đồng_kiểm, trả_sau, nhận rồi trả_tiền, "
        "trả_tiền shipper, thử_hàng, đưa tiền shipper, nhận_hàng rồi_mới, rồi_mới trả_tiền"
    ),
    "invoice": (
        "hóa_đơn, xuất_hóa_đơn, hóa_đơn đỏ/điện_tử/vat, vat, mã_số_thuế, mst, biên_lai, "
        "biên_nhận, xuất công_ty, kế_toán, pdf, chứng_từ, phiếu_thu, "
        "xem/nhận/lấy/tải/tải_xuống/tìm/gửi/cần/kiểm_tra hóa_đơn, bill, hóa_đơn #, hóa_đơn từ, "
        "hóa_đơn tháng"
    ),
    "in-stock": (
        "thực_hiện giao_dịch_mua/mua_hàng, mua thứ_gì/gì_đó, đặt món_hàng, còn_hàng, còn_size, "
        "còn_màu, còn_mẫu, còn_số, còn không, còn_không, còn size/màu/mẫu/hàng không, hết_hàng, "
        "hết_size, có_sẵn, sẵn_hàng, có_hàng, khi_nào có_hàng/về_hàng, về_hàng, hàng_về, có bán, "
        "có_bán, có size/màu, có_size, có_màu, có_mẫu, giữ_hàng, giữ giúp, có_hàng_lại, "
        "có_hàng lại, đặt_trước, mua, mua_hàng, đặt_mua, đặt_hàng, muốn_mua, muốn_đặt, cách_mua, "
        "cách đặt/đặt_hàng/mua, mua/đặt/đặt_mua món/sản_phẩm/mặt_hàng/thứ/đồ, làm_sao mua/đặt, "
        "lên_đơn, chốt_đơn, hướng_dẫn đặt_hàng/mua_hàng, mua_sắm, tồn_kho, restock, mẫu_này, "
        "đặt_hàng thế_nào/như_thế_nào/làm_sao"
    ),
    "product-question": (
        "chất_liệu, da_thật, da_bò, chống_nước, thấm_nước, bảo_quản, xuất_xứ, cao_mấy_phân, "
        "mấy_phân, nặng bao_nhiêu, màu_gì, vệ_sinh, giặt, lau, làm_bằng, bằng_gì, da_gì, vải_gì, "
        "hàng_thật, chính_hãng, hãng_gì, nước_nào, thành_phần, dị_ứng, hạn_sử_dụng, cách_dùng, "
        "hướng_dẫn sử_dụng, trọng_lượng, kích_thước, thông_số, ảnh_thật, hình_thật, thêm_hình, "
        "xin_hình, thêm_ảnh, gói_quà, khác_nhau, so_sánh, bảo_hành bao_lâu/không/mấy, "
        "giá bao_nhiêu, bao_nhiêu_tiền, giá_sao, xin_giá, báo_giá, nhiêu_tiền, giá_cả, "
        "đế cao/trơn/êm, êm_không, bền không, mua/đặt/đặt_mua món/sản_phẩm/mặt_hàng/thứ/đồ, "
        "tư_vấn, tư_vấn sản_phẩm/mẫu"
    ),
    "size-advice": (
        "tư_vấn_size, tư_vấn size, size_nào, size_mấy, size_gì, lấy_size, mang_size, đi_size, "
        "vừa_không, có_vừa, mang vừa, chân_bè, chân_dài, chân dài cm, mu_bàn_chân, số_đo, "
        "bảng_size, bảng size, chọn_size, chọn size, form, form_rộng, form_nhỏ, cao nặng kg, "
        "mặc size, mang size/số, thường_mang, thường_đi, cm, kg, vòng ngực/eo/mông, số_mấy, "
        "size chuẩn, đúng_size, bàn_chân"
    ),
    "discount": (
        "giảm_giá, mã_giảm, mã_giảm_giá, voucher, khuyến_mãi, khuyến_mại, sale, ưu_đãi, "
        "giảm_thêm, khách_quen, khách_cũ, voucher/mã hợp_lệ, rẻ_hơn, bớt, bớt giá/tiền/chút, "
        "coupon, mã_khuyến_mãi, nhập_mã, mã lỗi/không_được, fix, giảm không, chương_trình, "
        "tri_ân, quà_tặng, tặng_kèm, tặng gì, mua 2, chiết_khấu thành_viên, sinh_nhật giảm, "
        "giảm bao_nhiêu, đợt_giảm"
    ),
    "wholesale": (
        "giá_sỉ, mua_sỉ, lấy_sỉ, bán_sỉ, sỉ, đại_lý, nhập_hàng, báo_giá, chiết_khấu, đồng_phục, "
        "số_lượng_lớn, số_lượng nhiều, cộng_tác, ctv, hợp_tác, nhà_phân_phối, mua_buôn, giá_buôn, "
        "lấy nhiều, đặt số_lượng, nhân_viên công_ty/quán, catalogue, bảng_giá, mở_shop, bán_lại, "
        "hàng_sỉ, tối_thiểu"
    ),
    "damaged": (
        "hư, hỏng, bị_hư, bị_hỏng, móp, bị_móp, rách, bị_rách, trầy, trầy_xước, xước, bị_trầy, "
        "bị_bể, bể, vỡ, bị_vỡ, nứt, bị_dơ, bị_bẩn, bẩn, dơ, hộp móp/nát/rách/bể, hộp_nát, ướt, "
        "bị_ướt, dính, vết_bẩn, vết_xước, dập, bị_dập, méo, nát, đổ, chảy, hư_hỏng, "
        "vận_chuyển hư/hỏng/vỡ, mở_ra hư/hỏng/rách/vỡ, khui"
    ),
    "defective": (
        "bị_lỗi, lỗi sản_phẩm/hàng/đế/keo/chỉ/dây, bong_keo, bong, bị_bong, bong_tróc, tróc, "
        "bung, bung_chỉ, đứt, bị_đứt, gãy, bị_gãy, chất_lượng kém/tệ/không, kém_chất_lượng, "
        "dây_kéo/khóa_kéo/quai/đế hư/hỏng/đứt/bung, sau tuần/tháng/ngày hư/hỏng, chất_lượng_kém, "
        "bảo_hành, mau_hư, nhanh_hỏng, sút_chỉ, hở_keo, hở, phai_màu, ra_màu, mới_mang đã/bị, "
        "mới_đi đã/bị, mới_dùng đã/bị, dùng ngày hỏng/hư, không_hoạt_động, hàng_lỗi, lỗi_keo, "
        "không_lên, sạc không, tuột keo, sờn, xù_lông, kêu"
    ),
    "wrong-item": (
        "giao_nhầm, gửi_nhầm, giao_sai, gửi_sai, nhầm_hàng, nhầm_màu, nhầm_size, nhầm_mẫu, "
        "sai_màu, sai_mẫu, sai_hàng, sai_size, sai sản_phẩm, nhầm sản_phẩm, "
        "không_đúng mẫu/màu/hàng/size/đơn/sản_phẩm, của_người_khác, thiếu_hàng, giao_thiếu, "
        "gửi_thiếu, thiếu món/sản_phẩm/chiếc/đôi, thiếu, hai chiếc_trái, khác_màu, khác_mẫu, "
        "đặt nhận lại_là, đặt mà giao/nhận/ra, đặt mà_giao, nhận_được nhầm/sai/khác, "
        "không_phải mẫu/màu/hàng, nhầm"
    ),
    "complaint": (
        "khiếu_nại, thất_vọng, bực, bực_mình, không_hài_lòng, quá_đáng, phàn_nàn, bức_xúc, "
        "khó_chịu, trách_nhiệm, tệ, quá_tệ, tệ_quá, làm_ăn, làm_ăn kiểu_gì/gian_dối, lừa_đảo, "
        "lừa, thái_độ, thái_độ nhân_viên/phục_vụ/shipper, vô_trách_nhiệm, không_chấp_nhận, "
        "không_ai trả_lời/nghe/rep, không_trả_lời, lần_thứ_hai, lần_thứ_ba, tố_cáo, "
        "gửi/nộp/làm/lập/đưa khiếu_nại/phàn_nàn/yêu_cầu_bồi_thường, đánh_giá_xấu, một_sao, "
        "treo_đầu_dê, chán, thiếu_chuyên_nghiệp, coi_thường, bồi_thường, phản_ánh, kiện, viết/gửi/"
        "để_lại/đưa/đăng đánh_giá/nhận_xét/phản_hồi/bình_luận"
    ),
    "account-login": (
        "tài_khoản, đăng_nhập, đăng_ký, mật_khẩu, quên_mật_khẩu, đăng_xuất, mã_pin, pin, otp, "
        "mã_xác_nhận, mã_xác_thực, mã_xác_minh, tài_khoản khóa/bị_khóa, bị_khóa, không_vào_được, "
        "không_đăng_nhập_được, tạo/mở/lập/xóa/hủy/đóng/sửa/chỉnh_sửa/đổi/chuyển/chuyển_đổi/"
        "thay_đổi/cập_nhật/nâng_cấp/dùng/sử_dụng tài_khoản/hồ_sơ, đổi/khôi_phục/lấy_lại/đặt_lại/"
        "quên/mất/cấp_lại mật_khẩu/pin/mã_pin/mã/khóa, khôi_phục, tên_đăng_nhập, tên_người_dùng, "
        "người_dùng, thông_tin_cá_nhân, hồ_sơ, thành_viên, hội_viên, "
        "đăng_ký tài_khoản/thành_viên, lỗi/sự_cố/vấn_đề đăng_ký/đăng_nhập, "
        "tài_khoản vip/vàng/bạch_kim/pro/premium/miễn_phí, khóa_người_dùng, bản_tin, nhận_bản_tin"
    ),
    "store-credit": (
        "phiếu_mua_hàng, voucher, bồi_thường, đền_bù, đền, số_dư, bảo_lưu, trừ_vào_đơn_sau, "
        "trừ vào đơn sau, thẻ_quà_tặng, gift_card, điểm, tích_điểm, điểm_thưởng, quy_đổi, "
        "tiền_trong_ví, ví, cộng_vào, lấy voucher, phiếu_quà"
    ),
    "thanks": (
        "gửi phản_hồi, phản_hồi, cảm_ơn, đẹp_lắm, đẹp_quá, quá_đẹp, êm_lắm, rất_thích, thích_lắm, "
        "rất_ưng, ưng_lắm, ưng_ý, hài_lòng, rất_hài_lòng, tuyệt_vời, ủng_hộ, biết_ơn, dễ_thương, "
        "khen, giới_thiệu, xinh, xịn, chất_lượng_tốt, cảm_ơn_shop, cảm_ơn nhiều/nhiều_lắm, "
        "yêu_shop, đáng_tiền, mười_điểm, 5_sao, năm_sao, nhiệt_tình, chu_đáo, tận_tâm, tốt_lắm, "
        "đánh_giá, nhận_xét, bình_luận, góp_ý, ý_kiến, phản_hồi dịch_vụ/sản_phẩm/về, "
        "đánh_giá sản_phẩm/dịch_vụ/tốt, viết/gửi/để_lại/đưa/đăng đánh_giá/nhận_xét/phản_hồi/"
        "bình_luận/ý_kiến"
    ),
    "hello": (
        "trợ_lý, gặp trợ_lý, nói_chuyện/trò_chuyện/gặp/liên_hệ đại_lý/tác_nhân/trợ_lý/"
        "nhà_điều_hành/tổng_đài_viên, thư_tin_tức, alo, gấp_lắm, liên_hệ_gấp, gọi_lại, phản_hồi, "
        "nhắn_lại, gấp, nói_chuyện/trò_chuyện/gặp/liên_hệ/liên_lạc/gọi/chat/kết_nối nhân_viên/"
        "người/ai/tổng_đài/tư_vấn_viên/chăm_sóc/hỗ_trợ/đại_diện/quản_lý/chủ_shop, nói_chuyện với, "
        "nói_chuyện, trò_chuyện, tổng_đài, tổng_đài_viên, nhân_viên, tư_vấn_viên, "
        "nhân_viên tư_vấn/hỗ_trợ/chăm_sóc, chăm_sóc_khách_hàng, cskh, dịch_vụ_khách_hàng, "
        "bộ_phận hỗ_trợ/chăm_sóc/khách_hàng, hỗ_trợ_khách_hàng, hotline, số_điện_thoại liên_hệ/"
        "shop/hỗ_trợ/hotline/tổng_đài/cửa_hàng, số_hotline, liên_hệ, liên_lạc, người_thật, "
        "con_người, có_ai không, rep, trả_lời đi, sao_không trả_lời, "
        "giờ làm_việc hỗ_trợ/khách_hàng, bản_tin, nhận_tin, nhận_bản_tin, "
        "đăng_ký/hủy/hủy_đăng_ký bản_tin/nhận_tin/nhận_bản_tin, hủy_đăng_ký, newsletter, "
        "email_quảng_cáo"
    ),
    "not-understood": "không_hiểu, chưa_rõ, cho_hỏi_chút, hỏi_chút, không_rõ, giải_thích, thắc_mắc",
}
"""By the id of the starter template that answers them."""
