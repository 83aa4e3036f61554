import type { IconName } from '#app/ui/Icon.tsx'
import type { ChangeKind } from './change-lines.ts'
import type { Question, ShownChange } from './compare-view.server.ts'
import { paragraphsInWords } from './paragraphs-in-words.ts'
import type { WordDiff } from './word-diff.ts'

/** What a list of changes may be narrowed to. */
const changeFilters = ['doubtful', 'settled', 'all', 'edited', 'moved', 'split', 'merged', 'new', 'gone'] as const
export type ChangeFilter = (typeof changeFilters)[number]

/** How a kind of change is called, and its sign. */
export const changeNames = {
  unchanged: { name: 'Gelijk', icon: 'check' },
  edited: { name: 'Gewijzigd', icon: 'pencil' },
  moved: { name: 'Verplaatst', icon: 'arrow-left-right' },
  split: { name: 'Gesplitst', icon: 'split' },
  merged: { name: 'Samengevoegd', icon: 'merge' },
  new: { name: 'Nieuw', icon: 'plus' },
  gone: { name: 'Vervallen', icon: 'minus' },
} as const satisfies Record<ChangeKind, { name: string; icon: IconName }>

/** The words that an address has for what is shown. */
export const filterWords: Record<ChangeFilter, string> = {
  doubtful: 'onzeker',
  settled: 'bevestigd',
  all: 'alles',
  edited: 'gewijzigd',
  moved: 'verplaatst',
  split: 'gesplitst',
  merged: 'samengevoegd',
  new: 'nieuw',
  gone: 'vervallen',
}

/** What an address asks to be shown; null when it asks nothing that is there. */
export const filterOf = (word: string | null): ChangeFilter | null =>
  changeFilters.find((filter) => filterWords[filter] === word) ?? null

const words = (count: number) => `${count} ${count === 1 ? 'woord' : 'woorden'}`

/** '7 woorden weg, 12 woorden nieuw'; '' where no word differs. */
export const wordsInWords = ({ gone, new: added }: WordDiff['words']): string =>
  [gone > 0 && `${words(gone)} weg`, added > 0 && `${words(added)} nieuw`].filter(Boolean).join(', ')

/** One plain sentence about a change, said before its words. */
export function shownChangeInWords({ kind, moved, olds, news, diff }: ShownChange): string {
  const [from, to] = [olds, news].map((parts) => paragraphsInWords(parts.map(({ number }) => number)))
  if (kind === 'new') return `Nieuw: ${to}.`
  if (kind === 'gone') return `Vervallen: ${from} van de vorige versie.`
  const place = from === to ? upper(from ?? '') : `${upper(from ?? '')}, nu ${to}`
  const words = wordsInWords(diff.words) || 'dezelfde woorden'
  return `${place}: ${words}${moved ? ', op een andere plek' : ''}.`
}
const upper = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

/** An answer to a question, with what it sends: these origins, or none. */
type Answer = { label: string; origins: string[] }

/** What is asked about a doubtful pair, and the answers; choosing otherwise comes after them. */
export function pairQuestion(
  { number, origins, isSplit }: Question,
  change: Pick<ShownChange, 'kind' | 'moved'>,
): { asks: string; answers: Answer[] } {
  const all = origins.map(({ id }) => id)
  const isNew = (old: string) => ({ label: `Nee: ${old}${number} is nieuw`, origins: [] })
  if (origins.length > 1)
    return {
      asks: `Werden ${paragraphsInWords(origins.map((origin) => origin.number))} samen alinea ${number}?`,
      answers: [
        { label: 'Ja, samengevoegd', origins: all },
        ...origins.map((origin) => ({ label: `Alleen ${origin.number}`, origins: [origin.id] })),
        isNew(''),
      ],
    }
  const [origin] = origins
  if (isSplit)
    return {
      asks: `Komt alinea ${number} ook uit alinea ${origin?.number}?`,
      answers: [{ label: 'Ja, gesplitst', origins: all }, isNew('')],
    }
  const how = [change.kind === 'edited' && 'gewijzigd', change.moved && 'verplaatst'].filter(Boolean).join(' en ')
  return {
    asks: `Is dit dezelfde alinea${how ? `, ${how}` : ''}?`,
    answers: [{ label: 'Ja, dezelfde', origins: all }, isNew(`${origin?.number} verviel, `)],
  }
}
