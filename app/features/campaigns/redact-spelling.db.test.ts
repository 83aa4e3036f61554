import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { setRedactionNeedsTwo } from '#app/features/answers/make-redaction-final.server.ts'
import { publicPointsById } from '#app/features/answers/public-points.server.ts'
import { unredactRange } from '#app/features/answers/redact-range.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { changePoint, redactWords } from '#app/room-parts.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { countAlike } from './say-the-same.server.ts'

const { db } = await testDatabase()
let process: Awaited<ReturnType<typeof aProcess>>
let official: Actor

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  official = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  process = await aProcess(db, municipality)
})

/** A letter with a point from its first to its last character, or to where `until` says. */
async function aPointOf(text: string, until = text.length) {
  const { id: contributionId } = await aContribution(db, process, { text })
  const { id } = await markPoint(db, official, { process, contributionId, range: { start: 0, end: until } }, NOW)
  return { id, contributionId }
}
const hide = (pointId: string, words: string) =>
  redactWords(db, official, { process, pointId, words, reason: 'personName' }, NOW)
const wordsOf = async (pointId: string) => (await publicPointsById(db, process, [pointId])).get(pointId)?.words ?? ''

describe('words that are left out of a letter', () => {
  test.each([
    [
      'Bel mij op 06-12345678 over de molens.',
      '06-12345678',
      'Bel mij op 06 12345678 over de molens.',
      'Bel mij op [weggelaten: naam] over de molens.',
    ],
    [
      'Volgens dr. J. Veenstra mag het niet.',
      'dr. J. Veenstra',
      'Volgens dr J Veenstra mag het niet.',
      'Volgens [weggelaten: naam] mag het niet.',
    ],
    [
      'Ik vraag dit voor Renée en haar kind.',
      'Renée',
      'Ik vraag dit voor Renee en haar kind.',
      'Ik vraag dit voor [weggelaten: naam] en haar kind.',
    ],
    [
      'Renee woont hier, en Renee wil weg.',
      'Renee',
      'Renée woont hier, en Renee wil weg.',
      '[weggelaten: naam] woont hier, en [weggelaten: naam] wil weg.',
    ],
  ])('go out of one that spells them in another way: %s', async (text, words, other, shown) => {
    const [one, same] = [await aPointOf(text), await aPointOf(other)]
    const { ids, letters } = await hide(one.id, words)
    expect(letters).toBe(1)
    expect(await wordsOf(same.id)).toBe(shown)
    for (const redactionId of ids) await unredactRange(db, official, { process, redactionId }, NOW)
    expect(await wordsOf(same.id)).toBe(other)
  })
})

test('words that a point has twice go out of all that say the same, and come back with one of them each', async () => {
  const text = 'Els zei het, en Els weet het.'
  const [one, same] = [await aPointOf(text), await aPointOf(`${text} Els`, text.length)]
  const { ids } = await hide(one.id, 'Els')
  expect(ids).toHaveLength(2)
  expect(await wordsOf(same.id)).toBe('[weggelaten: naam] zei het, en [weggelaten: naam] weet het.')
  for (const redactionId of ids) await unredactRange(db, official, { process, redactionId }, NOW)
  expect(await wordsOf(same.id)).toBe(text)
})

describe('a point that is made after words were left out of one that says the same', () => {
  const said = 'Volgens Harm Veenstra komt er te veel lawaai.'

  test('has them left out too, also when it is spelled in another way, and they are put back together', async () => {
    const one = await aPointOf(said)
    const { ids } = await hide(one.id, 'Harm Veenstra')
    const late = await aPointOf(said.replace('Harm Veenstra', 'HARM  Véenstra'))
    await finishSplit(db, official, { process, contributionId: late.contributionId }, NOW)
    expect(await wordsOf(late.id)).toBe('Volgens [weggelaten: naam] komt er te veel lawaai.')
    await unredactRange(db, official, { process, redactionId: ids[0] ?? '' }, NOW)
    expect([await wordsOf(one.id), await wordsOf(late.id)]).toEqual([
      said,
      said.replace('Harm Veenstra', 'HARM  Véenstra'),
    ])
  })

  test('has them left out when it gets those words later', async () => {
    const one = await aPointOf(said)
    await hide(one.id, 'Harm Veenstra')
    const late = await aPointOf(`${said} En dat in de nacht.`)
    expect(await wordsOf(late.id)).toContain('Harm Veenstra')
    await changePoint(db, official, { process, pointId: late.id, range: { start: 0, end: said.length } }, NOW)
    expect(await wordsOf(late.id)).toBe('Volgens [weggelaten: naam] komt er te veel lawaai.')
  })

  test('waits for the second official as the others do', async () => {
    await setRedactionNeedsTwo(db, official, { process, needsTwo: true }, NOW)
    await hide((await aPointOf(said)).id, 'Harm Veenstra')
    await aPointOf(said)
    const rows = await db
      .selectFrom('redaction')
      .select(['state', 'createdBy', 'sharedId'])
      .where('processId', '=', process.id)
      .execute()
    expect(rows.map(({ state, createdBy }) => [state, createdBy])).toEqual([
      ['provisional', official.id],
      ['provisional', official.id],
    ])
    expect(new Set(rows.map(({ sharedId }) => sharedId)).size).toBe(1)
  })

  test('keeps its words where only another point of that letter lost some', async () => {
    const first = 'Bel Harm Veenstra daarover.'
    const { contributionId, id } = await aPointOf(`${first} De molens zijn te hoog.`, first.length)
    const text = `${first} De molens zijn te hoog.`
    await markPoint(
      db,
      official,
      { process, contributionId, range: { start: first.length + 1, end: text.length } },
      NOW,
    )
    await hide(id, 'Harm Veenstra')
    expect(await wordsOf((await aPointOf('De molens zijn te hoog.')).id)).toBe('De molens zijn te hoog.')
  })
})

test('letters that say the same are counted until there are more than a page names', async () => {
  const point = await aPointOf('Leg eerst alle daken vol.')
  for (let n = 0; n < 3; n++) await aPointOf('Leg eerst alle daken vol!')
  expect(await countAlike(db, process, point.id)).toEqual({ letters: 3, isMore: false })
  const { rows } = await sql<{ columns: string }>`
    select string_agg(column_name, ', ') as columns from information_schema.columns
    where table_schema = current_schema() and table_name = 'contribution' and is_generated = 'NEVER'`.execute(db)
  const columns = sql.raw(rows[0]?.columns ?? '')
  await sql`
    with copy as (
      insert into contribution (${columns})
      select ${columns} from jsonb_populate_recordset(null::contribution, (
        select jsonb_agg(to_jsonb(contribution) || jsonb_build_object('id', gen_random_uuid(), 'reference', 'kopie-' || n, 'ordinal', 100 + n))
        from contribution, generate_series(1, 1000) as n where contribution.id = ${point.contributionId}))
      returning *)
    insert into point (municipality_id, id, process_id, contribution_id, contributor_id, quote_start, quote_end, created_at)
    select municipality_id, gen_random_uuid(), process_id, id, contributor_id, 0, length(text), ${NOW} from copy`.execute(
    db,
  )
  expect(await countAlike(db, process, point.id)).toEqual({ letters: 1000, isMore: true })
})
