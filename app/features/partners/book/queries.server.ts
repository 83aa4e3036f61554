import { sql } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import type { ResponseState } from '#app/features/partners/response.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { BookPartner, BookPerson, PartnerKind } from './book.ts'

export type BookFilter = { search: string; archived: boolean }

type BookRow = BookPartner & { people: BookPerson[]; isArchived: boolean; invited: { slug: string; title: string }[] }

/** One page of the book by name, and how many fit. Every word that is sought stands in a name, the role, a theme or with a person. */
export async function bookPage(
  db: Db,
  municipalityId: string,
  { search, archived }: BookFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: BookRow[]; total: number }> {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 10)
  const { rows } = await sql<
    Omit<BookRow, 'people' | 'invited'> & {
      people: BookPerson[] | null
      invited: BookRow['invited'] | null
      total: string
    }
  >`
    with found as (
      select partner.*, count(*) over () as total from partner
      where municipality_id = ${municipalityId} and (archived_at is not null) = ${archived}
      ${sql.join(
        words.map(
          (word) => sql`and position(${word} in lower(concat_ws(' ', name, role, array_to_string(themes, ' '), (
        select string_agg(person.name || ' ' || person.email, ' ') from partner_person as person
        where person.municipality_id = partner.municipality_id and person.partner_id = partner.id)))) > 0`,
        ),
        sql` `,
      )}
      order by lower(name) limit ${limit} offset ${offset}
    )
    select id, name, kind, role, themes, archived_at is not null as is_archived, total, ${peopleOf(sql`found`)} as people, (
      select jsonb_agg(jsonb_build_object('slug', slug, 'title', title) order by invited_at desc) from response
      join process on process.municipality_id = response.municipality_id and process.id = response.process_id
      where response.municipality_id = found.municipality_id and response.partner_id = found.id
    ) as invited
    from found order by lower(name)`.execute(db)
  return {
    total: Number(rows[0]?.total ?? 0),
    rows: rows.map(({ total: _, people, invited, ...row }) => ({
      ...row,
      people: people ?? [],
      invited: invited ?? [],
    })),
  }
}

/** The people of a row as JSON, coordinators first. */
const peopleOf = (row: ReturnType<typeof sql>) => sql`(
  select jsonb_agg(jsonb_build_object('id', person.id, 'name', person.name, 'email', person.email, 'isCoordinator', is_coordinator)
    order by is_coordinator desc, lower(person.name), person.email) from partner_person as person
  where person.municipality_id = ${row}.municipality_id and person.partner_id = ${row}.id)`

/** All organisations with their people, by name, those in the archive too. */
export async function wholeBook(
  db: Db | Trx,
  municipalityId: string,
): Promise<(BookPartner & { people: BookPerson[]; isArchived: boolean })[]> {
  const { rows } = await sql<BookPartner & { people: BookPerson[] | null; isArchived: boolean }>`
    select id, name, kind, role, themes, archived_at is not null as is_archived, ${peopleOf(sql`partner`)} as people
    from partner where municipality_id = ${municipalityId} order by lower(name)`.execute(db)
  return rows.map(({ people, ...row }) => ({ ...row, people: people ?? [] }))
}

export async function countBook(db: Db, municipalityId: string): Promise<{ active: number; archived: number }> {
  const { rows } = await sql<{ active: number; archived: number }>`
    select count(*) filter (where archived_at is null)::int as active, count(archived_at)::int as archived
    from partner where municipality_id = ${municipalityId}`.execute(db)
  return rows[0] ?? { active: 0, archived: 0 }
}

type Invited = {
  slug: string
  title: string
  state: ResponseState
  openedAt: Date | null
  hasPoints: boolean
  invitedAt: Date
}

/** An organisation with its people and the processes that it was invited in, newest first. Throws NotFound. */
export async function partnerOf(
  db: Db,
  municipalityId: string,
  partnerId: string | undefined,
): Promise<BookPartner & { archivedAt: Date | null; people: BookPerson[]; invited: Invited[] }> {
  const id = asId(partnerId)
  const partner = await db
    .selectFrom('partner')
    .select(['id', 'name', 'kind', 'role', 'themes', 'archivedAt'])
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!partner) throw new NotFound()
  const people = await db
    .selectFrom('partnerPerson')
    .select(['id', 'name', 'email', 'isCoordinator'])
    .where('municipalityId', '=', municipalityId)
    .where('partnerId', '=', id)
    .orderBy('isCoordinator', 'desc')
    .orderBy((eb) => eb.fn('lower', ['name']))
    .execute()
  const invited = await db
    .selectFrom('response')
    .innerJoin('process', (join) =>
      join
        .onRef('process.municipalityId', '=', 'response.municipalityId')
        .onRef('process.id', '=', 'response.processId'),
    )
    .select(['slug', 'title', 'response.state', 'openedAt', 'hasPoints', 'invitedAt'])
    .where('response.municipalityId', '=', municipalityId)
    .where('partnerId', '=', id)
    .orderBy('invitedAt', 'desc')
    .execute()
  // The checks on these columns in the database name the same kinds and states.
  return {
    ...partner,
    kind: partner.kind as PartnerKind,
    people,
    invited: invited.map((row) => ({ ...row, state: row.state as ResponseState })),
  }
}
