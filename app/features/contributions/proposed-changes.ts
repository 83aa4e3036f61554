import { wordsInWords } from '#app/features/plans/versions/changes-in-words.ts'
import { wordDiff, type DiffPiece } from '#app/features/plans/versions/word-diff.ts'
import { isUnchanged } from './proposal.ts'
import type { Proposal } from './proposals.server.ts'

/** A stretch of a proposal: words that stay, go or come, or how many sentences stay that are left out here. */
export type ProposedPiece = DiffPiece | { kind: 'left'; sentences: number }

export type ProposedChanges = {
  /** What changes, counted: '3 woorden weg, 8 woorden nieuw'. */
  says: string
  /** Null where nothing changes. */
  pieces: ProposedPiece[] | null
}

/** What someone hears who makes the field empty. */
export const ALL_REMOVED = 'U haalt de hele alinea weg'
const NOT_CHANGED_YET = 'U hebt nog niets veranderd'

/**
 * What other words change in a paragraph, word by word; where too much does, old and new whole. Sentences in between that stay are counted and left
 * out, unless `whole`. `removed` is what is said where nothing is left of it.
 */
export function proposedChanges(
  old: string,
  words: string,
  { removed = ALL_REMOVED, whole = false }: { removed?: string; whole?: boolean } = {},
): ProposedChanges {
  if (isUnchanged(old, words)) return { says: NOT_CHANGED_YET, pieces: null }
  if (words.trim() === '') return { says: removed, pieces: [{ kind: 'gone', text: old }] }
  const diff = wordDiff(old.trim(), words.trim())
  const says = wordsInWords(diff.words) || 'Alleen witruimte verandert'
  if (!diff.pieces)
    return {
      says,
      pieces: [
        { kind: 'gone', text: `${old.trim()} ` },
        { kind: 'new', text: words.trim() },
      ],
    }
  return { says, pieces: whole ? diff.pieces : diff.pieces.flatMap(withoutMiddle) }
}

const segmenter = new Intl.Segmenter('nl', { granularity: 'sentence' })

/** Of a long stretch that stays only its first and last sentence. */
function withoutMiddle(piece: DiffPiece): ProposedPiece[] {
  if (piece.kind !== 'same') return [piece]
  const sentences = [...segmenter.segment(piece.text)].map(({ segment }) => segment)
  const [first = '', last = ''] = [sentences[0], sentences.at(-1)]
  if (sentences.length < 4) return [piece]
  return [
    { kind: 'same', text: first },
    { kind: 'left', sentences: sentences.length - 2 },
    { kind: 'same', text: last },
  ]
}

/** What stands for the sentences that are left out. */
export const leftInWords = (sentences: number): string => `[${sentences} zinnen blijven gelijk]`

/** A proposal in a text, ready to be shown. */
export type ShownProposal = { number: number; changes: ProposedChanges; reason: string }

/** What a proposal changes, cut out of the text that it stands in. */
export function shownProposal(
  text: string,
  { start, end, removes, reason, paragraph }: Proposal,
  options: { removed?: string; whole?: boolean } = {},
): ShownProposal {
  return {
    number: paragraph.number,
    changes: proposedChanges(paragraph.text, removes ? '' : text.slice(start, end), options),
    reason: reason === null ? '' : text.slice(reason.start, reason.end),
  }
}
