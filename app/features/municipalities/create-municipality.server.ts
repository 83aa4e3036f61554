import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { Refused } from '#app/errors.server.ts'
import { record, type By } from '#app/features/record/record.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'

type NewMunicipality = {
  slug: string
  name: string
  senderEmail: string
  hosts: string[]
  helpPhone?: string
  helpHours?: string
  helpDesk?: string
  defaultRegime?: 'uov' | 'ordinance' | 'informal'
  defaultTermDays?: number | null
}

const SLUG = /^[a-z0-9][a-z0-9-]{1,59}$/
const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/

/** Makes a municipality, told apart from others by its host names. Refused at 'slug', 'senderEmail' or 'host'. Returns its id. */
export async function createMunicipality(db: Db, by: By, input: NewMunicipality, now: Date): Promise<string> {
  const hosts = input.hosts.map((host) => host.toLowerCase())
  if (!SLUG.test(input.slug))
    throw new Refused('De korte naam mag alleen kleine letters, cijfers en streepjes hebben.', 'slug')
  if (!z.email().safeParse(input.senderEmail).success)
    throw new Refused(`"${input.senderEmail}" is geen e-mailadres.`, 'senderEmail')
  const wrong = hosts.find((host) => !HOST.test(host))
  if (wrong !== undefined) throw new Refused(`"${wrong}" is geen hostnaam.`, 'host')
  return inTransaction(db, async (trx) => {
    const taken = await trx.selectFrom('municipality').select('id').where('slug', '=', input.slug).executeTakeFirst()
    if (taken) throw new Refused(`Er is al een gemeente met de korte naam ${input.slug}.`, 'slug')
    const takenHost = hosts.length
      ? await trx.selectFrom('municipalityHost').select('host').where('host', 'in', hosts).executeTakeFirst()
      : undefined
    if (takenHost) throw new Refused(`De hostnaam ${takenHost.host} is al van een andere gemeente.`, 'host')
    const id = uuid()
    await trx
      .insertInto('municipality')
      .values({
        ...{ id, slug: input.slug, name: input.name, senderEmail: input.senderEmail, createdAt: now },
        ...{ helpPhone: input.helpPhone ?? '', helpHours: input.helpHours ?? '', helpDesk: input.helpDesk ?? '' },
        ...{ defaultRegime: input.defaultRegime ?? 'uov', defaultTermDays: input.defaultTermDays ?? null },
      })
      .execute()
    if (hosts.length > 0) {
      await trx
        .insertInto('municipalityHost')
        .values(hosts.map((host) => ({ municipalityId: id, host })))
        .execute()
    }
    await record(trx, {
      municipalityId: id,
      at: now,
      by,
      act: 'createMunicipality',
      subject: { kind: 'municipality', id },
    })
    return id
  })
}
