"""What stands in fields for keywords and says nothing about the article."""

from typing import Final

BOILERPLATE: Final = frozenset(
    "news|breaking news|latest news|article|articles|blog|post|home|homepage|online|story|stories|newspaper|uncategorized|uncategorised|general|"
    "nachrichten|aktuelle nachrichten|schlagzeilen|noticias|actualites|info|website|web|page|default|none|undefined|null|tags|keywords|"
    "newsletter|rss|sitemap|search|top stories|featured|trending|all|other|misc|n a|untagged|share|standard|text|more|show all|see all|view all|all tags|all topics|alle themen|"
    # what forum software, shops and site builders write for the whole site
    "forum|forums|bbs|board|discussion|discussions|bulletin board|message board|vbulletin|phpbb|xenforo|community|wordpress|joomla|drupal|blogger|"
    # the like of "news" and "uncategorised" elsewhere
    "allgemein|unkategorisiert|non classe|sans categorie|sin categoria|sem categoria|senza categoria|geen categorie|ongecategoriseerd|okategoriserad|ukategorisert|ikke kategoriseret|"
    "bez kategorii|nezarazene|nezaradene|egyeb|fara categorie|bez rubriki|без рубрики|без категории|новости|новини|kategorilenmemis|genel|haber|haberler|غير مصنف|أخبار|اخبار|"
    "未分类|未分類|新闻|新聞|ニュース|速報|미분류|뉴스|berita|tin tuc|nyheter|nyheder|uutiset|wiadomosci|zpravy|hirek|stiri|ειδησεις|nieuws|notizie|noticia".split(
        "|"
    )
)
