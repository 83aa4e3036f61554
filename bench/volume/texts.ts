/** Sentences of people who react, in a variety that large consultations have: frequent words, and very many rare ones. */
import { compound, qualities, street } from '../dutch-texts.ts'
import type { Theme } from './themes.ts'

type Random = () => number

/** One of a list by the law of Zipf: the second comes up half as often as the first, the tenth a tenth. */
export function zipf<T>(list: readonly T[], random: Random): T {
  const found = list[Math.floor((list.length + 1) ** random()) - 1] ?? list[0]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

/** One of a list, each as often. */
export function anyOf<T>(list: readonly T[], random: Random): T {
  const found = list[Math.floor(list.length * random())]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

const capital = (text: string) => text.replace(/^’?./, (first) => first.toUpperCase())
const villages = words(
  'Westerveen | Oosterlo | Nieuw-Haarle | Bronveld | Drieborg | Eexterzand | Koeveen | Ravenlo | Torenwijk | Zandpol | Holterveld | Meerlanden | Achterdijk | De Kamp | Buinerlaar | Vosholt',
)
const times = words(
  'in de spits | ’s avonds | in het weekend | sinds vorig jaar | elke dag | in de zomer | als het regent | al jaren | rond schooltijd | ’s nachts | sinds de verbouwing | in de vakantie | op marktdag',
)
const openings = words(
  'Ik maak mij zorgen over | Wij zijn niet tevreden over | In het plan lees ik te weinig over | Een groot probleem is | Graag vraag ik aandacht voor | U schrijft bijna niets over | Het gaat bij ons in de straat vooral om | Waarom zegt het plan niets over | Met de buren sprak ik over | Het grootste knelpunt is voor ons | Ik begrijp niet wat u bedoelt met | Blij ben ik met wat u schrijft over | Ons valt op hoe weinig er staat over | Eerder reageerden wij al op',
)
const asksBy = words(
  'Kunt u | Wilt u | Mijn voorstel is: | Wij stellen voor: | Waarom niet | Onze wens is: | Ons verzoek: | Zou u | Denk eens aan:',
)
const links = words(
  'Het punt is: | Let wel: | Bij ons thuis merken wij het: | Uit ervaring weet ik: | Zoals u weet: | Feit is: | Nu is het zo:',
)
const closings = words(
  'Dat hoor ik graag. | Hier moet snel iets aan gebeuren. | Wij denken graag mee. | Dit geldt ook voor de andere dorpen. | Zet dit alstublieft in het plan. | Hoe denkt u dit op te lossen? | Dat staat nu nergens. | Daar heeft niemand iets aan. | In andere gemeenten kan het wel. | Een foto stuur ik graag na.',
)

function words(text: string): readonly string[] {
  return text.split(' | ')
}

function place(random: Random): string {
  const kind = random()
  if (kind < 0.3) return ` aan de ${street(random)}`
  if (kind < 0.5) return ` in ${zipf(villages, random)}`
  if (kind < 0.65) return ` bij de ${compound(random)}`
  return ''
}

/** A point of one to four sentences: what is the matter, and what should be done or why. */
export function themedPoint({ subjects, asks, reasons }: Theme, random: Random): string {
  const about = `${zipf(subjects, random)}${place(random)}`
  const sentences: string[] = []
  const shape = random()
  const opening = zipf(openings, random)
  const when = zipf(times, random)
  sentences.push(
    shape < 0.7
      ? `${opening} ${about}${opening.startsWith('Waarom') ? '?' : random() < 0.3 ? `, ${when}.` : '.'}`
      : `Rond ${about} is het ${when} te ${zipf(qualities, random)}. Dat merken wij ook bij de ${compound(random)}.`,
  )
  if (random() < 0.55) sentences.push(because(reasons, random))
  if (random() < 0.75) sentences.push(request(asks, random))
  if (random() < 0.25) sentences.push(zipf(closings, random))
  return sentences.join(' ')
}

function because(reasons: readonly string[], random: Random): string {
  const reason = zipf(reasons, random)
  return random() < 0.5
    ? `${capital(reason)}, en dat geldt ook voor de ${compound(random)}.`
    : `${zipf(links, random)} ${reason}.`
}

function request(asks: readonly string[], random: Random): string {
  const by = zipf(asksBy, random)
  const where = random() < 0.3 ? `bij de ${compound(random)} ` : ''
  return `${by} ${where}${zipf(asks, random)}${/^(Kunt|Wilt|Waarom|Zou)/.test(by) ? '?' : '.'}`
}

const remarks = words(
  'Ik woon al sinds 1987 in het dorp. | Onze straat telt 24 huizen. | Op de informatieavond was ik ook. | Ik schrijf dit mede namens mijn buren. | Het plan heb ik helemaal gelezen. | Wij hebben twee jonge kinderen. | Sinds mijn pensioen loop ik elke dag door het gebied. | Als ondernemer ken ik de streek goed.',
)
const greetings = words(
  'Geacht college, | Beste gemeente, | Geachte heer, mevrouw, | Goedemiddag, | Aan het college van burgemeester en wethouders, | L.S.,',
)
const farewells = words(
  'Met vriendelijke groet | Hoogachtend | Vriendelijke groeten | Alvast bedankt voor uw antwoord | Wij zien uw reactie graag tegemoet',
)

export const greeting = (random: Random) =>
  `${zipf(greetings, random)}${random() < 0.5 ? `\n${anyOf(remarks, random)}` : ''}`
export const farewell = (random: Random) => zipf(farewells, random)

/** What keeps a text from becoming public as it is: a number, an address for mail, an account of a bank. Invented. */
export function personalFact(random: Random): string {
  const digits = (many: number) => Array.from({ length: many }, () => Math.floor(random() * 10)).join('')
  const kind = random()
  if (kind < 0.6) return `U kunt mij bellen op 06-${digits(8)}.`
  if (kind < 0.9) return `Mail mij gerust op bewoner${digits(5)}@post.example.`
  return `Ik ben ook bereikbaar op 0591-${digits(6)}.`
}

const replies: Record<string, readonly string[]> = {
  adopted: words(
    'Wij nemen dit over. In het plan staat nu dat wij gaan | U hebt gelijk. Wij vullen het plan aan en gaan | Dit voorstel nemen wij over; wij gaan',
  ),
  partlyAdopted: words(
    'Een deel hiervan nemen wij over. Wij gaan onderzoeken of wij kunnen | Wij nemen dit voor een deel over en willen op termijn',
  ),
  notAdopted: words(
    'Wij nemen dit niet over. Het past niet bij de afspraken in de regio om te | Dit nemen wij niet over, omdat het geld ontbreekt om te | Wij kiezen er niet voor om te',
  ),
  noted: words(
    'Wij hebben hiervan kennisgenomen en betrekken het bij het overleg over | Uw opmerking geven wij mee aan wie werkt aan',
  ),
  alreadyInPlan: words(
    'Dit staat al in het plan. Wij gaan | Het plan voorziet hierin: wij willen | Daarin voorziet hoofdstuk 3 al: wij gaan',
  ),
  outOfScope: words(
    'Dit plan gaat hier niet over. Een ander besluit gaat over | Dit valt buiten dit plan; de provincie besluit over',
  ),
}

/** Dispositions in the order of how often they are given. */
export const usualDispositions = ['noted', 'notAdopted', 'adopted', 'partlyAdopted', 'alreadyInPlan', 'outOfScope']

/** What the municipality answers to a point of this theme. */
export function reply({ subjects, asks }: Theme, disposition: string, random: Random): string {
  const start = zipf(replies[disposition] ?? [], random)
  const isAboutThing = disposition === 'noted' || disposition === 'outOfScope'
  const what = isAboutThing ? zipf(subjects, random) : zipf(asks, random)
  return `${start} ${what}.${random() < 0.5 ? ` Daarbij letten wij op de ${compound(random)} en op ${zipf(subjects, random)}.` : ''} Zie ook paragraaf ${1 + Math.floor(random() * 9)}.${1 + Math.floor(random() * 4)}.`
}

/** A paragraph of the plan. */
export function planParagraph({ subjects, asks }: Theme, random: Random): string {
  const sentences = Array.from({ length: 3 + Math.floor(random() * 3) }, () => {
    const [subject, ask] = [zipf(subjects, random), zipf(asks, random)]
    return random() < 0.5
      ? `Voor ${subject} kiezen wij een aanpak die past bij de ${compound(random)}.`
      : `Wij gaan ${ask}, te beginnen bij de ${compound(random)}.`
  })
  return sentences.join(' ')
}

/** Names of people, invented; some of them stand in what people write. */
export const personName = (random: Random) =>
  `${zipf(firstNames, random)} ${zipf(lastNames, random)}${random() < 0.1 ? `-${zipf(lastNames, random)}` : ''}`
const firstNames = words(
  'Jan | Anna | Hendrik | Grietje | Pieter | Maria | Klaas | Johanna | Fatima | Mohammed | Sanne | Daan | Roelof | Tineke | Geert | Aaltje | Lieke | Youssef | Wim | Ria',
)
const lastNames = words(
  'Dijkstra | de Vries | Jansen | Bakker | Wolters | Meijer | Hofsteenge | Kuipers | Yilmaz | Boer | Prins | Veldhuis | Hulshof | Zandstra | Nijland | Oosting | Postma | Eleveld',
)
