import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'

const hostName = z
  .string()
  .toLowerCase()
  .superRefine((host, context) => {
    if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host))
      context.addIssue({ code: 'custom', message: `"${host}" is geen hostnaam.` })
  })

const senderEmail = z.string().superRefine((address, context) => {
  if (!z.email().safeParse(address).success)
    context.addIssue({ code: 'custom', message: `"${address}" is geen e-mailadres.` })
})

/** Makes the municipality whose id the caller already has, distinguished from others by its host names. */
export const createMunicipality = act({
  name: 'createMunicipality',
  by: { audience: 'command' },
  changes: 'public',
  input: z.object({
    slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/, {
      error: 'De korte naam mag alleen kleine letters, cijfers en streepjes hebben.',
    }),
    name: z.string(),
    senderEmail,
    hosts: z.array(hostName).default([]),
    helpPhone: z.string().default(''),
    helpHours: z.string().default(''),
    helpDesk: z.string().default(''),
    defaultRegime: z.enum(['uov', 'ordinance', 'informal']).default('uov'),
    defaultTermDays: z.number().nullable().default(null),
  }),
  refusals: {
    slugTaken: { says: (slug: string) => `Er is al een gemeente met de korte naam ${slug}.`, at: 'slug' },
    hostTaken: { says: (host: string) => `De hostnaam ${host} is al van een andere gemeente.`, at: 'hosts' },
  },
  async run({ trx, by: { municipalityId: id }, now, refuse }, { hosts, ...facts }) {
    const taken = await trx.selectFrom('municipality').select('id').where('slug', '=', facts.slug).executeTakeFirst()
    if (taken) refuse('slugTaken', facts.slug)
    const takenHost = hosts.length
      ? await trx.selectFrom('municipalityHost').select('host').where('host', 'in', hosts).executeTakeFirst()
      : undefined
    if (takenHost) refuse('hostTaken', takenHost.host)
    await trx
      .insertInto('municipality')
      .values({ id, ...facts, createdAt: now })
      .execute()
    if (hosts.length > 0) {
      await trx
        .insertInto('municipalityHost')
        .values(hosts.map((host) => ({ municipalityId: id, host })))
        .execute()
    }
    return did(undefined, { subject: { kind: 'municipality', id } })
  },
})
