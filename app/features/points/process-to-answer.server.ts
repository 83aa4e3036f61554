import { validate } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Actor, CommandActor } from '#app/features/accounts/account.ts'
import { needRole } from '#app/features/processes/lock-process.server.ts'
import { can } from '#app/features/processes/process.ts'
import { asProcess, type Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'

export type ProcessRef = { id: string }
export type Doer = Actor | CommandActor

/** An id from a form, or NotFound: what is no id belongs to nothing. */
export function asId(text: string): string {
  if (!validate(text)) throw new NotFound()
  return text
}

/**
 * The process in which someone may split and answer now. It is held, so that the answers are not published in between;
 * colleagues who answer other points are not kept waiting. Throws NotFound, NotAllowed or Refused.
 */
export async function processToAnswer(trx: Trx, by: Doer, { id }: ProcessRef): Promise<Process> {
  needRole(by, 'processor')
  const row = await trx
    .selectFrom('process')
    .selectAll()
    .where('municipalityId', '=', by.municipalityId)
    .where('id', '=', asId(id))
    .forShare()
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const process = asProcess(row)
  if (can.answer(process.state)) return process
  if (process.state === 'answered') {
    throw new Refused('De antwoorden van dit traject zijn openbaar. Daarom liggen punten, thema’s en antwoorden vast.')
  }
  throw new Refused('Dit traject is ingetrokken. U kunt er niets meer aan wijzigen.')
}

/** The theme, when it is one of this process; null stays null. Throws NotFound. */
export async function themeOfProcess(trx: Trx, process: Process, themeId: string | null): Promise<string | null> {
  if (themeId === null) return null
  const theme = await trx
    .selectFrom('theme')
    .select('id')
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('id', '=', asId(themeId))
    .executeTakeFirst()
  if (!theme) throw new NotFound()
  return theme.id
}
