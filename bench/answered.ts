/**
 * `npm run bench:answered`: how long the public list of 165,000 points takes, at each place in it and with each filter, beside
 * what it took to number and count all points at each visit, as the preview before publication still does.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { answeredView, queryOfCountedPage } from '#app/features/answers/answered-view.server.ts'
import { filterFrom } from '#app/features/answers/processed-filter.ts'
import { publicPoints } from '#app/features/answers/public-points.server.ts'
import { fillEntries } from '#app/features/search/fill-entries.server.ts'
import { findPublicProcess } from '#app/features/processes/public-queries.server.ts'
import { openDatabase, type Db } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { prepareDatabase } from '#db/migrate.server.ts'
import { aMunicipality, aProcess } from '#tests/factories.ts'
import { makePublic } from '#tests/publish-answers.ts'
import { fillProcess } from './many-points.ts'

const RUNS = 40
/** Of what it took before: each takes most of a second. */
const RUNS_FROM_SCRATCH = 5
const PER_PAGE = 50

const folder = await mkdtemp(path.join(tmpdir(), 'saomen-bench-'))
const cluster = await startCluster(folder, {
  // Nothing looks at the new tables of itself, so that we measure both with what publication knows of them and with all.
  settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' },
})
const database = openDatabase(cluster.url, { work: 'serving' })
const owner = openDatabase(cluster.ownerUrl)
const figures: Record<string, { p50: number; p95: number }> = {}
try {
  await prepareDatabase(cluster)
  const { db } = database
  const municipality = await aMunicipality(db)
  const { slug } = await aProcess(db, municipality)
  const { sections } = await fillProcess(owner.db, { part: 10 })
  await vary(owner.db, sections)
  const began = performance.now()
  const { id } = await db.selectFrom('process').select('id').executeTakeFirstOrThrow()
  await makePublic(db, { municipalityId: municipality.id, id })
  console.log(`kept at publication, once: ${((performance.now() - began) / 1000).toFixed(1)} s`)
  const found = await findPublicProcess(db, municipality.id, slug, { drafts: false })
  if (!found) throw new Error('nothing to measure')
  const site = found
  const { rows } = await sql<{ number: string; points: number }>`
    select contributor_number || '.' || point_number as number, (select count(*)::int from published_point) as points
    from published_point order by place offset 82500 limit 1`.execute(db)
  const middle = rows[0]?.number ?? ''
  console.log(`${rows[0]?.points} points; the middle is ${middle}\n`)

  const pages: [string, Record<string, string>][] = [
    ['first page', {}],
    ['middle', { vanaf: middle }],
    ['last page', { vanaf: 'eind' }],
    ['decision', { besluit: 'niet-overgenomen' }],
    ['decision, middle', { besluit: 'niet-overgenomen', vanaf: middle }],
    ['decision, last', { besluit: 'niet-overgenomen', vanaf: 'eind' }],
    ['theme', { thema: 'Thema 7' }],
    ['theme, last', { thema: 'Thema 7', vanaf: 'eind' }],
    ['chapter', { hoofdstuk: '2' }],
    ['chapter, last', { hoofdstuk: '2', vanaf: 'eind' }],
    ['who', { wie: 'organisatie' }],
    ['who, last', { wie: 'organisatie', vanaf: 'eind' }],
    ['one contributor', { indiener: '4700' }],
    ['number', { zoek: '4700.3' }],
    ['decision and theme', { besluit: 'overgenomen', thema: 'Thema 7' }],
    ['chapter and who', { hoofdstuk: '2', wie: 'organisatie' }],
    ['two that no point has', { besluit: 'doorgeleid', thema: 'Thema 7' }],
    ['word in all', { zoek: 'geluid' }],
    ['word in all, last', { zoek: 'geluid', vanaf: 'eind' }],
    ['word in 1 of 10', { zoek: 'tunnel' }],
    ['word in 1 of 1000', { zoek: 'mantelzorg' }],
    ['word in the last 2%', { zoek: 'windmolen' }],
    ['word in none', { zoek: 'zeppelin' }],
    ['part of a word', { zoek: 'zorge' }],
    ['two words', { zoek: 'geluid tunnel' }],
    ['word and decision', { zoek: 'tunnel', besluit: 'overgenomen' }],
    ['word and theme, none', { zoek: 'windmolen', thema: 'Thema 19' }],
  ]
  const measurePages = async (when: string) => {
    console.log(`${when} (p50 / p95 in ms)`)
    for (const [name, params] of pages)
      await time(`${when}: ${name}`, RUNS, () => answeredView(db, site, new URLSearchParams(params)))
  }
  await measurePages('right after publication')
  await fillEntries(db)
  await sql`vacuum analyze`.execute(owner.db)
  await measurePages('published')
  await time('an address of when pages were counted', RUNS, () =>
    queryOfCountedPage(db, site, new URLSearchParams({ pagina: '1650' })),
  )

  console.log('\nnumbered and counted at each visit')
  const scratch = { ...site, state: 'released' as const }
  for (const [name, params, page] of [
    ['first page', {}, 0],
    ['last page', {}, 3280],
    ['decision', { besluit: 'niet-overgenomen' }, 0],
    ['theme', { thema: 'Thema 7' }, 0],
    ['chapter', { hoofdstuk: '2' }, 0],
    ['word in 1 of 1000', { zoek: 'mantelzorg' }, 0],
  ] as const) {
    const limits = { limit: PER_PAGE, offset: page * PER_PAGE }
    await time(`from scratch: ${name}`, RUNS_FROM_SCRATCH, () =>
      publicPoints(db, scratch, filterFrom(new URLSearchParams(params)), limits),
    )
  }
  console.log(JSON.stringify(figures))
} finally {
  await database.close()
  await owner.close()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

/**
 * Makes it a list to choose from, and public: one of twenty contributors is an organisation, one of ten points is about
 * chapter 2, a word stands in one of ten answers, another in one of a thousand, and a third only in the last 2% of the list.
 */
async function vary(db: Db, sections: string[]) {
  await sql`update contributor set kind = 'organisation', organisation = 'Vereniging ' || number where number % 20 = 0`.execute(
    db,
  )
  await sql`update process set state = 'answered', answered_at = now()`.execute(db)
  await sql`insert into answer_section (municipality_id, answer_id, section_id)
    select municipality_id, id, ${sections[1]}::uuid from answer where abs(hashtext(id::text || 'deel')) % 10 = 0`.execute(
    db,
  )
  await sql`update answer set reply = reply || case
      when contributor.number > 9175 then ' Een windmolen komt er niet.'
      when abs(hashtext(answer.id::text || 'zorg')) % 1000 = 0 then ' Wij denken ook aan mantelzorgers.'
      when abs(hashtext(answer.id::text || 'tunnel')) % 10 = 0 then ' Er komt een fietstunnel of tunnel.' else '' end
    from point
    join contribution on contribution.id = point.contribution_id
    join contributor on contributor.id = contribution.contributor_id
    where point.id = answer.id`.execute(db)
  await sql`vacuum analyze`.execute(db)
}

/** Prints the median and 95 of 100 in milliseconds, after two runs that warm up. */
async function time(name: string, runs: number, act: () => Promise<unknown>) {
  const took: number[] = []
  for (let run = -2; run < runs; run++) {
    const began = performance.now()
    await act()
    if (run >= 0) took.push(performance.now() - began)
  }
  took.sort((one, other) => one - other)
  const at = (part: number) => Number((took[Math.min(runs - 1, Math.floor(runs * part))] ?? 0).toFixed(1))
  const figure = { p50: at(0.5), p95: at(0.95) }
  figures[name] = figure
  console.log(`  ${name.padEnd(48)} ${figure.p50} / ${figure.p95}`)
}
