import { beforeAll, expect, test } from 'vitest'
import { registerContributions } from '#app/features/contributions/register-contribution.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import { aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '#tests/partner-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { staffVisits, statusOf } from '#tests/staff-visits.ts'
import { loader as answersTo } from './partner-answers-to.tsx'
import { loader as answers } from './partner-answers.tsx'
import { loader as giveOut } from './give-out.ts'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })

const host = 'antwoorden.example'
const municipality = await aMunicipality(db, { host })
const process = await aProcess(db, municipality, { state: 'draft', slug: 'zorg' })
const official = await someone(municipality, host, 'official', 'Ambtenaar A')
const member = await someone(municipality, host, 'partnerMember', 'Collega A')
const of = { slug: process.slug }
const PARTNERS = 200
const steps = ['oneens', 'neutraal', 'eens']

beforeAll(async () => {
  const ask = (heading: string, kind: 'points' | 'choice' | 'scale' | 'text', options: string[] = []) => ({
    ...{ heading, explanation: '', kind, isOptional: true, options },
  })
  const questionnaireId = await aQuestionnaire(db, official.actor, process, {
    questions: [
      ask('Wat gaat goed?', 'points'),
      ask('Bent u het eens?', 'scale', steps),
      ask('Vertel.', 'text'),
      ask('Wie doet het?', 'choice', ['de gemeente', 'de provincie']),
    ],
  })
  const list = await questionnaireOf(db, { municipalityId: municipality.id, id: process.id })
  const versionOf = (number: number) =>
    list?.questions.find((question) => question.number === number)?.versionId ?? null
  const whole = await processBySlug(db, municipality.id, process.slug)
  const silent = await aPartner(db, municipality, { name: 'Zwijgt nog' })
  await aResponse(db, official.actor, process, questionnaireId, silent)
  await db.transaction().execute((trx) =>
    registerContributions(
      trx,
      whole,
      Array.from({ length: PARTNERS }, (_, at) => ({
        contributor: { kind: 'organisation', organisation: `Organisatie ${String(at + 1).padStart(3, '0')}` },
        ...{ kind: 'partnerResponse', channel: 'email', receivedAt: NOW },
        items: [
          { text: `😀 Het loket ${at} is open 😀`, number: 1, questionVersionId: versionOf(1) },
          { text: '😀', number: 1, questionVersionId: versionOf(1) },
          { text: steps[at % 3] ?? '', number: 2, questionVersionId: versionOf(2) },
          { text: 'Een verhaal van woorden. '.repeat(60), number: 3, questionVersionId: versionOf(3) },
        ],
      })),
    ),
  )
})

test('an official reads what all partners sent to a question side by side, with who chose what', async () => {
  const { outcome } = await call(answersTo, { ...of, number: '1' }, official)
  expect(outcome).toMatchObject({
    answered: PARTNERS,
    totals: [],
    ...{ page: 1, pages: 4, previous: null, next: 2 },
    without: { skipped: [], notApplicable: [], unanswered: [], notSent: ['Zwijgt nog'] },
  })
  const { answers: first } = outcome as { answers: { name: string; texts: string[] }[] }
  expect(first).toHaveLength(60)
  expect(first[0]).toMatchObject({ name: 'Organisatie 001', texts: ['😀 Het loket 0 is open 😀', '😀'] })
  const chosen = await call(
    answersTo,
    { ...of, number: '2' },
    official,
    undefined,
    '?antwoord=eens&zoek=organisatie 00',
  )
  expect(chosen.outcome).toMatchObject({
    found: 3,
    totals: [{ words: 'Gemiddeld 2 en mediaan 2, op een schaal van 1 (oneens) tot 3 (eens).' }],
    answers: [{ name: 'Organisatie 003' }, { name: 'Organisatie 006' }, { name: 'Organisatie 009' }],
  })
  const nobody = await call(answersTo, { ...of, number: '4' }, official)
  expect(nobody.outcome).toMatchObject({ answered: 0, answers: [], totals: [{ words: 'Nog niemand koos iets.' }] })
})

test('all questions stand together with how many answered each, and the totals of choices and scales', async () => {
  const { outcome } = await call(answers, of, official)
  expect(outcome).toMatchObject({
    sent: PARTNERS,
    questions: [
      { number: 1, answered: PARTNERS, totals: [] },
      {
        ...{ number: 2, answered: PARTNERS },
        totals: [{ version: 1, total: { answered: PARTNERS, counts: [{ count: 67 }, { count: 67 }, { count: 66 }] } }],
      },
      { number: 3, answered: PARTNERS },
      { number: 4, answered: 0 },
    ],
  })
})

test('answers and totals go into files for a spreadsheet', async () => {
  const file = async (name: string, query = '') =>
    ((await call(giveOut, { ...of, file: name }, official, undefined, query)).outcome as Response).text()
  const all = (await file('partnerantwoorden.csv')).trim().split('\n')
  expect(all).toHaveLength(1 + 4 * PARTNERS)
  expect(all.slice(0, 2)).toEqual([
    expect.stringContaining('"organisatie";"vraag";"versie";"tekst";"antwoord"'),
    '"Organisatie 001";1;1;"Wat gaat goed?";"😀 Het loket 0 is open 😀"',
  ])
  expect((await file('partnerantwoorden.csv', '?vraag=2')).trim().split('\n')).toHaveLength(1 + PARTNERS)
  expect(await file('partnertotalen.csv')).toContain('2;1;"Bent u het eens?";"schaal";"oneens";67;200;"2";"2"')
})

test('a question that was never asked is not there, nor anything for a partner', async () => {
  for (const number of ['9', 'x', '0'])
    expect(statusOf((await call(answersTo, { ...of, number }, official)).outcome)).toBe(404)
  for (const [loader, file] of [
    [answers, ''],
    [giveOut, 'partnerantwoorden.csv'],
    [giveOut, 'partnertotalen.csv'],
  ])
    expect(statusOf((await call(loader, { ...of, file: String(file) }, member)).outcome)).toBe(404)
  expect(statusOf((await call(answersTo, { ...of, number: '1' }, member)).outcome)).toBe(404)
})

test('the answers of 200 partners come quickly', async () => {
  const took: number[] = []
  for (let time = 0; time < 5; time++) {
    const began = performance.now()
    await call(answersTo, { ...of, number: '3' }, official)
    await call(answers, of, official)
    took.push(performance.now() - began)
  }
  // Two pages; generous, because other tests run beside this one.
  expect(Math.min(...took)).toBeLessThan(1000)
})
