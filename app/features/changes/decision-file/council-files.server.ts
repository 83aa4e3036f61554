import { sql } from 'kysely'
import type { Actor } from '#app/features/accounts/account.ts'
import { formatDate, type LocalDate } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'

/** How many files stand on the first page of the council, the last meeting first. */
const MOST = 20

export type CouncilFileRow = { slug: string; title: string; says: string }

/**
 * The files on the first page of the council: those that were handed over. The clerk also sees the processes with a public plan that await the
 * council, to enter an amendment there.
 */
export async function councilFiles(db: Db, { municipalityId, roles }: Actor): Promise<CouncilFileRow[]> {
  const isClerk = roles.includes('clerk')
  const { rows } = await sql<{ slug: string; title: string; meetsOn: LocalDate | null; amendments: number }>`
    select slug, title, file.meets_on,
      (select count(*)::int from amendment
        where amendment.municipality_id = process.municipality_id and amendment.process_id = process.id) as amendments
    from process
    left join lateral (
      select meets_on from decision_file
      where decision_file.municipality_id = process.municipality_id and decision_file.process_id = process.id
      order by number desc limit 1) as file on true
    where process.municipality_id = ${municipalityId} and state <> 'withdrawn' and (
      file.meets_on is not null
      or exists (select from amendment where amendment.municipality_id = process.municipality_id and amendment.process_id = process.id)
      or (${isClerk} and state in ('released', 'answered') and exists (select from plan_version
        where plan_version.municipality_id = process.municipality_id and plan_version.process_id = process.id and is_for_readers)))
    order by file.meets_on desc nulls last, process.created_at desc limit ${MOST}`.execute(db)
  return rows.map(({ slug, title, meetsOn, amendments }) => ({
    ...{ slug, title },
    says: [
      meetsOn ? `Voor de vergadering van ${formatDate(meetsOn)}.` : 'Nog niet overgedragen.',
      amendments > 0 && (amendments === 1 ? '1 amendement.' : `${amendments} amendementen.`),
    ]
      .filter(Boolean)
      .join(' '),
  }))
}
