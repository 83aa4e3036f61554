import { v4 as uuid } from 'uuid'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { NotAllowed, NotFound, Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { unredactRange } from './redact-range.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import {
  changePoint,
  leaveFindingOut,
  leaveKindsOut,
  publicationParts,
  redactPublished,
  redactWords,
} from '#app/room-parts.server.ts'
import { rounds } from '#app/features/contributions/round.ts'
import { createPublication } from './draft-publication.server.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { inTransaction } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { correctPublishedPoint } from './correct-published-point.server.ts'
import { letFindingThrough } from './let-finding-through.server.ts'
import type { PublicationGaps } from './publication-gate.server.ts'
import { openFindings } from './open-findings.server.ts'
import { publishView } from './publish-view.server.ts'
import { publicPoints } from './public-points.server.ts'
import { unredactPublished } from './redact-published.server.ts'
import { searchAllWords } from './search-all-words.server.ts'
import { searchWords } from './search-words.server.ts'
import { withdrawPoint } from './withdraw-point.server.ts'

const { db, asOwner } = await testDatabase()
const LATER = new Date('2016-12-05T09:00:00+01:00')
const BSN = '123456782'
const LEAK = `Mijn buurman Piet Smid, 06-12345678, BSN ${BSN}, zit in de schulden.`
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  process = await aProcess(db, municipality)
})

type Point = Parameters<typeof aContribution>[2] & { summary?: string; reply?: string; forwardedTo?: string }

/** A contribution of one point with its answer. */
async function answered({ summary = '', reply = 'Wij helpen.', forwardedTo = '', text = LEAK, ...given }: Point = {}) {
  const contribution = await aContribution(db, process, { text, ...given })
  const { id } = await markPoint(
    db,
    by,
    { process, contributionId: contribution.id, range: { start: 0, end: text.length }, summary },
    NOW,
  )
  const disposition = forwardedTo === '' ? ('noted' as const) : ('forwarded' as const)
  await answerPoints(db, by, { process, pointIds: [id], disposition, reply, forwardedTo }, NOW)
  await finishSplit(db, by, { process, contributionId: contribution.id, despiteOpen: true }, NOW)
  return { pointId: id, contributionId: contribution.id, contributorId: contribution.contributorId }
}

async function found() {
  await inTransaction(db, (trx) => searchWords(trx, process))
  const { first, unsearched } = await openFindings(db, process, rounds)
  expect(unsearched).toBe(0)
  return first.flatMap(({ number, findings }) => findings.map((finding) => ({ ...finding, number })))
}
const words = async () => (await found()).map(({ field, kind, text }) => `${field} ${kind}: ${text}`)
const publish = () => publishAnswers(db, by, { process, baseUrl: 'https://saomen.example' }, LATER)
const whyNot = async () => {
  const refused = await publish().catch((error: unknown) => error)
  if (!(refused instanceof Refused) || refused.code !== 'answersNotReady') throw new Error('This was not refused.')
  // What this refusal found is declared with the act.
  return { message: refused.message, gaps: refused.facts as PublicationGaps }
}
const idOf = async (text: string) => (await found()).find((finding) => finding.text === text)?.id ?? ''

describe('what may tell who someone is', () => {
  test('is found in a quotation, a reply and to whom a point went', async () => {
    await answered({ reply: 'Bel 06-87654321.', forwardedTo: 'jan@voorbeeld.nl' })
    expect(await words()).toEqual([
      'quotation phone: 06-12345678',
      `quotation bsn: ${BSN}`,
      'forwardedTo email: jan@voorbeeld.nl',
      'reply phone: 06-87654321',
    ])
  })

  test('stays inside with the quotation that a summary stands for', async () => {
    const { pointId } = await answered({ summary: 'Een buurman heeft schulden' })
    expect(await words()).toEqual([])
    await changePoint(db, by, { process, pointId, summary: 'Piet, 06-12345678, heeft schulden' }, NOW)
    expect(await words()).toEqual(['summary phone: 06-12345678'])
    await changePoint(db, by, { process, pointId, shows: 'quotation' }, NOW)
    expect(await words()).toEqual(['quotation phone: 06-12345678', `quotation bsn: ${BSN}`])
  })

  test('is found when a point begins in the middle of it', async () => {
    const contribution = await aContribution(db, process, { text: `BSN 123456789 en nog wat` })
    await markPoint(db, by, { process, contributionId: contribution.id, range: { start: 8, end: 24 } }, NOW)
    expect((await found()).map(({ kind }) => kind)).toEqual(['bsn'])
  })

  test('is the name of who sent it, unless that is public', async () => {
    const text = 'Met groet, Jan de Vries'
    const { contributorId } = await answered({ text, name: 'Jan de Vries', reply: 'Beste meneer De Vries, dank.' })
    await answered({ text: 'Groet, Ans Vos', name: 'Ans Vos', named: true })
    await answered({
      text: 'Groet, Karin Smit van Dorpsbelang',
      kind: 'organisation',
      organisation: 'Dorpsbelang',
      name: 'Karin Smit',
    })
    expect(await words()).toEqual([
      'quotation senderName: Jan de Vries',
      'reply senderName: Vries',
      'quotation senderName: Karin Smit',
    ])
    await db.updateTable('contributor').set({ namedInPublic: true }).where('id', '=', contributorId).execute()
    expect(await words()).toEqual(['quotation senderName: Karin Smit'])
  })

  test('is not how the municipality is reached', async () => {
    await db
      .insertInto('channel')
      .values({
        municipalityId: process.municipalityId,
        processId: process.id,
        kind: 'post',
        address: 'Hoofdstraat 1, 7875 AC Exloo',
      })
      .execute()
    await answered({
      text: 'Meer bankjes.',
      reply: 'Bel (0591) 000000, mail inspraak@gemeente.example of schrijf naar 7875 AC 1.',
    })
    await db
      .updateTable('municipality')
      .set({ securityContact: 'lek@gemeente.example' })
      .where('id', '=', process.municipalityId)
      .execute()
    await answered({
      text: 'Meer zebra’s.',
      reply: 'Mail vragen@gemeente.example, privacy@gemeente.example of lek@gemeente.example.',
    })
    expect(await words()).toEqual([])
  })

  test('is looked for again in every word that changed', async () => {
    const { pointId } = await answered({ text: 'Meer bankjes bij 06-12345678.' })
    expect(await words()).toHaveLength(1)
    const {
      ids: [redactionId = ''],
    } = await redactWords(db, by, { process, pointId, words: '06-12345678', reason: 'contactDetails' }, NOW)
    expect(await words()).toEqual([])
    await unredactRange(db, by, { process, redactionId }, NOW)
    expect(await words()).toHaveLength(1)
    await changePoint(db, by, { process, pointId, summary: 'Meer bankjes' }, NOW)
    expect(await words()).toEqual([])
    await answerPoints(
      db,
      by,
      { process, pointIds: [pointId], disposition: 'noted', reply: 'Vraag jan@voorbeeld.nl.' },
      LATER,
    )
    expect(await words()).toEqual(['reply email: jan@voorbeeld.nl'])
  })

  test('is still found by what is left of it when a part is left out', async () => {
    const { pointId } = await answered({ text: 'Bel 06-12345678.' })
    const hide = (words: string) => redactWords(db, by, { process, pointId, words, reason: 'contactDetails' }, NOW)
    await hide('06-123')
    expect(await words()).toEqual(['quotation phone: 06-12345678'])
    await hide('45678')
    expect(await words()).toEqual([])
  })
})

describe('publication', () => {
  test('is refused until each is left out or let through, and then tells none of it', async () => {
    await answered({ email: 'ik@inwoner.example', reply: 'Bel de hulplijn: 088-1234567.' })
    const { message, gaps } = await whyNot()
    expect(message).toContain('3 plekken hebben iets dat van een persoon kan zijn: 1.1')
    expect(gaps.findings.count).toBe(3)
    await leaveFindingOut(db, by, { process, findingId: await idOf(BSN) }, NOW)
    await leaveFindingOut(db, by, { process, findingId: await idOf('06-12345678') }, NOW)
    expect((await whyNot()).gaps.findings.count).toBe(1)
    await letFindingThrough(
      db,
      by,
      { process, findingId: await idOf('088-1234567'), reason: 'Nummer van een organisatie' },
      NOW,
    )
    expect(await publish()).toMatchObject({ published: true })
    const { contributors } = await publicPoints(db, { ...process, publishedAt: LATER })
    const mails = await db
      .selectFrom('notification')
      .select('data')
      .where('municipalityId', '=', process.municipalityId)
      .execute()
    const sent = JSON.stringify([contributors, mails])
    expect(sent).toContain('Bel de hulplijn: 088-1234567.')
    expect(sent).toContain('BSN [weggelaten: persoonlijk nummer], zit')
    expect(sent).not.toMatch(/123456782|12345678/)
  })

  test('looks itself at what nobody looked at yet', async () => {
    await answered()
    expect(await db.selectFrom('checkedPoint').select('pointId').where('processId', '=', process.id).execute()).toEqual(
      [],
    )
    expect((await whyNot()).gaps.findings).toMatchObject({ count: 2, unsearched: 0 })
  })

  test('leaves out in the words of the municipality itself, each place of it', async () => {
    const { pointId } = await answered({
      text: 'Meer bankjes.',
      summary: 'Bel 06-12345678',
      reply: 'Bel 06-12345678 of 06-12345678, of jan@voorbeeld.nl.',
    })
    await leaveFindingOut(db, by, { process, findingId: await idOf('06-12345678'), everywhere: true }, NOW)
    expect(await words()).toEqual(['reply email: jan@voorbeeld.nl'])
    const { contributors } = await publicPoints(db, { ...process, publishedAt: null })
    expect(contributors[0]?.points).toMatchObject([
      {
        id: pointId,
        words: 'Bel [weggelaten: contactgegevens]',
        reply: 'Bel [weggelaten: contactgegevens] of [weggelaten: contactgegevens], of jan@voorbeeld.nl.',
      },
    ])
  })

  test('leaves out at once what people wrote of a kind, and nothing that the municipality wrote', async () => {
    await answered({ reply: 'Bel 06-87654321.' })
    await answered({ text: 'Bel 06-11223344.' })
    expect((await openFindings(db, process, rounds)).quoted).toEqual([])
    await found()
    expect((await openFindings(db, process, rounds)).quoted).toEqual([
      { kind: 'bsn', count: 1 },
      { kind: 'phone', count: 2 },
    ])
    await expect(leaveKindsOut(db, by, { process, kinds: [] }, NOW)).rejects.toMatchObject({ field: 'kinds' })
    await expect(leaveKindsOut(db, { ...by, innerRoles: [] }, { process, kinds: ['phone'] }, NOW)).rejects.toThrow(
      NotAllowed,
    )
    expect(await leaveKindsOut(db, by, { process, kinds: ['phone'] }, NOW)).toEqual({ places: 2 })
    expect(await words()).toEqual([`quotation bsn: ${BSN}`, 'reply phone: 06-87654321'])
    await expect(leaveKindsOut(db, by, { process, kinds: ['phone'] }, NOW)).rejects.toThrow(/staat er niet meer/)
  })
})

describe('letting through', () => {
  const reason = 'Nummer van een organisatie'

  test('keeps who did it, and why', async () => {
    const { pointId } = await answered({ text: 'Bel 088-1234567.' })
    const id = await idOf('088-1234567')
    expect(await letFindingThrough(db, by, { process, findingId: id, reason: ` ${reason} ` }, NOW)).toEqual({
      places: 1,
    })
    expect(await words()).toEqual([])
    const kept = await db.selectFrom('findingLetThrough').selectAll().where('processId', '=', process.id).execute()
    expect(kept).toMatchObject([
      { pointId, answerId: null, field: 'quotation', kind: 'phone', reason, letThroughBy: by.id, letThroughAt: NOW },
    ])
    const event = await db
      .selectFrom('event')
      .selectAll()
      .where('act', '=', 'letFindingThrough')
      .where('subjectId', '=', pointId)
      .executeTakeFirstOrThrow()
    expect(event).toMatchObject({ actorId: by.id, detail: { kind: 'phone', field: 'quotation', places: 1 } })
    expect(JSON.stringify([kept, event])).not.toContain('088')
  })

  test('is at once for the same value in every text, however it is written', async () => {
    for (const number of ['088-1234567', '088 123 45 67', '+31 88 1234567'])
      await answered({ text: 'Meer bankjes.', reply: `Bel ${number}.` })
    await answered({ text: 'Bel 06-12345678.' })
    expect((await found()).map(({ same }) => same)).toEqual([3, 3, 3, 1])
    expect(
      await letFindingThrough(
        db,
        by,
        { process, findingId: await idOf('088 123 45 67'), reason, everywhere: true },
        NOW,
      ),
    ).toEqual({ places: 3 })
    expect(await words()).toEqual(['quotation phone: 06-12345678'])
  })

  test('holds as long as the text around it stays as it is', async () => {
    const { pointId } = await answered({ text: 'Meer bankjes.', reply: 'Bel 088-1234567.' })
    await letFindingThrough(db, by, { process, findingId: await idOf('088-1234567'), reason }, NOW)
    const say = (reply: string) =>
      answerPoints(db, by, { process, pointIds: [pointId], disposition: 'noted', reply }, NOW)
    await say('Bel 088-1234567.')
    expect(await words()).toEqual([])
    await say('Bel de buurman op 088-1234567.')
    expect(await words()).toEqual(['reply phone: 088-1234567'])
  })

  test('needs a reason, the role, and a finding that is there', async () => {
    await answered()
    const findingId = await idOf(BSN)
    await expect(letFindingThrough(db, by, { process, findingId, reason: ' ' }, NOW)).rejects.toThrow(Refused)
    await expect(letFindingThrough(db, { ...by, innerRoles: [] }, { process, findingId, reason }, NOW)).rejects.toThrow(
      NotAllowed,
    )
    await expect(
      letFindingThrough(db, await anActor(db, await aMunicipality(db)), { process, findingId, reason }, NOW),
    ).rejects.toThrow(NotFound)
    const other = await aProcess(db, { id: process.municipalityId })
    await expect(letFindingThrough(db, by, { process: other, findingId, reason }, NOW)).rejects.toThrow(
      /staat er niet meer/,
    )
    await leaveFindingOut(db, by, { process, findingId }, NOW)
    await expect(leaveFindingOut(db, by, { process, findingId }, NOW)).rejects.toThrow(/staat er niet meer/)
  })
})

describe('searching', () => {
  test('is done again of the points that quote what is left out, and of no other of a long text', async () => {
    const { id: contributionId } = await aContribution(db, process, { text: 'Bel 06-12345678. Meer groen.' })
    let pointId = ''
    for (const range of [
      { start: 0, end: 16 },
      { start: 17, end: 28 },
    ])
      pointId = (await markPoint(db, by, { process, contributionId, range }, NOW)).id
    expect(await words()).toEqual(['quotation phone: 06-12345678'])
    const {
      ids: [redactionId = ''],
    } = await redactWords(db, by, { process, pointId, words: '06-12345678', reason: 'contactDetails' }, NOW)
    expect((await openFindings(db, process, rounds)).unsearched).toBe(1)
    expect(await words()).toEqual([])
    await unredactRange(db, by, { process, redactionId }, NOW)
    expect((await openFindings(db, process, rounds)).unsearched).toBe(1)
    expect(await words()).toEqual(['quotation phone: 06-12345678'])
  })

  test('of one process that fails keeps no other from it', async () => {
    await answered()
    const failing = process
    process = await aProcess(db, { id: failing.municipalityId })
    await answered()
    const owner = asOwner().db
    await sql`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`.execute(
      owner,
    )
    await sql`create trigger refuse before insert on checked_point for each row when (new.process_id = ${sql.lit(failing.id)}) execute function refuse()`.execute(
      owner,
    )
    await expect(searchAllWords(db)).rejects.toThrow()
    await sql`drop trigger refuse on checked_point`.execute(owner)
    expect((await openFindings(db, process, rounds)).unsearched).toBe(0)
    expect((await openFindings(db, failing, rounds)).unsearched).toBe(2)
  })

  test('goes in steps when asked to', async () => {
    for (let at = 0; at < 3; at++) await answered()
    const step = () => inTransaction(db, (trx) => searchWords(trx, process, { most: 2 }))
    expect(await step()).toEqual({ isComplete: false })
    expect((await openFindings(db, process, rounds)).unsearched).toBe(2)
    expect(await step()).toEqual({ isComplete: true })
    expect((await openFindings(db, process, rounds)).unsearched).toBe(0)
  })

  test('is done of a concept too, in which partners are answered', async () => {
    process = await aProcess(db, { id: process.municipalityId }, { state: 'draft' })
    await answered()
    const { id } = await createPublication(db, by, { process, key: uuid(), rounds: ['inspraak'] }, NOW)
    const concept = await processBySlug(db, process.municipalityId, process.slug)
    const { gaps } = await publishView(db, concept, id, by, NOW, publicationParts)
    expect(gaps.findings).toMatchObject({ count: 2, unsearched: 0 })
    await answered()
    await searchAllWords(db)
    expect((await openFindings(db, process, rounds)).unsearched).toBe(0)
  })
})

describe('after publication', () => {
  const published = async (given: Point) => {
    const { pointId } = await answered(given)
    await publish()
    return { process, pointId, because: 'mistake' as const }
  }

  test('new words are looked at as those before it', async () => {
    const input = await published({ text: 'Meer bankjes.' })
    const correct = (summary: string, mayBePublic?: string) =>
      correctPublishedPoint(db, by, { ...input, summary, ...(mayBePublic ? { mayBePublic } : {}) }, LATER)
    await expect(correct('Piet, 06-12345678, wil bankjes')).rejects.toMatchObject({
      field: 'mayBePublic',
      message: expect.stringContaining('1 telefoonnummer'),
    })
    await correct('Iemand wil bankjes')
    await correct('Het Rode Kruis, 088-1234567, wil bankjes', 'Nummer van een organisatie')
    const kept = await db
      .selectFrom('findingLetThrough')
      .select(['pointId', 'letThroughBy', 'reason'])
      .where('processId', '=', process.id)
      .execute()
    expect(kept).toEqual([{ pointId: input.pointId, letThroughBy: by.id, reason: 'Nummer van een organisatie' }])
    await expect(correctPublishedPoint(db, by, { ...input, reply: `Uw BSN is ${BSN}.` }, LATER)).rejects.toThrow(
      /1 BSN/,
    )
  })

  test('what was left out does not come back by itself', async () => {
    const { pointId } = await answered({ text: 'Bel 06-12345678.' })
    const {
      ids: [redactionId = ''],
    } = await redactWords(db, by, { process, pointId, words: '06-12345678', reason: 'contactDetails' }, NOW)
    await publish()
    await expect(
      unredactPublished(db, by, { process, pointId, because: 'mistake', redactionId }, LATER),
    ).rejects.toThrow(/1 telefoonnummer/)
  })

  test('words are taken away without being asked anything', async () => {
    const { pointId } = await answered({ text: 'Bel 088-1234567.' })
    await letFindingThrough(db, by, { process, findingId: await idOf('088-1234567'), reason: 'organisatie' }, NOW)
    await publish()
    const input = { process, pointId, because: 'personalData' as const }
    await redactPublished(db, by, { ...input, words: '088-12', reason: 'contactDetails' }, LATER)
    expect(await withdrawPoint(db, by, input, LATER)).toMatchObject({ points: 1 })
  })
})
