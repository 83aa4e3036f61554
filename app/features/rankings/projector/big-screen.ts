import type { RankingLists } from '#app/features/rankings/counting/ranking-lists.ts'
import type { RankingReport, ReportRow } from '#app/features/rankings/counting/report.ts'
import type { SessionState } from '#app/features/rankings/session.ts'

/** A place of a group's list as the room may know it: whether it is filled, never with what. */
export type SlotState = 'free' | 'chosen' | 'motivated'

export type RevealedRow = Pick<ReportRow, 'topic' | 'place' | 'sum' | 'ranks'> & {
  /** How many topics share the place. */ sharedBy: number
}

/** What the projector shows. What is not shown yet is not in it either. */
export type BigScreen = {
  state: SessionState
  k: number
  unrankedRank: number
  topicCount: number
  groups: { name: string; members: number; slots: SlotState[] }[]
  reveal: null | {
    /** The top from first to last; null is a topic that is still hidden. */
    rows: (RevealedRow | null)[]
    /** Once all of the top is shown: the first outside it, and the rest. */
    outside: RevealedRow[]
    further: { topic: string; sum: number }[]
    /** How firm it is, in sentences; once all of the top is shown. */
    firmness: string[]
  }
}

type Session = RankingLists & { state: SessionState; revealed: number }

/** What is counted and said of the outcome, when there is one to show. */
type Outcome = { reportOf: (session: Session) => RankingReport; firmnessOf: (report: RankingReport) => string[] }

/** The projector's view of a session. */
export function bigScreen(session: Session, of: Outcome): BigScreen {
  const isOver = session.state === 'closed' || session.state === 'published'
  return {
    ...{ state: session.state, k: session.k, unrankedRank: session.unrankedRank, topicCount: session.topics.length },
    groups: session.groups.map(({ name, members, entries }) => ({
      name,
      members: members.length,
      slots: slotsOf(session.k, entries),
    })),
    reveal: isOver && session.topics.length > 0 ? revealOf(session, of) : null,
  }
}

function slotsOf(k: number, entries: RankingLists['groups'][number]['entries']): SlotState[] {
  return Array.from({ length: k }, (_, index) => {
    const entry = entries.find(({ rank }) => rank === index + 1)
    if (!entry) return 'free'
    return entry.motivation.trim() === '' ? 'chosen' : 'motivated'
  })
}

function revealOf(session: Session, { reportOf, firmnessOf }: Outcome): NonNullable<BigScreen['reveal']> {
  const report = reportOf(session)
  const top = report.rows.filter(({ inTop }) => inTop)
  const rest = report.rows.filter(({ inTop }) => !inTop)
  const shown = top.slice(top.length - shownTopics(top, session.revealed))
  const row = (one: ReportRow): RevealedRow => ({
    ...{ topic: one.topic, place: one.place, sum: one.sum, ranks: one.ranks },
    sharedBy: report.rows.filter(({ place }) => place === one.place).length,
  })
  const isWhole = shown.length === top.length
  // The room has a line or two for what is outside: a place that many share is cut, and its others come in `further`.
  const next = isWhole ? rest.filter(({ place }) => place === rest[0]?.place).slice(0, 2) : []
  return {
    rows: top.map((one) => (shown.includes(one) ? row(one) : null)),
    outside: next.map(row),
    further: isWhole ? rest.filter((one) => !next.includes(one)).map(({ topic, sum }) => ({ topic, sum })) : [],
    firmness: isWhole ? firmnessOf(report) : [],
  }
}

/** Characters that fit on the two lines under the outcome. */
const ROOM_FOR_FURTHER = 190

/** 'Verder: Sport 18, Vrijwilligers 18', and how many more where they do not all fit; null when there is none. */
export function furtherWords(further: readonly { topic: string; sum: number }[]): string | null {
  if (further.length === 0) return null
  const names = further.map(({ topic, sum }) => `${topic} ${sum}`)
  let fits = names.length
  while (fits > 1 && names.slice(0, fits).join(', ').length > ROOM_FOR_FURTHER) fits--
  const left = names.length - fits
  return `Verder: ${names.slice(0, fits).join(', ')}${left === 0 ? '' : ` en nog ${left === 1 ? '1 onderwerp' : `${left} onderwerpen`}`}`
}

/** How many topics of the top are shown when so many are asked for: a shared place is shown whole. */
function shownTopics(top: readonly ReportRow[], revealed: number): number {
  const last = top[top.length - revealed]
  if (revealed <= 0) return 0
  if (!last) return top.length
  return top.filter(({ place }) => place >= last.place).length
}
