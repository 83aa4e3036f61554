/**
 * `npm run bench:search`: how long a search by a resident takes at 1,000, 10,000 and 165,000 points, beside the least that
 * a search for the same words can do, and how many of the words that should be found are.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { foldedWord, wordsIn } from '#app/features/search/question.ts'
import { searchPublic } from '#app/features/search/search-public.server.ts'
import { isFoundIn } from '#app/features/search/marked-words.ts'
import { markedWordsOf, termsOf } from '#app/features/search/vocabulary.server.ts'
import { openDatabase, type Db } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { prepareDatabase } from '#db/migrate.server.ts'
import { compounds } from '#tests/dutch-compounds.ts'
import { aMunicipality } from '#tests/factories.ts'
import { pointText, randomFrom } from './dutch-texts.ts'
import { print } from './measuring.ts'
import { aFullProcess, publish } from './search-volume.ts'

const SIZES = [1000, 10_000, 165_000]
const RUNS = 60
const SHOWN = 25

type Times = { p50: number; p95: number; p99: number }
type Kind = { search: Times; plain: Times; found: number }
const results: { points: number; findableAfterMs: number; kinds: Record<string, Kind>; recall: number }[] = []

for (const points of SIZES) {
  const folder = await mkdtemp(path.join(tmpdir(), 'saomen-bench-'))
  const cluster = await startCluster(folder, {
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  })
  const database = openDatabase(cluster.url, { work: 'serving' })
  const owner = openDatabase(cluster.ownerUrl)
  try {
    await prepareDatabase(cluster)
    const { db } = database
    const municipality = await aMunicipality(db)
    const process = await aFullProcess(owner.db, municipality, points)
    await addCompounds(db, process)
    const findableAfterMs = Math.round(await publish(db, process))
    await sql`vacuum analyze`.execute(owner.db)
    console.log(`\n${points} points, findable ${(findableAfterMs / 1000).toFixed(1)} s after they were published`)
    console.log(`milliseconds: half / 95 of 100 / 99 of 100 / slowest`)
    const kinds: Record<string, Kind> = {}
    for (const [kind, questions] of Object.entries(questionsOf(points))) {
      kinds[kind] = await measure(db, municipality.id, kind, questions)
    }
    const recall = await recallOf(db, municipality.id)
    console.log(`  ${(recall * 100).toFixed(1)} % of the words that ${compounds.length} words should find`)
    results.push({ points, findableAfterMs, kinds, recall })
  } finally {
    await database.close()
    await owner.close()
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
console.log(JSON.stringify({ bench: 'search', results }))

/** A paragraph with all words that should be found. */
async function addCompounds(db: Db, process: { id: string }) {
  const last = await db
    .selectFrom('paragraph')
    .innerJoin('planVersion', 'planVersion.id', 'paragraph.planVersionId')
    .selectAll('paragraph')
    .where('planVersion.processId', '=', process.id)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const id = uuid()
  const text = compounds.flatMap(({ finds }) => finds).join(' ')
  await db
    .insertInto('paragraph')
    .values({ ...last, id, lineageId: id, number: last.number + 1, position: last.position + 1, text })
    .execute()
}

/** Questions of each kind, out of the very texts that are searched. */
function questionsOf(points: number): Record<string, string[]> {
  const random = randomFrom(points)
  const texts = Array.from({ length: RUNS }, () => wordsIn(pointText(random)).map(({ word }) => word))
  const words = texts.map((text) => text.filter((word) => word.length > 9))
  const street = (text: string[]) => text.find((word) => /^[A-Z].*(straat|weg|laan|pad|hof)$/.test(word))
  const swapped = (word: string) => `${word.slice(0, 3)}${word[4]}${word[3]}${word.slice(5)}`
  const common = ['veilig', 'wijk', 'gemeente', 'hoofdstuk', 'college', 'buren', 'straat', 'fiets', 'school', 'weg']
  const parts = ['bus', 'speel', 'huis', 'boom', 'park', 'zorg', 'licht', 'water', 'brug', 'markt']
  return {
    'rare word': texts.map((text, at) => street(text) ?? words[at]?.[0] ?? 'dorp'),
    'common word': texts.map((_, at) => common[at % common.length] ?? ''),
    'two words': texts.map((_, at) => `${parts[at % parts.length]} ${common[(at * 3 + 1) % common.length]}`),
    'part of a compound': texts.map((_, at) => parts[at % parts.length] ?? ''),
    'typing error': words.map((long) => swapped(long[0] ?? 'speeltuin')),
    number: texts.map((_, at) => `${1 + ((at * 37) % (points / 5))}.${1 + (at % 5)}`),
    nothing: texts.map((_, at) => `qxzwv${'bcdfghjk'[at % 8]}${at}`),
  }
}

/** A search beside a plain one for the same words, in turns: what the database does without a thought about Dutch. */
async function measure(db: Db, municipalityId: string, kind: string, questions: readonly string[]): Promise<Kind> {
  const [took, plain]: [number[], number[]] = [[], []]
  let found = 0
  const search = (typed: string) => searchPublic(db, { municipalityId, typed, now: new Date() })
  for (const typed of questions.slice(0, 5)) await search(typed)
  for (const typed of questions) {
    let began = performance.now()
    const { groups, numbered } = await search(typed)
    took.push(performance.now() - began)
    if (groups.length > 0 || numbered.length > 0) found++
    const words = wordsIn(typed).map(({ word }) => foldedWord(word))
    began = performance.now()
    const asked = sql`municipality_id::text = ${municipalityId} and words @@ to_tsquery('whole_words', ${words.join(' & ')})`
    await sql`(select kind, id from search_entry where ${asked} and is_point limit ${SHOWN})
      union all (select kind, id from search_entry where ${asked} and not is_point limit ${SHOWN})`.execute(db)
    plain.push(performance.now() - began)
  }
  print(`${kind} (${found} of ${questions.length} found)`, took)
  print('  plain', plain)
  return { search: timesOf(took), plain: timesOf(plain), found }
}

function timesOf(took: readonly number[]): Times {
  const sorted = took.toSorted((one, other) => one - other)
  const at = (part: number) => Math.round((sorted[Math.floor((sorted.length - 1) * part)] ?? 0) * 10) / 10
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** The part of the words on the list that a question for their word is looked for as, between all other words. */
async function recallOf(db: Db, municipalityId: string): Promise<number> {
  let [found, all] = [0, 0]
  for (const { typed, finds } of compounds) {
    const { terms } = await db.transaction().execute((trx) => termsOf(trx, municipalityId, [foldedWord(typed)]))
    const isFound = isFoundIn(markedWordsOf(terms))
    found += finds.filter((word) => isFound(word)).length
    all += finds.length
  }
  return found / all
}
