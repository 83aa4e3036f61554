import { v7 as uuid } from 'uuid'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { needRole } from './lock-process.server.ts'
import { phaseLabels, type PhaseKind } from './process.ts'
import { newProcess } from './process.schema.ts'

const usualPhases: readonly PhaseKind[] = ['inspraak', 'processing', 'decision', 'followUp']

/** Makes a draft with the municipality's own rules, the usual phases and the online form. Refused at 'title' or 'slug'. */
export async function createProcess(
  db: Db | Trx,
  by: Doer,
  input: { title: string; slug?: string },
  now: Date,
): Promise<{ id: string; slug: string; municipalityId: string }> {
  needRole(by, 'processor')
  const { title, slug } = read(input)
  const { municipalityId } = by
  return inTransaction(db, async (trx) => {
    const municipality = await trx
      .selectFrom('municipality')
      .select(['defaultRegime', 'defaultTermDays'])
      .where('id', '=', municipalityId)
      .executeTakeFirstOrThrow()
    const id = uuid()
    const made = await trx
      .insertInto('process')
      .values({
        ...{ municipalityId, id, slug, title },
        regime: municipality.defaultRegime,
        termDays: municipality.defaultTermDays,
        createdAt: now,
        updatedAt: now,
      })
      .onConflict((conflict) => conflict.columns(['municipalityId', 'slug']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw new Refused(`Het adres ‘${slug}’ is al van een ander traject. Kies een ander adres.`, 'slug')
    await trx
      .insertInto('phase')
      .values(
        usualPhases.map((kind, position) => ({
          ...{ municipalityId, id: uuid(), processId: id, position, kind },
          title: phaseLabels[kind].title,
        })),
      )
      .execute()
    await trx
      .insertInto('channel')
      .values({ municipalityId, processId: id, kind: 'online', address: paths.public.react(slug) })
      .execute()
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'createProcess',
      subject: { kind: 'process', id },
      processId: id,
    })
    return { id, slug, municipalityId }
  })
}

/** Where the online form of a process is, as a path on the municipality's own site. */

function read(input: { title: string; slug?: string }) {
  const parsed = newProcess.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new Refused(issue?.message ?? 'Vul de titel van het traject in.', String(issue?.path[0] ?? 'title'))
}
