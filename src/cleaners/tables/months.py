"""The months as languages write them, and the words for days of the week.

CLDR's names and abbreviations with what newspapers write besides, as the data of dateparser
1.5 gathers them, folded (``str.casefold``, NFC) and without dots. Each line is a language, then
its twelve months parted by ``|``. A word that means different months in two languages
("listopad": November in Polish, October in Croatian) stands in both: the language decides, or
nothing does. Names of one letter are left out; those of several
words are written as one (JOINED says which).
"""

from typing import Final

MONTHS: Final = """
af jan januarie | feb februarie | maart mrt | apr april | mei | jun junie | jul julie | aug augustus | sep september | okt oktober | nov november | des desember
am ጃን ጃንዋሪ ጃንዩ ጃንዩወሪ | ፌብ ፌብሩዋሪ ፌብሩ ፌብሩወሪ | ማርች | ኤፕሪ ኤፕሪል | ሜይ | ጁን | ጁላይ | ኦገስ ኦገስት | ሴፕቴ ሴፕቴምበር | ኦክቶ ኦክቶበር | ኖቬም ኖቬምበር | ዲሴም ዲሴምበር
ar يناير كانونالثاني جانفي جانڤي | فبراير شباط فيفري | مارس آذار | أبريل نيسان إبريل ابريل أفريل | مايو أيار ماي | يونيو يونيه يونية حزيران جوان | يوليو يوليه يولية تموز يوليوز جويلية | أغسطس آب غشت أوت اغسطس | سبتمبر أيلول شتنبر | أكتوبر تشرينالأول اكتوبر | نوفمبر تشرينالثاني نونبر | ديسمبر كانونالأول دجنبر
az yan yanvar | fev fevral | mar mart | apr aprel | may | iyn iyun i̇yun | iyl iyul i̇yul | avq avqust | sen sentyabr | okt oktyabr | noy noyabr | dek dekabr
be сту студзень студзеня стд | лют лютага люты | сак сакавік сакавіка | кра красавік красавіка крс | май мая траўня тра | чэр чэрвень чэрвеня | ліп ліпень ліпеня | жні жнівень жніўня жнівеня жнв | вер верасень верасня врс | кас кастрычнік кастрычніка кст | ліс лістапад лістапада | сне снежань снежня снж
bg яну януари ян | фев февруари фв | март | апр април ап | май | юни юн | юли юл | авг август | сеп септември септ септм | окт октомври | ное ноември | дек декември
bn জানু জানুয়ারী জানুয়ারি | ফেব ফেব্রুয়ারী ফেব্রুয়ারি | মার্চ | এপ্রি এপ্রিল | মে | জুন | জুল জুলাই | আগ আগস্ট | সেপ সেপ্টেম্বর | অক্টো অক্টোবর | নভে নভেম্বর | ডিসে ডিসেম্বর
bs jan januar | feb februar | mar mart | apr april | maj | jun juni | jul juli | aug august avg avgust | sep septembar | okt oktobar | nov novembar | dec decembar
ca gen gener | febr febrer | març | abr abril | maig | juny | jul juliol | ag agost | set setembre | oct octubre | nov novembre | des desembre
cs led leden ledna lednu | úno únor února únr únoru | bře březen března březnu | dub duben dubna dubnu | kvě květen května květnu | červen června čvn čer červnu | července červenec čvc črc červenci črv | srp srpen srpna srpnu | zář září | říj říjen října říjnu | lis listopad listopadu | pro prosince prosinec prosinci
cy ion ionawr | chw chwef chwefror | maw mawrth | ebr ebrill | mai | meh mehefin | gor gorff gorffennaf | awst | medi | hyd hydref | tach tachwedd | rhag rhagfyr
da jan januar | feb februar | mar marts | apr april | maj | jun juni | jul juli | aug august | sep september | okt oktober | nov november | dec december
de jan januar jänner | feb februar feber | mär märz mrz | apr april | mai | jun juni | jul juli | aug august | sep sept september | okt oktober | nov november | dez dezember
el ιαν ιανουάριοσ ιανουαρίου | φεβ φεβρουάριοσ φεβρουαρίου | μάρ μάρτιοσ μαρ μαρτίου | απρ απρίλιοσ απριλίου | μάι μάιοσ μαΐ μαΐου | ιουν ιουνίου ιούν ιούνιοσ | ιουλ ιουλίου ιούλ ιούλιοσ | αυγ αυγούστου αύγ αύγουστοσ | σεπ σεπτέμβριοσ σεπτεμβρίου | οκτ οκτωβρίου οκτώβριοσ | νοέ νοέμβριοσ νοε νοεμβρίου | δεκ δεκέμβριοσ δεκεμβρίου
en jan january | feb february | mar march | apr april | may | jun june | jul july | aug august | sep september sept | oct october | nov november | dec december
eo januaro jan | februaro feb | marto mar | aprilo apr | majo maj | junio jun | julio jul | aŭgusto aŭg | septembro sep | oktobro okt | novembro nov | decembro dec
es ene enero | feb febrero | mar marzo | abr abril | may mayo | jun junio | jul julio | ago agosto | sept septiembre setiembre sep set | oct octubre | nov noviembre | dic diciembre
et jaan jaanuar | veebr veebruar | märts | apr aprill | mai | juuni | juuli | aug august | sept september | okt oktoober | nov november | dets detsember
eu urt urtarrila urtarrilaren | ots otsaila otsailaren | mar martxoa martxoaren | api apirila apirilaren | mai maiatza maiatzaren | eka ekaina ekainaren | uzt uztaila uztailaren | abu abuztua abuztuaren | ira iraila irailaren | urr urria urriaren | aza azaroa azaroaren | abe abendua abenduaren
fa ژانویه ژانویهٔ جنوری | فوریه فوریهٔ فبروری | مارس مارچ | آوریل اپریل | مه مهٔ می | ژوئن جون | ژوئیه ژوئیهٔ جولای | اوت آگست | سپتامبر سپتمبر | اکتبر اکتوبر | نوامبر نومبر | دسامبر دسمبر
fi tammi tammik tammikuu tammikuuta tammikuussa | helmi helmik helmikuu helmikuuta helmikuussa | maalis maalisk maaliskuu maaliskuuta maaliskuussa | huhti huhtik huhtikuu huhtikuuta huhtikuussa | touko toukok toukokuu toukokuuta toukokuussa | kesä kesäk kesäkuu kesäkuuta kesäkuussa | heinä heinäk heinäkuu heinäkuuta heinäkuussa | elo elok elokuu elokuuta elokuussa | syys syysk syyskuu syyskuuta syyskuussa | loka lokak lokakuu lokakuuta lokakuussa | marras marrask marraskuu marraskuuta marraskuussa | joulu jouluk joulukuu joulukuuta joulukuussa
fil ene enero | peb pebrero | mar marso | abr abril | may mayo | hun hunyo | hul hulyo | ago agosto | set setyembre | okt oktubre | nob nobyembre | dis disyembre
fr janv janvier jan | févr février fév | mars | avr avril | mai | juin jun | juil juillet jul | août aoû | sept septembre sep | oct octobre | nov novembre | déc décembre
ga ean eanáir | feabh feabhra | márta | aib aibreán | beal bealtaine | meith meitheamh | iúil | lún lúnasa | mfómh | dfómh | samh samhain | noll nollaig
gl xan xaneiro | feb febreiro | mar marzo | abr abril | maio | xuño | xul xullo | ago agosto | set setembro | out outubro | nov novembro | dec decembro
gu જાન્યુ જાન્યુઆરી | ફેબ્રુ ફેબ્રુઆરી | માર્ચ | એપ્રિલ | મે | જૂન | જુલાઈ | ઑગસ્ટ | સપ્ટે સપ્ટેમ્બર | ઑક્ટો ઑક્ટોબર | નવે નવેમ્બર | ડિસે ડિસેમ્બર
he ינואר ינו׳ לינואר בינואר ינו בינו׳ בלינואר בינו | פברואר פבר׳ בפברואר לפברואר פבר בפבר׳ בלפברואר בפבר | מרץ במרץ למרץ מרס במרס למרס מארס במארס למארס בלמרץ בלמרס בלמארס | אפריל אפר׳ באפריל לאפריל אפר באפר׳ בלאפריל באפר | מאי במאי למאי בלמאי | יוני ביוני ליוני יונ בליוני ביונ | יולי ביולי ליולי יול בליולי ביול | אוגוסט אוג׳ באוגוסט לאוגוסט אוג באוג׳ בלאוגוסט באוג | ספטמבר ספט׳ בספטמבר לספטמבר ספט בספט׳ בלספטמבר בספט | אוקטובר אוק׳ באוקטובר לאוקטובר אוק באוק׳ בלאוקטובר באוק | נובמבר נוב׳ בנובמבר לנובמבר נוב בנוב׳ בלנובמבר בנוב | דצמבר דצמ׳ בדצמבר לדצמבר דצמ בדצמ׳ בלדצמבר בדצמ
hi जनवरी जन॰ | फ़रवरी फ़र॰ | मार्च | अप्रैल | मई | जून | जुलाई जुल॰ | अगस्त अग॰ | सितंबर सित॰ सितम्बर | अक्तूबर अक्तू॰ अक्टूबर | नवंबर नव॰ नवम्बर | दिसंबर दिस॰ दिसम्बर
hr sij siječanj siječnja siječnju siječnjem | velj veljača veljače veljači veljačom | ožu ožujak ožujka ožujku ožujkom | tra travanj travnja travnju travnjem | svi svibanj svibnja svibnju svibnjem | lip lipanj lipnja lipnju lipnjem | srp srpanj srpnja srpnju srpnjem | kol kolovoz kolovoza kolovozu kolovozom | ruj rujan rujna rujnu rujnom | lis listopad listopada listopadu listopadom | stu studeni studenoga studenom studenomu studenome studenog studenim | pro prosinac prosinca prosincu prosincem
hu jan január | febr február feb ii | márc március már iii | ápr április iv | máj május | jún június vi | júl július vii | aug augusztus viii | szept szeptember ix | okt október | nov november xi | dec december xii
hy հնվ հունվար հունվարի | փետրվար փետրվարի փտվ | մարտ մարտի մրտ | ապր ապրիլ ապրիլի | մայիս մայիսի մյս | հնս հունիս հունիսի | հլս հուլիս հուլիսի | օգոստոս օգոստոսի օգս | սեպ սեպտեմբեր սեպտեմբերի | հոկ հոկտեմբեր հոկտեմբերի | նոյ նոյեմբեր նոյեմբերի | դեկ դեկտեմբեր դեկտեմբերի
id jan januari djan djanuari | feb februari peb pebruari | mar maret mrt | apr april | mei mai | jun juni djuni | jul juli djuli | agu agustus agt ag | sep september sept | okt oktober | nov november nop nopember | des desember
is jan janúar | feb febrúar | mar mars | apr apríl | maí | jún júní | júl júlí | ágú ágúst | sep september | okt október | nóv nóvember | des desember
it gen gennaio | feb febbraio | mar marzo | apr aprile | mag maggio | giu giugno | lug luglio | ago agosto | set settembre | ott ottobre | nov novembre | dic dicembre
ja 一月 | 二月 | 三月 | 四月 | 五月 | 六月 | 七月 | 八月 | 九月 | 十月 | 十一月 | 十二月
ka იან იანვარი | თებ თებერვალი | მარ მარტი | აპრ აპრილი | მაი მაისი | ივნ ივნისი | ივლ ივლისი | აგვ აგვისტო | სექ სექტემბერი | ოქტ ოქტომბერი | ნოე ნოემბერი | დეკ დეკემბერი
kk қаң қаңтар | ақп ақпан | нау наурыз | сәу сәуір | мам мамыр | мау маусым | шіл шілде | там тамыз | қыр қыркүйек | қаз қазан | қар қараша | жел желтоқсан
km មករា | កុម្ភៈ | មីនា | មេសា | ឧសភា | មិថុនា | កក្កដា | សីហា | កញ្ញា | តុលា | វិច្ឆិកា | ធ្នូ
kn ಜನ ಜನವರಿ | ಫೆಬ್ರ ಫೆಬ್ರವರಿ | ಮಾರ್ಚ್ | ಏಪ್ರಿ ಏಪ್ರಿಲ್ | ಮೇ | ಜೂನ್ | ಜುಲೈ | ಆಗ ಆಗಸ್ಟ್ | ಸೆಪ್ಟೆಂ ಸೆಪ್ಟೆಂಬರ್ | ಅಕ್ಟೋ ಅಕ್ಟೋಬರ್ | ನವೆಂ ನವೆಂಬರ್ | ಡಿಸೆಂ ಡಿಸೆಂಬರ್
ko  |  |  |  |  |  |  |  |  |  |  |
ky янв январь | фев февраль | мар март | апр апрель | май | июн июнь | июл июль | авг август | сен сентябрь | окт октябрь | ноя ноябрь | дек декабрь
lb jan januar | feb februar | mäe mäerz | abr abrëll | mee | jun juni | jul juli | aug august | sep september | okt oktober | nov november | dez dezember
lo ມກ ມັງກອນ | ກພ ກຸມພາ | ມນ ມີນາ | ມສ ເມສາ | ພພ ພຶດສະພາ | ມິຖ ມິຖຸນາ | ກລ ກໍລະກົດ | ສຫ ສິງຫາ | ກຍ ກັນຍາ | ຕລ ຕຸລາ | ພຈ ພະຈິກ | ທວ ທັນວາ
lt saus sausio sausis | vas vasario vasaris | kov kovas kovo | bal balandis balandžio | geg gegužė gegužės | birž birželio birželis | liep liepa liepos | rugp rugpjūtis rugpjūčio | rugs rugsėjis rugsėjo | spal spalio spalis | lapkr lapkritis lapkričio | gruod gruodis gruodžio
lv janv janvāris | febr februāris | marts | apr aprīlis | maijs | jūn jūnijs | jūl jūlijs | aug augusts | sept septembris | okt oktobris | nov novembris | dec decembris
mk јан јануари | фев февруари | мар март | апр април | мај | јун јуни | јул јули | авг август | сеп септември септ | окт октомври | ное ноември ноем | дек декември
ml ജനു ജനുവരി | ഫെബ്രു ഫെബ്രുവരി | മാർ മാർച്ച് | ഏപ്രി ഏപ്രിൽ | മേയ് | ജൂൺ | ജൂലൈ | ഓഗ ഓഗസ്റ്റ് | സെപ്റ്റം സെപ്റ്റംബർ | ഒക്ടോ ഒക്‌ടോബർ | നവം നവംബർ | ഡിസം ഡിസംബർ
mn нэгдүгээр | хоёрдугаар | гуравдугаар | дөрөвдүгээр | тавдугаар | зургаадугаар | долоодугаар | наймдугаар | есдүгээр | аравдугаар | арваннэгдүгээр | арванхоёрдугаар
mr जाने जानेवारी | फेब्रु फेब्रुवारी | मार्च | एप्रि एप्रिल | मे | जून | जुलै | ऑग ऑगस्ट | सप्टें सप्टेंबर | ऑक्टो ऑक्टोबर | नोव्हें नोव्हेंबर | डिसें डिसेंबर
ms jan januari | feb februari | mac | apr april | mei | jun | jul julai | ogo ogos | sep september | okt oktober | nov november | dis disember
mt jan jannar | fra frar | mar marzu | apr april | mej mejju | ġun ġunju | lul lulju | aww awwissu | set settembru | ott ottubru | nov novembru | diċ diċembru
my ဇန် ဇန်နဝါရီ | ဖေ ဖေဖော်ဝါရီ | မတ် | ဧပြီ | မေ | ဇွန် | ဇူ ဇူလိုင် | ဩဂုတ် | စက် စက်တင်ဘာ | အောက် အောက်တိုဘာ | နို နိုဝင်ဘာ | ဒီ ဒီဇင်ဘာ
nb jan januar | feb februar | mar mars | apr april | mai | jun juni | jul juli | aug august | sep september | okt oktober | nov november | des desember
ne जनवरी | फेब्रुअरी | मार्च | अप्रिल | मे मई | जुन | जुलाई | अगस्ट | सेप्टेम्बर | अक्टोबर | नोभेम्बर | डिसेम्बर
nl jan januari | feb februari | maart mrt | apr april | mei | jun juni | jul juli | aug augustus | sep september | okt oktober | nov november | dec december
nn jan januar | feb februar | mar mars | apr april | mai | jun juni | jul juli | aug august | sep september | okt oktober | nov november | des desember
pa ਜਨ ਜਨਵਰੀ | ਫ਼ਰ ਫ਼ਰਵਰੀ | ਮਾਰਚ | ਅਪ੍ਰੈ ਅਪ੍ਰੈਲ | ਮਈ | ਜੂਨ | ਜੁਲਾ ਜੁਲਾਈ | ਅਗ ਅਗਸਤ | ਸਤੰ ਸਤੰਬਰ | ਅਕਤੂ ਅਕਤੂਬਰ | ਨਵੰ ਨਵੰਬਰ | ਦਸੰ ਦਸੰਬਰ
pl sty styczeń stycznia styczen styczniu | lut lutego luty lutym | mar marca marzec marcu | kwi kwiecień kwietnia kwiecien kwietniu kwie | maj maja maju | cze czerwca czerwiec czerwcu | lip lipca lipiec lipcu | sie sierpień sierpnia sierpien sierpniu | wrz wrzesień września wrzesien wrzesnia wrześniu wrzesniu | paź październik października pazdziernik pazdziernika październiku pazdzierniku paz | lis listopad listopada listopadzie | gru grudnia grudzień grudzien grudniu
ps جنوري | فبروري فېبروري | مارچ | اپریل | مۍ | جون | جولای | اګست | سپتمبر سېپتمبر | اکتوبر | نومبر | دسمبر
pt jan janeiro | fev fevereiro | mar março | abr abril | mai maio | jun junho | jul julho | ago agosto | set setembro septembro | out outubro | nov novembro | dez dezembro
ro ian ianuarie | feb februarie febr | mar martie mart | apr aprilie | mai | iun iunie | iul iulie | aug august | sept septembrie sep | oct octombrie | noiembrie nov noiem | dec decembrie
ru янв январь января | февр февраль февраля фев | мар март марта | апр апрель апреля | май мая | июн июнь июня | июл июль июля | авг август августа | сент сентябрь сентября сен | окт октябрь октября | нояб ноябрь ноября ноя | дек декабрь декабря
si ජන ජනවාරි | පෙබ පෙබරවාරි | මාර් මාර්තු | අප්‍රේල් | මැයි | ජූනි | ජූලි | අගෝ අගෝස්තු | සැප් සැප්තැම්බර් | ඔක් ඔක්තෝබර් | නොවැ නොවැම්බර් | දෙසැ දෙසැම්බර්
sk jan január januára | feb február februára | mar marca marec | apr apríl apríla | máj mája | jún júna | júl júla | aug august augusta | sep september septembra | okt október októbra | nov november novembra | dec december decembra
sl jan januar | feb februar | mar marec | apr april | maj | jun junij | jul julij | avg avgust | sep september | okt oktober | nov november | dec december
so jan jannaayo kob janaayo | feb febraayo lab | maarso mar sad | abr abriil afr | may sha | jun juun lix | lul luuliyo tod | ogosto ogs sid | seb sebteembar sag | okt oktoobar tob | nof noofeembar kit | dis diseembar lit
sq jan janar | shk shkurt | mar mars | pri prill | maj | qer qershor | korr korrik kor | gush gusht gsh | sht shtator | tet tetor | nën nëntor | dhj dhjetor
sr јан јануар | феб фебруар | мар март | апр април | мај | јун | јул | авг август | сеп септембар | окт октобар | нов новембар | дец децембар
sv jan januari | feb februari | mars | apr april | maj | juni jun | juli jul | aug augusti | sep september sept | okt oktober | nov november | dec december
sw jan januari | feb februari | mac machi | apr aprili | mei | jun juni | jul julai | ago agosti | sep septemba | okt oktoba | nov novemba | des desemba
ta ஜன ஜனவரி | பிப் பிப்ரவரி | மார் மார்ச் | ஏப் ஏப்ரல் | மே | ஜூன் | ஜூலை | ஆக ஆகஸ்ட் | செப் செப்டம்பர் | அக் அக்டோபர் | நவ நவம்பர் | டிச டிசம்பர்
tg январ | феврал | март | апрел | май | июн | июл | август | сентябр | октябр | ноябр | декабр
sd جنوري | فيبروري | مارچ | اپريل | مئي | جون | جولاءِ | آگسٽ | سيپٽمبر | آڪٽوبر | نومبر | ڊسمبر
te జన జనవరి | ఫిబ్ర ఫిబ్రవరి | మార్చి | ఏప్రి ఏప్రిల్ | మే | జూన్ | జులై | ఆగ ఆగస్టు | సెప్టెం సెప్టెంబర్ | అక్టో అక్టోబర్ | నవం నవంబర్ | డిసెం డిసెంబర్
th มกราคม มค เดือนมกราคม มกรา | กพ กุมภาพันธ์ เดือนกุมภาพันธ์ กุมภา | มีค มีนาคม เดือนมีนาคม มีนา | เมย เมษายน เมษา เดือนเมษายน | พค พฤษภาคม เดือนพฤษภาคม พฤษภา | มิถุนายน มิย เดือนมิถุนายน มิถุนา | กค กรกฎาคม เดือนกรกฏาคม กรกฎา | สค สิงหาคม สิงหา เดือนสิงหาคม | กย กันยายน กันยา เดือนกันยายน | ตค ตุลาคม เดือนตุลาคม ตุลา | พย พฤศจิกายน เดือนพฤศจิกายน พฤศจิ | ธค ธันวาคม เดือนธันวาคม ธันวา
tl enero ene | pebrero peb | marso mar | abril abr | mayo may | hunyo hun | hulyo hul | agosto ago | setyembre set | oktubre okt | nobyembre nob | disyembre dis
tr oca ocak oc | şub şubat şu | mar mart | nis nisan ni | may mayıs | haz haziran ha | tem temmuz te | ağu ağustos ağ | eyl eylül ey | eki ekim ek | kas kasım ka | ara aralık ar
uk січ січень січня | лют лютий лютого | бер березень березня берез | квіт квітень квітня кві | трав травень травня тра | черв червень червня чер | лип липень липня | серп серпень серпня сер | вер вересень вересня верес | жовт жовтень жовтня жов | лист листопад листопада листоп лис | груд грудень грудня гру
ur جنوری | فروری | مارچ | اپریل | مئی | جون | جولائی | اگست | ستمبر | اکتوبر | نومبر | دسمبر
uz yan yanvar | fev fevral | mar mart | apr aprel | may | iyn iyun | iyl iyul | avg avgust | sen sentabr | okt oktabr | noy noyabr | dek dekabr
vi  |  |  |  |  |  |  |  |  |  |  |
yo ṣẹ́ ṣẹ́r ṣẹ́rẹ́ | èr èrèl èrèlè | ẹr ẹrẹ̀n ẹrẹ̀nà | ìg ìgb ìgbé | ẹ̀b ẹ̀bi ẹ̀bibi | òk òkú òkúdu | ag agẹ agẹmọ | òg ògú ògún | ow owe owewe | ọ̀w ọ̀wà ọ̀wàrà | bé bél bélú | ọ̀p ọ̀pẹ ọ̀pẹ̀
zu jan januwari umasingana | feb februwari | mas mashi | eph ephreli | mey meyi | jun juni | jul julayi | aga agasti | sep septhemba | okt okthoba | nov novemba | dis disemba
ha jan janairu | fab faburairu | mar maris | afi afirilu | may mayu | yun yuni | yul yuli | agu agusta | sat satumba | okt oktoba | nuw nuwamba | dis disamba
ig jen jenụwarị | feb febrụwarị | maa maachị | epr epreel eprel | mee | juu juun | jul julaị | ọgọ ọgọọst | sep septemba | ọkt ọktoba | nov novemba | dis disemba
rw mut mutarama | gas gashyantare | wer werurwe | mat mata | gic gicurasi gicuransi | kam kamena | nya nyakanga | kan kanama | nze nzeli | ukw ukwakira | ugu ugushyingo | uku ukuboza
"""

JOINED: Final = (
    ("كانون الثاني", "كانونالثاني"), ("كانون الأول", "كانونالأول"), ("تشرين الأول", "تشرينالأول"), ("تشرين الثاني", "تشرينالثاني"),
    ("арван нэгдүгээр", "арваннэгдүгээр"), ("арван хоёрдугаар", "арванхоёрдугаар"),
)  # fmt: skip
"""Names of months that are two words, and what stands for them in MONTHS."""

ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""The year before the first of each reign, and of the republic that Taiwan counts from."""

PERSIAN: Final = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
"""The months of the Persian calendar, in order."""

WEEKDAYS: Final = frozenset(
    """
(土) (日) (月) (木) (水) (火) (金) ahad ahd aj ajé al alh alhamis alhamisi an antradienis aoine ar arb arbaco arbc asa asabar asteartea asteazkena astelehena
axad axd az bazar be bil biy biyernes ca ceturtd ceturtdiena chor chorshanba cmt cn cs csütörtök cum cuma cumartesi cyu cz czw czwartek céad cümə dc dg
di die dienstag dijous dilluns dim dimanche dimarts dimecres dinsdag dissabte diumenge divendres dj dl do dom domenica domh domingo don donderdag
donnerstag donneschdeg ds dt dum duminică dush dushanba dv déar déardaoin dën dënschdeg enj erb esmaspäev fim fimmtudagur fr fraị fraịdee fre fred
fredag freideg freitag fri friday fös föstudagur gio giovedì gnd gnu gtu gwe gwen hla huw huwebes hétfő hën iau ig igandea ijumaa il-ġimgħa il-ħadd
il-ħamis is-sibt isn isniin isnin isonto it-tlieta it-tnejn je jeu jeudi jim jimco jmc joi ju jue jueves jum juma jumaat jumamosi jumanne jumapili
jumat jumatano jumatatu jumma'a kab kam kamis kan ke kedd keskiviikko keskiviikkona ketvirtadienis kha khamiis khamis khms kolmapäev kt l-erbgħa la lah
lahadi lar laraba larunbata lau lauantai lauantaina laugardagur laupäev laurdag lin linggo lit litinin llun lr lu luan lun lundi lunedì lunes luni luns
lör lörd lördag lør lørdag ma maanantai maanantaina maandag man mandag mar mardi martedì martes marți maw mbe me mer mercoledì mercredi mgq mi mie
miercuri min minggu mit mittwoch miy miyerkules mié miércoles mið miðvikudagur mo mon monday montag mso máirt mán mánudagur må mån månd måndag méi
méindeg mér mércores mër mët mëttwoch mọn mọnde nd ne ned nedelja nedeľa nedeľu nedjelja neděle neděli neljapäev nie niedz niedziela niedziele
niedzielę og on ons onsd onsdag or osteguna ostirala otrd otrdiena pay payshanba paz pazar pazartesi pe penktadienis per perjantai perjantaina perşembe
pet petak petek pi pia piatek piatok piektd piektdiena pirmadienis pirmd pirmdiena pią piątek pn po pon pondelok pondělí ponedeljek ponedjeljak
poniedzialek poniedziałek pr pre prs pt pzt pá pát pátek pátku péntek pühapäev qua quarta quarta-feira qui quinta quinta-feira rab rabu reede sa sab
sabado sabato sabti sabtu sad sal salı sam samedi samschdeg samstag sat saterdag sath saturday satọdee sb sbti seg segunda segunda-feira sekmadienis
sel selasa sen senin sesh seshanba sestd sestdiena sex sexta sexta-feira shan shanba sht sib sin sk so sob sobota sobote sobotu soboty sobotę son
sondag sonndeg sonntag sr sre sreda sri srijeda sro sroda srode st streda stredu stř středa středu středy su sub subota sul sun sunday sunnudagur
sunnuntai sunnuntaina svētd svētdiena sze szerda szo szombat sáb sábado sâm sâmbătă sön sönd söndag sø søn søndag sọn sọndee tal talaado talata
teisipäev ter terça terça-feira th tha thu thursday ti tiistai tiistaina tir tirs tirsdag tis tisd tisdag tiu tiuzdee tldo tli tne to tor torek tors
torsd torsdag torstai torstaina tr trečiadienis trešd trešdiena tu tue tues tuesday ty tys tysdag tọọ tọọzdee ulwesibili ulwesihlanu ulwesine
ulwesithathu umgqibelo umsombuluko ut uto utorak utorok vas vasárnap ve ven vendredi venerdì venres vi vie viernes vin vineri vr vrijdag vrydag we wed
wednesday wen wenezdee wo woensdag wt wto wtorek xov xoves yak yakshanba za zaterdag zo zondag àbám àbámẹ́ta àìk àìkú ça çar çarşamba çrs çərşənbə
ìsẹ́g ìsẹ́gun út úte úterý þri þriðjudagur čet četrtek četvrtak čt čtv čtvrtek ġim ħad ħam śr śro środa środę şənbə šeštadienis št štvrtok δευ δευτέρα
κυρ κυριακή πέμ πέμπτη παρ παρασκευή σάβ σάββατο τετ τετάρτη τρί τρίτη аў аўт аўторак ба баасан бейсенбі бейш бейшемби бс бя бямба воскресение
воскресенье вс вск вт вто вторник втр вів вівтор вівторок да даваа дс дүй дүйсенбі дүйшөмбү жек жексенбі жекшемби жм жс жума жұма ишемби ишм лх лхагва
мя мягмар нд нед недела неделя недеља неділ неділю неділя ня няд нядзеля ням п'ятницю п'ятниця панядзелак пет петак петок петък пн пнд пон понед
понеделник понедельник понедељак понеділок пт птн пят пятница пятницу пятніца пү пүрэв саб сабота сб сбт сейсенбі сенбі сер серада серед середа середу
ср срд сре среда среду сря сряда сс суб суббота субботу субот субота суботу събота сәрсенбі уто уторак чацвер чв чет четвер четверг четвртак четврток
четвъртък чт чтв чц чцв шарш шаршемби шейш шейшемби երեքշաբթի երկ երկուշաբթի երք կիր կիրակի հինգշաբթի հնգ շաբաթ շբթ ուր ուրբաթ չորեքշաբթի չրք חמישי
ראשון רביעי שבת שישי שלישי שני اتوار الأحد الأربعاء الإثنين الاثنين الثلاثاء الجمعة الجمعه الخميس السبت اونۍ بدھ جمعرات جمعه جمعہ درېنۍ دوشنبه دونۍ
سهشنبه سه‌شنبه سوموار شنبه منگل يونۍ پنجشنبه پينځنۍ پیر څلرنۍ چهارشنبه ہفتہ یکشنبه आइत आइतबार गुरु गुरुवार बिहि बिहिबार बुध बुधबार बुधवार मंगल मंगलवार
मंगळ मंगळवार मङ्गल मङ्गलबार रवि रविवार शनि शनिबार शनिवार शुक्र शुक्रबार शुक्रवार सोम सोमबार सोमवार বুধ বুধবার বৃহষ্পতিবার বৃহস্পতি বৃহস্পতিবার মঙ্গল
মঙ্গলবার রবি রবিবার শনি শনিবার শুক্র শুক্রবার সোম সোমবার ਐਤ ਐਤਵਾਰ ਬੁੱਧ ਬੁੱਧਵਾਰ ਮੰਗਲ ਮੰਗਲਵਾਰ ਵੀਰ ਵੀਰਵਾਰ ਸ਼ਨਿੱਚਰ ਸ਼ਨਿੱਚਰਵਾਰ ਸ਼ੁੱਕਰ ਸ਼ੁੱਕਰਵਾਰ ਸੋਮ ਸੋਮਵਾਰ
ગુરુ ગુરુવાર બુધ બુધવાર મંગળ મંગળવાર રવિ રવિવાર શનિ શનિવાર શુક્ર શુક્રવાર સોમ સોમવાર சனி செவ் செவ்வாய் ஞாயி ஞாயிறு திங் திங்கள் புத புதன் வியா வியாழன்
வெள் வெள்ளி ఆది ఆదివారం గురు గురువారం బుధ బుధవారం మంగళ మంగళవారం శని శనివారం శుక్ర శుక్రవారం సోమ సోమవారం ಗುರು ಗುರುವಾರ ಬುಧ ಬುಧವಾರ ಭಾನು ಭಾನುವಾರ ಮಂಗಳ
ಮಂಗಳವಾರ ಶನಿ ಶನಿವಾರ ಶುಕ್ರ ಶುಕ್ರವಾರ ಸೋಮ ಸೋಮವಾರ ചൊവ്വ ചൊവ്വാഴ്ച ചൊവ്വാഴ്‌ച ഞായറാഴ്‌ച ഞായർ തിങ്കളാഴ്‌ച തിങ്കൾ ബുധനാഴ്‌ച ബുധൻ വെള്ളി വെള്ളിയാഴ്‌ച വ്യാഴം
വ്യാഴാഴ്‌ച ശനി ശനിയാഴ്‌ച අඟහ අඟහරුවාදා ඉරිදා බදාදා බ්‍රහස් බ්‍රහස්පතින්දා සඳුදා සිකු සිකුරාදා සෙන සෙනසුරාදා จันทร์ พฤ พฤหัส พฤหัสบดี พุธ วันจันทร์
วันจันทร์ที่ วันพฤหัสบดี วันพฤหัสบดีที่ วันพุธ วันพุธที่ วันศุกร์ วันศุกร์ที่ วันอังคาร วันอังคารที่ วันอาทิตย์ วันอาทิตย์ที่ วันเสาร์ วันเสาร์ที่
ศุกร์ อังคาร อา อาทิตย์ เสาร์ ຈັນ ພະຫັດ ພຸດ ວັນຈັນ ວັນພະຫັດ ວັນພຸດ ວັນສຸກ ວັນອັງຄານ ວັນອາທິດ ວັນເສົາ ສຸກ ອັງຄານ ອາທິດ ເສົາ ကြာသပတေး စနေ တနင်္ဂနွေ
တနင်္လာ ဗုဒ္ဓဟူး သောကြာ အင်္ဂါ კვი კვირა ოთხ ოთხშაბათი ორშ ორშაბათი პარ პარასკევი სამ სამშაბათი შაბ შაბათი ხუთ ხუთშაბათი ሐሙስ ማክሰ ማክሰኞ ረቡዕ ሰኞ ቅዳሜ እሑድ
ዓርብ ចន្ទ ច័ន្ទ ពុធ ព្រហ ព្រហស្បតិ៍ សុក្រ សៅរ៍ អង្គារ អាទិត្យ ẹt ẹtì ọjọ́b ọjọ́bọ ọjọ́r ọjọ́rú ụka 土曜日 日曜日 月曜日 木曜日 水曜日 火曜日 金曜日 якшанбе душанбе сешанбе чоршанбе панҷшанбе ҷумъа шанбе سومر اڱارو اربع خميس جمعو ڇنڇر آچر 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日 周天 週一 週二 週三 週四 週五 週六 週日 週天 礼拜一 礼拜二 礼拜三 礼拜四 礼拜五 礼拜六 礼拜日 礼拜天 禮拜一 禮拜二 禮拜三 禮拜四 禮拜五 禮拜六 禮拜日 禮拜天
mawrth ẹtì ìsẹ́gun enjte hënë martë mërkurë premte shtunë diel iau llun mercher
ĵaŭdo lundo mardo merkredo vendredo sabato dimanĉo feira ħamis tlieta ħadd sibt ġimgħa tnejn erbgħa
금요일 목요일 수요일 월요일 일요일 토요일
화요일
""".split()
)
