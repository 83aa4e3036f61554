import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { refusedBy } from '#app/acts/act.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { carryToPoints } from '#app/features/points/carry-to-points.server.ts'
import { changeWork, type WorkChange } from '#app/features/points/change-work.server.ts'
import { clearNonPoints, type ContributionToSplit } from '#app/features/points/contribution-to-split.server.ts'
import { insertPoints } from '#app/features/points/insert-points.server.ts'
import { overlaps } from '#app/features/points/quoted-range.ts'
import type { QuotedPoint, Redrawn } from '#app/features/points/redraw.ts'
import { marksNow } from '#app/features/points/split-history.server.ts'
import type { PointState } from '#app/features/points/split-history.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { linksOf, relink, type AnswerLink } from './answers-of-points.server.ts'

export const redrawRefusals = {
  twoAnswers: {
    says: (_: { points: { id: string }[] }) =>
      'Deze punten hebben elk een eigen antwoord. Kies welk antwoord blijft. Het andere gaat weg.',
    at: 'keepAnswerOf',
  },
}

/** All points that drawing anew touches, those that are new left out. */
export function touchedBy({ changed, added, removed }: Redrawn): string[] {
  return [
    ...new Set([
      ...changed.map(({ id }) => id),
      ...added.map(({ from }) => from),
      ...removed.flatMap(({ id, into }) => [id, into]),
    ]),
  ]
}

type Drawing = {
  redrawn: Redrawn
  /** Of the points that become one, whose answer stays. */
  keepAnswerOf?: string | undefined
  eventId: string
}

/**
 * Stores points that were drawn anew in a contribution that is held, with what hangs on them: a new point gets the theme, the
 * answer, the assignee and the step of the point that it came out of; a point that takes another in gets what it had none of.
 * Answered words that changed are to be looked at again, and approved again. Gives the ids of the new points. Throws Refused.
 */
export async function storeRedrawn(
  trx: Trx,
  by: Doer,
  process: Process,
  contribution: ContributionToSplit,
  { redrawn, keepAnswerOf, eventId }: Drawing,
  now: Date,
): Promise<string[]> {
  const { municipalityId, id: processId } = process
  const place = { municipalityId, processId, contributionId: contribution.id }
  const last = (await stepsOf(trx, process)).length
  const before = (await marksNow(trx, place)).points
  const states = new Map(before.map((point) => [point.id, { ...point, step: Math.min(point.step, last) }]))
  const touched = touchedBy(redrawn)
  // Other words than were approved: they lie at the last step again, and not for whoever drew them.
  const again = new Set(before.flatMap(({ id, step }) => (step > last && touched.includes(id) ? [id] : [])))
  const links = (await linksOf(trx, process, touched)).map((link) =>
    again.has(link.pointId) ? { ...link, givenBy: by.id ?? link.givenBy } : link,
  )
  const kept = linksAfter(by, redrawn, links, keepAnswerOf)
  const added = redrawn.added.map((each) => ({ ...each, id: uuid() }))
  const gone = redrawn.removed.map(({ id }) => id)
  const originOf = (pointId: string, from: string) => ({ pointId, from, number: states.get(from)?.number ?? null })
  const keepOrigins = (how: 'split' | 'joined', origins: ReturnType<typeof originOf>[]) =>
    sql`
    insert into point_origin (municipality_id, process_id, point_id, event_id, from_point_id, from_number, how, at)
    select ${municipalityId}, ${processId}, point_id, ${eventId}, given.from, number, ${how}, ${now}
    from ${givenRows({ pointId: 'uuid', from: 'uuid', number: 'int' }, origins)} order by place`.execute(trx)

  // While what goes up in another is still there: what hangs on it in the database can follow.
  await keepOrigins(
    'joined',
    redrawn.removed.map(({ id, into }) => originOf(into, id)),
  )
  // What goes up in another comes first: two points never have the same words, not for a moment.
  await sql`delete from point where municipality_id = ${municipalityId} and id = any(${gone}::uuid[])`.execute(trx)
  await sql`
    update point set quote_start = given.start, quote_end = given."end", summary = given.summary, shows_quotation = given.shows_quotation
    from ${givenRows(
      { id: 'uuid', start: 'int', end: 'int', summary: 'text', showsQuotation: 'boolean' },
      redrawn.changed.map((each) => ({ id: each.id, ...each.range, ...wordingAfter(redrawn, each, contribution) })),
    )}
    where municipality_id = ${municipalityId} and point.id = given.id`.execute(trx)
  await carryToPoints(
    trx,
    by,
    process,
    redrawn.changed.map(({ id }) => id),
    now,
  )
  await insertPoints(
    trx,
    by,
    process,
    added.map(({ id, from, range }) => ({
      ...{ id, contributionId: contribution.id, range },
      summary: states.get(from)?.summary ?? '',
    })),
    now,
  )
  await sql`
    update point set shows_quotation = origin.shows_quotation
    from ${givenRows({ id: 'uuid', from: 'uuid' }, added)}, point as origin
    where point.municipality_id = ${municipalityId} and point.id = given.id
      and origin.municipality_id = ${municipalityId} and origin.id = given.from`.execute(trx)
  const fresh = added.flatMap(({ id, from }) =>
    kept.filter(({ pointId }) => pointId === from).map((link) => ({ ...link, pointId: id, givenBy: by.id })),
  )
  const stays = touched.filter((id) => !gone.includes(id))
  await relink(trx, process, stays, [...kept, ...fresh], now)
  await keepOrigins(
    'split',
    added.map(({ id, from }) => originOf(id, from)),
  )
  const joined = new Set(redrawn.removed.map(({ into }) => into))
  const drawnAgain = redrawn.changed.flatMap(({ id }) => (again.has(id) && !joined.has(id) ? [id] : []))
  const opened = { points: drawnAgain, change: { step: last } }
  for (const { points, change } of [...workAfter(redrawn, added, states), opened])
    await changeWork(trx, process, { eventId, points, change }, now)
  const drawn = [...redrawn.changed, ...added].map(({ id }) => id)
  await sql`
    update point_work set changed_since_answer = true
    where municipality_id = ${municipalityId} and disposition is not null
      and point_id = any(${drawn}::uuid[])`.execute(trx)
  await clearNonPoints(
    trx,
    redrawn.changed.map(({ range }) => ({ contribution, range })),
  )
  return added.map(({ id }) => id)
}

/** Which answers the points that stay have; who joins points gives the answer of one to the other. Refused when points with different answers become one and nobody said which stays. */
function linksAfter(
  by: Doer,
  { removed }: Redrawn,
  links: readonly AnswerLink[],
  keepAnswerOf: string | undefined,
): AnswerLink[] {
  const gone = new Set(removed.map(({ id }) => id))
  const answerOf = new Map(links.map(({ pointId, answerId }) => [pointId, answerId]))
  const kept = new Map(links.filter(({ pointId }) => !gone.has(pointId)).map((link) => [link.pointId, link]))
  for (const [into, joined] of Map.groupBy(removed, (each) => each.into)) {
    const ids = [into, ...joined.map(({ id }) => id)]
    const answers = new Set(ids.flatMap((id) => answerOf.get(id) ?? []))
    const chosen = keepAnswerOf !== undefined && ids.includes(keepAnswerOf) ? answerOf.get(keepAnswerOf) : undefined
    if (answers.size > 1 && chosen === undefined) {
      const points = ids.filter((id) => answerOf.has(id)).map((id) => ({ id }))
      throw refusedBy(redrawRefusals, 'twoAnswers', { points })
    }
    const [answerId = chosen] = chosen === undefined ? answers : [chosen]
    if (answerId !== undefined && answerId !== kept.get(into)?.answerId)
      kept.set(into, { pointId: into, answerId, givenBy: by.id })
  }
  return [...kept.values()]
}

/**
 * The summary of a point with the words that it has now, and whether those become public. A summary can keep words inside: it comes
 * along with them, whether all of its point went up in this one or the boundary between them moved.
 */
function wordingAfter(
  { removed }: Redrawn,
  { id, range }: QuotedPoint,
  { points }: ContributionToSplit,
): { summary: string; showsQuotation: boolean } {
  const own = points.filter((point) => point.id === id)
  const givers = points.filter((point) => point.id !== id && point.range && overlaps(point.range, range))
  const keepsInside = ({ summary, showsQuotation }: (typeof points)[number]) => summary !== '' && !showsQuotation
  const summaries = [
    ...own,
    ...givers.filter((giver) => keepsInside(giver) || removed.some((gone) => gone.id === giver.id)),
  ]
    .map(({ summary }) => summary)
    .filter((summary) => summary !== '')
  return {
    summary: [...new Set(summaries)].join(' '),
    showsQuotation: own.every(({ showsQuotation }) => showsQuotation) && ![...own, ...givers].some(keepsInside),
  }
}

type WorkOf = { points: string[]; change: WorkChange }

/** The work that new points take over, and that points which take others in had none of. Released words that changed are no more. */
function workAfter(
  { changed, removed }: Redrawn,
  added: readonly { id: string; from: string }[],
  states: ReadonlyMap<string, PointState>,
): WorkOf[] {
  const taken = [...Map.groupBy(added, ({ from }) => from)].flatMap(([from, all]): WorkOf[] => {
    const state = states.get(from)
    if (!state) return []
    const { themeId, chapter, step, assigneeId, dueOn, campaignId } = state
    return [{ points: all.map(({ id }) => id), change: { themeId, chapter, step, assigneeId, dueOn, campaignId } }]
  })
  const joined = [...Map.groupBy(removed, ({ into }) => into)].flatMap(([into, all]): WorkOf[] => {
    const own = states.get(into)
    if (!own) return []
    const others = all.flatMap(({ id }) => states.get(id) ?? [])
    const first = <Key extends 'themeId' | 'chapter' | 'assigneeId' | 'dueOn' | 'campaignId'>(key: Key) =>
      own[key] ?? others.find((other) => other[key] !== null)?.[key] ?? null
    const step = Math.min(own.step, ...others.map((other) => other.step))
    const [themeId, chapter, assigneeId] = [first('themeId'), first('chapter'), first('assigneeId')]
    return [
      {
        points: [into],
        change: { themeId, chapter, assigneeId, step, dueOn: first('dueOn'), campaignId: first('campaignId') },
      },
    ]
  })
  return [...taken, ...joined, { points: changed.map(({ id }) => id), change: { isReleased: false } }]
}
