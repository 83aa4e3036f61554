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

/** The municipality that a host name belongs to, or null. Where there is only one, any host is it. */
export async function municipalityOfHost(db: Db, host: string): Promise<Municipality | null> {
  const name = host.toLowerCase().replace(/:\d+$/, '')
  const owner = await db
    .selectFrom('municipality')
    .innerJoin('municipalityHost', 'municipalityHost.municipalityId', 'municipality.id')
    .select(columns)
    .where('municipalityHost.host', '=', name)
    .executeTakeFirst()
  if (owner) return owner
  const all = await db.selectFrom('municipality').select(columns).limit(2).execute()
  return all.length === 1 ? (all[0] ?? null) : null
}
