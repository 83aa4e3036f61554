import { sql } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import { isDecision, type Decision } from '#app/features/points/disposition.ts'
import { planOutline } from '#app/features/plans/find-place.server.ts'
import { sectionInWords } from '#app/features/plans/plan.ts'
import { rounds, termFor } from '#app/features/contributions/round.ts'
import { oneOf } from '#app/one-of.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { asId } from '#app/ids.server.ts'
import { formatDateLong } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { filledBoilerplate } from './boilerplate.ts'
import { keptPlan } from '#db/prepared.server.ts'

type Boilerplate = { id: string; title: string; text: string; disposition: Decision | null }
type Row = Omit<Boilerplate, 'disposition'> & { disposition: string | null }

const asBoilerplate = ({ disposition, ...row }: Row): Boilerplate => ({
  ...row,
  disposition: disposition !== null && isDecision(disposition) ? disposition : null,
})

/** The boilerplates of a municipality that are in use, by name, each with how many answers it was put in. */
export async function boilerplates(db: Db, municipalityId: string): Promise<(Boilerplate & { uses: number })[]> {
  const { rows } = await sql<Row & { uses: number }>`${keptPlan('boilerplates')}
    select id, title, text, decision as disposition, coalesce(used.uses, 0)::int as uses
    from boilerplate
    left join (
      select boilerplate_id, count(*) as uses from boilerplate_use where municipality_id = ${municipalityId} group by boilerplate_id
    ) as used on used.boilerplate_id = boilerplate.id
    where municipality_id = ${municipalityId} and retired_at is null order by lower(title), id`.execute(db)
  return rows.map(({ uses, ...row }) => ({ ...asBoilerplate(row), uses }))
}

type Use = { slug: string; title: string; answers: number; pointId: string | null }

/** One boilerplate, with the processes whose answers it was put in and one point of each. Throws NotFound. */
export async function boilerplateWithUses(db: Db, municipalityId: string, boilerplateId: string) {
  const row = await db
    .selectFrom('boilerplate')
    .select(['id', 'title', 'text', 'decision as disposition', 'retiredAt'])
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', asId(boilerplateId))
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const { rows: uses } = await sql<Use>`
    select process.slug, process.title, count(distinct boilerplate_use.answer_id)::int as answers,
      (array_agg(answer_point.point_id order by boilerplate_use.used_at desc))[1] as point_id
    from boilerplate_use
    join process on process.municipality_id = boilerplate_use.municipality_id and process.id = boilerplate_use.process_id
    left join answer_point on answer_point.municipality_id = boilerplate_use.municipality_id and answer_point.answer_id = boilerplate_use.answer_id
    where boilerplate_use.municipality_id = ${municipalityId} and boilerplate_id = ${row.id}
    group by process.id, process.slug, process.title order by max(boilerplate_use.used_at) desc`.execute(db)
  const { retiredAt, ...rest } = row
  return { ...asBoilerplate(rest), isRetired: retiredAt !== null, uses }
}

/** The boilerplates that can be put in the answer to a point, with what is known of it filled in. */
export async function boilerplatesToUse(
  db: Db,
  process: Process,
  { theme, chapter, round }: { theme: string | null; chapter: string | null; round: string },
): Promise<Boilerplate[]> {
  const all = await boilerplates(db, process.municipalityId)
  if (all.length === 0) return []
  const { name } = await db
    .selectFrom('municipality')
    .select('name')
    .where('id', '=', process.municipalityId)
    .executeTakeFirstOrThrow()
  const heading =
    chapter === null ? undefined : (await planOutline(db, process)).sections.find(({ number }) => number === chapter)
  const term = termFor(process, oneOf(rounds, round))
  const facts = {
    traject: process.title,
    gemeente: name,
    thema: theme ?? '',
    hoofdstuk: heading ? sectionInWords(heading) : '',
    'besluitend orgaan': process.decidingBody,
    'laatste dag': term === null ? '' : formatDateLong(term.lastDay),
  }
  return all.map(({ uses: _, ...boilerplate }) => ({
    ...boilerplate,
    text: filledBoilerplate(boilerplate.text, facts),
  }))
}

/** Keeps that boilerplates were put in an answer; ids that are none of this municipality are passed over. */
export async function keepBoilerplateUses(
  trx: Trx,
  { municipalityId, id: processId }: Pick<Process, 'id' | 'municipalityId'>,
  { answerId, boilerplateIds }: { answerId: string; boilerplateIds: readonly string[] },
  now: Date,
): Promise<void> {
  const ids = [...new Set(boilerplateIds.map(asId))]
  if (ids.length === 0) return
  await sql`
    insert into boilerplate_use (municipality_id, boilerplate_id, process_id, answer_id, used_at)
    select municipality_id, id, ${processId}, ${answerId}, ${now} from boilerplate
    where municipality_id = ${municipalityId} and id = any(${ids}::uuid[])
    on conflict do nothing`.execute(trx)
}
