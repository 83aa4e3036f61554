import { pointText, randomFrom } from './dutch-texts.ts'

/** A letter, and which of the texts it was made of; null for one that someone wrote alone. */
export type MadeLetter = { text: string; madeOf: number | null }

const openings = [
  'Geacht college,',
  'Geachte heer, mevrouw,',
  'Beste mensen van de gemeente,',
  'Geachte leden van de raad,',
  'Aan het college van burgemeester en wethouders,',
  'L.S.,',
]
const endings = [
  'Met vriendelijke groet,\neen inwoner',
  'Met vriendelijke groeten van ons gezin',
  'Hoogachtend,\nde bewoners van het hoekhuis',
  'Vriendelijke groet, iemand uit het dorp',
]
const own = [
  'Ik schrijf u omdat mijn dochter er elke dag langs komt.',
  'Zelf heb ik dat vorige winter nog meegemaakt.',
  'Als voorzitter van de speeltuin zie ik hoe hard dit nodig is.',
  'Mijn man is slecht ter been en komt er nu al niet meer.',
  'Ik vraag u hierover ook een avond in het dorpshuis te houden.',
  'Wilt u mij laten weten wanneer u hierover beslist?',
  'Voor een referendum hierover zou ik zeker gaan stemmen.',
  'Op mijn werk horen wij hier bijna iedere week iets over.',
]

const pick = <T>(list: readonly T[], random: () => number): T => {
  const found = list[Math.floor(random() * list.length)]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

/** Paragraphs of two to four pieces of text, each of two or three sentences. */
const wholeText = (random: () => number): string[][] =>
  Array.from({ length: 2 + Math.floor(random() * 3) }, () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => pointText(random)),
  )

/** So many letters, of which `part` are variants of so many texts, as people make them; the same after the same seed. */
export function* madeLetters(
  count: number,
  { texts, part, seed }: { texts: number; part: number; seed: number },
): Generator<MadeLetter> {
  const random = randomFrom(seed)
  const bases = Array.from({ length: texts }, () => wholeText(random))
  for (let made = 0; made < count; made++) {
    if (random() >= part) {
      yield { text: signed(wholeText(random), random), madeOf: null }
      continue
    }
    // Some campaigns are much larger than others.
    const madeOf = Math.floor(texts * random() ** 1.5)
    yield { text: variant(bases[madeOf] ?? [], random), madeOf }
  }
}

/** Of ten people four send it as it is; the others change one thing or more. */
function variant(base: readonly string[][], random: () => number): string {
  let paragraphs = base.map((pieces) => [...pieces])
  if (random() < 0.4) return signed(paragraphs, random)
  if (random() < 0.2) paragraphs = paragraphs.toSorted(() => random() - 0.5)
  if (random() < 0.25) paragraphs = shortened(paragraphs, random)
  for (let added = Math.floor(random() * 3); added > 0; added--) {
    const pieces = pick(paragraphs, random)
    pieces.splice(Math.floor(random() * (pieces.length + 1)), 0, pick(own, random))
  }
  const text = signed(paragraphs, random)
  return random() < 0.35 ? mistyped(text, 1 + Math.floor(random() * 8), random) : text
}

/** Leaves out up to half of it. */
function shortened(paragraphs: readonly string[][], random: () => number): string[][] {
  const least = Math.ceil(paragraphs.flat().length / 2)
  const kept = paragraphs.map((pieces) => [...pieces])
  while (kept.flat().length > least && random() < 0.7) {
    const pieces = pick(
      kept.filter(({ length }) => length > 0),
      random,
    )
    pieces.splice(Math.floor(random() * pieces.length), 1)
  }
  return kept.filter(({ length }) => length > 0)
}

function signed(paragraphs: readonly string[][], random: () => number): string {
  const body = paragraphs.map((pieces) => pieces.join(' ')).join('\n\n')
  const opening = random() < 0.85 ? `${pick(openings, random)}\n\n` : ''
  return `${opening}${body}${random() < 0.85 ? `\n\n${pick(endings, random)}` : ''}`
}

/** Swaps, doubles or leaves out letters here and there. */
function mistyped(text: string, errors: number, random: () => number): string {
  let typed = text
  for (let made = 0; made < errors; made++) {
    const at = 1 + Math.floor(random() * (typed.length - 2))
    const [one = '', two = ''] = [typed[at], typed[at + 1]]
    if (!/\p{L}/u.test(one) || !/\p{L}/u.test(two)) continue
    const instead = pick([two + one, one + one + two, one], random)
    typed = typed.slice(0, at) + instead + typed.slice(at + 2)
  }
  return typed
}
