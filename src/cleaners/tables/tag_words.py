"""How sites call the list of an article's topics, and what else stands in keywords.

``CLASSES`` are sub-words of a class or an id, ``PATHS`` folders of an address, both in lower
case; ``LABELS`` fill the line before such a list, folded. A word enters ``PATHS`` only if what
lies below it is about one topic on any site: ``category`` and ``section`` lead to the parts of
a site and are left out, as is ``t``.
"""

from typing import Final

CLASSES: Final = frozenset(
    "tag tags taglist tagslist tagbox taglinks posttags entrytags articletags hashtag hashtags topics topiclist "
    "keyword keywords keywordlist taxonomy schlagwort schlagworte stichwort stichworte etiqueta etiquetas etichette "
    "motscles".split()
)
NOT_TAGS: Final = frozenset(
    "cloud tagcloud trending popular related recommended menu navbar breadcrumb breadcrumbs sidebar "
    "teaser teasers card cards mostread promo pagination comment comments share social".split()
)
"""Beside them, or above, a word of ``CLASSES`` names the tags of the site or of other articles."""
PATHS: Final = frozenset(
    "tag tags tagged topic topics thema themen thema's tema temas temat tematy theme themes sujet sujets mots-cles mot-cle "
    "argomento argomenti etiqueta etiquetas etiketter etikett label labels hashtag hashtags keyword keywords schlagwort "
    "schlagworte stichwort stichworte trefwoord onderwerp onderwerpen amne amnen emne emner avainsana avainsanat aihe "
    "aiheet tagi slowo-kluczowe stitek stitky klicova-slova cimke cimkek kulcsszo eticheta etichete etiket etiketler "
    "konu oznaka oznake teg tegi temi tegy сюжет тег теги тема темы мітка chu-de tu-khoa".split()
)
LABELS: Final = frozenset(
    label.strip()
    for label in """
tag | tags | tagged | tagged with | tagged in | tagged as | topic | topics | article topics | related topics | more on | more about | keywords | key words | labels | filed under | posted in | read more about
thema | themen | schlagwort | schlagworte | schlagworter | stichwort | stichworte | stichworter | mehr zum thema | mehr zu | themen des artikels
etiquettes | mots cles | mot cle | sujets | sur le meme sujet | themes | thematiques
etiquetas | temas | tema | palabras clave | mas sobre | archivado en | palavras chave | assuntos | marcadores | topicos | mais sobre | tudo sobre
argomenti | etichette | parole chiave | piu informazioni su | temi | onderwerpen | trefwoorden | meer over | labels bij dit artikel
amnen | nyckelord | taggar | mer om | amnesord | emner | emneord | stikkord | nøkkelord | nokkelord | mer om | mere om | nøgleord | avainsanat | aiheet | asiasanat | lisaa aiheesta
tagi | słowa kluczowe | slowa kluczowe | tematy | wiecej o | więcej o | stitky | klicova slova | temata | vice k tematu | kľucove slova | klucove slova | temy | cimkek | kulcsszavak | temak | etichete | cuvinte cheie | subiecte | taguri
теги | темы | тема | ключевые слова | метки | сюжеты | еще по теме | теми | ключові слова | мітки | тагове | ключови думи | тагови | кључне речи | oznake | kljucne besede | kljucne rijeci | kljucne reci | tagovi
ετικετες | λεξεις κλειδια | θεματα | etiketler | konular | anahtar kelimeler | ilgili konular
وسوم | الكلمات المفتاحية | الوسوم | كلمات مفتاحية | مواضيع | برچسب ها | برچسبها | کلیدواژه ها | תגיות | תגים | נושאים | टैग | विषय | ট্যাগ | বিষয় | kata kunci | topik | tag terkait | tu khoa | chu de | the | แทก | คาคน
标签 | 標籤 | 關鍵字 | 关键词 | 关键字 | 關鍵詞 | 主题 | 主題 | 相关话题 | 話題 | タグ | キーワード | 関連キーワード | テーマ | 태그 | 키워드 | 관련키워드 | 주제
""".replace("\n", "|").split("|")
    if label.strip()
)

TOPICS: Final = frozenset(
    "subject subjects topic topics tag tags keyword keywords category person people place places location "
    "organization organisation company entity event nlp entity tokens".split()
)
"""Words of a label inside of a keyword ("Subject: Fog") whose value is a keyword."""
MACHINE: Final = frozenset(
    "day date time type format source template storytype section author contributor locale paywall product ads sponsored language partner wc "
    "wordcount length desk channel site page pagetype status version layout access tier nlp".split()
)
"""Words of a label whose value addresses a machine; the whole keyword goes."""
