import type { ParagraphKind } from '#app/features/plans/plan.ts'
import type { ChangeKind } from './change-lines.ts'
import { changeSaid } from './change-said.ts'
import { changedSentences } from './sentence-diff.ts'
import { wordDiff, type DiffPiece } from './word-diff.ts'

/** How words that changed are shown: with the difference in the text, old and new apart, or only the new ones. */
export type WordsView = 'inText' | 'apart' | 'onlyNew'

/** A paragraph of a change, as people read it. */
export type ChangedPart = {
  id: string
  number: number
  kind: ParagraphKind
  text: string
  html: string | null
  /** The heading it stands under. */
  section: string
}

/** The words of one change. */
export type ChangedWords = {
  kind: Exclude<ChangeKind, 'unchanged'>
  /** What changed, in plain sentences. */
  said: string
  /** No word differs. */
  isSame: boolean
  /** The difference in the text; null where old and new are read whole. */
  pieces: DiffPiece[] | null
  olds: ChangedPart[]
  news: ChangedPart[]
}

/** What is compared as a table or stands for a picture is never marked word by word. */
const isWhole = ({ kind }: ChangedPart) => kind === 'table' || kind === 'figure'

type Text = Pick<ChangedPart, 'text'>

const textOf = (parts: readonly Text[]) => parts.map(({ text }) => text).join('\n')

/** The words of a change with what went and came in them. */
export function changedWords(change: {
  kind: Exclude<ChangeKind, 'unchanged'>
  moved: boolean
  olds: readonly ChangedPart[]
  news: readonly ChangedPart[]
}): ChangedWords {
  const { kind, olds, news } = change
  const { pieces, words } = wordDiff(textOf(olds), textOf(news))
  const isApart = olds.length === 0 || news.length === 0
  return {
    ...{ kind, said: changeSaid(change), isSame: words.gone + words.new === 0 },
    pieces: isApart || [...olds, ...news].some(isWhole) ? null : pieces,
    ...{ olds: [...olds], news: [...news] },
  }
}

/** Old and new words of a change in short: only the sentences that differ. */
export type ShortWords = { old: string; now: string }

/** The sentences that went and those that came, places in between left out; the whole text where all of it did. */
export function shortWords(olds: readonly Text[], news: readonly Text[]): ShortWords {
  const changes = changedSentences(textOf(olds), textOf(news))
  const joined = (sentences: string[][]) =>
    sentences
      .filter((each) => each.length > 0)
      .map((each) => each.join(' '))
      .join(' … ')
  return { old: joined(changes.map(({ gone }) => gone)), now: joined(changes.map((change) => change.new)) }
}

/** 'alinea 25, nu 26', 'alinea 17, nu 17 en 18', 'alinea 33' when it is gone. */
export function changedNumbers({ olds, news }: Pick<ChangedWords, 'olds' | 'news'>): string {
  const list = (parts: readonly ChangedPart[]) =>
    new Intl.ListFormat('nl').format(parts.map(({ number }) => String(number)))
  const [from, to] = [list(olds), list(news)]
  if (from === '' || to === '' || from === to) return `alinea ${to || from}`
  return `alinea ${from}, nu ${to}`
}
