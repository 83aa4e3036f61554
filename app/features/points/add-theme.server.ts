import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { insertThemes } from './insert-themes.server.ts'
import { processToAnswer } from './process-to-answer.server.ts'

const LONGEST_NAME = 80

/** Adds a theme behind the others. Refused without a name, or when there already is one of that name. */
export async function addTheme(
  db: Db | Trx,
  by: Doer,
  { process: ref, name }: { process: { id: string }; name: string },
  now: Date,
): Promise<{ id: string }> {
  return inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, ref)
    const { municipalityId, id: processId } = process
    const kept = await checkedName(trx, process, name)
    const [added] = await insertThemes(trx, process, [kept])
    if (!added) throw nameTaken(kept)
    const { id } = added
    await record(trx, { municipalityId, at: now, by, act: 'addTheme', subject: { kind: 'theme', id }, processId })
    return { id }
  })
}

/** The name as it is kept; one that differs only in capitals counts as the same. Throws Refused. */
export async function checkedName(trx: Trx, process: Process, name: string, ownId?: string): Promise<string> {
  const kept = name.trim().replace(/\s+/g, ' ')
  if (kept === '') throw new Refused('Vul de naam van het thema in.', 'naam')
  if (kept.length > LONGEST_NAME)
    throw new Refused(`Maak de naam korter: hooguit ${LONGEST_NAME} tekens. Het zijn er nu ${kept.length}.`, 'naam')
  const others = await trx
    .selectFrom('theme')
    .select(['id', 'name'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .execute()
  const plain = (text: string) => text.toLocaleLowerCase('nl')
  if (others.some((other) => other.id !== ownId && plain(other.name) === plain(kept))) throw nameTaken(kept)
  return kept
}

/** What is said when two themes would have one name. */
function nameTaken(name: string): Refused {
  return new Refused(`Er is al een thema “${name}”. Kies een andere naam.`, 'naam')
}
