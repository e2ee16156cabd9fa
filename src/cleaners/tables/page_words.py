"""How error pages and consent walls name themselves. Folded (``lines.fold``).

ERROR_TITLES fill a part of a title ("404 Not Found | The Gazette") or a heading; ERROR_LINES
fill a line of the page, ERROR_STARTS begin one. CONSENT are parts of sentences, each a way to speak of cookies and
tracking; one alone proves nothing, since articles speak of cookies too.
"""

from typing import Final

ERROR_TITLES: Final = frozenset(
    line.strip().casefold()
    for line in """
404 | 404 not found | 404 error | error 404 | 404 page not found | 404: page not found | 404 - page not found | page not found | not found | error | 403 | 403 forbidden | forbidden
410 gone | 500 | 500 internal server error | internal server error | 502 bad gateway | bad gateway | 503 service unavailable | service unavailable | 504 gateway time-out | gateway timeout
access denied | page unavailable | content unavailable | content not available | article not found | this page isn't available | this page could not be found | file not found | server error
oops | oops! page not found | sorry, page not found | page does not exist | the page you requested was not found | page cannot be found | just a moment | attention required! | attention required | site maintenance | are you a robot | robot check | security check | human verification | pardon our interruption
service temporarily unavailable | temporarily unavailable | too many requests | bad request | unauthorized | gone | method not allowed | request blocked | access to this page has been denied | you have been blocked | sorry, you have been blocked
ddos-guard | checking your browser | one moment, please | please wait | un momento | un instant | einen moment bitte | nur einen moment | um momento | один момент | один момент пожалуйста | bir dakika lütfen | 请稍候 | 請稍候 | しばらくお待ちください | 잠시만 기다리십시오
seite nicht gefunden | fehler 404 | fehler | nicht gefunden | zugriff verweigert | page non trouvée | page introuvable | erreur 404 | accès refusé | página no encontrada | error 404 | página não encontrada
erro 404 | pagina non trovata | errore 404 | pagina niet gevonden | sidan hittades inte | siden blev ikke fundet | siden ble ikke funnet | sivua ei löytynyt | strona nie została znaleziona | nie znaleziono strony
stránka nenalezena | stránka nebyla nalezena | az oldal nem található | pagina nu a fost găsită | страница не найдена | ошибка 404 | сторінку не знайдено | сторінка не знайдена | страницата не е намерена | sayfa bulunamadı
الصفحة غير موجودة | صفحه یافت نشد | הדף לא נמצא | पेज नहीं मिला | halaman tidak ditemukan | không tìm thấy trang | ไม่พบหน้า | 页面不存在 | 页面未找到 | 找不到页面 | 找不到網頁 | 頁面不存在 | ページが見つかりません | ページが見つかりませんでした | お探しのページは見つかりませんでした | お探しのページは見つかりません | 페이지를 찾을 수 없습니다
""".replace("\n", "|").split("|")
    if line.strip()
)

ERROR_LINES: Final = frozenset(
    line.strip().casefold()
    for line in """
404 | page not found | not found | the page you are looking for does not exist | the page you requested could not be found | the page you're looking for can't be found | we can't find that page
the page you were looking for could not be found | the page you are looking for could not be found | the requested url was not found on this server | sorry, we couldn't find that page | this page does not exist
sorry, the page you were looking for doesn't exist | sorry, this page isn't available | this article is no longer available | we couldn't find the page you were looking for | the page may have been moved or deleted
sorry, the page you are looking for does not exist | you don't have permission to access this resource | try the search | return to the home page | go to the home page | back to the home page | return to homepage
die seite wurde nicht gefunden | die angeforderte seite wurde nicht gefunden | zur startseite | la page demandée n'existe pas | cette page n'existe pas | retour à l'accueil | la página que busca no existe
la página solicitada no existe | a página que você procura não existe | la pagina richiesta non esiste | de pagina die u zoekt bestaat niet | запрашиваемая страница не найдена | страница не найдена | 您访问的页面不存在 | ページが見つかりませんでした
""".replace("\n", "|").split("|")
    if line.strip()
)

ERROR_STARTS: Final = (
    "checking your browser before", "checking if the site connection is secure", "access to this page has been denied", "you don't have permission to access",
    "you do not have permission to access", "verify you are human", "please verify you are a human", "please verify that you are", "enable javascript and cookies to continue",
    "please enable cookies", "this website is using a security service to protect itself", "you are unable to access", "your access to this site has been", "your request has been blocked",
    "the page you requested could not", "the requested url", "the page you are looking for", "the page you were looking for", "we are sorry, but the page you", "sorry, this page does not exist",
    "die angeforderte seite", "diese seite gibt es nicht", "la page demandée", "la page que vous", "lo sentimos, la página que", "la página que busca", "la pagina che stai cercando",
    "お探しのページは", "您访问的页面", "您要访问的页面", "请完成以下操作", "요청하신 페이지",
)  # fmt: skip
"""How such lines begin, where they go on with an address or advice."""

CONSENT: Final = frozenset(
    line.strip().casefold()
    for line in """
cookies | your privacy | our partners | personal data | consent | accept all | reject all | legitimate interest | privacy policy | manage preferences | process your data
einwilligung | datenschutz | personenbezogene | zustimmen | unsere partner | partnern | werbefrei | vos données | nos partenaires | consentement | accepter | confidentialité
nuestros socios | consentimiento | privacidad | aceptar | i nostri partner | consenso | riservatezza | accetta | toestemming | onze partners | persoonsgegevens
samtykke | samtycke | personuppgifter | zgod | przetwarzani | partnerzy | souhlas | souborů cookie | hozzájárul | consimțământ | согласие | персональных данных | файлы cookie | файли cookie
çerez | kişisel veri | ملفات تعريف الارتباط | الخصوصية | クッキー | プライバシー | 쿠키 | 개인정보 | 隐私 | 同意 | kebijakan privasi
""".replace("\n", "|").split("|")
    if line.strip()
)
