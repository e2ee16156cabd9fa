"""What short lines of a text say that they are: labels of pictures, bylines, forms, dates.

Everything is folded (``str.casefold``, one space) and stands without its punctuation. A label
counts only where it fills its line or stands before a separator, so that short common words
("photo", "source") do no harm here. "by" and its like count only before a name.

CREDIT and CAPTION: what screen readers are told at the BBC's services, agencies' and papers'
usual words, by language. "image captiontext" is what is left of a BBC caption whose tags are
lost. FORMS: what stands around a form for comments. DATE_WORDS: months, week days and the
words around a date; "may", "mar" and other words of common prose are harmless, since a date
line must hold a number and nothing but such words.
"""

from typing import Final

CREDIT: Final = frozenset(
    line.strip().casefold()
    for line in """
image source | image credit | image credits | image copyright | image courtesy | image by | image courtesy of
photo | photos | photo by | photos by | photo credit | photo credits | photo courtesy | photo courtesy of | photograph
photograph by | photography | photography by | photographer | picture | picture by | pictures by | picture credit
credit | credits | source | courtesy of | illustration | illustration by | graphic | file photo | copyright
foto | fotos | foto von | fotograf | bild | bilder | bildquelle | bildnachweis | bildrechte | fotoquelle | quelle
crédit photo | crédits photo | crédit image | crédit | photo de | photographie | source de l'image
fuente de la imagen | fuente | foto de | fotografía | fotografía de | crédito | crédito de la imagen | imagen de
crédito da foto | crédito da imagem | fonte | foto por | imagem | fotografia | foto di | fonte immagine | immagine di
credito foto | crediti | beeld | fotocredit | bron | fotograaf | afbeelding
foto av | fotograf | bilde | kilde | källa | billede | kuva | kuvaaja | kuvat | lähde | arkivfoto
zdjęcie | fot | fot. | źródło | źródło zdjęcia | autor zdjęcia | autor foto | zdroj | fotografie | zdroj foto | foto
forrás | fotó | kép | kép forrás | kép forrása | sursă imagine | sursa foto | sursa | foto de
автор фото | фото | источник | источник изображения | источник фото | снимок | иллюстрация | коллаж
джерело | джерело зображення | фото автора | колаж | снимка | извор фотографије | фотографија | фото извор
kaynak | fotoğraf | fotoğraf kaynağı | görsel | kaynağı | görüntü kaynağı
صدر الصورة | مصدر الصورة | تصوير | الصورة | منبع تصویر | عکس | عکس از | تصویر کا ذریعہ | צילום | קרדיט
इमेज स्रोत | छवि स्रोत | फोटो | चित्र स्रोत | ছবির উৎস | ছবি | तस्बिर स्रोत | பட மூலாதாரம் | పట మూలం | ఫొటో సోర్స్ | ઇમેજ સ્રોત
sumber gambar | sumber | sumber foto | nguồn hình ảnh | nguồn | ảnh | ที่มาของภาพ | ภาพ
chanzo cha picha | picha | asalin hoton | ahavuye isanamu | xigashada sawirka | ffynhonnell y llun | orísun àwòrán | сүрөттүн булагы
图像来源 | 圖像來源 | 图片来源 | 圖片來源 | 图源 | 图 | 圖 | 摄影 | 攝影 | 照片来源 | 来源 | 來源 | 供图 | 資料照片
画像提供 | 写真 | 写真提供 | 撮影 | 出典 | 提供 | 사진 | 사진 출처 | 사진 제공 | 출처 | 이미지 출처
πηγή | φωτογραφία | πηγή εικόνας
аутор фотографије | autor fotografije | surat manbasi
""".replace("\n", "|").split("|")
    if line.strip()
)

CAPTION: Final = frozenset(
    line.strip().casefold()
    for line in """
image caption | image captiontext | image caption text | photo caption | media caption | video caption | caption | captiontext
bildunterschrift | bildtext | légende | légende image | légende de l'image | pie de foto | leyenda
legenda da foto | legenda da imagem | legenda | didascalia | bijschrift | onderschrift | bildetekst | billedtekst | kuvateksti
podpis zdjęcia | popisek | popis obrázku | képaláírás | descriere imagine | подпись к фото | підпис до фото
fotoğraf altı yazısı | التعليق على الصورة | توضیح تصویر | عنوان تصویر | تصویر کا کیپشن | इमेज कैप्शन | ছবির ক্যাপশান
तस्बिरको क्याप्शन | படக்குறிப்பு | ફોટો કૅપ્શન | ఫొటో క్యాప్షన్ | keterangan gambar | chụp lại hình ảnh | คำบรรยายภาพ
maelezo ya picha | bayanan hoto | insiguro y'isanamu | disgrifiad o'r llun | sawirka | сүрөттүн түшүндүрмөсү | àkọlé àwòrán
图像加注文字 | 圖像加註文字 | 图片说明 | 圖片說明 | 图注 | 图说 | 画像説明 | 写真説明 | 사진 설명 | λεζάντα
legendă imagine | потпис испод фотографије | potpis ispod fotografije | surat tagso‘zi
""".replace("\n", "|").split("|")
    if line.strip()
)

BY: Final = (
    "by", "written by", "story by", "report by", "reported by", "words by", "text by", "author", "authors", "reporter", "editor", "edited by",
    "von", "text von", "autor", "autorin", "par", "propos recueillis par", "auteur", "por", "texto de", "di", "a cura di", "autore", "autor", "escrito por",
    "door", "av", "af", "tekst", "text", "skrevet av", "kirjoittanut", "przez", "opracowanie", "opracował", "szerző", "de", "автор", "авторы", "автори", "текст",
    "yazan", "بقلم", "كتب", "نویسنده", "लेखक", "oleh", "penulis", "tác giả", "作者", "记者", "記者", "文", "撰文", "编辑", "編輯", "责任编辑", "責任編輯", "责编", "責編", "words", "texte", "文・", "執筆", "글", "기자", "συντάκτησ",
)  # fmt: skip
"""Words before a name, the longer ones tried first."""

BY_WITH_COLON: Final = frozenset(
    (
        "作者",
        "记者",
        "記者",
        "文",
        "撰文",
        "编辑",
        "編輯",
        "责任编辑",
        "責任編輯",
        "责编",
        "責編",
        "words",
        "texte",
        "文・",
        "執筆",
        "글",
        "기자",
        "text",
        "tekst",
        "текст",
        "editor",
        "authors",
        "author",
        "reporter",
    )
)
"""Of those, the ones that a colon or a slash must follow: their script parts no words, or prose starts so too."""

BY_LOWER: Final = frozenset(("de", "di"))
"""Of those, the ones that start surnames when they are capitalised ("De Niro wins")."""

NAME_PARTICLES: Final = frozenset(
    "and und et y e og och en de da di do du del della der den des dos van von bin ben al la le el st ja i и та ve dan và for in".split()
)
"""Words in lower case that stand inside or between names."""

FORMS: Final = frozenset(
    line.strip().casefold()
    for line in """
leave a comment | leave a reply | post a comment | add a comment | write a comment | join the conversation | comments | comment | your comment
your name | your email | your e-mail | email address | your email address | e-mail | email | name | website | submit | post comment | reply
your email address will not be published | required fields are marked | save my name, email, and website in this browser for the next time i comment
log in to comment | sign in to comment | you must be logged in to post a comment | cancel reply | notify me of follow-up comments by email
notify me of new posts by email | comments are closed | be the first to comment | view comments | show comments | no comments | no comments yet
kommentar schreiben | schreibe einen kommentar | kommentar hinterlassen | ihr kommentar | kommentare | kommentieren | ihr name | ihre e-mail-adresse
deine e-mail-adresse wird nicht veröffentlicht | antwort abbrechen | kommentar abschicken
laisser un commentaire | laissez un commentaire | ajouter un commentaire | commentaires | votre commentaire | votre nom | votre adresse e-mail ne sera pas publiée
deja un comentario | deja una respuesta | dejar un comentario | escribe un comentario | comentarios | tu comentario | tu nombre | correo electrónico
tu dirección de correo electrónico no será publicada | publicar comentario
deixe um comentário | deixe uma resposta | deixe seu comentário | comentários | seu comentário | o seu endereço de email não será publicado
lascia un commento | scrivi un commento | commenti | il tuo commento | il tuo nome | il tuo indirizzo email non sarà pubblicato
plaats een reactie | geef een reactie | laat een reactie achter | reacties | reageer | uw naam | jouw reactie
skriv en kommentar | lämna ett svar | kommentarer | legg igjen en kommentar | jätä kommentti | kommentit
dodaj komentarz | zostaw komentarz | komentarze | przidat komentář | přidat komentář | napsat komentář | komentáře | pridať komentár | szólj hozzá | hozzászólások
adaugă un comentariu | lasă un comentariu | comentarii | добавить комментарий | оставить комментарий | оставьте комментарий | комментарии | ваш комментарий | ваше имя
додати коментар | залишити коментар | коментарі | остави коментар | коментари | yorum yap | yorum yaz | yorumlar | bir yorum yazın | bir cevap yazın
أضف تعليق | اترك تعليقا | اكتب تعليقك | التعليقات | ارسال نظر | دیدگاه خود را بنویسید | نظرات | הוסף תגובה | תגובות
टिप्पणी करें | अपनी टिप्पणी दें | टिप्पणियाँ | মন্তব্য করুন | tinggalkan komentar | tulis komentar | komentar | bình luận | để lại bình luận | gửi bình luận | แสดงความคิดเห็น
发表评论 | 發表評論 | 发表回复 | 發佈留言 | 我要评论 | 评论 | 評論 | 留言 | 写评论 | 留下评论 | コメントを書く | コメントを残す | コメント | コメントする | 댓글 | 댓글 쓰기 | 댓글 남기기 | σχόλια | αφήστε σχόλιο
""".replace("\n", "|").split("|")
    if line.strip()
)

DATE_WORDS: Final = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec st nd rd th am pm a.m p.m gmt utc bst est edt cst cdt mst mdt pst pdt cet cest ist jst msk
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    on at the of published posted updated update last modified first date time ago hour hours minute minutes min mins day days yesterday today
    januar februar märz mai juni juli oktober dezember mär okt dez montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    uhr um am den der vom veröffentlicht aktualisiert stand erstellt zuletzt vor stunden
    janvier février mars avril juin juillet août septembre octobre novembre décembre janv févr avr juil déc lundi mardi mercredi jeudi vendredi samedi dimanche
    le à publié mis jour modifié h min il y a
    enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene abr ago dic lunes martes miércoles jueves viernes sábado domingo
    de del el a las publicado actualizado actualización fecha hora horas h
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro fev mai set out dez segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta feira
    em às atualizado
    gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre dicembre gen mag giu lug ott lunedì martedì mercoledì giovedì venerdì sabato domenica alle ore il pubblicato aggiornato
    januari februari maart mei augustus maandag dinsdag woensdag donderdag vrijdag zaterdag zondag om uur gepubliceerd bijgewerkt laatste
    maj augusti måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag onsdag lørdag søndag kl publicerad uppdaterad publisert oppdatert publiceret opdateret desember december i
    tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta klo julkaistu päivitetty
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia poniedziałek wtorek środa czwartek piątek sobota niedziela godz r opublikowano aktualizacja
    ledna února března dubna května června července srpna září října listopadu prosince pondělí úterý středa čtvrtek pátek sobota neděle aktualizováno
    január február marec apríl máj jún júl október pondelok utorok streda štvrtok piatok nedeľa január február március április május június július augusztus szeptember október hétfő kedd szerda csütörtök péntek szombat vasárnap
    ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie luni marți miercuri joi vineri sâmbătă duminică ora
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря понедельник вторник среда четверг пятница суббота воскресенье г в опубликовано обновлено мск
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня понеділок вівторок середа четвер п'ятниця субота неділя о опубліковано оновлено
    януари февруари март април май юни юли август септември октомври ноември декември
    ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık pazartesi salı çarşamba perşembe cuma cumartesi pazar güncelleme yayınlanma saat son
    يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت نشر تحديث في الساعة
    فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند ژانویه فوریه مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
    जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर को
    januari februari maret juni juli agustus oktober desember senin selasa rabu kamis jumat sabtu minggu pukul wib
    tháng năm ngày thứ giờ lúc cập nhật มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม น
    ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
    년 월 일 시 분 오전 오후 입력 수정 게재 기사입력 최종수정 年 月 日 時 时 分 秒 点 號 号 发布 發佈 发布于 更新 更新于 时间 時間 发表于 上午 下午 曜日 公開 配信 更新日 公開日 最終更新 午前 午後 星期一 星期二 星期三 星期四 星期五 星期六 星期日 周一 周二 周三 周四 周五 周六 周日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日
    """.casefold().split()
)
