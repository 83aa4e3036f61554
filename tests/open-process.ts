import { v7 as uuid } from 'uuid'
import type { Visitor } from '#app/acts/who-may.ts'
import { wholePlan, writeAbout, type ReactionFields } from '#app/features/contributions/reaction.ts'
import type { submitReaction } from '#app/public-parts.server.ts'
import type { Db } from '#db/client.server.ts'
import { aMunicipality, aPlan, aProcess } from './factories.ts'

type Sending = Parameters<typeof submitReaction>[2]

let visitors = 0

/** An open process, with what a test needs to send reactions to it and to look at the result. */
export async function openProcess(db: Db) {
  const municipality = await aMunicipality(db)
  const process = await aProcess(db, municipality)
  const plan = await aPlan(db, process)
  const secret = 'x'.repeat(32)
  const fields: ReactionFields = {
    ...{ about: wholePlan, text: 'Een middag vrij zou mij helpen.', speaksFor: 'self' as const },
    ...{ name: '', organisation: '', notPublic: '', email: '', named: false },
  }
  return {
    ...{ municipality, process, plan, secret },
    resident: { kind: 'resident', id: null, municipalityId: municipality.id } as Visitor,
    fields,
    input(given: Partial<ReactionFields> = {}, rest: Partial<Sending> = {}): Sending {
      const { about, named, ...texts } = { ...fields, ...given }
      return {
        ...{ process, key: uuid(), secret, baseUrl: 'https://saomen.example' },
        clientAddress: `192.0.2.${++visitors % 250}`,
        firstArrivedAt: null,
        ...{ ...texts, about: writeAbout(about), named: named ? ('yes' as const) : ('no' as const) },
        ...rest,
      }
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
