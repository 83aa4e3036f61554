import type { Selectable } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import type { LocalDate } from '#app/local-date.ts'
import { oneOf } from '#app/one-of.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { Process as ProcessTable } from '#db/types.generated.ts'
import type { ProcessPart } from './process-parts.ts'
import { secondScopes, type SecondScope } from './process.schema.ts'
import { processParts } from './process-parts.ts'
import type { ChannelKind, PhaseKind, ProcessState, Regime, ProcessRef } from './process.ts'
import { channelKinds, phaseKinds, processStates, regimes } from './process.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'

export type Process = Omit<Selectable<ProcessTable>, 'state' | 'regime' | 'secondScope'> & {
  state: ProcessState
  regime: Regime
  secondScope: SecondScope
}
export type Phase = {
  kind: PhaseKind
  title: string
  opensOn: LocalDate | null
  closesOn: LocalDate | null
  whenText: string
}
export type Channel = { kind: ChannelKind; address: string; note: string }

/** A row of the table with its states and regimes as the code names them. */
export function asProcess(row: Selectable<ProcessTable>): Process {
  return {
    ...row,
    state: oneOf(processStates, row.state),
    regime: oneOf(regimes, row.regime),
    secondScope: oneOf(secondScopes, row.secondScope),
  }
}

/** The process with this address in this municipality. Throws NotFound. */
export async function processBySlug(db: Db | Trx, municipalityId: string, slug: string | undefined): Promise<Process> {
  const row = await db
    .selectFrom('process')
    .selectAll()
    .where('municipalityId', '=', municipalityId)
    .where('slug', '=', slug ?? '')
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return asProcess(row)
}

/** The phases of a process in their order. */
export async function phasesOf(db: Db | Trx, process: ProcessRef): Promise<Phase[]> {
  const rows = await db
    .selectFrom('phase')
    .select(['kind', 'title', 'opensOn', 'closesOn', 'whenText'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ ...row, kind: oneOf(phaseKinds, row.kind) }))
}

/** The channels of a process, online first. */
export async function channelsOf(db: Db | Trx, process: ProcessRef): Promise<Channel[]> {
  const rows = await db
    .selectFrom('channel')
    .select(['kind', 'address', 'note'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .execute()
  return channelKinds.flatMap((kind) => rows.filter((row) => row.kind === kind).map((row) => ({ ...row, kind })))
}

/** How many processes the municipality has. */
export async function countProcesses(db: Db, municipalityId: string): Promise<number> {
  const { count } = await db
    .selectFrom('process')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('municipalityId', '=', municipalityId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The mark of what a form about this part of the process shows. */
export function markOfPart(process: Process, part: ProcessPart): string {
  return seenMark(processParts[part].map((field) => process[field]))
}
