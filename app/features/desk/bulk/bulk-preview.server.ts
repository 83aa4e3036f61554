import { sql, type RawBuilder } from 'kysely'
import type { Doer } from '#app/features/accounts/account.ts'
import { releaseObstacle } from '#app/features/answers/release-obstacle.server.ts'
import { whereFixed, type FixedAt } from '#app/features/answers/share-with-points.server.ts'
import { answerOfPoint } from '#app/features/answers/stored-answer.server.ts'
import { colleaguesOf } from '#app/features/workflow/colleagues.server.ts'
import { dispositionOf, type Decision } from '#app/features/points/disposition.ts'
import { obstacleTo } from '#app/features/workflow/move-points.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { doneAt, mayDoStep, ownPositions, type Step, type Target } from '#app/features/workflow/steps.ts'
import { today } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { chosenPoints, lookingAt } from '#app/features/desk/chosen-points.server.ts'
import { deskFilterFrom } from '#app/features/desk/desk-filter.ts'
import { stopOf, type BulkChange, type BulkObstacle, type BulkPreview } from './bulk.ts'

/** Points chosen one by one, or all that a list has; the filter is as its address has it. */
export type Choice = { filter: string | null; pointIds: readonly string[] | null }

/** The chosen points that are there, as a statement that gives their ids. */
export async function chosenBy(
  db: Db | Trx,
  process: ProcessRef,
  { filter, pointIds }: Choice,
  by: Doer,
  now: Date,
): Promise<RawBuilder<unknown>> {
  if (pointIds !== null || filter === null) return sql`select unnest(${pointIds ?? []}::uuid[])`
  const looking = { accountId: by.id ?? '00000000-0000-0000-0000-000000000000', today: today(now) }
  const asked = deskFilterFrom(new URLSearchParams(filter))
  return chosenPoints(process, asked, await lookingAt(db, process, asked, looking))
}

/** What a bulk change finds of each chosen point: why it stays as it is, and whether it has the value already. */
async function lookAtChosen(
  db: Db | Trx,
  process: ProcessRef,
  { chosen, change, by, now }: { chosen: RawBuilder<unknown>; change: BulkChange; by: Doer; now: Date },
): Promise<RawBuilder<unknown>> {
  const { municipalityId, id } = process
  const steps = await stepsOf(db, process)
  const own = await ownObstacle(db, process, { change, by, steps, chosen })
  const shown = change.kind === 'assign' ? stepAfter(change.target) : sql`step`
  return sql`
    select point_work.point_id, point_work.place, point_work.step, ${shown} as step_after,
      case when is_public then 'public' when is_set_aside then 'setAside' when ${isWrittenByOther(by, now)} then 'written' else ${own} end as why,
      coalesce(${hasIt(process, change, steps)}, false) as has_it, judged.said
    from point_work ${joinJudged(change, process)}
    where point_work.municipality_id = ${municipalityId} and point_work.process_id = ${id} and point_work.point_id in (${chosen})`
}

/** Whoever completes a step, releases, or gives an answer another decision judges the answers that are there. */
const judgesAnswers = ({ kind, ...change }: BulkChange) =>
  kind === 'disposition' ||
  kind === 'release' ||
  (kind === 'assign' && 'target' in change && change.target !== undefined)

/** The answers of points with the moment of their last change, where a change judges them: `judged.said`, joined with `point_work`. */
const joinJudged = (change: BulkChange, { municipalityId, id }: ProcessRef) =>
  judgesAnswers(change)
    ? sql`
      left join (
        select answer_point.point_id as judged_id, concat(answer.id, answer.updated_at) as said from answer_point
        join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
        where answer_point.municipality_id = ${municipalityId} and answer_point.process_id = ${id}
      ) as judged on judged_id = point_work.point_id`
    : sql`cross join (select null as said) as judged`

/** The step of a row of `point_work` once it is moved. */
const stepAfter = (target: Target | undefined): RawBuilder<unknown> =>
  target === undefined ? sql`step` : target === 'next' ? sql`step + 1` : sql`${target}::int`

/** Who typed at an answer longer ago than this does not hold back what is changed in one go; longer than one is shown as writing. */
const HELD_BACK_MS = 60_000

/** Whether a colleague writes at the answer of a row of `point_work` now, as an expression. */
const isWrittenByOther = (by: Doer, now: Date) => sql`point_work.point_id in (
  select point_presence.point_id from point_presence
  where point_presence.municipality_id = ${by.municipalityId} and account_id is distinct from ${by.id}
    and writes_at > ${new Date(now.getTime() - HELD_BACK_MS)})`

type Asked = { change: BulkChange; by: Doer; steps: readonly Step[]; chosen: RawBuilder<unknown> }

/** What keeps a row of `point_work` from this kind of change, as an expression. */
async function ownObstacle(
  db: Db | Trx,
  process: ProcessRef,
  { change, by, steps, chosen }: Asked,
): Promise<RawBuilder<unknown>> {
  const { municipalityId } = process
  switch (change.kind) {
    case 'assign': {
      const { assigneeId, target } = change
      const moving = target === undefined ? sql`null` : obstacleTo(steps, by, target)
      if (!assigneeId) return sql`(${moving})`
      const colleague = (await colleaguesOf(db, municipalityId)).find(({ id }) => id === assigneeId)
      const allowed = colleague ? ownPositions(steps, { ...colleague }) : []
      const last = steps[steps.length - 1] ?? null
      const positions = colleague && mayDoStep(colleague, last) ? [...allowed, doneAt(steps)] : allowed
      return sql`coalesce(${moving}, case when (${stepAfter(target)}) <> all(${positions}::int[]) then 'cannotDo' end)`
    }
    case 'answer':
      return sql`case when disposition is not null then 'answered' end`
    case 'disposition':
      return sql`case
        when disposition is null then 'noAnswer'
        when step >= ${doneAt(steps)} then 'approved'
        when exists (
          select from answer_point as own
          join answer_point as other on other.municipality_id = own.municipality_id and other.answer_id = own.answer_id
          join point_work as sharing on sharing.municipality_id = other.municipality_id and sharing.point_id = other.point_id
          where own.municipality_id = ${municipalityId} and own.point_id = point_work.point_id
            and (other.point_id not in (${chosen}) or sharing.is_public or sharing.is_set_aside or sharing.step >= ${doneAt(steps)})) then 'sharedOutside'
        when ${lacksFor(municipalityId, change.disposition)} then 'incomplete' end`
    case 'release':
      return change.isReleased ? releaseObstacle(db, process) : sql`null`
    default:
      return sql`null`
  }
}

/** Whether the answer lacks what a decision asks for: to whom something was passed on, or where it stands in the plan. */
function lacksFor(municipalityId: string, decision: Decision | null): RawBuilder<unknown> {
  const disposition = decision && dispositionOf(decision)
  const answer = sql`
    from answer_point join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
    where answer_point.municipality_id = ${municipalityId} and answer_point.point_id = point_work.point_id`
  if (disposition === 'forwarded') return sql`exists (select ${answer} and forwarded_to = '')`
  if (disposition === 'alreadyInPlan')
    return sql`exists (select ${answer} and not exists (
      select from answer_section where answer_section.municipality_id = ${municipalityId} and answer_section.answer_id = answer.id))`
  return sql`false`
}

/** Whether a row of `point_work` has what the change gives, as an expression. */
function hasIt({ municipalityId }: ProcessRef, change: BulkChange, steps: readonly Step[]): RawBuilder<unknown> {
  switch (change.kind) {
    case 'assign': {
      const { assigneeId, target, dueOn } = change
      const stays =
        typeof target === 'number'
          ? sql`step = ${target}`
          : target === 'next'
            ? sql`step = ${doneAt(steps)}`
            : sql`true`
      return sql`(${stays}
        and ${assigneeId === undefined ? sql`true` : sql`assignee_id is not distinct from ${assigneeId}::uuid`}
        and ${dueOn === undefined ? sql`true` : sql`due_on is not distinct from ${dueOn}::date`})`
    }
    case 'theme':
      return sql`theme_id is not distinct from ${change.themeId ?? null}::uuid`
    case 'place':
      return sql`(
        select coalesce(point_place.lineage_id, point_place.section_id) from point_place
        where point_place.municipality_id = point_work.municipality_id and point_place.point_id = point_work.point_id
      ) is not distinct from coalesce(
        (select lineage_id from paragraph where municipality_id = ${municipalityId} and id = ${change.placeId ?? null}::uuid),
        ${change.placeId ?? null}::uuid)`
    case 'answer':
      return sql`false`
    case 'disposition':
      return sql`(
        select answer.decision from answer_point
        join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
        where answer_point.municipality_id = point_work.municipality_id and answer_point.point_id = point_work.point_id
      ) is not distinct from ${change.disposition}::text`
    case 'campaign':
      return sql`campaign_id is not distinct from ${change.campaignId ?? null}::uuid`
    case 'release':
      return sql`is_released = ${change.isReleased}`
  }
}

/** Points to look at for each reason. */
const EXAMPLES = 5

type Looked = {
  why: BulkObstacle | null
  hasIt: boolean
  step: number
  count: number
  hash: string
  examples: string[] | null
}

/** What was found, gathered by reason. `looked` is a table with the columns of `lookAtChosen`. */
const byReason = (looked: RawBuilder<unknown>, kept = sql``) => sql<Looked>`
  with looked as materialized (
    select point_id, place, said, why, has_it and why is null as has_it,
      case when why is null then 0 when why = 'cannotDo' then step_after else step end as step
    from (${looked}) as looked
  )
  ${kept}
  select counted.*, case when why is not null then array(
      select point_id from looked where looked.why = counted.why and looked.step = counted.step order by place limit ${EXAMPLES}) end as examples
  from (
    select why, has_it, step, count(*)::int as count, bit_xor(hashtextextended(concat(point_id, said), 0))::text as hash from looked group by 1, 2, 3
  ) as counted`

type Asking = { choice: Choice; change: BulkChange; by: Doer; now: Date }

/** What a bulk change would do now, and why what stays as it is does. */
export async function bulkPreview(
  db: Db | Trx,
  process: ProcessRef,
  { choice, change, by, now }: Asking,
): Promise<BulkPreview> {
  const looked = await lookAtChosen(db, process, {
    ...{ chosen: await chosenBy(db, process, choice, by, now), change, by, now },
  })
  const { rows } = await byReason(looked).execute(db)
  return previewOf(db, process, { choice, change, rows })
}

/**
 * The same in a process that is held for a change, so that nobody else changes its points until this is done. Keeps which of them change in
 * the row of the choice, so that the set stays the same while they do.
 */
export async function holdChosen(
  trx: Trx,
  process: ProcessRef,
  { bulkId, choice, change, by, now }: Asking & { bulkId: string },
): Promise<BulkPreview> {
  const { municipalityId } = process
  const looked = await lookAtChosen(trx, process, {
    ...{ chosen: await chosenBy(trx, process, choice, by, now), change, by, now },
  })
  const keeping = sql`, kept as (
    update bulk_change set point_ids = (select coalesce(array_agg(point_id), '{}') from looked where why is null and not has_it)
    where municipality_id = ${municipalityId} and id = ${bulkId}
  )`
  const { rows } = await byReason(looked, keeping).execute(trx)
  return previewOf(trx, process, { choice, change, rows })
}

async function previewOf(
  db: Db | Trx,
  process: ProcessRef,
  { choice, change, rows }: { choice: Choice; change: BulkChange; rows: readonly Looked[] },
): Promise<BulkPreview> {
  const numbers = await numbersOf(
    db,
    process,
    rows.flatMap(({ examples }) => examples ?? []),
  )
  const sum = (fits: (row: Looked) => boolean) => rows.filter(fits).reduce((total, { count }) => total + count, 0)
  const found = sum(() => true)
  const chosen = choice.pointIds?.length ?? found
  const shared = await sharedAnswer(db, process, change)
  const fixed = shared?.fixed ?? null
  const changes = sum(({ why, hasIt }) => why === null && !hasIt)
  return {
    ...{ chosen, changes, stop: stopOf(change, changes) },
    same: sum(({ why, hasIt }) => why === null && hasIt),
    gone: chosen - found,
    kept: rows
      .flatMap(({ why, step, count, examples }) =>
        why === null
          ? []
          : [{ why, step, count, examples: (examples ?? []).map((id) => ({ id, number: numbers.get(id) ?? null })) }],
      )
      .sort((one, other) => other.count - one.count),
    fixed,
    mark: [
      markOf(chosen - found, rows),
      ...(shared ? [shared.mark] : []),
      ...(fixed ? [`fixed.${fixed.approved}.${fixed.public}`] : []),
    ].join(' '),
  }
}

/** The mark of the answer that the points would share, and where it is fixed, null when it is nowhere; null when none is shared. */
async function sharedAnswer(
  db: Db | Trx,
  process: ProcessRef,
  change: BulkChange,
): Promise<{ mark: string; fixed: FixedAt | null } | null> {
  if (change.kind !== 'answer' || change.sharedWith === null) return null
  const shared = await answerOfPoint(db, process, change.sharedWith)
  if (!shared) return null
  const fixed = await whereFixed(db, process, shared.id)
  return { mark: shared.mark, fixed: fixed.approved + fixed.public > 0 ? fixed : null }
}

/**
 * Two previews have the same mark when the same points change, with the same answers where these are judged, and the others stay for the
 * same reasons.
 */
function markOf(
  gone: number,
  rows: readonly { why: string | null; hasIt: boolean; step: number; count: number; hash: string }[],
): string {
  const parts = rows
    .filter(({ why, hasIt }) => why !== null || !hasIt)
    .map(({ why, step, count, hash }) => `${why ?? ''}.${step}.${count}.${hash}`)
  return [`${gone}`, ...parts.sort()].join(' ')
}

async function numbersOf(
  db: Db | Trx,
  { municipalityId }: ProcessRef,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; number: string }>`
    select point.id, contributor.number || '.' || point.number as number
    from point
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
    where point.municipality_id = ${municipalityId} and point.id = any(${ids}::uuid[])
      and contributor.number is not null and point.number is not null`.execute(db)
  return new Map(rows.map(({ id, number }) => [id, number]))
}
