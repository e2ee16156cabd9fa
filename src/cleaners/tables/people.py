"""Words around the names of authors, and words that show that a name is nobody's.

BY stands before a name and is taken away; AND parts two names; ROLES and NOT_PEOPLE are whole
strings that fields for authors hold instead of people; a name with one of ORGANISATION_WORDS
in it is a desk, an agency or a firm. Folded: lower case, without marks and punctuation.
Surnames that are words of organisations too ("Post", "Sun", "Times") are absent where people
bear them.
"""

from typing import Final

BY: Final = (
    "by", "written by", "posted by", "published by", "story by", "report by", "reported by", "words by", "text by", "author", "authors", "reporter",
    "article by", "articles by", "posts by", "view all posts by", "all posts by", "more by", "more from", "view all articles by", "read more by", "see all by", "contributed by", "created by",
    "von", "text von", "texte", "texte de", "ein artikel von", "autor", "autorin", "autoren", "par", "propos recueillis par", "auteur", "por", "escrito por", "publicado por",
    "texto de", "di", "a cura di", "autore", "door", "av", "af", "tekst", "text", "skrevet av", "przez", "opracowanie", "автор", "авторы", "автори", "текст",
    "yazan", "بقلم", "كتب", "نویسنده", "लेखक", "oleh", "penulis", "tác giả", "作者", "记者", "記者", "文", "撰文", "编辑", "執筆", "글", "기자", "writer", "written", "name",
)  # fmt: skip
AND: Final = (
    "and",
    "&",
    "und",
    "et",
    "y",
    "og",
    "och",
    "en",
    "oraz",
    "и",
    "та",
    "ve",
    "και",
    "with",
)
ROLES: Final = frozenset(
    line.strip()
    for line in """
staff | staff writer | staff writers | staff report | staff reporter | staff reports | staff author | editor | editors | the editors | editor in chief
reporter | correspondent | senior reporter | senior editor | contributor | contributors | guest | guest author | guest post | guest writer | columnist | freelancer | freelance writer
author | authors | written by | the author | about the author | writer | by | admin | administrator | webmaster | user | root | anonymous | unknown | none | null | na | n a | undefined | test | support | superuser
redaktion | red | redaktor | redakcja | redaccion | redacao | la redaction | redaction | la redazione | redazione | redactie | redaktionen | toimitus | redakce | редакция | редакція
news | newsroom | news desk | newsdesk | web desk | online | online desk | web editor | site editor | content team | marketing | marketing team | blog | team | the team | press release | advertisement | sponsored | partner content
ap | afp | dpa | ansa | efe | pti | ians | reuters | associated press | the associated press | agence france presse | bloomberg | xinhua | tass | interfax | apa | sid | epd | kna | ritzau | ntb | tt | belga | anp | pa | press association | cna | ani
view all posts | view profile | more from author | follow | share | read more | see all | see more | full bio | biography | contact | email | twitter | facebook | linkedin | instagram | updated | published | posted | home | search | menu | subscribe | login | log in | sign in | sign up | register | comments | comment | reply
""".replace("\n", "|").split("|")
    if line.strip()
)
HELPED: Final = (
    "updated by",
    "edited by",
    "reviewed by",
    "fact checked by",
    "photos by",
    "photo by",
    "photography by",
    "illustrat",
    "editing:",
    "medically reviewed",
)
"""Who did these things to an article did not write it."""
NOT_PEOPLE: Final = frozenset(("website", "homepage", "new york", "london", "washington", "berlin", "photo", "video", "image", "pictures", "gallery", "person", "people", "organization"))  # fmt: skip
ORGANISATION_WORDS: Final = frozenset(
    """
    staff team redaktion redaction redazione redaccion redactie desk newsroom editorial inc llc ltd gmbh corp corporation company co university college
    institute foundation association agency news media group press network magazine journal website blog com org net times herald tribune gazette
    department ministry office committee council society center centre club federation union service services solutions software technologies
    www http https magazin zeitung verlag nachrichten noticias nyheter agentur agence agencia agenzia contributors editors correspondents reporters writers
    articles posts popular recent related photography photo photos redux getty reuters finance business tourism admin mail privacy policy cookie login
    minutes minute hours ago january february march july september october november december monday tuesday wednesday thursday friday saturday sunday
    director ceo cofounder strategist columnist analyst specialist attorney consultant member members program
    read click here more this that your our what how why
    """.split()
)
ARTICLES: Final = frozenset("the le la les el los il lo gli der die das het".split())
"""Names of papers begin with them; those of people seldom do."""
PARTICLES: Final = frozenset(
    "de da do di du del della der den des dos das van von bin ben al el la le ter ten zu y e i".split()
)
"""Words in lower case inside names."""

NOT_IN_NAMES: Final = frozenset(
    """
    and or of for in on at to with from the a an about free try trial demo book request get start sign log up out join call contact us all new best top guide tips
    share save print view open close next previous main menu home search skip content table select review reviews reviewed story stories latest video watch listen
    data analytics marketing design product products pricing features resources support help center learn business health travel food culture politics sports
    sport world opinion science technology tech money lifestyle entertainment editorial advertiser disclosure terms follow subscribe click artificial intelligence
    strategy coding tale case understanding day part tip rates tuition alert archived discussion joined headphones desks standing surveillance
    united states kingdom north south east west san los las saint county city university school street park real estate credit card cards insurance
    """.split()
)
"""Words that show that a line of capitalised words is a label, a section or a place."""

NOBODY: Final = frozenset(
    "admin|administrator|webmaster|user|root|anonymous|unknown|none|null|na|n a|undefined|test|support|superuser|author|authors|editor|staff|guest|website|person|by|wpadmin|siteadmin|site admin|wp admin|blog|web|website admin".split(
        "|"
    )
)
"""What stands for a person in a field and names none."""
