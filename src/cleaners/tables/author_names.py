"""Where pages write who wrote them: meta elements, classes and addresses."""

from typing import Final

METAS: Final = (
    "parsely-author", "sailthru.author", "citation_author", "cxenseparse:author", "article:author_name", "article.author", "byl", "dc.creator", "dcterms.creator", "dc.creator.author", "article:author", "og:article:author",
    "author", "lp.article:author", "rbauthors", "authors", "vr:author", "twitter:data1",
)  # fmt: skip
CLASS_WORDS: Final = (
    "author",
    "byline",
    "writer",
    "contributor",
    "journalist",
    "autor",
    "auteur",
    "verfasser",
    "fn",
    "reporter",
    "poster",
    "username",
)
NOT_CLASS_WORDS: Final = (
    "bio",
    "box",
    "avatar",
    "image",
    "img",
    "photo",
    "pic",
    "date",
    "time",
    "role",
    "title",
    "desc",
    "related",
    "follow",
    "social",
    "share",
    "comment",
    "meta-date",
    "authority",
    "authoriz",
)
PATHS: Final = (
    "/author/",
    "/authors/",
    "/autor/",
    "/autoren/",
    "/auteur/",
    "/people/",
    "/profile/",
    "/profiles/",
    "/contributors/",
    "/contributor/",
    "/writers/",
    "/writer/",
    "/staff/",
    "/by/",
    "/reporters/",
    "/journalist/",
    "/journalists/",
    "/user/",
    "/users/",
    "/members/",
    "/u/",
    "author=",
    "/bio/",
    "/person/",
    "/correspondents/",
    "/verfasser/",
    "/experts/",
)
BEFORE_DATES: Final = frozenset(
    "on at in the updated published posted last jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december "
    "mon monday tue tuesday wed wednesday thu thursday fri friday sat saturday sun sunday am um le".split()
)
"""What may stand between a name and the day, in one line."""
MERE_BY: Final = frozenset(
    (
        "by", "written by", "article by", "article written by", "words by", "story by", "author", "authors",
        "von", "par", "por", "posted by", "autor", "autorin", "auteur",
    )
)  # fmt: skip
"""Whole lines below which a name stands."""
NOT_BY: Final = (
    "reviewed", "edited", "editing", "editor:", "checked", "contributions", "updated by", "photo", "image", "illustrat", "credit",
    "approved", "sponsored", "presented", "translated", "narrated", "hosted", "powered", "verified", "with help", "tested by", "编辑", "編輯", "编审", "责任", "責任", "责编", "責編", "校对", "監修", "編集",
)  # fmt: skip
"""Words before a name that is of somebody else than the author."""
STARTED: Final = (r"thread starter", r"(?:discussion|thread|topic) (?:in .{1,60}? )?started by")
"""How software for forums names the user who opened a thread."""
USER_PATH: Final = (
    r"(?:(?:^|/)(?:users?|members?|u|profile|author|people)/|author=|/@|/user-|/?member\.php\?.*\bu=|memberlist\.php\?.*\bu=)"
    r"[^/?#&\s]"
)
"""Of PATHS and more, those of sites whose users have names of one word; somebody must be named."""
THREADS: Final = (
    r"viewtopic|showthread|/threads?/|/thread-|/topics?/[0-9]|/questions/[0-9]|/forums?/|/comments/"
)
"""What software for forums calls its pages."""
