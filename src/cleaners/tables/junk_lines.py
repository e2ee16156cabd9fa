"""Short lines that pages put around and into their articles and that are not part of them.

Folded (``lines.fold``: lower case, without edge punctuation), matched whole. A hint for the
model among many, not a verdict, so common words may stand here.
"""

from typing import Final

JUNK: Final = frozenset(
    line.strip().casefold()
    for line in """
advertisement | advertisements | ad | sponsored | sponsored content | promoted | story continues below advertisement | article continues below
read more | read also | also read | more | see more | show more | load more | view all | see all | learn more | continue reading | keep reading | full story
related | related articles | related stories | related posts | related topics | related content | more stories | more news | more on this story | more from | you may also like
you might also like | recommended | recommended for you | recommended reading | trending | trending now | most read | most popular | popular posts | recent posts | latest news | latest
top stories | editor's picks | don't miss | what to read next | up next | in this article | table of contents | contents | topics | tags | categories | filed under
share | share this | share this article | share this story | share on facebook | share on twitter | tweet | email | print | copy link | copy url | link copied | save | follow us | follow
facebook | twitter | x | linkedin | whatsapp | telegram | pinterest | reddit | instagram | youtube | tiktok | bluesky | threads | rss
subscribe | subscribe now | sign up | sign in | log in | login | register | newsletter | newsletters | sign up for our newsletter | get the newsletter | support us | donate | become a member
skip to content | skip to main content | home | menu | search | close | back | back to top | next | previous | previous post | next post | about us | contact us | contact | privacy policy
terms of use | terms of service | terms and conditions | cookie policy | cookie settings | accept | accept all | reject all | all rights reserved | privacy | terms | faq | help
about the author | author | authors | written by | published | updated | last updated | edited by | view profile | all posts | reply | report | quote | like | likes | permalink
add to cart | buy now | in stock | out of stock | quantity | price | reviews | write a review | specifications | description | add to wishlist | compare
anzeige | werbung | mehr | mehr lesen | weiterlesen | lesen sie auch | lesen sie mehr | das könnte sie auch interessieren | mehr zum thema | zum thema | themen | teilen | artikel teilen
drucken | merken | kommentare | anmelden | abonnieren | newsletter abonnieren | impressum | datenschutz | startseite | nach oben | schließen | suche | empfohlener externer inhalt | auch interessant | meistgelesen
publicité | lire aussi | à lire aussi | lire la suite | en savoir plus | sur le même sujet | partager | partager l'article | s'abonner | se connecter | s'inscrire | inscription | accueil | à lire également
publicidad | lee también | leer más | ver más | más información | noticias relacionadas | te puede interesar | lo más leído | lo más visto | compartir | suscríbete | iniciar sesión | inicio | archivado en | temas
publicidade | leia também | leia mais | saiba mais | veja também | relacionadas | compartilhe | compartilhar | assine | mais lidas | continua após a publicidade
pubblicità | leggi anche | leggi tutto | condividi | iscriviti | accedi | altri articoli | correlati | ti potrebbe interessare | argomenti
advertentie | lees ook | lees meer | lees verder | deel dit artikel | delen | inloggen | abonneer | meer over | gerelateerd | meest gelezen
annons | läs också | läs även | läs mer | dela | logga in | les også | les mer | del | logg inn | annonse | læs også | læs mere | annonce | lue myös | jaa | mainos
reklama | czytaj także | czytaj też | zobacz także | zobacz też | czytaj więcej | udostępnij | zaloguj się | čtěte také | čtěte více | sdílet | přihlásit se | přečtěte si | reklám | kapcsolódó cikkek
реклама | читайте также | читать далее | подробнее | поделиться | по теме | войти | подписаться | читайте також | поділитися | підписатися | больше новостей
reklam | ayrıca okuyun | devamını oku | paylaş | giriş yap | ilgili haberler | إعلان | اقرأ أيضا | اقرأ المزيد | مشاركة | شارك | مواضيع ذات صلة | بیشتر بخوانید | اشتراک گذاری | قرأ أيضا
广告 | 廣告 | 阅读更多 | 相关阅读 | 相关新闻 | 相關新聞 | 延伸閱讀 | 推荐阅读 | 分享 | 分享到 | 登录 | 登入 | 注册 | 首页 | 首頁 | 更多 | 责任编辑 | 返回顶部 | 热门 | 收藏 | 点赞
広告 | 関連記事 | 続きを読む | もっと見る | シェア | シェアする | ログイン | おすすめ記事 | 人気記事 | 最新記事 | 広告の後にさらに続きます | 광고 | 관련기사 | 더보기 | 공유 | 공유하기 | 로그인
baca juga | baca selengkapnya | bagikan | iklan | xem thêm | chia sẻ | đọc thêm | อ่านเพิ่มเติม | แชร์ | यह भी पढ़ें | और पढ़ें | शेयर करें | विज्ञापन
""".replace("\n", "|").split("|")
    if line.strip()
)
