import { beforeEach, describe, expect, test } from 'vitest'
import type { ClerkView } from '#app/features/rankings/clerk/clerk-view.server.ts'
import { realCaseCsv } from '#app/features/rankings/files/real-case-lists.fixture.ts'
import { rankingOf } from '#app/features/rankings/queries.server.ts'
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
  expect(leadsTo((await call(homeAction, {}, clerk, formOf({ traject: slug }))).outcome)).toBe(
    `/raad/ranglijsten/${slug}`,
  )
})

const see = async (query = '', by = clerk) => (await call(loader, { slug }, by, undefined, query)).outcome as ClerkView
/** Where the page goes after a form, without the address of the page itself; or what came back. */
async function send(actie: string, fields: Record<string, string | string[] | File> = {}, by = clerk) {
  const { outcome, context } = await call(action, { slug }, by, formOf({ actie, ...fields }))
  if (!(outcome instanceof Response))
    return {
      ...(outcome as { data: { errors: Record<string, string>; cells: object[]; texts: Record<string, string> } }).data,
      refused: context.refused,
    }
  return leadsTo(outcome)?.toString().replace(`/raad/ranglijsten/${slug}`, '') ?? outcome.status
}
const stored = async () => {
  const session = await rankingOf(db, process)
  if (!session) throw new Error('there is a session')
  return session
}
const id = async (name: string) => (await stored()).topics.find((topic) => topic.name === name)?.id ?? ''
const file = (content: string | Uint8Array, name = 'lijsten.csv') => ({
  bestand: new File([content as BlobPart], name),
})

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
  await send('onderwerpen-erbij', { regels: names.join('\r\n'), gezien: (await see()).prepare?.seen.topics ?? '' })
  for (const groupName of ['Groep 1', 'Groep 2', 'Groep 3'])
    await send('groep-erbij', { groupName, gezien: (await see()).prepare?.seen.groups ?? '' })
}
const open = async (more: Record<string, string> = {}) =>
  send('open', { gezien: (await see()).prepare?.seen.all ?? '', ...more })

test('the page and every act on it are the clerk’s', async () => {
  const acts = [
    'regels',
    'onderwerp-erbij',
    'onderwerpen-erbij',
    'onderwerp',
    'onderwerp-weg',
    'groep-erbij',
    'groep',
    'groep-weg',
    'lees-in',
  ]
  for (const actie of [
    ...acts,
    'open',
    'sluit',
    'heropen',
    'maak-openbaar',
    'toon',
    'besluit',
    'hoort',
    'hoort-niet',
    'bestaat-niet',
  ]) {
    expect(await send(actie, {}, member), actie).toBe(403)
    expect(await send(actie, {}, official), actie).toBe(404)
    expect(await send(actie, {}, theirClerk), actie).toBe(404)
  }
  expect(await send('bestaat-niet')).toBe(404)
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
    'keten-1': 'bestRank',
    'keten-2': '',
    'keten-3': 'moreGroups',
    heldOn: '28 april 2016',
    meetingKind: 'informatieve raad',
  }

  test('rules are saved with the chain in the order chosen; an error keeps what was typed', async () => {
    const gezien = (await see()).prepare?.rules.seen ?? ''
    expect(await send('regels', { ...rules, gezien, unrankedRank: '3' })).toMatchObject({
      ...{
        errors: { unrankedRank: 'Een onderwerp zonder plaats moet later tellen dan de laatste plaats.' },
        refused: true,
      },
      texts: { k: '3', 'keten-1': 'bestRank', heldOn: '28 april 2016' },
    })
    expect(await send('regels', { ...rules, gezien, k: '' })).toMatchObject({ errors: { k: 'Vul een heel getal in.' } })
    expect(await send('regels', { ...rules, gezien, 'keten-2': 'bestRank' })).toMatchObject({
      errors: { tieChain: 'Kies elke regel hooguit één keer.' },
    })
    for (let times = 0; times < 2; times++)
      expect(await send('regels', { ...rules, gezien }), 'also when sent twice').toBe('?gedaan=regels#regels')
    expect(await stored()).toMatchObject({
      k: 3,
      unrankedRank: 5,
      tieChain: ['bestRank', 'moreGroups'],
      heldOn: '2016-04-28',
      meetingKind: 'informatieve raad',
    })
  })

  test('rules that a colleague changed meanwhile are not written over', async () => {
    const gezien = (await see()).prepare?.rules.seen ?? ''
    await send('regels', { ...rules, gezien })
    expect(await send('regels', { ...rules, k: '4', gezien })).toMatchObject({
      errors: { '': expect.stringContaining('Een collega heeft dit onderdeel intussen gewijzigd') },
    })
    expect(await stored()).toMatchObject({ k: 3 })
  })

  test('topics come from a pasted list and one by one, and a form that is sent twice adds once', async () => {
    const gezien = (await see()).prepare?.seen.topics ?? ''
    expect(await send('onderwerpen-erbij', { regels: '\r\n', gezien })).toMatchObject({
      errors: { name: expect.stringContaining('Plak de namen') },
    })
    for (let times = 0; times < 2; times++)
      expect(await send('onderwerpen-erbij', { regels: '1. Zorg\r\n2. Sport', gezien })).toBe(
        '?gedaan=onderwerp-erbij#onderwerpen',
      )
    const now = (await see()).prepare?.seen.topics ?? ''
    expect(await send('onderwerp-erbij', { name: 'ZORG', description: 'x', gezien: now })).toMatchObject({
      ...{ errors: { name: 'Er is al een onderwerp “ZORG”. Kies een andere naam.' }, texts: { description: 'x' } },
    })
    expect(
      await send('onderwerp-erbij', {
        name: 'Werk',
        aliases: 'baan, , inkomen ',
        link: 'https://plan.example',
        gezien: now,
      }),
    ).toBe('?gedaan=onderwerp-erbij&nog=onderwerp#onderwerpen')
    expect((await stored()).topics.map(({ name, aliases }) => [name, ...aliases])).toEqual([
      ['Zorg'],
      ['Sport'],
      ['Werk', 'baan', 'inkomen'],
    ])
  })

  test('a topic is changed and taken away; what a colleague changed is not written over, and twice away is away', async () => {
    await prepared()
    const onderwerp = await id('Sport')
    const seen = (await see(`?onderwerp=${onderwerp}`)).prepare?.openTopic?.seen ?? ''
    expect(
      await send('onderwerp', {
        onderwerp,
        name: 'Sport en spel',
        description: '',
        aliases: '',
        link: '',
        gezien: seen,
      }),
    ).toBe(`?gedaan=onderwerp#onderwerp-${onderwerp}`)
    expect(await send('onderwerp', { onderwerp, name: 'Bewegen', gezien: seen })).toMatchObject({
      errors: { '': expect.stringContaining('collega') },
    })
    for (let times = 0; times < 2; times++)
      expect(await send('onderwerp-weg', { onderwerp })).toBe('?gedaan=onderwerp-weg#onderwerpen')
    expect((await stored()).topics.map(({ name }) => name)).not.toContain('Sport en spel')
    expect(await send('onderwerp', { onderwerp, name: 'x', gezien: seen })).toBe(404)
  })

  test('a council member is in one group, and who is in none is named', async () => {
    await prepared()
    const [one, two] = (await stored()).groups
    const give = async (groep = '', lid: string[] = []) =>
      send('groep', {
        groep,
        groupName: 'Naam',
        lid,
        gezien: (await see(`?groep=${groep}`)).prepare?.openGroup?.seen ?? '',
      })
    expect((await see()).prepare?.noGroup).toEqual(['Raadslid A'])
    expect(await give(one?.id, [member.actor.id])).toBe(`?gedaan=groep#groep-${one?.id}`)
    expect(await give(two?.id, [member.actor.id])).toMatchObject({
      errors: { groupName: 'Er is al een groep “Naam”. Kies een andere naam.' },
      chosen: [member.actor.id],
    })
    expect((await see(`?groep=${two?.id}`)).prepare?.openGroup?.choices).toEqual([
      { accountId: member.actor.id, name: 'Raadslid A', isIn: false, elsewhere: 'Naam' },
    ])
    expect((await see()).prepare?.noGroup).toEqual([])
    expect(await give(one?.id, [official.actor.id]), 'only council members').toBe(404)
    for (let times = 0; times < 2; times++)
      expect(await send('groep-weg', { groep: one?.id ?? '' })).toBe('?gedaan=groep-weg#groepen')
    const gezien = (await see()).prepare?.seen.groups ?? ''
    const made = [
      await send('groep-erbij', { groupName: 'Groep 9', gezien }),
      await send('groep-erbij', { groupName: 'Groep 9', gezien }),
    ]
    expect(made[1], 'a form that is sent twice makes one group').toBe(made[0])
    expect((await stored()).groups.map(({ name }) => name)).toEqual(['Groep 2', 'Groep 3', 'Groep 9'])
  })

  test('opening goes to the first gap, then opens what was read, once', async () => {
    expect(await open()).toBe('#onderwerpen')
    await prepared()
    expect(await open({ sluitOm: '2016-10-01T20:00' })).toMatchObject({
      errors: { sluitOm: expect.stringContaining('al voorbij') },
    })
    expect(await open({ sluitOm: 'straks' })).toMatchObject({
      errors: { sluitOm: expect.stringContaining('Schrijf een dag en een tijd') },
      texts: { sluitOm: 'straks' },
    })
    const gezien = (await see()).prepare?.seen.all ?? ''
    await send('onderwerp-weg', { onderwerp: await id('Sport') })
    expect(await send('open', { gezien })).toMatchObject({
      errors: { '': expect.stringContaining('intussen iets gewijzigd') },
    })
    expect((await stored()).state).toBe('prepared')
    expect(await open({ sluitOm: '2016-11-01T21:30' })).toBe('?gedaan=open#inhoud')
    expect(await stored()).toMatchObject({ state: 'open', plannedClose: new Date('2016-11-01T21:30:00+01:00') })
    expect(await send('open', { gezien }), 'a second press finds it open').toBe('#inhoud')
    expect(await send('onderwerpen-erbij', { regels: 'Nog een', gezien: '' })).toMatchObject({
      errors: { '': expect.stringContaining('De ranglijst is open') },
    })
  })

  test('fewer places than a list that was read in already has are refused', async () => {
    await prepared()
    await send('lees-in', file(realCaseCsv))
    expect(await send('regels', { ...rules, gezien: (await see()).prepare?.rules.seen ?? '' })).toMatchObject({
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
    expect(await send('lees-in', file(text))).toBe('?gedaan=lees-in&lijsten=0#inlezen')
  })

  test('every wrong cell is named, and nothing is stored', async () => {
    await prepared()
    const wrong = realCaseCsv
      .replace('Groep 1,Onderwijs,2', 'Groep 1,Onderwijs,1')
      .replace('Groep 2,Sport,,', 'Groep 2,Sport,zes,')
    expect(await send('lees-in', file(wrong))).toMatchObject({
      ...{ errors: {}, refused: true },
      cells: [
        { row: 3, field: 'plaats', message: 'Groep 1 gaf plaats 1 ook in rij 2' },
        { row: 21, field: 'plaats', message: expect.stringContaining('"zes" is geen plaats') },
      ],
    })
    expect(await send('lees-in', file(realCaseCsv.replaceAll('Groep 3', 'Groep 9')))).toMatchObject({
      cells: [{ row: 22, field: 'groep', message: '"Groep 9" is geen groep van deze ranglijst' }],
    })
    expect((await stored()).groups.every(({ entries }) => entries.length === 0)).toBe(true)
  })

  test('a spreadsheet is read as a CSV is; the same lists once more change nothing', async () => {
    await prepared()
    const sheet = workbookOf(cells().map((row) => row.map((cell) => (/^\d$/.test(cell) ? Number(cell) : cell || null))))
    expect(await send('lees-in', file(sheet, 'lijsten.xlsx'))).toBe('?gedaan=lees-in&lijsten=3#inlezen')
    expect(await send('lees-in', file(realCaseCsv))).toBe('?gedaan=lees-in&lijsten=0#inlezen')
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
    expect(await send('lees-in', fields)).toMatchObject({ errors: { bestand: expect.stringContaining(message) } })
  })

  test('after closing no file comes in any more', async () => {
    await prepared()
    await open()
    await send('sluit')
    expect(await send('lees-in', file(realCaseCsv))).toMatchObject({
      errors: { '': expect.stringContaining('De ranglijst is gesloten.') },
    })
  })
})

describe('after the groups are done', () => {
  beforeEach(async () => {
    await prepared()
    await open()
    await send('lees-in', file(realCaseCsv))
    expect((await see()).run).toMatchObject({
      ready: 3,
      groups: [{ name: 'Groep 1', placed: 5, motivated: 5, ready: true }, {}, {}],
    })
    for (const goes of ['?gedaan=sluit#inhoud', '#inhoud']) expect(await send('sluit'), 'closes once').toBe(goes)
  })

  test('while it is open the clerk sees no topic on a list; after closing the outcome', async () => {
    await send('heropen')
    expect(JSON.stringify(await see())).not.toContain('Opvoeden')
    await send('sluit')
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
    expect(await send('toon', { aantal: '4' })).toBe('#scherm')
    expect((await see()).outcome?.reveal).toMatchObject({ last: { place: 2 }, back: 0, next: { place: 1, topics: 5 } })
    for (const aantal of ['alles', '', '1.5', '-1']) expect(await send('toon', { aantal }), aantal).toBe(404)
    expect(await send('toon', { aantal: '10000000000' }), 'more than there are is everything').toBe('#scherm')
    expect((await see()).outcome?.reveal).toMatchObject({ last: { place: 1 }, next: null })
  })

  test('a decision gives each topic its own place, with a reason, once; opening again takes it away', async () => {
    const names = ['Onderwijs', 'Mantelzorg', 'Gezondheid', 'Mobiliteit & Voorzieningen']
    const places = Object.fromEntries(
      await Promise.all(names.map(async (name, at) => [`plaats-${await id(name)}`, String(at + 2)])),
    )
    const decide = (more: Record<string, string>) =>
      send('besluit', { blok: '2', reden: 'Volgorde van groep 1.', ...places, ...more })
    expect(await decide({ [`plaats-${await id('Onderwijs')}`]: '' })).toMatchObject({
      errors: { volgorde: 'Geef elk onderwerp een plaats.' },
      texts: { reden: 'Volgorde van groep 1.' },
    })
    expect(await decide({ [`plaats-${await id('Onderwijs')}`]: '3' })).toMatchObject({
      errors: { volgorde: expect.stringContaining('dezelfde plaats') },
    })
    expect(await decide({ reden: ' ' })).toMatchObject({ errors: { reden: expect.stringContaining('waarom') } })
    for (let times = 0; times < 2; times++) expect(await decide({})).toBe('?gedaan=besluit#gelijk')
    expect((await see()).outcome).toMatchObject({
      decisions: [{ order: names, reason: 'Volgorde van groep 1.' }],
      rows: [{}, { topic: 'Onderwijs', place: 2 }, { topic: 'Mantelzorg', place: 3 }, {}, {}, {}, {}, {}, {}, {}],
    })
    expect(await decide({ reden: 'Toch anders.' })).toMatchObject({
      errors: { '': expect.stringContaining('er is al over besloten') },
    })
    expect(await send('heropen')).toBe('?gedaan=heropen#inhoud')
    expect(await stored()).toMatchObject({ state: 'open', decisions: [] })
  })

  test('a button that is pressed twice at once does it once, and tells of no error', async () => {
    for (const actie of ['heropen', 'sluit', 'maak-openbaar']) {
      expect((await Promise.all([send(actie), send(actie)])).toSorted()).toEqual(['#inhoud', `?gedaan=${actie}#inhoud`])
    }
  })

  test('a decision that is sent twice at once is taken once, and tells of no error', async () => {
    const [block] = (await see()).outcome?.level ?? []
    const places = Object.fromEntries((block?.topics ?? []).map((topic, at) => [`plaats-${topic.id}`, String(at + 1)]))
    const decide = () => send('besluit', { reden: 'De volgorde van groep 1.', ...places })
    const waiting = async () =>
      (await pool.query(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))
        .rowCount
    const answers = await db.transaction().execute(async (trx) => {
      await trx.selectFrom('rankingSession').select('id').where('processId', '=', process.id).forUpdate().execute()
      const both = Promise.all([decide(), decide()])
      await expect.poll(waiting, { timeout: 20_000 }).toBe(2)
      return { both }
    })
    expect(await answers.both).toEqual(['?gedaan=besluit#gelijk', '?gedaan=besluit#gelijk'])
    expect((await stored()).decisions).toHaveLength(1)
  })

  test('topics that belong together are marked, and the mark is taken away', async () => {
    const [een, ander] = [await id('Sport'), await id('Gezondheid')]
    expect(await send('hoort', { een, ander: '' })).toMatchObject({
      errors: { ander: 'Kies twee verschillende onderwerpen.' },
    })
    expect(await send('hoort', { een, ander })).toBe('?gedaan=hoort#samen')
    expect((await see()).outcome?.together.filter(({ byClerk }) => byClerk)).toHaveLength(1)
    expect(await send('hoort-niet', { een, ander })).toBe('?gedaan=hoort-niet#samen')
    expect((await stored()).relations).toEqual([])
  })

  test('it is made public once: every motivation becomes a point, and nothing can be changed after it', async () => {
    expect((await see()).outcome?.motivations).toBe(15)
    for (const goes of ['?gedaan=maak-openbaar#inhoud', '#inhoud']) expect(await send('maak-openbaar')).toBe(goes)
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
    expect(await send('heropen')).toMatchObject({ errors: { '': expect.stringContaining('De uitslag is openbaar.') } })
    // Who may not see the page of the clerk sees what is public.
    for (const by of [member, official]) expect(leadsTo(await see('', by))).toBe(`/trajecten/${slug}/top-vijf`)
    expect(statusOf(await see('', theirClerk))).toBe(404)
  })
})
