"""Query parameters that say how a reader came, never what the page shows.

Each was taken from its vendor's own manual of how links are tagged; the vendor stands beside
it. A name enters only if it is unmistakable on any site: what some site may use to select
content is absent on purpose (``ref``, ``source``, ``src``, ``id``, ``from``, ``tag``, ``t``,
``s``, ``si``, ``feature``, ``campaign``), although lists made for browsers drop them on the
sites where they know better. Names are compared in lower case.
"""

from typing import Final

PREFIXES: Final = (
    "utm_",  # Google Analytics
    "hsa_",  # HubSpot ads
    "mtm_",  # Matomo
    "pk_",  # Matomo, when it was Piwik
    "piwik_",
    "oly_",  # Omeda Olytics
    "pf_rd_",  # Amazon's widgets
    "pd_rd_",
)

NAMES: Final = frozenset(
    # Google: Ads, Analytics, Merchant Center
    "gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid _ga _gl "
    # Meta, that is Facebook and Instagram
    "fbclid fb_action_ids fb_action_types fb_source fb_ref igshid igsh "
    # Microsoft, X, TikTok, LinkedIn, Pinterest, Snap, Reddit, Quora
    "msclkid twclid ttclid li_fat_id epik sccid rdt_cid qclid ref_src "
    # Yandex
    "yclid ysclid ymclid _openstat "
    # mail: Mailchimp, HubSpot, Marketo, Klaviyo, Vero, Drip, Salesforce
    "mc_cid mc_eid _hsenc _hsmi __hstc __hssc __hsfp hsctatracking mkt_tok _kx vero_id "
    "vero_conv __s sfmc_id sfmc_activityid "
    # measurement: Adobe, AT Internet (Piano), Webtrends, Branch
    "s_cid ef_id xtor at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 "
    "at_recipient_id at_recipient_list wt.mc_id wt_mc wt_zmc _branch_match_id _branch_referrer "
    # affiliates and content networks: Impact, CJ, Outbrain, Taboola, Yahoo
    "irclickid irgwc cjevent dicbo tblci guccounter guce_referrer guce_referrer_sig "
    # news houses' own, none of which is a word: New York Times, Gannett, Condé Nast
    "smid smtyp itid intcid".split()
)

FRAGMENTS: Final = ("utm_", "xtor=", "echobox=", ":~:text=")
"""Beginnings of a fragment that is a tag and not a place in the page."""

CAMPAIGN: Final = "utm_"
"""The one prefix that goes from addresses of pictures too."""
SIGNATURES: Final = frozenset(
    # imgix, Guardian, Facebook, Akamai, CloudFront, Azure, and the plain words
    "s h sig sign signature hash token hmac auth key k oh oe hdnea hdnts policy expires exp e "
    "md5 sha verify se sp sv sr st".split()
)
"""Names of parameters that may hold a signature over the others. S3's and Google's
(``X-Amz-Signature``) are told by their long values."""
