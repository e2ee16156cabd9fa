"""Words around a date: the ones that mean nothing, halves of the day, and time zones.

FILLERS stand between or before the parts of a date without changing it ("7 de marzo de 2019",
"Published on"). A text that holds any other word is no date: prose must not become one.
ZONES: minutes east of UTC of the abbreviations that mean one thing in news (RFC 822's, and
the European, Australian and East Asian ones). "IST", "BST" of Bangladesh, "ET", "AST" and their
like are absent or left unknown on purpose: they mean several offsets.
"""

from typing import Final

FILLERS: Final = frozenset(
    """
    st nd rd th on at the of de del do da di del d en la le el il lo les der den dem am um vom von den die das ad
    a o os às as à y e i og och und et to til kl klo kello klokken ora ore alle alla ob o
    published posted updated update last modified date time first created written added publish post
    posting publication dated edited changed reviewed since as issued online live uploaded from by
    veröffentlicht aktualisiert stand erstellt zuletzt geändert datum uhr erschienen
    publié publiée mis mise jour modifié le ier er ère
    las los publicado publicada actualizado actualizada fecha última actualización hora horas hs hrs
    atualizado atualizada data última atualização pubblicato aggiornato ultima modifica
    gepubliceerd bijgewerkt geplaatst laatst gewijzigd om op uur publicerad uppdaterad publisert oppdatert publiceret opdateret
    julkaistu päivitetty opublikowano zaktualizowano dodano aktualizacja godz godzina r roku dnia
    publikováno aktualizováno vydáno zveřejněno dne v ve hod h
    опубликовано обновлено дата года год г в от создано изменено оновлено опубліковано року р о об ч часа
    yayınlanma güncelleme tarihi saat son giriş
    ngày tháng năm lúc giờ thứ cập nhật đăng
    pada pukul wib wita wit diterbitkan diperbarui tanggal
    στις την ημερομηνία δημοσίευση ενημέρωση ώρα
    في يوم تاريخ النشر نشر نشرت آخر تحديث الساعة م ميلادي
    に 公開 更新 日時 掲載 投稿 配信 作成 发布 发布时间 更新时间 发表于 发表 来源 時間 时间 日期 發布 發佈 星期 周 週
    입력 수정 등록 발행 승인 최종수정 기사입력 기사승인 업데이트
    เผยแพร่ วันที่ เวลา น โพสต์ เมื่อ พ.ศ พศ ค.ศ
    को पर प्रकाशित अपडेट बजे
    ko թ m gada оны сарын гараг ta د ж sáu tư bảy hai ba chủ nhật axşamı dydd dé יום
    """.split()
)
MORNING: Final = frozenset("am a.m vorm 上午 午前 오전 凌晨 早上 ص sáng".split())
AFTERNOON: Final = frozenset("pm p.m nachm 下午 午後 오후 晚上 م chiều".split())
ZONES: Final = {
    "z": 0, "utc": 0, "ut": 0, "gmt": 0, "wet": 0,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "akst": -540, "akdt": -480, "hst": -600, "brt": -180, "brst": -120,
    "bst": 60, "west": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120, "eet": 120, "eest": 180, "sast": 120, "cat": 120, "wat": 60, "eat": 180,
    "msk": 180, "мск": 180, "trt": 180, "gst": 240, "pkt": 300, "wib": 420, "wita": 480, "wit": 540, "hkt": 480, "sgt": 480, "pht": 480, "myt": 480,
    "jst": 540, "kst": 540, "awst": 480, "acst": 570, "acdt": 630, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
}  # fmt: skip
UNKNOWN_ZONES: Final = frozenset("et pt ct mt ist ast adt art bdt npt local".split())
DAY_FIRST: Final = frozenset(
    "af ar az be bg bn bs ca cs cy da de el es et fi fr ga gl gu he hi hr hy id is it ka kk km kn ky lb lo lv mk ml mr ms nb nl nn no pa pl pt ro ru sk sl sq sr sw ta te th tk tr uk ur uz vi yo as tg".split()
)
"""Languages whose numeric dates start with the day, whatever the country. English is absent:
its American and its other readers disagree, so its region or the page has to say it."""
MONTH_FIRST: Final = frozenset(("en-us", "en-ph", "fil", "en-fm", "en-pr"))
DAY_FIRST_REGIONS: Final = frozenset(("en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-sg", "en-ng", "en-ke", "en-za", "en-pk", "en-bd", "en-my", "en-hk", "en-mt"))  # fmt: skip
