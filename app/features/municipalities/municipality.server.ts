import type { Db } from '#db/client.server.ts'

export type Municipality = {
  id: string
  slug: string
  name: string
  helpPhone: string
  helpHours: string
  helpDesk: string
  senderEmail: string
  defaultRegime: string
  defaultTermDays: number | null
}

const columns = [
  'municipality.id',
  'municipality.slug',
  'municipality.name',
  'municipality.helpPhone',
  'municipality.helpHours',
  'municipality.helpDesk',
  'municipality.senderEmail',
  'municipality.defaultRegime',
  'municipality.defaultTermDays',
] as const

/**
 * The municipality that a host name belongs to, or null. Where there is only one, any host is it; `named` says whether
 * the host is one of its own, and so may stand in links.
 */
export async function municipalityOfHost(db: Db, host: string): Promise<{ municipality: Municipality; named: boolean } | null> {
  const name = host.toLowerCase().replace(/:\d+$/, '')
  const owner = await db
    .selectFrom('municipality')
    .innerJoin('municipalityHost', 'municipalityHost.municipalityId', 'municipality.id')
    .select(columns)
    .where('municipalityHost.host', '=', name)
    .executeTakeFirst()
  if (owner) return { municipality: owner, named: true }
  const [only, another] = await db.selectFrom('municipality').select(columns).limit(2).execute()
  return only && !another ? { municipality: only, named: false } : null
}
