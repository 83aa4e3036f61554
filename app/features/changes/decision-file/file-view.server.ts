import { isHeading } from '#app/features/plans/plan.ts'
import { sectionNumber } from '#app/features/plans/plan.ts'
import type { StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { changesOf, type Change, type ChangeKind } from '#app/features/plans/versions/change-lines.ts'
import {
  compareVersions,
  type Comparison,
  type StoredParagraph,
} from '#app/features/plans/versions/compare-versions.server.ts'
import { versionInWords } from '#app/features/plans/versions/version-words.ts'
import { wordDiff, type DiffPiece } from '#app/features/plans/versions/word-diff.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { reasonsOf, roadsOf, type ChangeReason } from '#app/features/changes/reasons.ts'
import { whoseWish, type WhoseWish } from '#app/features/changes/why.ts'
import { storedReasons } from '#app/features/changes/stored-reasons.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { placeSentence, saysNo, whoAsked } from './decision-file.ts'
import { filePoints, type FilePoint } from './file-points.server.ts'
import { fileRanking, storedMatches, type FileRanking, type StoredMatch } from './motivations.server.ts'

/** A motivation that an official linked to a change. */
type ShownMatch = { paragraphId: string; motivation: string; group: string; topic: string; says: string }

/** A change to which something is linked, and where it is on the page. */
type MatchedChange = { chapter: string; change: string; label: string }

export type FileChange = {
  key: string
  kind: ChangeKind
  /** 'alinea 25', as people find it in the new version; of what is gone in the old one. */
  number: string
  /** What a list of pieces can't tell: that it moved, or was split or merged. */
  says: string | null
  /** The words with what went and came; null where old and new are read whole. */
  pieces: DiffPiece[] | null
  old: string
  now: string
  reason: {
    who: string
    points: { id: string; number: string; who: string }[]
    /** Points behind it that this reader may not read yet. */
    hidden: number
    ownInitiative: string[]
    amendments: { id: string; number: number; title: string }[]
  }
  matches: ShownMatch[]
}

export type FileChapter = {
  /** What the address calls it: the number of the chapter. */
  key: string
  number: string
  heading: string
  counts: { changes: number; points: number; refused: number }
  changes: FileChange[]
  refused: FilePoint[]
}

export type DecisionFile = {
  title: string
  slug: string
  versions: { old: string; now: string }
  counts: {
    changes: number
    points: number
    refused: number
    reasons: Record<WhoseWish, number>
    kinds: Record<ChangeKind, number>
    paragraphs: { old: number; now: number }
  }
  chapters: FileChapter[]
  ranking: (FileRanking & { matched: Record<string, MatchedChange[]> }) | null
}

/** Points that belong to no chapter, and what stands before the first heading. */
const ELSEWHERE = { key: 'overig', number: '', heading: 'Zonder plek in het plan' }

/**
 * The decision file of a version: what changed since the concept that people reacted to, per chapter, with who asked for it and what was not adopted.
 * Words are compared for the chapters that are shown (`chapter`: by its key; null for all) only. Null while there is nothing to compare.
 */
export async function decisionFile(
  db: Db,
  process: Process,
  plan: StoredPlan,
  reader: 'official' | { fileId: string },
  chapter: string | null,
): Promise<DecisionFile | null> {
  const compared = await compareVersions(db, process, plan, 'first')
  if (!compared) return null
  const changes = changesOf(compared.lines)
  const reasons = reasonsOf(changes, compared, await storedReasons(db, process, compared))
  const behind = [...new Set([...reasons.values()].flatMap(({ points }) => points.map(({ id }) => id)))]
  const points = await filePoints(db, process, behind, reader)
  const ranking = await fileRanking(db, process.municipalityId, process.slug)
  const matchesOf = matchesByChange(changes, compared, await storedMatches(db, process))
  const chapters = chaptersOf(compared, changes, [...points.values()])
  const shown = chapters.find(({ key }) => key === chapter) ?? null
  const views = chapters.map((one): FileChapter => {
    const isShown = chapter === null || one === shown
    const ids = new Set(one.changes.flatMap((change) => reasons.get(change)?.points.map(({ id }) => id) ?? []))
    return {
      ...{ key: one.key, number: one.number, heading: one.heading },
      counts: { changes: one.changes.length, points: ids.size, refused: one.refused.length },
      changes: isShown
        ? one.changes.map((change) =>
            showChange(change, compared, reasons.get(change), points, matchesOf.get(change) ?? [], ranking),
          )
        : [],
      refused: isShown ? one.refused : [],
    }
  })
  const wishes = { amendment: 0, points: 0, ownInitiative: 0, unknown: 0 }
  for (const change of changes) {
    const { points: behind, ...reason } = reasons.get(change) ?? NO_REASON
    wishes[whoseWish({ ...reason, points: behind.length })]++
  }
  return {
    ...{ title: process.title, slug: process.slug },
    versions: {
      old: versionInWords(compared.old.plan, process),
      now: versionInWords(compared.now.plan, process),
    },
    counts: {
      ...{ changes: changes.length, points: behind.length, reasons: wishes },
      refused: views.reduce((sum, { counts }) => sum + counts.refused, 0),
      kinds: kindCounts(compared, changes),
      paragraphs: { old: compared.old.paragraphs.length, now: compared.now.paragraphs.length },
    },
    chapters: views,
    ranking: ranking && { ...ranking, matched: matchedTopics(chapters, compared, matchesOf) },
  }
}

const NO_REASON: ChangeReason = { points: [], ownInitiative: [], amendments: [] }

function kindCounts({ lines }: Comparison, changes: readonly Change[]): Record<ChangeKind, number> {
  const kinds = { unchanged: 0, edited: 0, moved: 0, split: 0, merged: 0, new: 0, gone: 0 }
  for (const { kind } of lines) if (kind === 'unchanged') kinds.unchanged++
  for (const { kind } of changes) kinds[kind]++
  return kinds
}

type Chapter = {
  key: string
  number: string
  heading: string
  lineages: Set<string>
  changes: Change[]
  refused: FilePoint[]
}

/** The chapters of the new version in their order, each with its changes and what was not adopted; a chapter that is gone stands last. */
function chaptersOf({ old, now }: Comparison, changes: readonly Change[], points: readonly FilePoint[]): Chapter[] {
  const chapters: Chapter[] = []
  const ofParagraph = new Map<string, Chapter>()
  const add = (plan: StoredPlan, isOld: boolean) => {
    let at: Chapter | null = null
    for (const block of plan.blocks) {
      if (!isHeading(block)) {
        if (at) ofParagraph.set(block.id, at)
      } else if (block.level === 1) {
        const known = chapters.find(({ lineages }) => lineages.has(block.lineageId))
        const { number, text: heading } = block
        const own: Chapter = {
          ...{ key: isOld ? `oud-${number}` : number, heading, number: sectionNumber({ number, heading }) },
          ...{ lineages: new Set([block.lineageId]), changes: [], refused: [] },
        }
        if (!known) chapters.push(own)
        at = known ?? own
      }
    }
  }
  add(now.plan, false)
  add(old.plan, true)
  const elsewhere: Chapter = { ...ELSEWHERE, lineages: new Set(), changes: [], refused: [] }
  for (const change of changes) {
    const [line] = change.lines
    const paragraph = line?.to != null ? now.paragraphs[line.to] : old.paragraphs[line?.from ?? -1]
    ;(ofParagraph.get(paragraph?.id ?? '') ?? elsewhere).changes.push(change)
  }
  for (const point of points) {
    if (!saysNo(point)) continue
    const place = chapters.find(({ lineages }) => point.chapter !== null && lineages.has(point.chapter))
    ;(place ?? elsewhere).refused.push(point)
  }
  return [...chapters, elsewhere].filter((one) => one.changes.length + one.refused.length > 0)
}

type Match = Pick<StoredMatch, 'paragraphId' | 'groupId' | 'topicId' | 'by' | 'at'>

/** What officials linked to each change, at whatever version of its words. */
function matchesByChange(
  changes: readonly Change[],
  compared: Comparison,
  stored: readonly StoredMatch[],
): Map<Change, Match[]> {
  const versions = new Set(compared.steps.map(({ versionId }) => versionId))
  const roads = roadsOf(changes, compared)
  return new Map(
    changes.map((change) => {
      const here = stored.filter(
        ({ versionId, paragraphId }) => versions.has(versionId) && roads.get(change)?.has(paragraphId),
      )
      return [change, [...new Map(here.map((match) => [`${match.groupId} ${match.topicId}`, match])).values()]]
    }),
  )
}

const paragraphsOf = (change: Change, { old, now }: Comparison) => {
  const distinct = (side: 'from' | 'to') =>
    [...new Set(change.lines.flatMap((line) => line[side] ?? []))].sort((one, other) => one - other)
  return {
    olds: distinct('from').flatMap((at) => old.paragraphs[at] ?? []),
    news: distinct('to').flatMap((at) => now.paragraphs[at] ?? []),
  }
}

const numbersOf = (paragraphs: readonly StoredParagraph[]) => paragraphs.map(({ number }) => number)

/** '25', '25–26', or of what is gone its old number. */
const shortNumber = (olds: readonly StoredParagraph[], news: readonly StoredParagraph[]): string => {
  const numbers = numbersOf(news.length > 0 ? news : olds)
  const isRow = numbers.every((number, at) => at === 0 || Number(number) === Number(numbers[at - 1]) + 1)
  return numbers.length > 2 && isRow ? `${numbers[0]}–${numbers.at(-1)}` : numbers.join(', ')
}

/** The id by which a change is found on the page and linked to. */
const keyOfChange = (change: Change, compared: Comparison): string => {
  const { olds, news } = paragraphsOf(change, compared)
  return news[0]?.id ?? olds[0]?.id ?? ''
}

function showChange(
  change: Change,
  compared: Comparison,
  reason: ChangeReason = NO_REASON,
  points: ReadonlyMap<string, FilePoint>,
  matches: readonly Match[],
  ranking: FileRanking | null,
): FileChange {
  const { olds, news } = paragraphsOf(change, compared)
  const [old, now] = [olds, news].map((parts) => parts.map(({ text }) => text).join('\n'))
  const { pieces } = wordDiff(old ?? '', now ?? '')
  const isSame = olds.length > 0 && pieces !== null && pieces.every(({ kind }) => kind === 'same')
  const read = reason.points.flatMap(({ id }) => points.get(id) ?? [])
  return {
    ...{ key: keyOfChange(change, compared), kind: change.kind, number: shortNumber(olds, news) },
    says: placeSentence(change.kind, numbersOf(olds), numbersOf(news), isSame),
    pieces: isSame ? [] : pieces,
    ...{ old: old ?? '', now: now ?? '' },
    reason: {
      who: read.length === 0 ? '' : whoAsked(read),
      points: read.map(({ id, number, who }) => ({ id, number, who })),
      hidden: reason.points.length - read.length,
      ownInitiative: reason.ownInitiative,
      amendments: reason.amendments,
    },
    matches: matches.flatMap(({ paragraphId, groupId, topicId, by, at }) => {
      const found = ranking?.topics.flatMap(({ motivations }) => motivations)
      const motivation = found?.find((one) => one.groupId === groupId && one.topicId === topicId)
      if (!motivation) return []
      const { group, topic } = motivation
      const says = `Gekoppeld door ${by ?? 'de beheerder'} op ${formatDate(today(at))}`
      return [{ paragraphId, motivation: `${groupId} ${topicId}`, group, topic, says }]
    }),
  }
}

/** For each topic the changes that fit what was written about it. */
function matchedTopics(
  chapters: readonly Chapter[],
  compared: Comparison,
  matchesOf: ReadonlyMap<Change, Match[]>,
): Record<string, MatchedChange[]> {
  const found: Record<string, MatchedChange[]> = {}
  for (const { key, changes } of chapters)
    for (const change of changes) {
      const { olds, news } = paragraphsOf(change, compared)
      for (const topicId of new Set((matchesOf.get(change) ?? []).map((match) => match.topicId)))
        (found[topicId] ??= []).push({
          ...{ chapter: key, change: keyOfChange(change, compared) },
          label: `alinea ${shortNumber(olds, news)}`,
        })
    }
  return found
}
