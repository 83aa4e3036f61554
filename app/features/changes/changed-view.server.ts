import { keptTotal, publishedCounts } from '#app/features/answers/published-counts.server.ts'
import { planPath } from '#app/features/plans/chapter-address.ts'
import { changedNumbers, changedWords } from '#app/features/plans/versions/changed-words.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { formatDate } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { CHANGES_ON_PAGE, changedPath, changeKinds, type ChangedFilter, type ChosenKind } from './changed-address.ts'
import { changedPartsOf } from './changed-parts.ts'
import type { PlacedChapter } from './place-changes.ts'
import type { PublicChange, PublicChanges } from './public-changes.server.ts'
import type { ChangeReason } from './reasons.ts'
import { saidInPoints } from './said-in-points.server.ts'
import { askedInWords, insideInWords, whoseWish, type WhoseWish } from './why.ts'

/** How many changes of each chapter the page of the whole plan has; the page of the chapter has all. */
const FIRST_OF_CHAPTER = 6
/** Of so many chapters; the table above them leads to all. */
const MOST_CHAPTERS = 20

type ChangedProcess = ProcessRef & { slug: string; publishedAt: Date | null }
export type ChangedView = Awaited<ReturnType<typeof changedView>>
export type ShownChange = Awaited<ReturnType<typeof shownChanges>>[number]

/** What changed in a plan, of all of it or of one chapter, as far as a reader asked for it. */
export async function changedView(
  db: Db,
  process: ChangedProcess,
  found: PublicChanges,
  filter: ChangedFilter,
  chapter: PlacedChapter | null,
) {
  const { slug } = process
  const { changes } = found
  const isChosen = filter.kind !== null || filter.search !== ''
  const inChapter = changes.filter((change) => chapter === null || change.chapter.lineageId === chapter.lineageId)
  const matches = searching(found, filter.search)
  const fitting = inChapter.filter((change) => (filter.kind === null || change.kind === filter.kind) && matches(change))
  const isFirstOfEach = chapter === null && !isChosen
  const pages = isFirstOfEach ? 1 : Math.max(1, Math.ceil(fitting.length / CHANGES_ON_PAGE))
  const page = Math.min(filter.page, pages)
  const shown = isFirstOfEach
    ? firstOfEach(fitting)
    : fitting.slice((page - 1) * CHANGES_ON_PAGE, page * CHANGES_ON_PAGE)
  const rows = await shownChanges(db, process, found, shown)
  const counts = process.publishedAt === null ? null : await publishedCounts(db, process, ['disposition'])
  return {
    ...{ slug, filter, page, pages, found: fitting.length, isFirstOfEach },
    chapter: chapter && { number: chapter.number, heading: chapter.heading },
    size: {
      changes: inChapter.length,
      before: found.old.paragraphs.length,
      same: found.lines.filter(({ kind }) => kind === 'unchanged').length,
    },
    ...behind(found, inChapter),
    kinds: Object.fromEntries(
      changeKinds.map((kind) => [kind, inChapter.filter((change) => change.kind === kind).length]),
    ) as Record<ChosenKind, number>,
    chapters: found.chapters
      .map(({ chapter: { number, heading, lineageId }, ticks }) => {
        const own = changes.filter((change) => change.chapter.lineageId === lineageId)
        return {
          ...{ number, heading, ticks, changes: own.length },
          points: pointsBehind(own).size,
          href: changedPath(slug, { number, heading }, { view: filter.view, since: filter.since }),
        }
      })
      .filter(({ ticks }) => ticks.length > 0),
    groups: grouped(shown, rows).map(({ chapter: { number, heading, lineageId }, rows: own }) => {
      const rest = isFirstOfEach
        ? fitting.filter((change) => change.chapter.lineageId === lineageId).slice(own.length)
        : []
      const all = changedPath(slug, { number, heading }, { view: filter.view, since: filter.since })
      return {
        ...{ number, heading, rows: own },
        href: planPath(slug, { number, heading }),
        more: rest[0] ? { count: rest.length, href: `${all}#${rest[0].anchor}` } : null,
      }
    }),
    /** Public points, and how many of them were not adopted; null before any answer is public. */
    answers: counts && { all: keptTotal(counts, {}) ?? 0, notAdopted: counts.disposition.get('notAdopted') ?? 0 },
  }
}

function firstOfEach(changes: readonly PublicChange[]): PublicChange[] {
  const perChapter = Map.groupBy(changes, ({ chapter }) => chapter.lineageId)
  return [...perChapter.values()].slice(0, MOST_CHAPTERS).flatMap((own) => own.slice(0, FIRST_OF_CHAPTER))
}

function grouped(changes: readonly PublicChange[], rows: readonly ShownChange[]) {
  const groups: { chapter: PlacedChapter; rows: ShownChange[] }[] = []
  changes.forEach(({ chapter }, at) => {
    const row = rows[at]
    if (!row) return
    const last = groups.at(-1)
    if (last?.chapter.lineageId === chapter.lineageId) last.rows.push(row)
    else groups.push({ chapter, rows: [row] })
  })
  return groups
}

const pointsBehind = (changes: readonly PublicChange[]) =>
  new Set(changes.flatMap(({ reason }) => reason.points.map(({ id }) => id)))

/** What is behind changes together: points, who gave them, and whose wish each change was. */
function behind({ askers }: PublicChanges, changes: readonly PublicChange[]) {
  const points = pointsBehind(changes)
  const people = new Set([...points].flatMap((id) => askers.get(id)?.contributorId ?? []))
  const wishes: Record<WhoseWish, number> = { points: 0, ownInitiative: 0, amendment: 0, unknown: 0 }
  for (const { why } of changes) wishes[whoseWish(why)]++
  return { points: points.size, people: people.size, wishes }
}

/** The rows of these changes: their words, and why they were made, in public words. */
async function shownChanges(db: Db, process: ChangedProcess, found: PublicChanges, changes: readonly PublicChange[]) {
  const said = await saidInPoints(db, process, found.askers, [
    ...new Set(changes.flatMap(({ reason }) => shownPoints(found, reason).map(({ id }) => id))),
  ])
  const adoptedOn = await amendmentsAdoptedOn(db, process)
  const parts = changedPartsOf(found)
  return changes.map((change) => {
    const words = changedWords({ ...change, ...parts(change) })
    const { why, reason } = change
    return {
      ...{ anchor: change.anchor, words, numbers: changedNumbers(words) },
      why: {
        asked: why.points > 0 ? askedInWords(why.asked) : null,
        points: shownPoints(found, reason).flatMap(({ id }) => said.get(id) ?? []),
        more: Math.max(0, publicPoints(found, reason).length - MOST_POINTS),
        inside: insideInWords(why.inside),
        ownInitiative: why.ownInitiative,
        isAnswered: found.isAnswered,
        amendments: why.amendments.map((amendment) => ({
          ...amendment,
          adoptedOn: adoptedOn.get(amendment.number) ?? null,
        })),
      },
    }
  })
}

/** The day on which the council adopted each amendment of a process, in words, by its number. */
async function amendmentsAdoptedOn(db: Db, process: ProcessRef): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('amendment')
    .select(['number', 'decidedOn'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('outcome', '=', 'adopted')
    .execute()
  return new Map(rows.flatMap(({ number, decidedOn }) => (decidedOn ? [[number, formatDate(decidedOn)]] : [])))
}

/** So many points stand beside a change, the first ones by number; the others are counted. */
const MOST_POINTS = 10

const publicPoints = ({ askers }: Pick<PublicChanges, 'askers'>, { points }: ChangeReason) =>
  points.filter(({ id }) => askers.get(id)?.number != null)
const shownPoints = (found: Pick<PublicChanges, 'askers'>, reason: ChangeReason) =>
  publicPoints(found, reason).slice(0, MOST_POINTS)

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether a change fits what is searched: in its words, in its reason, or by the number of a public point. */
function searching(found: PublicChanges, search: string) {
  if (search === '') return () => true
  const sought = plain(search)
  const parts = changedPartsOf(found)
  return (change: PublicChange): boolean => {
    const { olds, news } = parts(change)
    const { ownInitiative, amendments, points } = change.reason
    return (
      points.some(({ id }) => found.askers.get(id)?.number === search) ||
      [...olds, ...news].some(({ text }) => plain(text).includes(sought)) ||
      [...ownInitiative, ...amendments.map(({ number, title }) => `amendement ${number} ${title}`)].some((said) =>
        plain(said).includes(sought),
      )
    )
  }
}
