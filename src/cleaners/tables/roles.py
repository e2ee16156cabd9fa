"""What writers and helpers are called beside their names: "Science Editor", "correspondante à Berlin".

Folded (lower case, no marks). A name beside one of NOUNS stays a name; a text that holds one of
them and no name is a role. WEAK are borne as surnames too ("Kate Author"), so that alone behind a
first name they are part of it.
"""

from typing import Final

NOUNS: Final = frozenset(
    """
    editor reporter correspondent journalist columnist writer contributor author critic producer blogger freelancer photographer
    reporterin redakteur redakteurin korrespondent korrespondentin journalistin autor autorin chefredakteur chefredakteurin volontar volontarin kolumnist kolumnistin
    correspondant correspondante journaliste redacteur redactrice chroniqueur chroniqueuse reportrice editorialiste pigiste envoye envoyee
    corresponsal redactor redactora periodista enviado enviada columnista editora colaborador colaboradora
    corrispondente giornalista redattore redattrice inviato inviata editorialista caporedattore vicedirettore
    verslaggever verslaggeefster verslaggevers redactrice journaliste columniste hoofdredacteur
    reporter jornalista correspondente colunista redatora redator enviado
    redaktor redaktorka dziennikarz dziennikarka korespondent korespondentka publicysta redaktorka
    redaktor redaktorka journalistka redaktør korrespondent kommentator reportrar skribent redaktoren skribenten
    корреспондент журналист журналистка редактор обозреватель колумнист кореспондент журналіст
    korrespondenten reporterinnen mitarbeiter mitarbeiterin
    lecturer professor scientist researcher economist physician nutritionist dietitian psychologist therapist lawyer engineer developer manager executive president founder fellow expert
    muhabir muhabiri editoru yazari gazeteci toimittaja
    """.split()
)
"""As whole words."""
ENDINGS: Final = (
    "redakteur", "redakteurin", "korrespondent", "korrespondentin", "reporterin", "reporter", "journalist", "journalistin", "redaktor", "redaktør",
    "redacteur", "verslaggever", "toimittaja", "korrespondenten", "reporteri",
)  # fmt: skip
"""Of compounds: "Wissenschaftsredakteurin"."""
WEAK: Final = frozenset(
    "author writer contributor critic producer blogger autor engineer fellow".split()
)
RANKS: Final = frozenset(
    """
    senior junior chief deputy managing executive associate assistant contributing staff special foreign national international lead leading principal
    political politics parliamentary westminster washington white house science health environment environmental climate business economics economy economic financial finance
    technology tech sports sport culture cultural arts art education defence defense diplomatic legal crime affairs home royal religion religious
    media data news night day digital online travel food fashion film movie tv television music books book literary features feature opinion investigations investigative world global
    europe european asia africa african america american middle east eastern west western north northern south southern central city bureau local regional general video photo picture copy
    social security energy transport labour labor industry consumer property money markets market personal community court courts police medical space nature
    wildlife weather football soccer rugby cricket golf tennis racing motoring motor gaming games game lifestyle beauty style life living weekend sunday freelance guest former
    unser unsere unserem unseren unserer notre nostro nostra nuestro nuestra onze vår vores
    our the a in at of for and & public policy housing justice equality gender race war military intelligence cyber cybersecurity ai internet startups startup retail banking
    content audience engagement copy assistant associate sub story stories magazine web site newsroom desk breaking live trending investigativer freie freier
    """.split()
)
"""What stands before such a noun, or between it and a name."""
