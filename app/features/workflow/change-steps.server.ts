import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import type { WhoMay } from '#app/acts/who-may.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { seen } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { stepList } from './steps.schema.ts'
import { newPositions, type Step } from './steps.ts'
import { stepsOf, stepsOfMunicipality } from './steps-of.server.ts'

const byAdministrator = { audience: 'official', needs: 'administrator' } as const satisfies WhoMay
const columns = { name: 'text', role: 'text', fourEyes: 'boolean', dueDays: 'smallint' }

/** The mark of the steps that a form showed. */
export const markOfSteps = (steps: readonly Step[]): string => seenMark([steps])

/** Sets the steps that new processes of the municipality begin with. Processes that have points keep theirs. */
export const changeSteps = act({
  name: 'changeSteps',
  by: byAdministrator,
  input: z.object({ steps: stepList, seen }),
  refusals: { stale: staleRefusal },
  async run({ trx, by: { municipalityId } }, { steps, seen }) {
    await trx.selectFrom('municipality').select('id').where('id', '=', municipalityId).forNoKeyUpdate().execute()
    const stored = await stepsOfMunicipality(trx, municipalityId)
    refuseStale(seen, markOfSteps(stored))
    const next = steps.map(({ was: _, ...step }) => step)
    if (markOfSteps(next) === markOfSteps(stored)) return changedNothing(undefined)
    await trx.deleteFrom('workflowStep').where('municipalityId', '=', municipalityId).execute()
    await sql`
      insert into workflow_step (municipality_id, position, name, role, four_eyes, due_days)
      select ${municipalityId}, place, name, role, four_eyes, due_days from ${givenRows(columns, next)}`.execute(trx)
    return did(undefined, {
      subject: { kind: 'municipality', id: municipalityId },
      detail: { from: stored.length, to: next.length },
    })
  },
})

/**
 * Sets the steps of one process, and takes its points along: a step that stays keeps its points, those of a step that goes away go on
 * to the next that is left, and what was done stays done. Rules for a step move with it; those of a step that goes away end. Gives how
 * many points moved.
 */
export const changeProcessSteps = act({
  name: 'changeProcessSteps',
  by: byAdministrator,
  on: 'process',
  input: z.object({ steps: stepList, seen }),
  refusals: { ...withdrawnRefusal, stale: staleRefusal },
  async run({ trx, by, now, process: ref }, { steps, seen }) {
    const process = await lockProcess(trx, by, ref.id)
    refuseWithdrawn(process)
    const stored = await stepsOf(trx, process)
    refuseStale(seen, markOfSteps(stored))
    const next = steps.map(({ was: _, ...step }) => step)
    const positions = newPositions(
      stored.length,
      steps.map(({ was }) => was ?? null),
    )
    if (markOfSteps(next) === markOfSteps(stored) && positions.every((to, index) => to === index + 1))
      return changedNothing({ moved: 0 })
    await replaceSteps(trx, process, next)
    await moveRules(trx, process, { positions, kept: new Set(steps.flatMap(({ was }) => was ?? [])) })
    const eventId = uuid()
    const moved = await moveAlong(trx, process, { eventId, positions }, now)
    return did(
      { moved },
      {
        id: eventId,
        subject: { kind: 'process', id: process.id },
        detail: { from: stored.length, to: next.length, moved },
      },
    )
  },
})

async function replaceSteps(trx: Trx, { municipalityId, id }: ProcessRef, steps: readonly Step[]): Promise<void> {
  await trx.deleteFrom('processStep').where('municipalityId', '=', municipalityId).where('processId', '=', id).execute()
  await sql`
    insert into process_step (municipality_id, process_id, position, name, role, four_eyes, due_days)
    select ${municipalityId}, ${id}, place, name, role, four_eyes, due_days from ${givenRows(columns, steps)}`.execute(
    trx,
  )
}

async function moveRules(
  trx: Trx,
  { municipalityId, id }: ProcessRef,
  { positions, kept }: { positions: readonly number[]; kept: ReadonlySet<number> },
): Promise<void> {
  const rules = await trx
    .deleteFrom('assignmentRule')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('step', 'is not', null)
    .returningAll()
    .execute()
  const moved = rules.flatMap((rule) =>
    rule.step !== null && kept.has(rule.step) ? [{ ...rule, step: positions[rule.step - 1] ?? rule.step }] : [],
  )
  if (moved.length > 0) await trx.insertInto('assignmentRule').values(moved).execute()
}

async function moveAlong(
  trx: Trx,
  process: ProcessRef,
  { eventId, positions }: { eventId: string; positions: readonly number[] },
  now: Date,
): Promise<number> {
  const { municipalityId, id } = process
  const moves = positions.map((to, index) => sql`when ${index + 1} then ${to}::smallint`)
  const points = sql`select point_id from point_work where municipality_id = ${municipalityId} and process_id = ${id}`
  return changeWork(
    trx,
    process,
    { eventId, points, change: { step: sql`case step ${sql.join(moves, sql` `)} else step end` } },
    now,
  )
}
