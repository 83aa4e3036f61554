import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { oneOf } from '#app/one-of.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { prepared, type Places } from '#db/prepared.server.ts'
import { stepRoles, type Step } from './steps.ts'

type StepRow = Omit<Step, 'role'> & { role: string }
const asStep = ({ role, ...step }: StepRow): Step => ({ ...step, role: oneOf(stepRoles, role) })

/** The steps that new processes of a municipality begin with, in their order. */
export async function stepsOfMunicipality(db: Db | Trx, municipalityId: string): Promise<Step[]> {
  const rows = await db
    .selectFrom('workflowStep')
    .select(['name', 'role', 'fourEyes', 'dueDays'])
    .where('municipalityId', '=', municipalityId)
    .orderBy('position')
    .execute()
  return rows.map(asStep)
}

/** The steps of a process in their order: its own from its first point on, before that those of the municipality. */
export async function stepsOf(db: Db | Trx, { municipalityId, id }: ProcessRef): Promise<Step[]> {
  const rows = await ownSteps(db, { municipalityId, processId: id })
  return rows.length > 0 ? rows.map(asStep) : stepsOfMunicipality(db, municipalityId)
}

const ownSteps = prepared('stepsOf', (db, of: Places<{ municipalityId: string; processId: string }>) =>
  db
    .selectFrom('processStep')
    .select(['name', 'role', 'fourEyes', 'dueDays'])
    .where('municipalityId', '=', of.municipalityId)
    .where('processId', '=', of.processId)
    .orderBy('position')
    .compile(),
)

/** The same of many processes at once, by the id of the process. */
export async function stepsOfProcesses(
  db: Db,
  municipalityId: string,
  processIds: readonly string[],
): Promise<Map<string, Step[]>> {
  const { rows } = await sql<StepRow & { processId: string }>`
    select process_id, name, role, four_eyes, due_days from process_step
    where municipality_id = ${municipalityId} and process_id = any(${processIds}::uuid[]) order by process_id, position`.execute(
    db,
  )
  const found = new Map<string, Step[]>()
  for (const { processId, ...step } of rows) found.set(processId, [...(found.get(processId) ?? []), asStep(step)])
  return found
}
