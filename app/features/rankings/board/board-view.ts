import type { SessionState } from '#app/features/rankings/session.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { listOf, place, placeOf, type GroupList } from './group-list.ts'

export const moveKinds = ['place', 'motivate', 'undo', 'import'] as const
export type MoveKind = (typeof moveKinds)[number]

export type BoardMove = {
  version: number
  /** ISO instant. */
  at: string
  accountId: string | null
  /** Name of who did it; the clerk's when it was done for the group. */
  who: string
  forGroup: boolean
  kind: MoveKind
  topicId: string | null
  fromRank: number | null
  toRank: number | null
}

/** All that a group's board shows; the same for every member, so that it is read and sent once. */
export type BoardView = {
  /** Counts the changes of the list: of two views the higher one is the later. */
  version: number
  state: SessionState
  k: number
  unrankedRank: number
  /** ISO instant that the clock counts down to. */
  plannedClose: string | null
  /** ISO instant at which this was read, by the clock of the server. */
  readAt: string
  groupName: string
  topics: { id: string; name: string; description: string; link: string }[]
  entries: { topicId: string; rank: number | null; motivation: string }[]
  members: { accountId: string; name: string; isHere: boolean }[]
  /** The last moves, the latest first. */
  moves: BoardMove[]
}

/** A move that was made on this tablet and is not known to be kept yet. */
export type PendingMove = { topicId: string; rank: number | null }

/** The move that a form of the board makes, when it makes one. */
export function moveOf({ act, topicId, rank }: Record<string, string>): PendingMove | null {
  if (topicId === undefined || (act !== 'placeTopic' && act !== 'takeTopicOff')) return null
  return { topicId, rank: act === 'placeTopic' ? Number(rank) : null }
}

/** Two texts of why a topic is on its place, written at once: what another stored meanwhile, and one's own. */
export type Clash = { topicId: string; theirs: string; yours: string }

/** The two texts for which a motivation was refused; null for another answer. */
export function clashIn({ act, code, facts }: Pick<FormAnswer, 'act' | 'code' | 'facts'>): Clash | null {
  if (act !== 'writeMotivation' || code !== 'stale' || typeof facts !== 'object' || facts === null) return null
  const { topicId, theirs, yours }: Partial<Record<keyof Clash, unknown>> = facts
  const areTexts = typeof topicId === 'string' && typeof theirs === 'string' && typeof yours === 'string'
  return areTexts ? { topicId, theirs, yours } : null
}

/** The list as this tablet shows it: what the server has, with the moves that are still on their way. */
export function shownList(view: Pick<BoardView, 'k' | 'entries'>, pending: readonly PendingMove[]): GroupList {
  const stored = listOf(
    view.k,
    view.entries.flatMap(({ topicId, rank }) => (rank === null ? [] : [[topicId, rank] as const])),
  )
  return pending.reduce<GroupList>(
    (list, { topicId, rank }) => (placeOf(list, topicId) === rank ? list : place(list, topicId, rank).list),
    stored,
  )
}

/** 'Raadslid C zette Onderwijs van 4 naar 3' */
export function moveWords(move: BoardMove, topicName: (id: string) => string, ownId: string | null): string {
  const who =
    move.accountId !== null && move.accountId === ownId ? 'U' : move.forGroup ? `${move.who} (voor de groep)` : move.who
  return `${who} ${deedWords(move, topicName)}`
}

function deedWords({ kind, topicId, fromRank, toRank }: BoardMove, topicName: (id: string) => string): string {
  const topic = topicId === null ? '' : topicName(topicId)
  if (kind === 'import') return 'vulde de lijst uit een bestand'
  if (kind === 'motivate') return `schreef waarom ${topic} belangrijk is`
  if (kind === 'undo') return `maakte de zet met ${topic} ongedaan`
  if (toRank === null) return `haalde ${topic} van de lijst`
  return fromRank === null ? `zette ${topic} op ${toRank}` : `zette ${topic} van ${fromRank} naar ${toRank}`
}

/** 'zojuist', '1 minuut geleden': how long ago, for what just happened. */
export function agoWords(at: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(at)) / 60_000)
  if (minutes < 1) return 'zojuist'
  return minutes === 1 ? '1 minuut geleden' : `${minutes} minuten geleden`
}
