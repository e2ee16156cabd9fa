"""Where pages write their dates for machines: names of meta elements and microdata, best first.

Times of crawling, of events and of the build ("revised", "build-date") are absent on purpose.
"""

from typing import Final

PUBLISHED: Final = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished", "rnews:datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "bt:pubdate", "dcterms.issued", "dc.date.issued",
    "dc.terms.issued", "publish-date", "publish_date", "publishdate", "published-date", "publisheddate", "published_time", "pubdate", "pub_date", "publication_date", "publication-date",
    "date.published", "date_published", "articlepubdate", "article_date_original", "article.published", "article.created", "originalpublicationdate",
    "vr:published_time", "published", "displaydate", "blogpostdate", "citation_publication_date", "citation_online_date", "citation_date", "dcterms.created", "dcterms.available", "dc.date.created",
    "dc.created", "datecreated", "date_created", "dc.date", "dcterms.date", "date", "article:post_date", "created", "create_date", "creation_date", "lp.article:published_time", "ptime", "last-published",
)  # fmt: skip
MODIFIED: Final = (
    "article:modified_time", "article:modified", "og:updated_time", "og:article:modified_time", "datemodified", "rnews:datemodified", "article:updated_time", "dcterms.modified", "dc.date.modified",
    "dc.modified", "last-modified", "lastmod", "lastmodified", "modified_time", "updated_time", "last_updated_date", "article.updated", "revision_date", "modificationdate",
)  # fmt: skip
PUBLISHED_ENDS: Final = (
    "published-date", "published_date", "publisheddate", "publish-date", "publish_date", "publishdate", "publication-date", "publication_date",
    "publicationdate", "published_time", "published-time", "date-published", "date_published", "datepublished", "pubdate", "pub-date", "pub_date",
)  # fmt: skip
"""Ends of names that houses made for themselves."""
PUBLISHED_CLASSES: Final = (
    "publish",
    "posted",
    "entry-date",
    "post-date",
    "pubdate",
    "pub-date",
    "created",
    "dt-published",
    "article-date",
    "story-date",
    "byline",
    "dateline",
)
MODIFIED_CLASSES: Final = ("updated", "modif", "update", "revised", "changed", "edited")
MODIFIED_WORDS: Final = (
    "updated", "update:", "modified", "last edited", "edited", "revised", "reviewed", "last reviewed", "aktualisiert", "zuletzt geändert", "geändert", "mis à jour", "mise à jour", "modifié",
    "actualizado", "actualización", "modificado", "atualizado", "atualização", "aggiornato", "modifica", "bijgewerkt", "gewijzigd", "uppdaterad", "oppdatert", "opdateret", "päivitetty",
    "zaktualizowano", "aktualizacja", "aktualizováno", "обновлено", "изменено", "оновлено", "güncelleme", "تحديث", "cập nhật", "diperbarui", "更新", "수정", "อัปเดต", "अपडेट", "ενημέρωση",
)  # fmt: skip
PUBLISHED_WORDS: Final = (
    "published", "posted", "created", "written", "first published", "veröffentlicht", "erstellt", "publié", "publicado", "publicada", "pubblicato", "gepubliceerd", "geplaatst", "publicerad",
    "publisert", "udgivet", "julkaistu", "opublikowano", "dodano", "publikováno", "опубликовано", "опубліковано", "yayınlanma", "نشر", "đăng", "diterbitkan", "公開", "发布", "發布", "發佈", "입력", "등록", "เผยแพร่", "प्रकाशित",
)  # fmt: skip
OTHER_WORDS: Final = (
    "release", "ends", "expires", "expiry", "registered", "joined", "join date", "member since", "founded", "since ", "until", "through", "due", "deadline", "event", "starts",
    "effective", "copyright", "©", "available", "born", "valid", "arrives", "delivery", "sale", "as of", "last visit", "last active", "next",
)  # fmt: skip
"""Words before a date that is neither of the two."""

ORIGINALLY: Final = (
    r"(?:article|story|post|piece|page|guide|review) (?:was|has been) (?:originally|first) (?:published|posted)",
    r"(?:originally|first) (?:published|posted):?",
    r"(?:artikel|beitrag|text) (?:wurde|ist) (?:zuerst|erstmals|ursprünglich) (?:am )?",
    r"(?:article|texte) (?:a été )?(?:initialement )?publié (?:initialement )?",
    r"(?:artículo|texto) (?:fue )?publicado (?:originalmente|por primera vez)",
)
"""How a sentence names the day on which its own article first appeared."""
ORIGINAL_SIGNS: Final = ("ublish", "osted", "publi", "zuerst", "erstmals", "ursprüng")
"""One of these is in every such sentence: they are cheaper to look for."""

VAGUE: Final = frozenset(
    ("dc.date", "dcterms.date", "date", "created", "dc.created", "last-published", "displaydate")
)
"""Of PUBLISHED, the names that some sites fill with the last change."""
