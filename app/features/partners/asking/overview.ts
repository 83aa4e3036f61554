import type { QuestionKind } from '#app/features/partners/questionnaire.ts'
import { responseWords, type AnswerState, type ResponseState } from '#app/features/partners/response.ts'
import { isoInAmsterdam } from '#app/local-date.ts'

/** A question as a column: one that is no longer asked stays as long as it has answers. */
export type AskedQuestion = { id: string; number: number; heading: string; kind: QuestionKind; isRetired: boolean }

/** What officials know of an answer: never a word of it. */
export type GivenAnswer = {
  questionId: string
  state: AnswerState
  items: number
  /** of the question that was answered */ kind: QuestionKind
  /** The question has other words now. */ isEarlier: boolean
}

export type AskedPartner = {
  id: string
  /** In the book; null for who was not asked, and gave its points in another way. */
  partnerId: string | null
  name: string
  state: ResponseState
  hasPoints: boolean
  openedAt: Date | null
  sentAt: Date | null
  reopenReason: string | null
  /** The municipality took in what it gave on paper, by mail or in a file: this contribution in the register. */
  takenIn: string | null
  answers: GivenAnswer[]
  /** Points under no question. */
  freePoints: number
}

export type CellKind = 'nothing' | 'unanswered' | 'draft' | 'done' | 'skipped' | 'notApplicable' | 'sent'
export type Cell = { kind: CellKind; points: number; isEarlier: boolean }

export const cellWords: Record<CellKind, string> = {
  nothing: 'nog niets',
  unanswered: 'geen antwoord',
  draft: 'concept',
  done: 'klaar',
  skipped: 'over\u00adgeslagen',
  notApplicable: 'n.v.t.',
  sent: 'verzonden',
}

/** What stands in the matrix for an organisation and a question. */
export function cellOf({ state }: Pick<AskedPartner, 'state'>, answer: GivenAnswer | undefined): Cell {
  const empty = state === 'sent' ? 'unanswered' : 'nothing'
  if (!answer) return { kind: empty, points: 0, isEarlier: false }
  const points = answer.kind === 'points' ? answer.items : 0
  const { isEarlier } = answer
  if (answer.state === 'skipped' || answer.state === 'notApplicable') return { kind: answer.state, points, isEarlier }
  if (answer.items === 0)
    return { kind: answer.state === 'done' && state !== 'sent' ? 'done' : empty, points: 0, isEarlier }
  if (state === 'sent') return { kind: 'sent', points, isEarlier }
  return { kind: answer.state === 'done' ? 'done' : 'draft', points, isEarlier }
}

export type MatrixRow = Omit<AskedPartner, 'answers' | 'freePoints'> & { says: string; cells: Cell[]; points: number }

/** The matrix: a row for each organisation, a cell for each question, and the points of each row, those under no question too. */
export function matrixOf(partners: readonly AskedPartner[], questions: readonly AskedQuestion[]): MatrixRow[] {
  return partners.map(({ answers, freePoints, ...partner }) => {
    const given = new Map(answers.map((answer) => [answer.questionId, answer]))
    const cells = questions.map(({ id }) => cellOf(partner, given.get(id)))
    return {
      ...partner,
      says: partner.takenIn ? 'ingelezen' : responseWords(partner),
      cells,
      points: cells.reduce((sum, { points }) => sum + points, freePoints),
    }
  })
}

export const overviewStands = ['open', 'concept', 'verzonden', 'heropenen'] as const
export type OverviewStand = (typeof overviewStands)[number]

export const overviewStandWords: Record<OverviewStand, string> = {
  open: 'Nog niet verzonden',
  concept: 'Aan het werk',
  verzonden: 'Verzonden',
  heropenen: 'Vraagt om heropenen',
}

/** Whether a row fits what is asked for. */
export function fitsStand(
  { state, reopenReason }: Pick<MatrixRow, 'state' | 'reopenReason'>,
  stand: OverviewStand,
): boolean {
  if (stand === 'verzonden') return state === 'sent'
  if (stand === 'open') return state !== 'sent'
  if (stand === 'concept') return state === 'draft' || state === 'released'
  return reopenReason !== null
}

/** Which organisations of the matrix one wants to see. */
export type MatrixFilter = { search: string; stand: OverviewStand | null }

/** The filter in an address. */
export const matrixFilterFrom = (params: URLSearchParams): MatrixFilter => ({
  search: (params.get('zoek') ?? '').replaceAll('\0', '').trim().slice(0, 100),
  stand: overviewStands.find((stand) => stand === params.get('stand')) ?? null,
})

/** Whether a row of the matrix fits what is asked for. */
export const fitsFilter = (row: MatrixRow, { search, stand }: MatrixFilter): boolean =>
  (stand === null || fitsStand(row, stand)) && row.name.toLowerCase().includes(search.toLowerCase())

/** A table for a spreadsheet. */
export type CountsTable = { columns: string[]; rows: (string | number)[][] }

/** The matrix for a spreadsheet: for each question what it is at, and how many points. */
export function matrixTable(rows: readonly MatrixRow[], questions: readonly AskedQuestion[]): CountsTable {
  const heads = questions.map(
    ({ number, heading, isRetired }) => `${number}. ${heading}${isRetired ? ' (vervallen)' : ''}`,
  )
  const moment = (at: Date | null) => (at ? isoInAmsterdam(at) : '')
  const lines = rows.map((row) => [
    row.name,
    row.says,
    moment(row.openedAt),
    moment(row.sentAt),
    ...row.cells.flatMap(({ kind, points }) => [cellWords[kind].replaceAll('\u00ad', ''), points]),
    row.points,
  ])
  const columns = [
    'organisatie',
    'stand',
    'geopendOp',
    'verzondenOp',
    ...heads.flatMap((name) => [name, `${name}: punten`]),
    'punten',
  ]
  return { columns, rows: lines }
}

/** How many points; without a name those that have none yet. */
export type PointShare = { name: string | null; points: number }

/** What the charts call the points without a theme, or without a place. */
export const withoutOne = { theme: 'nog zonder thema', chapter: 'nog zonder plek in het plan' }

/** The charts for a spreadsheet. */
export function sharesTable({
  themes,
  chapters,
}: {
  themes: readonly PointShare[]
  chapters: readonly PointShare[]
}): CountsTable {
  const lines = (kind: string, shares: readonly PointShare[], rest: string) =>
    shares.map(({ name, points }) => [kind, name ?? rest, points])
  const rows = [...lines('thema', themes, withoutOne.theme), ...lines('hoofdstuk', chapters, withoutOne.chapter)]
  return { columns: ['verdeling', 'naam', 'punten'], rows }
}
