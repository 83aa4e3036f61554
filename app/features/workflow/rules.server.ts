import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { answeringRefusals, processToAnswer, themeOfProcess } from '#app/features/points/process-to-answer.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { orNone } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Db } from '#db/client.server.ts'
import { colleaguesOf, mayTake, strangerRefusal } from './colleagues.server.ts'
import { stepsOf } from './steps-of.server.ts'
import { mayDoStep } from './steps.ts'

/** Who gets a point that nobody has; null: any theme, chapter or step. */
export type AssignmentRule = {
  id: string
  theme: string | null
  chapter: string | null
  /** Position among the steps of the process. */
  step: number | null
  assigneeId: string
  assignee: string
}

/** The rules of a process, as the most telling one comes first for a point. */
export async function rulesOf(db: Db, { municipalityId, id }: ProcessRef): Promise<AssignmentRule[]> {
  const { rows } = await sql<AssignmentRule>`
    select assignment_rule.id, theme.name as theme, chapter, step, assignee_id, account.name as assignee
    from assignment_rule
    join account on account.municipality_id = assignment_rule.municipality_id and account.id = assignee_id
    left join theme on theme.municipality_id = assignment_rule.municipality_id and theme.id = theme_id
    where assignment_rule.municipality_id = ${municipalityId} and assignment_rule.process_id = ${id}
    order by step is null, step, theme.position, chapter`.execute(db)
  return rows
}

/** The chapters of the plan that people read, by their number. */
export async function planChapters(
  db: Db,
  { municipalityId, id }: ProcessRef,
): Promise<{ number: string; heading: string }[]> {
  const { rows } = await sql<{ number: string; heading: string }>`
    select section.number, section.heading from section
    where section.municipality_id = ${municipalityId} and section.number <> '' and position('.' in section.number) = 0
      and section.plan_version_id = (
        select plan_version.id from plan_version
        where plan_version.municipality_id = ${municipalityId} and plan_version.process_id = ${id} and plan_version.is_for_readers)
    order by section.position`.execute(db)
  return rows
}

/**
 * Says who gets points of a theme, chapter or step that nobody has: those that come there from now on, and those that lie there
 * already. A rule for the same theme, chapter and step takes the place of the earlier one. Gives how many points got someone at once.
 */
export const setRule = act({
  name: 'setRule',
  by: byProcessor,
  on: 'process',
  input: z.object({
    themeId: orNone,
    chapter: orNone,
    step: orNone.transform((text) => (text === null ? null : Number(text))).pipe(z.number().int().min(1).nullable()),
    accountId: z.string().min(1, 'Kies wie deze punten krijgt.'),
  }),
  refusals: {
    ...answeringRefusals,
    ...strangerRefusal,
    anything: { says: 'Kies een thema, een hoofdstuk of een stap. Anders krijgt één persoon alles.', at: 'themeId' },
    noStep: { says: 'Deze stap is er niet meer. Laad de pagina opnieuw.', at: 'step' },
  },
  async run({ trx, by, now, process: ref, refuse }, { chapter, step, accountId, ...given }) {
    const process = await processToAnswer(trx, by, ref)
    const themeId = await themeOfProcess(trx, process, given.themeId)
    if (themeId === null && chapter === null && step === null) return refuse('anything')
    const steps = await stepsOf(trx, process)
    if (step !== null && step > steps.length) return refuse('noStep')
    const { id: assigneeId } =
      step === null
        ? await anyStep(trx, process, accountId, steps)
        : await mayTake(trx, process, { accountId, steps, position: step })
    const { municipalityId, id: processId } = process
    const id = uuid()
    await sql`
      insert into assignment_rule (municipality_id, process_id, id, theme_id, chapter, step, assignee_id, created_at, created_by)
      values (${municipalityId}, ${processId}, ${id}, ${themeId}, ${chapter}, ${step}, ${assigneeId}, ${now}, ${by.id})
      on conflict (municipality_id, process_id, theme_id, chapter, step)
        do update set assignee_id = excluded.assignee_id, created_at = excluded.created_at, created_by = excluded.created_by`.execute(
      trx,
    )
    await sql`
      select assign_by_rules(${municipalityId}, ${processId}, array_agg(point_id), ${now}) from point_work
      where municipality_id = ${municipalityId} and process_id = ${processId} and assignee_id is null
        and not is_public and not is_set_aside
        and (${themeId}::uuid is null or theme_id = ${themeId}) and (${chapter}::text is null or chapter = ${chapter})
        and (${step}::smallint is null or step = ${step})`.execute(trx)
    return did(undefined, { subject: { kind: 'process', id: processId }, detail: { step, chapter, theme: themeId } })
  },
})

/** A rule for any step is for someone who may do one of them; it gives them only those. */
async function anyStep(
  trx: Parameters<typeof mayTake>[0],
  process: ProcessRef,
  accountId: string,
  steps: Awaited<ReturnType<typeof stepsOf>>,
) {
  const colleague = (await colleaguesOf(trx, process.municipalityId)).find(({ id }) => id === asId(accountId))
  const position = steps.findIndex((step) => colleague !== undefined && mayDoStep(colleague, step)) + 1
  return mayTake(trx, process, { accountId, steps, position: Math.max(position, 1) })
}

/** Ends a rule; what it gave to someone stays theirs. */
export const endRule = act({
  name: 'endRule',
  by: byProcessor,
  on: 'process',
  input: z.object({ ruleId: z.string() }),
  refusals: answeringRefusals,
  async run({ trx, by, process: ref }, { ruleId }) {
    const { municipalityId, id } = await processToAnswer(trx, by, ref)
    const gone = await trx
      .deleteFrom('assignmentRule')
      .where('municipalityId', '=', municipalityId)
      .where('processId', '=', id)
      .where('id', '=', asId(ruleId))
      .returning('id')
      .executeTakeFirst()
    if (!gone) throw new NotFound()
    return did(undefined, { subject: { kind: 'process', id } })
  },
})
