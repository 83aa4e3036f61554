import { redirect } from '@remix-run/node'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { atQuery } from './desk-address.ts'
import { deskFilterFrom, deskQuery } from './desk-filter.ts'

/** Leads an address of before, with the name of a theme or the number of a page, to the same choice of today. */
export async function leadOldAddress(db: Db, { municipalityId, id }: ProcessRef, url: URL): Promise<void> {
  const names = url.searchParams.getAll('thema')
  const filter = deskFilterFrom(url.searchParams)
  const isOld = url.searchParams.has('pagina') || names.length > filter.theme.length
  if (!isOld) return
  const themes = await db
    .selectFrom('theme')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('name', 'in', names.length === 0 ? [''] : names)
    .execute()
  const theme = [...new Set([...filter.theme, ...themes.map((each) => each.id)])].sort()
  throw redirect(atQuery(url.pathname, deskQuery({ ...filter, theme })))
}
