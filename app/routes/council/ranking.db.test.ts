import { beforeEach, describe, expect, test } from 'vitest'
import type { ClerkView } from '#app/features/rankings/clerk/clerk-view.server.ts'
import { realCaseCsv } from '#app/features/rankings/files/real-case-lists.fixture.ts'
import { rankingOf } from '#app/features/rankings/queries.server.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { workbookOf } from '#app/workbook.fixture.ts'
import { aMunicipality, aProcess } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, leadsTo, staffVisits, statusOf } from '#tests/staff-visits.ts'
import { action as homeAction } from './home.tsx'
import { loader as templateLoader } from './ranking-template.ts'
import { action, loader } from './ranking.tsx'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })
const [ours, theirs] = [
  await aMunicipality(db, { host: 'ons.example' }),
  await aMunicipality(db, { host: 'hun.example' }),
]
const clerk = await someone(ours, 'ons.example', 'clerk', 'Griffier')
const member = await someone(ours, 'ons.example', 'councilMember', 'Raadslid A')
const official = await someone(ours, 'ons.example', 'official', 'Ambtenaar A')
const theirClerk = await someone(theirs, 'hun.example', 'clerk', 'Griffier')

let slug: string
let process: { id: string; municipalityId: string }
beforeEach(async () => {
  const made = await aProcess(db, ours)
  slug = made.slug
  process = made
  expect(
    leadsTo((await call(homeAction, {}, clerk, formOf({ act: 'createRanking', processSlug: slug }))).outcome),
  ).toBe(`/raad/ranglijsten/${slug}`)
})

const see = async (query = '', by = clerk) => (await call(loader, { slug }, by, undefined, query)).outcome as ClerkView
/**
 * What is said after a form, with its facts, and where the page goes, without the address of the page itself; or what came
 * back.
 */
async function send(act: string, fields: Record<string, string | string[] | File> = {}, by = clerk) {
  const { outcome, context } = await call(action, { slug }, by, formOf({ act, ...fields }))
  if (!(outcome instanceof Response)) {
    return { ...(outcome as { data: FormAnswer }).data, status: statusOf(outcome), refused: context.refused }
  }
  const to = leadsTo(outcome)
  if (to === null) return outcome.status
  const cookie = context.headers.get('set-cookie')?.split(';')[0] ?? ''
  const request = new Request('http://ons.example/', { headers: { cookie } })
  const url = new URL(String(to), request.url)
  const said = saidHere({ url, request, context: { ...context, headers: new Headers() } })
  const facts = Object.values(said?.facts ?? {}).join(' ')
  return `${said?.code ?? ''} ${facts} ${String(to).replace(`/raad/ranglijsten/${slug}`, '')}`
    .trim()
    .replaceAll(/ +/g, ' ')
}
const stored = async () => {
  const session = await rankingOf(db, process)
  if (!session) throw new Error('there is a session')
  return session
}
const id = async (name: string) => (await stored()).topics.find((topic) => topic.name === name)?.id ?? ''
const file = (content: string | Uint8Array, name = 'lijsten.csv') => ({
  file: new File([content as BlobPart], name),
})

/** The fields of a decision: so many topics, each on the place after the one before. */
const placesOf = (topicIds: string[], first = 1) =>
  Object.fromEntries(
    topicIds.flatMap((topicId, at) => [
      [`places[${at}].topicId`, topicId],
      [`places[${at}].place`, String(first + at)],
    ]),
  )

/** The fields of one topic that is added. */
const topic = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`topics[0].${name}`, value]))

/** Topics and groups of the real case, as the clerk types them. */
async function prepared() {
  const names = [
    ...new Set(
      realCaseCsv
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[1] ?? ''),
    ),
  ]
  await send('pasteTopics', { names: names.join('\r\n'), seen: (await see()).prepare?.seen.topics ?? '' })
  for (const name of ['Groep 1', 'Groep 2', 'Groep 3'])
    await send('addGroup', { name, seen: (await see()).prepare?.seen.groups ?? '' })
}
const open = async (more: Record<string, string> = {}) =>
  send('openRanking', { seen: (await see()).prepare?.seen.all ?? '', ...more })

test('the page and every act on it are the clerk’s', async () => {
  const acts = action.acts.map(({ definition }) => definition.name)
  expect(acts).toHaveLength(17)
  for (const act of acts) {
    expect(await send(act, {}, member), act).toBe(403)
    expect(await send(act, {}, official), act).toBe(404)
    expect(await send(act, {}, theirClerk), act).toBe(404)
  }
  expect(await send('dropEverything', {}, official)).toBe(404)
  for (const by of [clerk, member]) expect(await send('dropEverything', {}, by)).toBe(400)
  for (const [by, status] of [
    [member, 403],
    [official, 404],
    [theirClerk, 404],
  ] as const) {
    expect(statusOf(await see('', by))).toBe(status)
    expect(statusOf((await call(templateLoader, { slug }, by)).outcome)).toBe(status)
  }
  const { slug: without } = await aProcess(db, ours)
  expect(statusOf((await call(loader, { slug: without }, clerk)).outcome)).toBe(404)
})

describe('preparing', () => {
  const rules = {
    k: '3',
    unrankedRank: '5',
    tieChain: ['bestRank', '', 'moreGroups'],
    heldOn: '28 april 2016',
    meetingKind: 'informatieve raad',
  }

  test('rules are saved with the chain in the order chosen; an error keeps what was typed', async () => {
    const seen = (await see()).prepare?.rules.seen ?? ''
    expect(await send('saveRankingRules', { ...rules, seen, unrankedRank: '3' })).toMatchObject({
      ...{
        errors: { unrankedRank: 'Een onderwerp zonder plaats moet later tellen dan de laatste plaats.' },
        refused: true,
      },
      values: { k: ['3'], tieChain: ['bestRank', '', 'moreGroups'], heldOn: ['28 april 2016'] },
    })
    expect(await send('saveRankingRules', { ...rules, seen, k: '' })).toMatchObject({
      errors: { k: 'Vul een heel getal in.' },
    })
    expect(await send('saveRankingRules', { ...rules, seen, tieChain: ['bestRank', 'bestRank'] })).toMatchObject({
      errors: { tieChain: 'Kies elke regel hooguit één keer.' },
    })
    for (let times = 0; times < 2; times++)
      expect(await send('saveRankingRules', { ...rules, seen }), 'also when sent twice').toBe(
        'saveRankingRules #regels',
      )
    expect(await stored()).toMatchObject({
      k: 3,
      unrankedRank: 5,
      tieChain: ['bestRank', 'moreGroups'],
      heldOn: '2016-04-28',
      meetingKind: 'informatieve raad',
    })
  })

  test('rules that a colleague changed meanwhile are not written over', async () => {
    const seen = (await see()).prepare?.rules.seen ?? ''
    await send('saveRankingRules', { ...rules, seen })
    expect(await send('saveRankingRules', { ...rules, k: '4', seen })).toMatchObject({
      errors: { '': expect.stringContaining('Een collega heeft dit onderdeel intussen gewijzigd') },
    })
    expect(await stored()).toMatchObject({ k: 3 })
  })

  test('topics come from a pasted list and one by one, and a form that is sent twice adds once', async () => {
    const seen = (await see()).prepare?.seen.topics ?? ''
    expect(await send('pasteTopics', { names: '\r\n', seen })).toMatchObject({
      errors: { names: expect.stringContaining('Plak de namen') },
    })
    for (let times = 0; times < 2; times++)
      expect(await send('pasteTopics', { names: '1. Zorg\r\n2. Sport', seen })).toBe('pasteTopics #onderwerpen')
    const now = (await see()).prepare?.seen.topics ?? ''
    expect(await send('addTopics', { ...topic({ name: 'ZORG', description: 'x' }), seen: now })).toMatchObject({
      ...{ errors: { 'topics[0].name': 'Er is al een onderwerp “ZORG”. Kies een andere naam.' }, code: 'nameTaken' },
      values: { 'topics[0].description': ['x'] },
    })
    expect(
      await send('addTopics', {
        ...topic({ name: 'Werk', aliases: 'baan, , inkomen ', link: 'https://plan.example' }),
        seen: now,
      }),
    ).toBe('addTopics ?nog=onderwerp#onderwerpen')
    expect(await send('addTopics', { ...topic({ name: 'Sport 2', aliases: 'Inkomen' }), seen: now })).toMatchObject({
      errors: { 'topics[0].aliases': 'Er is al een onderwerp “Inkomen”. Kies een andere naam.' },
      code: 'nameTaken',
    })
    expect((await stored()).topics.map(({ name, aliases }) => [name, ...aliases])).toEqual([
      ['Zorg'],
      ['Sport'],
      ['Werk', 'baan', 'inkomen'],
    ])
  })

  test('a topic is changed and taken away; what a colleague changed is not written over, and twice away is away', async () => {
    await prepared()
    const topicId = await id('Sport')
    const seen = (await see(`?onderwerp=${topicId}`)).prepare?.openTopic?.seen ?? ''
    expect(
      await send('changeTopic', {
        topicId,
        name: 'Sport en spel',
        description: '',
        aliases: '',
        link: '',
        seen,
      }),
    ).toBe(`changeTopic #onderwerp-${topicId}`)
    expect(await send('changeTopic', { topicId, name: 'Bewegen', seen })).toMatchObject({
      errors: { '': expect.stringContaining('collega') },
    })
    for (let times = 0; times < 2; times++)
      expect(await send('removeTopic', { topicId })).toBe('removeTopic #onderwerpen')
    expect((await stored()).topics.map(({ name }) => name)).not.toContain('Sport en spel')
    expect(await send('changeTopic', { topicId, name: 'x', seen })).toBe(404)
  })

  test('a council member is in one group, and who is in none is named', async () => {
    await prepared()
    const [one, two] = (await stored()).groups
    const give = async (groupId = '', memberIds: string[] = []) =>
      send('changeGroup', {
        groupId,
        name: 'Naam',
        memberIds,
        seen: (await see(`?groep=${groupId}`)).prepare?.openGroup?.seen ?? '',
      })
    expect((await see()).prepare?.noGroup).toEqual(['Raadslid A'])
    expect(await give(one?.id, [member.actor.id])).toBe(`changeGroup #groep-${one?.id}`)
    expect(await give(two?.id, [member.actor.id])).toMatchObject({
      errors: { name: 'Er is al een groep “Naam”. Kies een andere naam.' },
      values: { memberIds: [member.actor.id] },
    })
    expect((await see(`?groep=${two?.id}`)).prepare?.openGroup?.choices).toEqual([
      { accountId: member.actor.id, name: 'Raadslid A', isIn: false, elsewhere: 'Naam' },
    ])
    expect((await see()).prepare?.noGroup).toEqual([])
    expect(await give(one?.id, [official.actor.id]), 'only council members').toBe(404)
    for (let times = 0; times < 2; times++)
      expect(await send('removeGroup', { groupId: one?.id ?? '' })).toBe('removeGroup #groepen')
    const seen = (await see()).prepare?.seen.groups ?? ''
    const made = [await send('addGroup', { name: 'Groep 9', seen }), await send('addGroup', { name: 'Groep 9', seen })]
    expect(made[1], 'a form that is sent twice makes one group').toBe(made[0])
    expect((await stored()).groups.map(({ name }) => name)).toEqual(['Groep 2', 'Groep 3', 'Groep 9'])
  })

  test('opening says what misses, then opens what was read, once', async () => {
    expect(await open()).toMatchObject({
      code: 'missing',
      errors: { '': expect.stringContaining('Vul de onderwerpen in') },
    })
    await prepared()
    expect(await open({ plannedClose: '2016-10-01T20:00' })).toMatchObject({
      errors: { plannedClose: expect.stringContaining('al voorbij') },
    })
    expect(await open({ plannedClose: 'straks' })).toMatchObject({
      errors: { plannedClose: expect.stringContaining('Schrijf een dag en een tijd') },
      values: { plannedClose: ['straks'] },
    })
    const seen = (await see()).prepare?.seen.all ?? ''
    await send('removeTopic', { topicId: await id('Sport') })
    expect(await send('openRanking', { seen })).toMatchObject({
      errors: { '': expect.stringContaining('intussen iets gewijzigd') },
    })
    expect((await stored()).state).toBe('prepared')
    expect(await open({ plannedClose: '2016-11-01T21:30' })).toBe('openRanking #inhoud')
    expect(await stored()).toMatchObject({ state: 'open', plannedClose: new Date('2016-11-01T21:30:00+01:00') })
    expect(await send('openRanking', { seen }), 'a second press finds it open').toBe('#inhoud')
    expect(await send('pasteTopics', { names: 'Nog een', seen: '' })).toMatchObject({
      errors: { '': expect.stringContaining('De ranglijst is open') },
    })
  })

  test('fewer places than a list that was read in already has are refused', async () => {
    await prepared()
    await send('importLists', file(realCaseCsv))
    expect(await send('saveRankingRules', { ...rules, seen: (await see()).prepare?.rules.seen ?? '' })).toMatchObject({
      errors: { k: 'Er is al een lijst met een plaats 5. Kies 5 plaatsen of meer.' },
    })
  })
})

describe('lists from a file', () => {
  const cells = () =>
    realCaseCsv.split('\n').map((line) => /^([^,]*),([^,]*),([^,]*),"?([^"]*)"?$/.exec(line)?.slice(1) ?? [])

  test('the empty file has every group with every topic, and reads back', async () => {
    await prepared()
    const { outcome } = await call(templateLoader, { slug }, clerk)
    const text = await (outcome as Response).text()
    expect(text.split('\n')).toHaveLength(1 + 30 + 1)
    expect(text).toContain('"Groep 3","Mobiliteit & Voorzieningen","",""')
    expect(await send('importLists', file(text))).toBe('importLists 0 #inlezen')
  })

  test('every wrong cell is named, and nothing is stored', async () => {
    await prepared()
    const wrong = realCaseCsv
      .replace('Groep 1,Onderwijs,2', 'Groep 1,Onderwijs,1')
      .replace('Groep 2,Sport,,', 'Groep 2,Sport,zes,')
    expect(await send('importLists', file(wrong))).toMatchObject({
      ...{ code: 'wrongCells', refused: true },
      facts: {
        cells: [
          { row: 3, field: 'plaats', message: 'Groep 1 gaf plaats 1 ook in rij 2' },
          { row: 21, field: 'plaats', message: expect.stringContaining('"zes" is geen plaats') },
        ],
      },
    })
    expect(await send('importLists', file(realCaseCsv.replaceAll('Groep 3', 'Groep 9')))).toMatchObject({
      facts: { cells: [{ row: 22, field: 'groep', message: '"Groep 9" is geen groep van deze ranglijst' }] },
    })
    expect((await stored()).groups.every(({ entries }) => entries.length === 0)).toBe(true)
  })

  test('a spreadsheet is read as a CSV is; the same lists once more change nothing', async () => {
    await prepared()
    const sheet = workbookOf(cells().map((row) => row.map((cell) => (/^\d$/.test(cell) ? Number(cell) : cell || null))))
    expect(await send('importLists', file(sheet, 'lijsten.xlsx'))).toBe('importLists 3 #inlezen')
    expect(await send('importLists', file(realCaseCsv))).toBe('importLists 0 #inlezen')
    expect((await stored()).groups.map(({ entries }) => entries.filter(({ rank }) => rank !== null).length)).toEqual([
      5, 5, 5,
    ])
  })

  test.each([
    ['nothing chosen', {}, 'Kies het bestand met de lijsten.'],
    ['an empty file', file(''), 'Dit bestand is leeg.'],
    ['more than 1 MB', file('x'.repeat(1024 * 1024 + 1)), 'groter dan 1 MB'],
    ['an old Excel file', file(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), 'lijsten.xls'), '(.xls)'],
    [
      'half a spreadsheet',
      file(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'lijsten.xlsx'),
      'Dit Excel-bestand is niet te lezen.',
    ],
    ['another encoding', file(new Uint8Array([0x67, 0xeb, 0xff])), 'geen tekst in UTF-8'],
  ])('%s: the field says what to do', async (_, fields: Record<string, File>, message) => {
    expect(await send('importLists', fields)).toMatchObject({ errors: { file: expect.stringContaining(message) } })
  })

  test('after closing no file comes in any more', async () => {
    await prepared()
    await open()
    await send('closeRanking')
    expect(await send('importLists', file(realCaseCsv))).toMatchObject({
      errors: { '': expect.stringContaining('De ranglijst is gesloten.') },
    })
  })
})

describe('after the groups are done', () => {
  beforeEach(async () => {
    await prepared()
    await open()
    await send('importLists', file(realCaseCsv))
    expect((await see()).run).toMatchObject({
      ready: 3,
      groups: [{ name: 'Groep 1', placed: 5, motivated: 5, ready: true }, {}, {}],
    })
    for (const goes of ['closeRanking #inhoud', '#inhoud']) expect(await send('closeRanking'), 'closes once').toBe(goes)
  })

  test('while it is open the clerk sees no topic on a list; after closing the outcome', async () => {
    await send('reopenRanking')
    expect(JSON.stringify(await see())).not.toContain('Opvoeden')
    await send('closeRanking')
    const { outcome } = await see()
    expect(outcome?.rows.slice(0, 5).map(({ place, sum }) => [place, sum])).toEqual([
      [1, 9],
      [2, 11],
      [2, 11],
      [2, 11],
      [2, 11],
    ])
    expect(outcome?.level.map(({ place, inTop, topics }) => [place, inTop, topics.length])).toEqual([
      [2, true, 4],
      [7, false, 2],
      [9, false, 2],
    ])
    expect(outcome?.together).toMatchObject([
      { topics: ['Mantelzorg', 'Informele zorg'], groups: ['Groep 1', 'Groep 2'], byClerk: false, place: 1 },
    ])
  })

  test('the projector is led place by place', async () => {
    expect((await see()).outcome?.reveal).toMatchObject({
      last: null,
      back: null,
      next: { place: 2, topics: 4 },
      all: 5,
    })
    expect(await send('revealRanking', { topics: '4' })).toBe('#scherm')
    expect((await see()).outcome?.reveal).toMatchObject({ last: { place: 2 }, back: 0, next: { place: 1, topics: 5 } })
    for (const topics of ['alles', '', '1.5', '-1'])
      expect(await send('revealRanking', { topics }), topics).toMatchObject({ status: 400 })
    expect(await send('revealRanking', { topics: '10000000000' }), 'more than there are is everything').toBe('#scherm')
    expect((await see()).outcome?.reveal).toMatchObject({ last: { place: 1 }, next: null })
  })

  test('a decision gives each topic its own place, with a reason, once; opening again takes it away', async () => {
    const names = ['Onderwijs', 'Mantelzorg', 'Gezondheid', 'Mobiliteit & Voorzieningen']
    const places = placesOf(await Promise.all(names.map(id)), 2)
    const decide = (more: Record<string, string>) =>
      send('decideTie', { reason: 'Volgorde van groep 1.', ...places, ...more })
    expect(await decide({ 'places[0].place': '' })).toMatchObject({
      errors: { 'places[0].place': 'Geef elk onderwerp een plaats.' },
      values: { reason: ['Volgorde van groep 1.'] },
    })
    expect(await decide({ 'places[0].place': '3' })).toMatchObject({
      errors: { places: expect.stringContaining('dezelfde plaats') },
    })
    expect(await decide({ reason: ' ' })).toMatchObject({ errors: { reason: expect.stringContaining('waarom') } })
    for (let times = 0; times < 2; times++) expect(await decide({})).toBe('decideTie #gelijk')
    expect((await see()).outcome).toMatchObject({
      decisions: [{ order: names, reason: 'Volgorde van groep 1.' }],
      rows: [{}, { topic: 'Onderwijs', place: 2 }, { topic: 'Mantelzorg', place: 3 }, {}, {}, {}, {}, {}, {}, {}],
    })
    expect(await decide({ reason: 'Toch anders.' })).toMatchObject({
      code: 'decided',
      errors: { '': expect.stringContaining('er is al over besloten') },
    })
    expect(await send('reopenRanking')).toBe('reopenRanking #inhoud')
    expect(await stored()).toMatchObject({ state: 'open', decisions: [] })
  })

  test('a button that is pressed twice at once does it once, and tells of no error', async () => {
    for (const act of ['reopenRanking', 'closeRanking', 'publishRanking']) {
      expect((await Promise.all([send(act), send(act)])).toSorted()).toEqual(['#inhoud', `${act} #inhoud`])
    }
  })

  test('a decision that is sent twice at once is taken once, and tells of no error', async () => {
    const [block] = (await see()).outcome?.level ?? []
    const places = placesOf(block?.topics.map((one) => one.id) ?? [])
    const decide = () => send('decideTie', { reason: 'De volgorde van groep 1.', ...places })
    const waiting = async () =>
      (await pool.query(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))
        .rowCount
    const answers = await db.transaction().execute(async (trx) => {
      await trx.selectFrom('rankingSession').select('id').where('processId', '=', process.id).forUpdate().execute()
      const both = Promise.all([decide(), decide()])
      await expect.poll(waiting, { timeout: 20_000 }).toBe(2)
      return { both }
    })
    expect(await answers.both).toEqual(['decideTie #gelijk', 'decideTie #gelijk'])
    expect((await stored()).decisions).toHaveLength(1)
  })

  test('topics that belong together are marked, and the mark is taken away', async () => {
    const [topicId, otherId] = [await id('Sport'), await id('Gezondheid')]
    expect(await send('relateTopics', { topicId, otherId: '' })).toMatchObject({
      errors: { otherId: 'Kies twee verschillende onderwerpen.' },
    })
    expect(await send('relateTopics', { topicId, otherId })).toBe('relateTopics #samen')
    expect((await see()).outcome?.together.filter(({ byClerk }) => byClerk)).toHaveLength(1)
    expect(await send('unrelateTopics', { topicId, otherId })).toBe('unrelateTopics #samen')
    expect((await stored()).relations).toEqual([])
  })

  test('it is made public once: every motivation becomes a point, and nothing can be changed after it', async () => {
    expect((await see()).outcome?.motivations).toBe(15)
    for (const goes of ['publishRanking #inhoud', '#inhoud']) expect(await send('publishRanking')).toBe(goes)
    const { count } = await db
      .selectFrom('contribution')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('processId', '=', process.id)
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBe(15)
    expect(await see()).toMatchObject({
      state: 'published',
      published: expect.stringContaining('1\u00a0november 2016'),
    })
    expect(await send('reopenRanking')).toMatchObject({
      errors: { '': expect.stringContaining('De uitslag is openbaar.') },
    })
    // Who may not see the page of the clerk sees what is public.
    for (const by of [member, official]) expect(leadsTo(await see('', by))).toBe(`/trajecten/${slug}/top-vijf`)
    expect(statusOf(await see('', theirClerk))).toBe(404)
  })
})
