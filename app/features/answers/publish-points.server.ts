import { sql, type RawBuilder } from 'kysely'
import { whereHeadingsWent, whereWordsWent } from '#app/features/plans/versions/where-words-went.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { workInMemory } from '#db/many-rows.server.ts'
import { publicSearchWords, spelled } from './matching-points.server.ts'

/** How many points go to the database at once: a statement has its limits, of time as well. */
const CHUNK = 5000

/** Of more points at once the pieces of words are kept by the job that makes them findable: as many as `search_changed_processes` has. */
const MOST_AT_ONCE = 2000

/**
 * Keeps the points that become public with a publication: each once, with its number, which is its place in the list, and the parts of
 * the plan that it is about; and counts anew what pages show of all that the process published. Contributors and points have
 * their numbers already. None of this changes later, but for the words (`renewPublishedWords`) and the counts. Of very many points only whole words are found until the worker
 * has been by (`fillEntries`): the index of pieces takes more time than all else.
 */
export async function keepPublishedPoints(trx: Trx, process: ProcessRef, publicationId: string): Promise<void> {
  const { municipalityId, id } = process
  await workInMemory(trx)
  const { rows: numbered } = await sql<{ id: string; contributorNumber: number; pointNumber: number }>`
    select point.id, contributor.number as contributor_number, point.number as point_number
    from contribution
    join point on point.municipality_id = contribution.municipality_id and point.contribution_id = contribution.id
    join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
    where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${id} and contribution.publication_id = ${publicationId}
    order by contributor_number, point_number`.execute(trx)
  const isMany = numbered.length > MOST_AT_ONCE
  for (let at = 0; at < numbered.length; at += CHUNK) {
    const some = numbered.slice(at, at + CHUNK)
    const ids = some.map((point) => point.id)
    await sql`
      with ${foundBy(process, ids)}
      insert into published_point (municipality_id, process_id, point_id, contributor_id, contributor_number, point_number, kind, disposition, theme_id, words, said)
      select ${municipalityId}, ${id}, told.point_id, contributor_id, given.contributor_number, given.point_number, kind, disposition, theme_id, words,
        ${isMany ? sql`null` : sql`said`}
      from ${givenRows({ id: 'uuid', contributorNumber: 'int', pointNumber: 'int' }, some)}
      join told on told.point_id = given.id order by given.place`.execute(trx)
  }
  if (isMany) await sql`select analyze_published('published_point')`.execute(trx)
  await keepPlaces(trx, process, publicationId)
  if (isMany) await sql`select analyze_published('published_place')`.execute(trx)
  await keepCounts(trx, process)
}

/**
 * A point about 2.3.1 is a point about 2.3 and about 2: what its reaction was about, and what its answer names, where that stands in the version
 * that people read. Those of one publication, or of all.
 */
async function keepPlaces(trx: Trx, process: ProcessRef, publicationId: string | null): Promise<void> {
  const { municipalityId, id } = process
  const isOfThese = publicationId === null ? sql`publication_id is not null` : sql`publication_id = ${publicationId}`
  const about = sql`
    select published_point.place, published_point.kind, disposition, published_point.theme_id, contribution.section_id, contribution.paragraph_id
    from published_point
    join point on point.municipality_id = published_point.municipality_id and point.id = published_point.point_id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    where published_point.municipality_id = ${municipalityId} and published_point.process_id = ${id} and section_id is not null
      and ${isOfThese}
    union all
    select published_point.place, published_point.kind, published_point.disposition, published_point.theme_id, answer_section.section_id, null
    from published_point
    join answer_point on answer_point.municipality_id = published_point.municipality_id and answer_point.point_id = published_point.point_id
    join answer_section on answer_section.municipality_id = answer_point.municipality_id and answer_section.answer_id = answer_point.answer_id
    join point on point.municipality_id = published_point.municipality_id and point.id = published_point.point_id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    where published_point.municipality_id = ${municipalityId} and published_point.process_id = ${id} and ${isOfThese}`
  const { rows: named } = await sql<Named>`select distinct section_id, paragraph_id from (${about}) as about`.execute(
    trx,
  )
  await sql`
    insert into published_place (municipality_id, process_id, section_number, place, kind, disposition, theme_id)
    select distinct ${municipalityId}::uuid, ${id}::uuid, above.number, about.place, kind, disposition, theme_id
    from (${about}) as about
    join ${givenRows({ sectionId: 'uuid', paragraphId: 'uuid', number: 'text' }, await numbersNow(trx, process, named))}
      on given.section_id = about.section_id and given.paragraph_id is not distinct from about.paragraph_id
    cross join lateral (
      select array_to_string((string_to_array(given.number, '.'))[1:depth], '.') as number
      from generate_series(1, array_length(string_to_array(given.number, '.'), 1)) as depth
    ) as above`.execute(trx)
}

/**
 * Keeps anew about which parts of the plan the published points of a process are, and what pages count of them, after another version became the one
 * that people read.
 */
export async function renewPublishedPlaces(trx: Trx, process: ProcessRef): Promise<void> {
  const { municipalityId, id } = process
  await workInMemory(trx)
  const { numDeletedRows } = await trx
    .deleteFrom('publishedPlace')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .executeTakeFirstOrThrow()
  await keepPlaces(trx, process, null)
  if (numDeletedRows > MOST_AT_ONCE) await sql`select analyze_published('published_place')`.execute(trx)
  await keepCounts(trx, process)
}

type Named = { sectionId: string; paragraphId: string | null }

/** The numbers of the sections in which these parts stand now: of a paragraph those of all its pieces, none of what is gone. */
async function numbersNow(
  trx: Trx,
  process: ProcessRef,
  named: readonly Named[],
): Promise<(Named & { number: string })[]> {
  const paragraphs = await whereWordsWent(
    trx,
    process,
    named.flatMap(({ paragraphId }) => paragraphId ?? []),
  )
  const headings = await whereHeadingsWent(trx, process, [...new Set(named.map(({ sectionId }) => sectionId))])
  return named.flatMap((part) => {
    const went = part.paragraphId === null ? undefined : paragraphs.get(part.paragraphId)
    const heading = headings.get(part.sectionId)
    const numbers = went ? went.now.map(({ section }) => section.number) : heading ? [heading.number] : []
    return [...new Set(numbers)].map((number) => ({ ...part, number }))
  })
}

async function keepCounts(trx: Trx, { municipalityId, id }: ProcessRef): Promise<void> {
  const own = sql`municipality_id = ${municipalityId} and process_id = ${id}`
  await sql`delete from published_count where ${own}`.execute(trx)
  await sql`
    insert into published_count (municipality_id, process_id, counted, value, count)
    select ${municipalityId}, ${id}, counted, value, count from (
      select 'contributors' as counted, kind as value, count(*) from contributor
      where ${own} and id in (select contributor_id from contribution where ${own} and publication_id is not null)
      group by kind
      union all
      select 'disposition', coalesce(disposition, ''), count(*) from published_point where ${own} group by disposition
      union all
      select 'theme', theme_id::text, count(*) from published_point where ${own} and theme_id is not null group by theme_id
      union all
      select 'kind', kind, count(*) from published_point where ${own} group by kind
      union all
      select 'section', section_number, count(*) from published_place where ${own} group by section_number
      union all
      select 'paragraph', paragraph_id::text, count(*)
      from published_point
      join point on point.municipality_id = published_point.municipality_id and point.id = published_point.point_id
      join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
      where published_point.municipality_id = ${municipalityId} and published_point.process_id = ${id} and paragraph_id is not null
      group by paragraph_id
    ) as each_value`.execute(trx)
}

/** Keeps what the public finds of these points equal to what it reads of them, after their words or their answer changed. */
export async function renewPublishedWords(trx: Trx, process: ProcessRef, ids: readonly string[]): Promise<void> {
  const { municipalityId, id } = process
  for (let at = 0; at < ids.length; at += CHUNK) {
    await sql`
      with ${foundBy(process, ids.slice(at, at + CHUNK))}
      update published_point set words = told.words, said = told.said
      from told
      where published_point.municipality_id = ${municipalityId} and published_point.process_id = ${id} and published_point.point_id = told.point_id`.execute(
      trx,
    )
  }
}

/** Common table expressions up to `told`: these points with what the public finds them by. */
function foundBy(process: ProcessRef, ids: readonly string[]): RawBuilder<unknown> {
  const { municipalityId, id } = process
  const some = sql`point.municipality_id = ${municipalityId} and point.process_id = ${id} and point.id = any(${[...ids]}::uuid[])`
  return sql`
    ${spelled(process, sql`select contribution_id from point where ${some}`)}
    told as (
      select point.id as point_id, contributor.id as contributor_id, contributor.kind, answer.disposition, point_work.theme_id, ${publicSearchWords}
      from point
      join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
      join spelled on spelled.id = point.contribution_id
      join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
      join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
      left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
      left join answer on answer.municipality_id = point.municipality_id and answer.id = answer_point.answer_id
      where ${some}
    )`
}
