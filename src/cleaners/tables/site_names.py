"""Names of sites: what they hold besides a name, and what a site builder puts in for one."""

from typing import Final

UNNAMED: Final = frozenset(
    (
        "my site", "my blog", "my website", "mysite", "site", "website", "site title", "site name",
        "wordpress", "home", "homepage", "untitled", "default", "localhost", "index", "null",
        "undefined", "none", "test", "title", "blog title", "your site name",
    )
)  # fmt: skip
"""What stands there until a person puts in a name. Folded, like all that follows."""
BESIDE: Final = frozenset(
    "the news online blog com org net official website site homepage de fr es it co uk".split()
)
"""Words that a title may add to the name in an address: "BBC News" on bbc.co.uk."""
LOGO_WORDS: Final = frozenset(
    "logo home homepage the of to go back startseite accueil inicio".split()
)
"""Words that the text of a logo adds to the name in it."""
SECTIONS: Final = frozenset(
    "news|home|homepage|blog|articles|article|latest news|world|world news|uk|us|politics|opinion|sport|sports|business|culture|science|technology|"
    "tech|health|travel|local|local news|lifestyle|entertainment|economy|finance|magazine|stories|press|press releases|press release|"
    "nachrichten|politik|wirtschaft|kultur|wissen|panorama|meinung|regional|startseite|gesellschaft|"
    "actualites|actualite|politique|economie|monde|societe|accueil|culture|noticias|politica|economia|deportes|cultura|mundo|inicio|sociedad|opinion|"
    "notizie|cronaca|esteri|mondo|nieuws|binnenland|buitenland|nyheter|inrikes|utrikes|kultur|noticias|esportes|mundo|"
    "новости|политика|экономика|общество|спорт|культура|ニュース|国内|国際|政治|経済|社会|スポーツ|地域|新闻|新聞|뉴스|사회|정치|경제".split("|")
)  # fmt: skip
"""What sites call their sections, where it stands between their name and a headline."""
