import type { Db } from '#db/client.server.ts'

/**
 * Where links in messages of a municipality begin when nobody visits, without a slash at the end: on its own host, the one of
 * the installation itself when it has that too.
 */
export async function siteAddress(db: Db, municipalityId: string, installation: string): Promise<string> {
  const hosts = await db
    .selectFrom('municipalityHost')
    .select('host')
    .where('municipalityId', '=', municipalityId)
    .orderBy('host')
    .execute()
  const address = new URL(installation)
  const [first] = hosts
  if (!first || hosts.some(({ host }) => host === address.hostname)) return address.origin
  address.hostname = first.host
  return address.origin
}
