"""Words that announce who made a picture, and words that announce its caption.

By language, in lower case. The screen-reader prefixes are those that BBC services print
before source and caption of a picture; the others are what newspapers of the language put
before a photographer's name. A label counts only before a colon or its like, and before a
comma or nothing only at the very beginning of a text. Left out on purpose are words that
open sentences more often than credits ("by", "from", "von", "par", "video" alone).
"""

from typing import Final

CREDITS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("image source", "image credit", "image credits", "photo credit", "photo credits", "picture credit", "picture credits",
           "photo source", "picture source", "photo", "photos", "photograph", "image", "images", "picture", "pictures", "credit", "credits", "source",
           "file photo", "illustration", "illustrations", "graphic", "composite", "photographer", "video credit", "cover image", "cover photo", "pic", "pics", "photo illustration", "screenshot", "screengrab"),
    "de": ("bildquelle", "bildnachweis", "bildrechte", "bildrecht", "fotoquelle", "fotonachweis", "foto", "fotos", "bild", "bilder", "archivfoto", "archivbild",
           "symbolfoto", "symbolbild", "quelle", "grafik", "fotograf", "fotografin", "credit", "copyright", "montage", "collage", "illustration", "karte", "screenshot"),
    "fr": ("crédit photo", "crédits photo", "crédit", "crédits", "photo", "photos", "source", "illustration", "image", "photographe", "infographie", "source de l'image"),
    "es": ("fuente de la imagen", "crédito de la foto", "crédito", "créditos", "foto", "fotos", "fotografía", "fotografías", "fotógrafo", "imagen", "fuente", "ilustración", "vídeo"),
    "pt": ("crédito da imagem", "crédito da foto", "crédito", "créditos", "foto", "fotos", "fotografia", "imagem", "fonte", "ilustração", "reprodução"),
    "it": ("credito fotografico", "crediti fotografici", "credits", "credito", "foto", "fotografia", "immagine", "fonte"),
    "nl": ("bron afbeelding", "beeldbron", "fotobron", "fotocredit", "foto", "foto's", "beeld", "afbeelding", "bron", "fotograaf", "illustratie"),
    "sv": ("bildkälla", "foto", "bild", "arkivbild", "fotograf", "källa", "illustration", "grafik"),
    "da": ("arkivfoto", "foto", "billede", "fotograf", "kilde", "illustration", "grafik"),
    "nb": ("arkivfoto", "foto", "bilde", "fotograf", "kilde", "illustrasjon", "skjermdump", "skjermbilde", "montasje"),
    "fi": ("kuva", "kuvat", "kuvaaja", "kuvalähde", "lähde", "arkistokuva"),
    "is": ("mynd", "myndir", "ljósmynd", "ljósmyndari"),
    "pl": ("źródło zdjęcia", "zdjęcie", "zdjęcia", "fot.", "fot", "foto", "źródło", "autor zdjęcia", "grafika"),
    "cs": ("zdroj fotografie", "zdroj", "foto", "fotografie", "autor fotografie", "ilustrační foto", "archivní foto"),
    "sk": ("zdroj foto", "zdroj", "foto", "autor fotografie", "ilustračné foto"),
    "hu": ("kép forrás", "kép forrása", "forrás", "fotó", "fotók", "kép", "illusztráció", "fotós"),
    "ro": ("sursă imagine", "sursa imaginii", "sursa foto", "sursă foto", "foto", "fotografie", "imagine", "credit foto"),
    "bg": ("снимка", "снимки", "източник", "фото"),
    "el": ("πηγή φωτογραφίας", "πηγή εικόνας", "φωτογραφία", "φωτογραφίες", "φωτο", "πηγή"),
    "ru": ("автор фото", "источник фото", "источник изображения", "фото", "фотография", "фотографии", "источник", "иллюстрация", "коллаж", "изображение"),
    "uk": ("автор фото", "джерело фото", "джерело зображення", "фото", "джерело", "ілюстрація", "колаж", "зображення"),
    "be": ("фота", "крыніца фота", "крыніца", "аўтар фота"),
    "sr": ("аутор фотографије", "autor fotografije", "извор фотографије", "izvor fotografije", "фото", "foto", "извор", "izvor"),
    "hr": ("izvor fotografije", "autor fotografije", "foto", "fotografija", "izvor"),
    "sl": ("vir fotografije", "foto", "fotografija", "vir"),
    "lt": ("nuotraukos autorius", "nuotrauka", "nuotraukos", "nuotr.", "šaltinis", "foto"),
    "lv": ("foto", "attēls", "avots"),
    "et": ("foto", "fotod", "pilt", "allikas"),
    "tr": ("kaynak", "fotoğraf", "fotoğraflar", "foto", "görsel", "görsel kaynağı"),
    "az": ("foto", "mənbə", "şəkil"),
    "ky": ("сүрөттүн булагы", "сүрөт"),
    "uz": ("surat manbasi", "surat", "foto"),
    "kk": ("сурет", "фото", "сурет дереккөзі"),
    "ar": ("مصدر الصورة", "الصورة", "تصوير", "المصدر", "صورة"),
    "fa": ("منبع تصویر", "عکس", "منبع", "عکاس"),
    "ur": ("تصویر کا ذریعہ", "تصویر", "ذریعہ"),
    "he": ("צילום", "צילומים", "קרדיט", "תמונה", "מקור"),
    "hi": ("इमेज स्रोत", "फोटो", "फ़ोटो", "तस्वीर", "स्रोत", "फोटो क्रेडिट", "फोटो साभार"),
    "ne": ("तस्बिर स्रोत", "तस्बिर", "तस्वीर"),
    "bn": ("ছবির উৎস", "ছবি", "ছবিঃ"),
    "ta": ("பட மூலாதாரம்", "படம்", "புகைப்படம்"),
    "te": ("ఫొటో సోర్స్", "ఫోటో"),
    "mr": ("फोटो स्रोत", "छायाचित्र"),
    "gu": ("ઇમેજ સ્રોત", "તસવીર"),
    "pa": ("ਤਸਵੀਰ ਸਰੋਤ", "ਤਸਵੀਰ"),
    "th": ("ที่มาของภาพ", "ภาพ", "ภาพโดย", "เครดิตภาพ", "ที่มา"),
    "vi": ("nguồn hình ảnh", "nguồn ảnh", "ảnh", "hình ảnh", "nguồn"),
    "id": ("sumber gambar", "sumber foto", "foto", "gambar", "sumber"),
    "ms": ("sumber gambar", "gambar", "foto"),
    "tl": ("larawan", "pinagmulan ng larawan"),
    "sw": ("chanzo cha picha", "picha"),
    "ha": ("asalin hoton", "hoto"),
    "rw": ("ahavuye isanamu", "isanamu"),
    "so": ("xigashada sawirka", "sawir"),
    "yo": ("oríṣun àwòrán",),
    "ig": ("ebe foto si",),
    "cy": ("ffynhonnell y llun", "llun"),
    "gd": ("tùs an deilbh",),
    "ga": ("foinse na híomhá", "grianghraf"),
    "ja": ("画像提供", "写真提供", "写真", "画像", "撮影", "提供", "出典", "写真撮影", "動画"),
    "ko": ("사진 출처", "사진출처", "사진 제공", "사진제공", "사진", "이미지 출처", "이미지", "출처", "제공"),
    "zh": ("图像来源", "图片来源", "圖像來源", "圖片來源", "图源", "圖源", "图片", "圖片", "摄影", "攝影", "供图", "供圖", "图", "圖", "照片来源", "照片", "来源", "來源", "資料來源", "资料图"),
}  # fmt: skip

CAPTIONS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("image caption", "media caption", "video caption", "photo caption", "caption", "picture caption"),
    "de": ("bildunterschrift", "bildlegende", "bildbeschreibung", "bildtext", "legende", "video-legende"),
    "fr": ("légende image", "légende vidéo", "légende de l'image", "légende"),
    "es": ("pie de foto", "leyenda", "título del video"),
    "pt": ("legenda da foto", "legenda do vídeo", "legenda"),
    "it": ("didascalia", "didascalia immagine"),
    "nl": ("bijschrift", "onderschrift"),
    "sv": ("bildtext",),
    "da": ("billedtekst",),
    "nb": ("bildetekst",),
    "fi": ("kuvateksti",),
    "pl": ("podpis zdjęcia", "podpis pod zdjęciem"),
    "cs": ("popisek", "popis fotografie"),
    "hu": ("képaláírás",),
    "ro": ("legendă imagine", "legenda foto"),
    "el": ("λεζάντα",),
    "ru": ("подпись к фото", "подпись к видео"),
    "uk": ("підпис до фото", "підпис до відео"),
    "sr": ("потпис испод фотографије", "potpis ispod fotografije"),
    "hr": ("opis fotografije",),
    "tr": ("fotoğraf altı yazısı", "görsel açıklaması"),
    "ky": ("сүрөттүн түшүндүрмөсү",),
    "uz": ("surat tagso‘zi",),
    "ar": ("التعليق على الصورة", "تعليق على الصورة"),
    "fa": ("توضیح تصویر", "عنوان تصویر"),
    "ur": ("تصویر کا کیپشن",),
    "hi": ("इमेज कैप्शन",),
    "ne": ("तस्बिरको क्याप्शन",),
    "bn": ("ছবির ক্যাপশান",),
    "ta": ("படக்குறிப்பு",),
    "te": ("ఫొటో క్యాప్షన్",),
    "gu": ("ઇમેજ કૅપ્શન",),
    "pa": ("ਤਸਵੀਰ ਕੈਪਸ਼ਨ",),
    "th": ("คำบรรยายภาพ",),
    "vi": ("chụp lại hình ảnh", "chú thích ảnh"),
    "id": ("keterangan gambar", "keterangan foto"),
    "sw": ("maelezo ya picha",),
    "ha": ("bayanan hoto",),
    "rw": ("insiguro y'isanamu",),
    "so": ("qoraalka sawirka",),
    "yo": ("àkọlé àwòrán",),
    "cy": ("disgrifiad o'r llun",),
    "ja": ("画像説明", "写真説明"),
    "ko": ("사진 설명", "사진설명", "이미지 설명"),
    "zh": ("图像加注文字", "圖像加註文字", "图像加注", "图片说明", "圖片說明", "图说"),
}  # fmt: skip

PHRASES: Final = (
    "photo by", "photos by", "photograph by", "photographs by", "picture by", "pictures by", "image by", "images by",
    "illustration by", "photo courtesy of", "image courtesy of", "courtesy of", "photo courtesy", "image courtesy", "photo via", "image via",
    "photo illustration by", "photographed by", "foto von", "foto di", "foto de", "foto por", "photo de", "photo par", "foto van", "foto av", "foto af",
)  # fmt: skip
"""Labels that need no colon: their last word leads to the name."""

BARE: Final = (
    "photo", "photos", "foto", "foto's", "fotos", "fot.", "beeld", "bilde", "bild", "kuva", "фото", "снимка", "courtesy", "photo courtesy", "photographie", "fotografía", "fotó",
)  # fmt: skip
"""Labels that some write without a colon: only behind a full stop, a dash or an opening bracket."""

TAKEN: Final = ("摄影", "攝影", "摄", "攝", "撮影", "촬영")
"""Words behind a name that say who took a picture; the longer ones first."""

AGENCIES: Final = (
    "AP", "AFP", "Reuters", "REUTERS", "Getty", "GETTY", "Getty Images", "dpa", "DPA", "EPA", "EFE", "ANSA", "Xinhua", "Kyodo", "Shutterstock",
    "SHUTTERSTOCK", "iStock", "iStockphoto", "Alamy", "ALAMY", "imago", "Imago", "IMAGO", "picture alliance", "picture-alliance", "Picture Alliance", "Bloomberg",
    "PA Wire", "PA Media", "PA Images", "Press Association", "Associated Press", "ASSOCIATED PRESS", "Keystone", "KEYSTONE", "APA", "TASS", "ТАСС", "РИА Новости",
    "Sputnik", "Yonhap", "연합뉴스", "ANP", "Belga", "BELGA", "NTB", "TT", "Ritzau", "Scanpix", "SCANPIX", "Lehtikuva", "Lusa", "LUSA", "ČTK", "PAP", "MTI", "Anadolu", "AA",
    "Supplied", "Handout", "HANDOUT", "Zvg", "zVg", "Unsplash", "Pexels", "Pixabay", "Flickr", "Wikimedia Commons", "Wikimedia", "Adobe Stock", "AdobeStock", "Depositphotos",
    "Dreamstime", "ZUMA", "UPI", "SIPA", "Europa Press", "NurPhoto", "Redux", "Magnum", "AAP", "USA Today", "USA TODAY", "ddp", "epd", "KNA", "ullstein bild",
    "LaPresse", "MAXPPP", "Abaca", "ABACA", "Bridgeman", "Rex Features", "Mary Evans", "Corbis", "Science Photo Library", "NASA", "ESA", "新华社", "中新社", "共同通信社", "時事通信社", "PTI", "ANI", "IANS",
    "Ansa", "Afp", "Epa", "Efe", "Apa", "ΑΠΕ-ΜΠΕ", "ΑΠΕ", "EUROKINISSI", "Eurokinissi", "رويترز", "أ ف ب", "أ.ف.ب", "فرانس برس", "الأناضول", "路透社", "路透", "法新社", "美联社", "美聯社", "中央社",
    "ロイター", "共同", "時事", "AFP時事", "뉴시스", "뉴스1", "AP연합뉴스", "Рейтер", "Интерфакс", "УНІАН", "УНИАН", "Укрінформ", "БТА", "Танјуг", "Tanjug", "HINA", "Hina", "Agerpres", "AGERPRES", "TASR", "Antara", "ANTARA",
    "रॉयटर्स", "पीटीआई", "रয়টার্স", "LETA", "ELTA", "BNS", "Bildbyrån", "NTB scanpix", "Cover Images", "WENN", "Splash News", "EyeEm", "Freepik", "Envato", "Getty Images/iStockphoto",
)  # fmt: skip
"""Agencies, archives and their stand-ins, as they sign: compared as they are written."""

BOILERPLATE: Final = (
    "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados", "tutti i diritti riservati",
    "todos os direitos reservados", "все права защищены",
)  # fmt: skip
"""What a credit may end in without telling whose it is."""
