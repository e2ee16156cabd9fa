"""Words that sites put into ``class``, ``id`` and ``role``, by what they say of the element.

The names are English even on sites that are not. A name is cut into words at signs and at
capitals ("ArticleBody__main" is article, body, main), and each group is one bit of a mask; what
a group means for the body is not decided here: the model weighs it. Order is part of the
trained weights (``body_weights``): append, never sort.
"""

from typing import Final

GROUPS: Final = (
    "article news artikel articolo articulo artigo artikkel artykul noticia nota materia newsarticle",
    "body text richtext prose wysiwyg copy paragraph paragraphs texto texte testo tekst cuerpo corpo corps speakable",
    "content contents entry inhalt contenido contenu conteudo contenuto innhold treść tresc",
    "post blog",
    "story",
    "main primary page",
    "nav navigation navbar menu submenu dropdown tabs megamenu",
    "footer foot colophon copyright legal",
    "header masthead topbar banner hero",
    "sidebar rail secondary side",
    "comment comments kommentar kommentare comentarios commentaires disqus respond",
    "related relacionadas relacionados verwandte recirc suggested recommend recommended recommendations more also trending popular latest mostread next previous",
    "share sharing social facebook twitter whatsapp follow",
    "ad ads advert advertisement sponsored sponsor promo promotion promoted outbrain taboola dfp publicidad publicite publicidade anzeige werbung reklama annons advertorial",
    "cookie cookies consent gdpr modal popup overlay dialog notice alert privacy",
    "newsletter subscribe subscription signup paywall cta donate register",
    "widget module plugin block component",
    "meta byline author authors date time published timestamp bio avatar",
    "tag tags category categories topic topics keywords label labels",
    "breadcrumb breadcrumbs pagination pager paging toc index",
    "caption captions credit credits figure image img photo media gallery slideshow video player",
    "product products price shop cart item items specs sku variant",
    "card cards teaser tile tiles grid list listing carousel slider swiper thumb thumbnail",
    "title heading headline subtitle h1 h2",
    "forum thread message messages reply replies topicbody postbody discussion conversation bubble",
    "hidden hide visually sr screen offscreen invisible none collapse collapsed",
    "review reviews rating ratings testimonials stars",
    "search login form input filter filters sort select",
    "summary chapo ingress vorspann subhead subheadline lead intro standfirst excerpt abstract dek description desc",
    "expandable infobox factbox fact facts box aside expander placeholder embed external faq accordion question answer questions answers tab panel",
    "quote blockquote pullquote signature sig",
    "doc docs documentation markdown md section document reference",
    "about feature features service services testimonial team",
    "user username profile member joined stats",
)
"""Each line is one group of words."""

BITS: Final = {word: 1 << at for at, words in enumerate(GROUPS) for word in words.split()}

TAG_GROUPS: Final = (
    "article", "main", "nav", "aside", "footer", "header", "form", "table", "td th", "ul ol", "li",
    "figure", "figcaption", "blockquote", "pre listing", "section", "details summary", "dialog",
    "button", "select option optgroup", "noscript", "dl dt dd", "p", "h1 h2 h3", "h4 h5 h6",
)  # fmt: skip
"""Elements whose presence above a block matters, behind the groups of words in the same mask."""

TAG_BITS: Final = {
    tag: 1 << (len(GROUPS) + at) for at, tags in enumerate(TAG_GROUPS) for tag in tags.split()
}
HIDDEN_BIT: Final = 1 << (len(GROUPS) + len(TAG_GROUPS))
"""``hidden``, ``aria-hidden`` or ``display: none`` said by the element itself."""
MASK_WIDTH: Final = len(GROUPS) + len(TAG_GROUPS) + 1

TAG_CODES: Final = {
    tag: float(at)
    for at, tag in enumerate(
        "- a h1 h2 h3 h4 h5 h6 p blockquote pre li dd dt td th div section article main center figcaption summary label "
        "legend button option nav header footer aside address".split()
    )
}
"""A block's own element as a number, alike ones near each other."""
