/** Sixty words as people type them, each with words that it must find: other forms, beginnings and compounds. */
const list = `
bus: bussen buurtbus bushalte schoolbus busje
speel: spelen speelplekken speeltuin speelveldje
spelen: speel speelplekken
fiets: fietsen fietspad bakfiets fietsenstalling
boom: bomen boomkap bomenrij laanboom
bomen: boom boomkap
huis: huizen buurthuis huisvuil woonhuizen
huizen: huis buurthuis
weg: wegen fietsweg wegdek rondweg
wegen: weg rondweg
zorg: zorgen mantelzorg zorgvraag thuiszorg
mantelzorger: mantelzorgers mantelzorgersloket
school: scholen basisschool schoolplein
scholen: school schoolplein
kind: kinderen kindje kleinkind kinderopvang
straat: straten straatlamp hoofdstraat
straten: straat hoofdstraat
plein: pleinen dorpsplein pleintje
licht: lichten straatverlichting lichthinder
lamp: lampen straatlamp lampje
dorp: dorpen dorpshuis kerkdorp dorpsraad
woning: woningen woningbouw huurwoning
huur: huren huurwoning huurprijs
geluid: geluiden geluidsoverlast weggeluid
overlast: geluidsoverlast overlastmelding
afval: zwerfafval afvalbak afvalcontainer
bak: bakken afvalbak zandbak
parkeer: parkeren parkeerplaats parkeergarage
parkeren: parkeerplaats
verkeer: verkeersdrempel fietsverkeer
drempel: drempels verkeersdrempel
brug: bruggen fietsbrug brugwachter
bruggen: brug fietsbrug
sloot: sloten slootkant bermsloot
sloten: sloot slootkant
water: waterberging hemelwater
zwem: zwemmen zwembad zwemles
zwemmen: zwembad zwemles
bad: baden zwembad badmeester
sport: sporten sportveld watersport
veld: velden sportveld voetbalveld
brief: brieven briefpost bewonersbrief
brieven: brief bewonersbrief
geld: subsidiegeld geldzorgen
schuld: schulden schuldhulp huurschuld
hulp: hulpverlener schuldhulp
arts: artsen huisarts artsenpost
huisarts: huisartsen huisartsenpost
jeugd: jeugdhulp jeugdhonk dorpsjeugd
oudere: ouderen ouderenzorg
vrijwilliger: vrijwilligers vrijwilligerswerk
groen: groene groenstrook bermgroen
steun: steunpunt steunen
molen: molens windmolen molenaar
wind: windmolen windmolens winden
zonnepaneel: zonnepanelen
mogelijkheid: mogelijkheden
idee: ideeen ideeenbus
café: cafe dorpscafe
reactie: reacties inspraakreactie
`

export const compounds: { typed: string; finds: string[] }[] = list
  .trim()
  .split('\n')
  .map((line) => {
    const [typed = '', words = ''] = line.split(': ')
    return { typed, finds: words.split(' ') }
  })

/** Words that have the letters of another one, and nothing to do with it. */
export const notCompounds: [typed: string, word: string][] = [
  ['arm', 'warm'],
  ['arm', 'alarm'],
  ['bus', 'robuust'],
  ['zon', 'gezond'],
  ['oor', 'voor'],
  ['ei', 'meisje'],
  ['kat', 'advocaat'],
]
