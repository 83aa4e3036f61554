import { v7 as uuid } from 'uuid'
import { act, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { paths } from '#app/paths.ts'
import { phaseLabels, type PhaseKind } from './process.ts'
import { newProcess } from './process.schema.ts'

const usualPhases: readonly PhaseKind[] = ['inspraak', 'processing', 'decision', 'followUp']

/** Makes a draft with the municipality's own rules, the usual phases and the online form. */
export const createProcess = act({
  name: 'createProcess',
  by: byProcessor,
  input: newProcess,
  refusals: {
    slugTaken: {
      says: (slug: string) => `Het adres ‘${slug}’ is al van een ander traject. Kies een ander adres.`,
      at: 'slug',
    },
  },
  async run({ trx, by: { municipalityId }, now, refuse }, { title, slug }) {
    const id = uuid()
    const { defaultRegime: regime, defaultTermDays: termDays } = await trx
      .selectFrom('municipality')
      .select(['defaultRegime', 'defaultTermDays'])
      .where('id', '=', municipalityId)
      .executeTakeFirstOrThrow()
    const made = await trx
      .insertInto('process')
      .values({ municipalityId, id, slug, title, regime, termDays, createdAt: now, updatedAt: now })
      .onConflict((conflict) => conflict.columns(['municipalityId', 'slug']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) refuse('slugTaken', slug)
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
    return did({ id, slug, municipalityId }, { subject: { kind: 'process', id }, processId: id })
  },
})
