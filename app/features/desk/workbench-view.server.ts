import { validate } from 'uuid'
import { askedNumber } from '#app/features/answers/processed-filter.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { tallyByState, tallyByValue } from '#app/features/points/work-tally.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { readWhatIsOpened } from '#app/features/workflow/messages.server.ts'
import { colleaguesOf } from '#app/features/workflow/colleagues.server.ts'
import { stepName } from '#app/features/workflow/steps.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { daysBetween, today, type LocalDate } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import type { Looking } from './chosen-points.server.ts'
import { allPoints, definitionOf, deskQuery, ME, narrowedBy, NONE, withValue, type DeskFilter } from './desk-filter.ts'
import { deskPage, MOST_ROWS, PER_PAGE, type DeskRow } from './desk-list.server.ts'
import { mayShareViews, viewsFor } from './desk-views.server.ts'
import { countOverdue } from './facet-counts.server.ts'
import { facetNames, valueName } from './facet-names.server.ts'
import { noteVisit } from './desk-visit.server.ts'
import { foundInNames, foundWords, shortened, type Piece } from './found-words.server.ts'

export type WorkbenchView = Awaited<ReturnType<typeof workbenchView>>

export type ShownRow = Omit<DeskRow, 'receivedAt' | 'words' | 'assigneeId' | 'dueOn' | 'madeAt' | 'madeBy'> & {
  receivedOn: LocalDate
  /** Two lines of its words, with what was searched for. */
  pieces: Piece[]
  /** Who sent it, with what was searched for. */
  namePieces: Piece[]
  /** It came since the official last looked, by someone else, and they did not open it yet. */
  isNew: boolean
  stepName: string
  /** Who has it; null for nobody. */
  assignee: string | null
  isMine: boolean
  daysLate: number
}

/** A tab above the list. `count` is what its filter finds; null where nobody counts that beforehand. */
export type Tab = { id: string; label: string; query: string; count: number | null; isCurrent: boolean }

/** Which rows of the list are shown. */
export type Shown = {
  /** The point that is open. */
  openId: string | null
  /** The first row; without it the rows around the point that is open. */
  from: string | null
  limit: number
}

/** Of what is public or set aside nothing is to be done. */
const workStates = ['open', 'answered', 'released'] as const
const isWork = (state: string) => workStates.some((each) => each === state)
const work: DeskFilter = { ...allPoints, state: workStates.toSorted() }

/** Everything of the workbench around the point that is open: the list, its tabs and what the filter is called. */
export async function workbenchView(
  db: Db,
  process: Process,
  { actor, filter, by, shown, now }: { actor: Actor; filter: DeskFilter; by: Looking; shown: Shown; now: Date },
) {
  await readMessages(db, process, { filter, by, openId: shown.openId }, now)
  const limit = Math.min(Math.max(shown.limit, PER_PAGE), MOST_ROWS)
  const [page, tally, byWorker, overdue, views, steps, colleagues, chips, visit] = await Promise.all([
    pageAround(db, process, { filter, by, shown: { ...shown, limit } }),
    tallyByState(db, process),
    tallyByValue(db, process, 'worker'),
    countOverdue(db, process, by),
    viewsFor(db, process, by.accountId),
    stepsOf(db, process),
    colleaguesOf(db, process.municipalityId),
    chipsOf(db, process, filter, by),
    noteVisit(db, process, { accountId: by.accountId, openId: shown.openId }, now),
  ])
  const [pieces, names] = await Promise.all([
    foundWords(
      db,
      filter.search,
      page.rows.map(({ words }) => words),
    ),
    foundInNames(
      db,
      filter.search,
      page.rows.map(({ name }) => name),
    ),
  ])
  const query = deskQuery(filter)
  const sumOf = (count: 'points' | 'changed') => tally.reduce((sum, row) => sum + row[count], 0)
  const unassigned = tally.reduce((sum, row) => sum + (isWork(row.state) ? row.unassigned : 0), 0)
  const total = sumOf('points')
  const tab = (id: string, label: string, of: DeskFilter, points: number | null): Tab => {
    const narrowing = deskQuery({ ...of, sort: filter.sort })
    return { id, label, query: narrowing, count: points, isCurrent: narrowing === query }
  }
  const states = ['open', 'answered', 'released', 'public'] as const
  return {
    process: { slug: process.slug, title: process.title },
    total,
    /** Points by how far they are; what is not handled is not among them. */
    states: states.map((state) => ({ state, points: tally.find((row) => row.state === state)?.points ?? 0 })),
    ...{ filter, query, chips },
    /** Whether words were searched for, and no number. */
    searched: filter.search !== '' && askedNumber(filter.search) === null,
    tabs: [
      tab('van-mij', 'Van mij', withValue(work, 'assignee', ME), byWorker.get(by.accountId) ?? 0),
      tab('niemand', 'Niemand', withValue(work, 'assignee', NONE), unassigned),
      tab('te-laat', 'Te laat', withValue(allPoints, 'attention', 'overdue'), overdue),
      tab('gewijzigd', 'Gewijzigd', withValue(allPoints, 'attention', 'changed'), sumOf('changed')),
      tab('alle', 'Alle', allPoints, total),
      ...views.map((view) => ({
        ...{ id: view.id, label: view.name, query: view.query, count: null },
        isCurrent: view.query === query,
      })),
    ],
    mayShare: mayShareViews(actor),
    earlierFrom: page.earlierFrom,
    hasLater: page.hasLater,
    /** How many fit; null when that is only counted after the list. */
    found: query === '' ? total : page.earlierFrom !== null || page.hasLater ? null : page.rows.length,
    limit,
    openId: shown.openId,
    rows: page.rows.map(({ receivedAt, words: _, assigneeId, dueOn, madeAt, madeBy, ...row }, at): ShownRow => {
      const isDone = row.state === 'public' || row.state === 'setAside'
      return {
        ...row,
        receivedOn: today(receivedAt),
        pieces: shortened(pieces[at] ?? []),
        namePieces: names[at] ?? [],
        isNew: visit.since !== null && madeAt > visit.since && madeBy !== by.accountId && !visit.opened.has(row.id),
        stepName: stepName(steps, row.step),
        assignee:
          assigneeId === null ? null : (colleagues.find(({ id }) => id === assigneeId)?.name ?? 'een oud-collega'),
        isMine: assigneeId === by.accountId,
        daysLate: dueOn === null || isDone ? 0 : Math.max(0, daysBetween(dueOn, by.today)),
      }
    }),
  }
}

/** Who opens a point, or the list of their own, has read what they were told of it. */
async function readMessages(
  db: Db,
  process: Process,
  { filter, by: { accountId }, openId }: { filter: DeskFilter; by: Looking; openId: string | null },
  now: Date,
): Promise<void> {
  const isOwnList = filter.assignee.includes(ME)
  if (openId !== null && validate(openId))
    await readWhatIsOpened(db, process, { accountId, opened: { pointId: openId } }, now)
  else if (isOwnList) await readWhatIsOpened(db, process, { accountId, opened: 'ownList' }, now)
}

/** The page that was asked for; when the point that is open is not on it, the page around that point. */
async function pageAround(
  db: Db,
  process: Process,
  { filter, by, shown: { openId, from, limit } }: { filter: DeskFilter; by: Looking; shown: Shown },
) {
  if (from === null) return await deskPage(db, process, filter, by, { around: openId, limit })
  const page = await deskPage(db, process, filter, by, { from, limit })
  if (openId === null || page.rows.some(({ id }) => id === openId)) return page
  // A point that was just answered may fit no longer: then the page stays where it was.
  const around = await deskPage(db, process, filter, by, { around: openId, limit })
  return around.rows.some(({ id }) => id === openId) ? around : page
}

/** What the filter narrows, each with the query without it. */
async function chipsOf(db: Db, process: Process, filter: DeskFilter, by: Looking) {
  const narrowed = narrowedBy(filter)
  if (narrowed.length === 0) return []
  const names = await facetNames(db, process, by.accountId, narrowed)
  return narrowed.flatMap((facet) =>
    filter[facet].map((value) => ({
      key: `${facet}-${value}`,
      facet: definitionOf(facet).label,
      label: valueName(names, facet, value),
      without: deskQuery(withValue(filter, facet, value)),
    })),
  )
}
