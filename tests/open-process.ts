import { v7 as uuid } from 'uuid'
import { wholePlan, type ReactionFields } from '#app/features/contributions/reaction.ts'
import type { SubmitReaction } from '#app/features/contributions/submit-reaction.server.ts'
import type { Db } from '#db/client.server.ts'
import { aMunicipality, aPlan, aProcess } from './factories.ts'

let visitors = 0

/** An open process, with what a test needs to send reactions to it and to look at the result. */
export async function openProcess(db: Db) {
  const municipality = await aMunicipality(db)
  const process = await aProcess(db, municipality)
  const plan = await aPlan(db, process)
  const secret = 'x'.repeat(32)
  const fields: ReactionFields = {
    ...{ about: wholePlan, text: 'Een middag vrij zou mij helpen.', speaksFor: 'self' as const },
    ...{ name: '', organisation: '', email: '', named: false },
  }
  return {
    ...{ municipality, process, plan, secret },
    input(given: Partial<ReactionFields> = {}, rest: Partial<SubmitReaction> = {}): SubmitReaction {
      const base = {
        municipality,
        processId: process.id,
        idempotencyKey: uuid(),
        secret,
        baseUrl: 'https://saomen.example',
        clientAddress: `192.0.2.${++visitors % 250}`,
      }
      return { ...base, fields: { ...fields, ...given }, ...rest }
    },
    stored: (id: string) =>
      db
        .selectFrom('contribution')
        .innerJoin('contributor', 'contributor.id', 'contribution.contributorId')
        .selectAll('contribution')
        .select([
          'contributor.kind as who',
          'contributor.name',
          'contributor.organisation',
          'contributor.namedInPublic',
        ])
        .where('contribution.id', '=', id)
        .executeTakeFirstOrThrow(),
    async counts() {
      const count = async (table: 'contribution' | 'contributor' | 'receipt' | 'event' | 'notification') =>
        Number((await db.selectFrom(table).select(db.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)
      return {
        contributions: await count('contribution'),
        contributors: await count('contributor'),
        receipts: await count('receipt'),
        events: await count('event'),
        messages: await count('notification'),
      }
    },
  }
}
