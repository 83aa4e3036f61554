/** What a consultation on a plan for villages and the land around them is about: each theme with words of its own. */

export type Theme = {
  name: string
  /** What points are about, with its article; those in front come up most. */
  subjects: readonly string[]
  /** What people ask for. */
  asks: readonly string[]
  /** Why it matters to them. */
  reasons: readonly string[]
}

const words = (text: string) => text.split(' | ')

const theme = (name: string, subjects: string, asks: string, reasons: string): Theme => ({
  name,
  ...{ subjects: words(subjects), asks: words(asks), reasons: words(reasons) },
})

export const volumeThemes: readonly Theme[] = [
  theme(
    'Verkeer en veiligheid',
    'de kruising | de doorgaande weg | het zware vrachtverkeer | de maximumsnelheid | de rotonde | het sluipverkeer | de oversteekplaats | de drempel | de verlichting langs de weg | het landbouwverkeer | de bocht | de bewegwijzering',
    'een 30-kilometerzone instellen | het vrachtverkeer om het dorp heen leiden | een oversteek met verkeerslichten maken | de snelheid vaker controleren | een drempel aanleggen voor de school | een inhaalverbod instellen',
    'kinderen steken hier elke ochtend over | er zijn dit jaar al drie aanrijdingen geweest | auto’s rijden hier veel te hard | het uitzicht is slecht | navigatie stuurt iedereen door onze straat | vrachtwagens kunnen elkaar niet passeren',
  ),
  theme(
    'Fietsen en lopen',
    'het fietspad | de doorfietsroute | het voetpad | de fietsenstalling | het schelpenpad | de brug voor fietsers | de stoep | het ommetje | de route naar school | het knooppuntennetwerk',
    'het fietspad verbreden | het pad vrijhouden van wortels | een stalling bij de halte bouwen | het voetpad doortrekken tot het bos | het pad verlichten met lampen die op beweging aangaan | scootmobielen meer ruimte geven',
    'nu fietst iedereen op de rijbaan | met een rolstoel kom je er niet langs | in de winter is het aardedonker | elektrische fietsen gaan er te snel | de stoep ligt vol losse tegels',
  ),
  theme(
    'Openbaar vervoer',
    'de bus | de halte | de buurtbus | de laatste rit | de overstap op de trein | het reisadvies | de avondbus | het wachthokje | de deeltaxi | de dienstregeling',
    'de bus weer elk half uur laten rijden | een halte bij de huisarts maken | de buurtbus ook op zaterdag laten rijden | de dienstregeling afstemmen op de trein | een abri plaatsen',
    'zonder auto kom je hier nergens | mijn moeder kan niet meer naar het ziekenhuis | scholieren staan een uur te wachten | de laatste bus gaat al om zeven uur | de vrijwilligers van de buurtbus zijn op leeftijd',
  ),
  theme(
    'Parkeren',
    'het parkeerterrein | de parkeerdruk | de blauwe zone | het parkeren in de berm | de laadpaal | de vergunning voor bewoners | het parkeren bij de sportvelden | de garage | het parkeerbeleid',
    'meer plaatsen maken aan de rand van het dorp | een blauwe zone invoeren | laadpalen op het plein zetten | bewoners een vergunning geven | de norm voor nieuwe huizen verhogen',
    'bezoekers zetten hun auto op ons gras | hulpdiensten kunnen er niet door | op zondag staat alles vol | elk huis heeft tegenwoordig twee auto’s',
  ),
  theme(
    'Wonen en bouwen',
    'de nieuwbouw | het aantal woningen | de sociale huur | de starterswoningen | het appartementengebouw | de bouwhoogte | het open gat in het dorp | de leegstand | de splitsing van boerderijen | de tiny houses | de wachtlijst | het knarrenhofje | de inbreiding',
    'eerst voor onze eigen jongeren bouwen | niet hoger dan drie lagen bouwen | de oude school ombouwen tot woningen | de helft betaalbaar maken | het uitzicht van de bestaande huizen sparen | zelfbouw mogelijk maken',
    'onze kinderen moeten weg uit het dorp | niemand kan hier nog een huis betalen | het dorp verliest zijn karakter | de wachtlijst is negen jaar | senioren kunnen niet doorstromen | de riolering kan dit niet aan',
  ),
  theme(
    'Geluid en vliegverkeer',
    'het vlieglawaai | de nachtvluchten | de aanvliegroute | het geluid van de snelweg | de lage vluchten | de herrie van motoren | het laagfrequente gebrom | het geluidsscherm | de openingstijden | de routes over ons dorp | de berekening van het geluid',
    'de nachtvluchten schrappen | het geluid hier echt meten | de route om de kern heen leggen | een scherm langs de weg plaatsen | eerst het onderzoek overdoen | de grens aan het geluid handhaven',
    'wij slapen al maanden slecht | de berekeningen kloppen niet met wat wij horen | gesprekken in de tuin zijn onmogelijk | kinderen kunnen zich niet concentreren | onze huizen worden minder waard | de beloften van vroeger zijn niet nagekomen',
  ),
  theme(
    'Lucht en gezondheid',
    'de luchtkwaliteit | het fijnstof | de geur van de stallen | de houtkachels | het ultrafijn stof | de uitstoot | de stank van de fabriek | de gezondheidseffecten | de spuitzone | de astmapatiënten',
    'een meetpunt plaatsen | de GGD om advies vragen | een spuitvrije zone rond de school instellen | stoken bij mist verbieden | de vergunning van de fabriek aanscherpen',
    'mijn zoon heeft astma | de was kan niet buiten hangen | het stof ligt op de vensterbank | over de gevolgen op lange termijn weten wij niets',
  ),
  theme(
    'Natuur en groen',
    'het bos | de houtwal | de weidevogels | het Natura 2000-gebied | de bomenkap | het bermbeheer | de egels | de vleermuizen | de heide | het open landschap | de stikstof | de bloemrijke akker | de oude eik',
    'elke gekapte boom dubbel vervangen | de bermen later maaien | een groene rand om het dorp aanleggen | buiten het broedseizoen werken | de houtwallen herstellen | het bos met rust laten',
    'hier broedt al jaren een paar uilen | het landschap is onze rijkdom | de natuur heeft nu al te veel te lijden | door de kap verdwijnt de schaduw | toeristen komen juist voor de rust',
  ),
  theme(
    'Water en bodem',
    'de waterberging | de riolering | de sloot | het grondwater | de wateroverlast | de droogte | de beek | de kelder | de bodemdaling | het zwemwater',
    'het regenwater apart afvoeren | de sloot uitbaggeren | tuinen zonder tegels belonen | de beek weer laten kronkelen | het waterpeil verhogen',
    'na elke bui staat de straat blank | onze kelder is al vier keer ondergelopen | de akkers verdrogen | het huis begint te scheuren',
  ),
  theme(
    'Energie',
    'de windmolens | het zonnepark | het warmtenet | de zonnepanelen op daken | het stroomnet | de energiecoöperatie | de batterij | de slagschaduw | het gas | de isolatie',
    'eerst alle daken vol leggen | de afstand tot huizen vergroten | de opbrengst voor de helft in het dorp laten | geen landbouwgrond gebruiken | het net eerst verzwaren | een dorpsfonds instellen',
    'wij hebben de lasten en een ander de lusten | de molens staan te dicht bij de huizen | goede landbouwgrond is schaars | het net zit hier al vol',
  ),
  theme(
    'Zorg en ondersteuning',
    'de huisarts | de mantelzorg | de dagbesteding | het wijkteam | de hulp bij het huishouden | de wachttijd | de thuiszorg | de respijtzorg | het loket | het vervoer naar de dagopvang | de jeugdhulp',
    'een vast aanspreekpunt regelen | respijtzorg in het dorp aanbieden | de wachttijd verkorten | het loket ook ’s avonds openen | mantelzorgers beter waarderen',
    'ik zorg al twaalf jaar voor mijn man | ik moest mijn verhaal vijf keer vertellen | de hulp stopt als je achttien wordt | veel mensen weten niet waar ze moeten zijn',
  ),
  theme(
    'Jeugd en onderwijs',
    'de basisschool | de speeltuin | de hangplek | het jongerenwerk | het zwembad | de kinderopvang | de leerlingen | het schoolplein | de taalhulp | de jongeren',
    'de school in het dorp houden | het schoolplein na schooltijd openen | een plek voor jongeren maken | een jongerenwerker aanstellen | zwemles betaalbaar houden',
    'als de school sluit loopt het dorp leeg | er is hier niets te doen voor jongeren | de speeltoestellen zijn kapot | gezinnen kiezen dan voor een andere gemeente',
  ),
  theme(
    'Ouder worden',
    'de seniorenwoning | het dorpshuis | de eenzaamheid | de gladde stoep | de open eettafel | de wandelgroep | het verzorgingshuis | de digitale formulieren | de hulp van buren',
    'levensloopbestendig bouwen | het dorpshuis elke dag openen | bankjes langs de route zetten | formulieren ook op papier aanbieden | strooien bij de aanleunwoningen',
    'ouderen durven in de winter niet naar buiten | niet iedereen heeft een computer | veel mensen hier zijn alleen | verhuizen naar de stad wil niemand',
  ),
  theme(
    'Sport en bewegen',
    'het sportveld | de sporthal | de ijsbaan | het trapveldje | de kleedkamers | de tennisbaan | het ruiterpad | de contributie | het kunstgras | de ijsvereniging',
    'de kleedkamers opknappen | het veld draineren | de hal ook overdag verhuren | de ijsbaan behouden | een beweegtuin aanleggen',
    'de helft van de wedstrijden gaat niet door | clubs houden een dorp bij elkaar | de kosten lopen uit de hand | vrijwilligers doen al het werk',
  ),
  theme(
    'Winkels en bedrijven',
    'de supermarkt | het bedrijventerrein | de winkelstraat | de horeca | het terras | de camping | de distributiehal | de zzp’ers | de weekmarkt | het recreatiepark',
    'geen grote dozen aan de weg toestaan | de markt op het plein houden | lege winkels een andere bestemming geven | lokale ondernemers voorrang geven | de hal achter een groene wal zetten',
    'de laatste bakker is dicht | de hal is van kilometers ver te zien | ondernemers weten niet waar ze aan toe zijn | werk dichtbij scheelt veel verkeer',
  ),
  theme(
    'Landbouw',
    'de boeren | de landbouwgrond | de schaalvergroting | de stallen | de kringlooplandbouw | de streekproducten | de pacht | de kavelpaden | de bollenteelt | de erfbebouwing',
    'goede grond voor voedsel bewaren | jonge boeren helpen met grond | streekproducten in de scholen gebruiken | geen nieuwe megastallen toestaan | de afstand tot bollenvelden regelen',
    'zonder boeren geen landschap | de regels veranderen elk jaar | grond is niet meer te betalen | een gezinsbedrijf kan dit niet dragen',
  ),
  theme(
    'Erfgoed en cultuur',
    'het hunebed | de kerktoren | het beschermd dorpsgezicht | de molen | het archief | de brink | het monument | de bibliotheek | het dorpsfeest | de streektaal',
    'de brink vrijhouden van auto’s | het dorpsgezicht beter beschermen | de bibliotheek openhouden | plaatsnaamborden in de streektaal plaatsen | de molen opknappen',
    'een dorp zonder verleden is geen dorp | als het gesloopt is komt het niet terug | kinderen leren er over hun eigen streek | vrijwilligers houden het al jaren in stand',
  ),
  theme(
    'Toezicht en overlast',
    'het zwerfafval | de hondenpoep | de inbraken | de wijkagent | het vuurwerk | de overlast van arbeidsmigranten in te volle huizen | de drugsdumping | de prullenbakken | de handhaving | de buurtpreventie',
    'vaker een boa laten langskomen | meer prullenbakken plaatsen | eerlijke huisvesting regelen | een vuurwerkvrije zone instellen | de buurtapp ondersteunen',
    'melden helpt nu niets | er slapen tien mensen in één huis | het is elke zondag raak | bewoners ruimen zelf de rommel op',
  ),
  theme(
    'Inspraak en besluit',
    'de inspraak | de informatieavond | het conceptplan | de kaart | de beantwoording | de planning | de raad | de participatie | het onderzoek | de leesbaarheid van de stukken',
    'ons eerder bij de plannen betrekken | de kaart leesbaar maken | het onderzoek openbaar maken | de termijn verlengen | per dorp een gesprek houden | uitleggen wat er met reacties gebeurt',
    'de stukken zijn honderden bladzijden lang | wij lazen het in de krant | het lijkt of alles al besloten is | op de avond was geen ruimte voor vragen',
  ),
  theme(
    'Kosten en belastingen',
    'de onroerendezaakbelasting | de planschade | de subsidie | de begroting | de leges | het dorpsbudget | de kosten van het onderhoud | de afvalstoffenheffing | de waardedaling',
    'een regeling voor schade maken | de kosten eerst op een rij zetten | dorpen een eigen budget geven | de leges verlagen | de rekening bij de veroorzaker leggen',
    'wij betalen elk jaar meer | van wie komt het geld | de waarde van ons huis daalt | het onderhoud is nergens begroot',
  ),
]
