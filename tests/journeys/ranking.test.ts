import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { addGroup, changeGroup } from '#app/features/rankings/change-groups.server.ts'
import { openRanking } from '#app/features/rankings/change-state.server.ts'
import { addTopics } from '#app/features/rankings/change-topics.server.ts'
import { realBallots } from '#app/features/rankings/counting/real-case.fixture.ts'
import { createRanking } from '#app/features/rankings/create-ranking.server.ts'
import { rankingOf } from '#app/features/rankings/queries.server.ts'
import { saveRankingRules } from '#app/features/rankings/save-ranking-rules.server.ts'
import { aMunicipality, anActor, aProcess } from '../factories.ts'
import { openBrowser, visitor } from '../setup/browser.ts'
import { startSite } from '../setup/site.ts'
import { logIn, lookAround, visit } from './steps.ts'

const PASSWORD = 'vier woorden zijn genoeg'
/** What a browser says of a server that is away for a moment. */
const away = [
  /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE|ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/,
]
/** And of two who wrote the same field at once. */
const clashed = /status of 409/

const site = await startSite({ now: '2016-04-28T20:00:00+02:00', mail: false })
const browser = await openBrowser()
const municipality = await aMunicipality(site.db, { name: 'Borger-Odoorn' })
const passwordHash = await hashPassword(PASSWORD)
const process = await aProcess(site.db, municipality, {
  state: 'draft',
  slug: 'sociaal-domein',
  title: 'Beleidsplan sociaal domein',
})
const clerk = await anActor(site.db, municipality, {
  role: 'clerk',
  name: 'Griffier',
  email: 'griffie@gemeente.example',
  passwordHash,
})

/** Three groups of two council members, and the ten topics; open. */
async function openEvening() {
  const of = { process }
  const now = site.clock()
  await createRanking(site.db, clerk, { processSlug: process.slug }, now)
  await saveRankingRules(
    site.db,
    clerk,
    { ...of, k: 5, unrankedRank: 6, tieChain: [], heldOn: '2016-04-28', meetingKind: 'informatieve raad' },
    now,
  )
  await addTopics(site.db, clerk, { ...of, topics: realBallots.topics.map((name) => ({ name })) }, now)
  const groups = []
  for (const [index, { group: name, ranks }] of realBallots.ballots.entries()) {
    const members = []
    for (const letter of ['A', 'B']) {
      const email = `raadslid-${index + 1}${letter.toLowerCase()}@gemeente.example`
      members.push(
        await anActor(site.db, municipality, {
          role: 'councilMember',
          name: `Raadslid ${letter}${index + 1}`,
          email,
          passwordHash,
        }),
      )
    }
    const { id } = await addGroup(site.db, clerk, { ...of, name }, now)
    await changeGroup(site.db, clerk, { ...of, groupId: id, name, memberIds: members.map((member) => member.id) }, now)
    groups.push({ id, name, members, topics: [...ranks.keys()] })
  }
  await openRanking(site.db, clerk, { ...of, plannedClose: new Date(now.getTime() + 20 * 60_000).toISOString() }, now)
  return groups
}

/** Opens the board of a group on someone's own tablet. */
async function tablet(email: string, groupId: string): Promise<Page> {
  const { page } = await visitor(browser, site.url, { width: 1024, expectErrors: [...away, clashed] })
  await logIn(page, email, PASSWORD)
  await page.goto(`/raad/ranglijsten/${process.slug}/groep/${groupId}`)
  await page.getByText('Verbonden. Alles is bewaard.').waitFor()
  return page
}

const places = (page: Page) => page.getByRole('region', { name: /^Onze top vijf/ }).getByRole('listitem')
const placed = (page: Page, rank: number) =>
  places(page)
    .nth(rank - 1)
    .getByRole('heading', { level: 3 })

/** Taps a topic and chooses its place. */
async function put(page: Page, topic: string, rank: number) {
  await page.getByRole('button', { name: topic, exact: true }).click()
  await page
    .getByRole('group', { name: new RegExp(`^Zet ${topic}`) })
    .getByRole('button', { name: new RegExp(`^${rank}`) })
    .click()
}

async function write(page: Page, topic: string, text: string) {
  const field = page.getByLabel(new RegExp(`^Waarom ${topic} op plaats`))
  await field.fill(text)
  await field.blur()
}

async function seeList(page: Page, topics: readonly string[]) {
  for (const [index, topic] of topics.entries())
    await expect
      .poll(() =>
        placed(page, index + 1)
          .textContent()
          .catch(() => ''),
      )
      .toBe(topic)
}

test('three groups build their lists at once, on six tablets, while the server is restarted', async () => {
  const groups = await openEvening()
  const boards = await Promise.all(
    groups.map(async ({ id, topics, members: [one, two] }) => {
      const [first, second] = await Promise.all([tablet(one?.email ?? '', id), tablet(two?.email ?? '', id)])
      return { first, second, topics }
    }),
  )
  const [shown] = boards
  if (!shown) throw new Error('there is a board')
  await shown.first.getByText('2 van 2 hier').waitFor()
  await lookAround(shown.first)

  const { page: screen } = await visitor(browser, site.url, { width: 1920, expectErrors: away })
  await logIn(screen, clerk.email, PASSWORD)
  await screen.goto(`/raad/ranglijsten/${process.slug}/scherm`)

  const { page: desk } = await visitor(browser, site.url, { expectErrors: away })
  await logIn(desk, clerk.email, PASSWORD)
  await visit(desk, `/raad/ranglijsten/${process.slug}`, /^Ranglijst voor/)
  await desk.getByRole('heading', { name: '0 van 3 groepen zijn klaar' }).waitFor()

  // Each member does a part of the list, at the same time; what one does the other sees.
  await Promise.all(
    boards.map(async ({ first, second, topics }) => {
      const [t1 = '', t2 = '', t3 = '', t4 = ''] = topics
      await Promise.all([
        put(first, t1, 1).then(() => put(first, t2, 2)),
        put(second, t3, 3).then(() => put(second, t4, 4)),
      ])
      await Promise.all([seeList(first, [t1, t2, t3, t4]), seeList(second, [t1, t2, t3, t4])])
      await write(first, t1, `Zonder ${t1} lukt de rest niet.`)
    }),
  )
  await expect.poll(() => screen.getByText('4 van 5 plaatsen').count()).toBe(3)
  expect(await screen.content(), 'the projector has no topic in its data').not.toContain('Mantelzorg')

  await lookAround(shown.second)

  await site.restart()

  // The one who moved while the server was away did not move for nothing, and everyone is together again.
  await Promise.all(
    boards.map(async ({ first, second, topics }) => {
      await put(second, topics[4] ?? '', 5)
      await Promise.all([seeList(first, topics), seeList(second, topics)])
      for (const topic of topics.slice(1)) await write(first, topic, `Zonder ${topic} lukt de rest niet.`)
      await first.getByText('Verbonden. Alles is bewaard.').waitFor()
      await expect
        .poll(() => second.getByLabel(new RegExp(`^Waarom ${topics[4]} op plaats`)).inputValue())
        .toBe(`Zonder ${topics[4]} lukt de rest niet.`)
    }),
  )
  // The clerk sees it without asking again.
  await desk.getByRole('heading', { name: 'Alle groepen zijn klaar' }).waitFor()
  const session = await rankingOf(site.db, process)
  const named = new Map(session?.topics.map(({ id, name }) => [id, name]))
  for (const [index, { topics }] of groups.entries()) {
    const entries = session?.groups[index]?.entries.toSorted((one, other) => (one.rank ?? 9) - (other.rank ?? 9)) ?? []
    expect(entries.map(({ topicId, motivation }) => [named.get(topicId), motivation])).toEqual(
      topics.map((topic) => [topic, `Zonder ${topic} lukt de rest niet.`]),
    )
  }
})

test('two who move and write at once see what happened, with a keyboard alone and after the network dropped', async () => {
  const session = await rankingOf(site.db, process)
  const group = session?.groups[0]
  const [one, two] = await Promise.all(
    ['raadslid-1a', 'raadslid-1b'].map((name) => tablet(`${name}@gemeente.example`, group?.id ?? '')),
  )
  if (!one || !two) throw new Error('there are two')
  const first = realBallots.ballots[0] ? [...realBallots.ballots[0].ranks.keys()] : []

  // Both move the same topic: it is on the list once, and both show the same.
  const move = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
  await Promise.all([move(one, 'Mantelzorg omhoog'), move(two, 'Mantelzorg omlaag')])
  const order = (page: Page) => places(page).getByRole('heading', { level: 3 }).allTextContents()
  await expect
    .poll(
      async () =>
        JSON.stringify(await order(one)) === JSON.stringify(await order(two)) && new Set(await order(one)).size === 5,
    )
    .toBe(true)

  // With the keyboard: a topic goes up, off the list and back; the focus follows.
  await one.getByRole('button', { name: 'Gezondheid omhoog', exact: true }).focus()
  await one.keyboard.press('Alt+ArrowDown')
  await expect.poll(() => order(two)).toContain('Gezondheid')
  await one.keyboard.press('1')
  await expect.poll(async () => (await order(two))[0]).toBe('Gezondheid')
  await one.keyboard.press('Delete')
  await expect.poll(() => order(two)).not.toContain('Gezondheid')
  await one.getByRole('button', { name: 'Maak ongedaan' }).click()
  await expect.poll(async () => (await order(two))[0]).toBe('Gezondheid')

  // With a mouse, under the policy of the page, which lets scripts alone set a style.
  const drag = async (topic: string, rank: number) => {
    const [from, to] = await Promise.all([
      places(one).filter({ hasText: topic }).first().locator('.sm-grip').boundingBox(),
      places(one)
        .nth(rank - 1)
        .boundingBox(),
    ])
    if (!from || !to) throw new Error('both are in sight')
    await one.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
    await one.mouse.down()
    await one.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 10 })
    await one.mouse.up()
  }
  for (const rank of [2, 1]) {
    await drag('Gezondheid', rank)
    await expect.poll(async () => (await order(two))[rank - 1]).toBe('Gezondheid')
  }

  // Off the network one moves and writes on; the other writes the same field.
  await one.context().setOffline(true)
  await move(one, 'Gezondheid omlaag')
  await one.getByText(/^Geen verbinding\./).waitFor()
  const why = (page: Page) => page.getByLabel(/^Waarom Onderwijs op plaats/)
  await why(one).fill('Van wie weg was')
  await why(one).blur()
  await why(two).fill('Van wie er was')
  await why(two).blur()
  await two.getByText('Verbonden. Alles is bewaard.').waitFor()
  await one.context().setOffline(false)
  const clash = one.getByRole('alert').filter({ hasText: 'Iemand anders schreef hier ook' })
  await clash.waitFor()
  expect(await clash.textContent()).toContain('Van wie er was')
  expect(await clash.textContent()).toContain('Van wie weg was')
  await lookAround(one)
  await clash.getByRole('button', { name: 'Houd ze allebei' }).click()
  await expect.poll(() => why(two).inputValue()).toBe('Van wie er was\nVan wie weg was')
  await expect.poll(async () => (await order(two))[1]).toBe('Gezondheid')

  // What was done while nothing arrived waits on the tablet, also when the page is closed and opened again.
  await one.route('**/zet', (route) => route.abort())
  await move(one, 'Gezondheid omhoog')
  await one.getByText('1 wijziging wacht op dit apparaat.', { exact: false }).waitFor()
  await one.reload()
  await expect.poll(async () => (await order(one))[0]).toBe('Gezondheid')
  await one.unroute('**/zet')
  await expect.poll(async () => (await order(two))[0]).toBe('Gezondheid')
  await one.getByText('Verbonden. Alles is bewaard.').waitFor()

  // Back to the list of the evening.
  for (const [index, topic] of first.entries()) {
    const at = (await order(one)).indexOf(topic)
    for (let up = at; up > index; up--) await move(one, `${topic} omhoog`)
    await expect.poll(async () => (await order(two))[index]).toBe(topic)
  }
})

test('without JavaScript the board is a page of forms', async () => {
  const session = await rankingOf(site.db, process)
  const group = session?.groups[2]
  const { page } = await visitor(browser, site.url, { width: 375, javaScriptEnabled: false })
  await logIn(page, 'raadslid-3a@gemeente.example', PASSWORD)
  await visit(page, `/raad/ranglijsten/${process.slug}/groep/${group?.id}`, /^Groep 3/)
  const last = [...(realBallots.ballots[2]?.ranks.keys() ?? [])]
  const order = () => places(page).getByRole('heading', { level: 3 }).allTextContents()
  await page.getByRole('button', { name: `${last[1]} omhoog` }).click()
  await expect.poll(async () => (await order())[0]).toBe(last[1])
  await page.getByRole('button', { name: 'Maak ongedaan' }).click()
  await expect.poll(order).toEqual(last)
  await page.getByLabel(new RegExp(`^Waarom ${last[0]} op plaats 1`)).fill('Opnieuw geschreven')
  await page.getByRole('button', { name: `Bewaar waarom ${last[0]}` }).click()
  await page.waitForLoadState()
  await expect
    .poll(async () =>
      (await rankingOf(site.db, process))?.groups[2]?.entries.some(
        ({ motivation }) => motivation === 'Opnieuw geschreven',
      ),
    )
    .toBe(true)
})

test('the clerk closes, shows the outcome in the room place by place, and makes public what was really chosen', async () => {
  const { page } = await visitor(browser, site.url)
  const { page: screen } = await visitor(browser, site.url, { width: 1920 })
  for (const one of [page, screen]) await logIn(one, clerk.email, PASSWORD)
  await screen.goto(`/raad/ranglijsten/${process.slug}/scherm`)
  const board = await tablet('raadslid-2a@gemeente.example', (await rankingOf(site.db, process))?.groups[1]?.id ?? '')
  const { page: resident } = await visitor(browser, site.url, { javaScriptEnabled: false, expectErrors: [/404/] })
  const outcomePath = `/trajecten/${process.slug}/top-vijf`
  expect((await resident.goto(outcomePath))?.status(), 'nothing is public yet').toBe(404)

  await page.goto(`/raad/ranglijsten/${process.slug}`)
  await page.getByRole('link', { name: 'Sluit de ranglijst' }).click()
  await page.getByRole('button', { name: 'Sluit de ranglijst' }).click()
  await board.getByText('De griffier heeft de ranglijst gesloten. Dit is uw lijst.').waitFor()
  await screen.getByRole('heading', { level: 1, name: 'De top vijf van de raad' }).waitFor()
  expect(await screen.content(), 'closing shows nothing yet').not.toContain('Opvoeden en opgroeien')

  await page.getByRole('button', { name: 'Toon plaats 2 (4 onderwerpen)' }).click()
  for (const topic of ['Gezondheid', 'Mantelzorg', 'Mobiliteit & Voorzieningen', 'Onderwijs'])
    await screen.getByRole('cell', { name: topic }).waitFor()
  expect(await screen.content()).not.toContain('Opvoeden en opgroeien')
  await page.getByRole('button', { name: 'Toon plaats 1' }).click()
  await screen.getByRole('cell', { name: 'Opvoeden en opgroeien' }).waitFor()
  await screen.getByText('gedeeld door vier').waitFor()
  await screen.getByText(/Gezondheid valt dan af|Dan valt Gezondheid af/).waitFor()
  await lookAround(screen)

  await page.getByRole('link', { name: 'Maak de uitslag openbaar' }).click()
  await page.getByRole('button', { name: 'Maak de uitslag openbaar' }).click()
  await page.getByText('De uitslag is openbaar.').first().waitFor()

  await visit(resident, outcomePath, /top vijf/)
  const text = (await resident.locator('main').innerText()).replaceAll('\u00a0', ' ')
  expect(text).toMatch(/1\s+Opvoeden en opgroeien\s+9 punten/)
  expect(text).toMatch(
    /2\s+gedeeld[\s\S]*Gezondheid\s+11 punten\s+Mantelzorg\s+11 punten\s+Mobiliteit & Voorzieningen\s+11 punten\s+Onderwijs\s+11 punten/,
  )
  expect(text).toContain('Zonder Mantelzorg lukt de rest niet.')
  const exported = await (await resident.request.get(`${outcomePath}.json`)).json()
  expect(exported.uitkomst.map(({ plaats, som }: { plaats: number; som: number }) => [plaats, som])).toEqual([
    ...[
      [1, 9],
      [2, 11],
      [2, 11],
      [2, 11],
      [2, 11],
      [6, 12],
      [7, 17],
      [7, 17],
      [9, 18],
      [9, 18],
    ],
  ])
})
