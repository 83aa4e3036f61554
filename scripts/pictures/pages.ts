/** Pages as someone finds them who changes nothing. */
import {
  answered,
  areas,
  behindLists,
  done,
  draft,
  forEveryone,
  forOfficials,
  notThere,
  open,
  running,
} from '#tests/journeys/tour-pages.ts'
import { nameOf, type Person } from './camera.ts'
import { CLERK, CONNECTED, OFFICIAL, PARTNER, WRITING_PARTNER, type Scene } from './people.ts'

/** Looks at a page as it opens and, where it has parts that are folded, once more with all of them open. */
async function lookAtAll({ page, shoot }: Person, name: string): Promise<void> {
  await shoot(name)
  const folds = page.locator('main details:not([open])')
  if ((await folds.count()) === 0) return
  await folds.evaluateAll((all) => all.forEach((fold) => fold.setAttribute('open', '')))
  await shoot(`${name}-unfolded`)
}

const MESSAGES = '/dev/mail'

/** The messages that the demo begins with: who logs in gets more. */
export const pagesOfMessages: Scene = async ({ someone }) => {
  const { page, look, follow, shoot } = await someone()
  await page.goto(MESSAGES)
  // They are on their way for a moment.
  while ((await page.getByRole('cell', { name: 'wacht', exact: true }).count()) > 0) await page.reload()
  await look(MESSAGES, 'everyone-dev-mail')
  await follow(MESSAGES, `${MESSAGES}/`)
  await shoot('everyone-message')
}

export const pagesForEveryone: Scene = async ({ someone }) => {
  const visitor = await someone()
  const { page } = visitor
  for (const address of forEveryone.filter((address) => address !== MESSAGES)) {
    await page.goto(address)
    await lookAtAll(visitor, `everyone-${nameOf(address)}`)
  }
  for (const address of notThere) await visitor.look(address, `not-there-${nameOf(address)}`)
  await visitor.follow(`${open}/plan/2`, 'over=')
  await visitor.shoot('everyone-react-to-paragraph')
  await visitor.follow(open, '/bijeenkomsten/')
  await visitor.shoot('everyone-meeting')
  for (const query of ['alles=ja', 'pagina=2', 'wie=raadsgroep', 'hoofdstuk=1']) {
    await visitor.look(`${answered}/wat-is-ermee-gedaan?${query}`, `everyone-answers-${nameOf(query)}`)
  }
  for (const chapter of [1, 3, 4, 5]) await visitor.look(`${answered}/plan/${chapter}`, `everyone-chapter-${chapter}`)
  await visitor.look(`${answered}/plan/alles`, 'everyone-whole-plan')
}

export const pagesForOfficials: Scene = async ({ someone }) => {
  const official = await someone(OFFICIAL)
  const { page } = official
  const look = async (address: string, name = nameOf(address)) => {
    await page.goto(address)
    await lookAtAll(official, name)
  }
  for (const address of forOfficials) await look(address)
  for (const { list, part, then = '' } of behindLists) {
    await official.follow(list, part)
    if (then !== '') await page.goto(page.url().replace(/\?.*/, '') + then)
    await lookAtAll(official, `first-of-${nameOf(list + then)}`)
  }
  for (const part of ['partners', 'partners/nieuw']) await look(`/ambtenaar/${part}`)
  await look('/twee-stappen?terug=/ambtenaar/account', 'two-steps')
  await official.follow('/ambtenaar/partners', '/partners/0')
  await lookAtAll(official, 'partner-in-the-book')
  for (const process of [draft, running, done]) {
    for (const part of ['/partners', '/partners/vragen']) await look(process + part)
  }
  for (const part of ['/partners/bijlage', '/partners/vragen/voorbeeld', '/partners?herinner=alle'])
    await look(draft + part)
  for (const part of ['', '/inspraak', '/fasen', '/plan', '/vrijgeven', '/bijeenkomsten', '/themas'])
    await look(done + part)
  await look(`${done}/punten?pagina=2`)

  await page.goto(`${running}/inbreng`)
  await official.go(/inbreng 3$/)
  await lookAtAll(official, 'contribution-to-split')
  await page.goto(`${running}/inbreng`)
  await official.go(/inbreng 2$/)
  await lookAtAll(official, 'contribution-of-an-organisation')
  for (const [name, process] of Object.entries({ running, done })) {
    await official.follow(`${process}/punten`, '/punten/0')
    await page.goto(`${page.url()}/openbaar`)
    await lookAtAll(official, `public-words-${name}`)
  }
  await official.follow(`${running}/bijeenkomsten`, '/bijeenkomsten/0')
  await lookAtAll(official, 'meeting')
  await official.go(/^Wijzig/)
  await lookAtAll(official, 'meeting-to-change')
  await page.goBack()
  await official.go(/^Meld af/)
  await official.shoot('meeting-take-someone-off')
}

export const pagesOfAreas: Scene = async ({ someone }) => {
  for (const { email, area } of areas) {
    const person = await someone(email)
    const name = nameOf(email.split('@')[0] ?? '')
    for (const address of [area, `${area}/account`]) await person.look(address, `${name}-${nameOf(address)}`)
    await person.look('/ambtenaar', `${name}-not-for-them`)
  }
  const clerk = await someone(CLERK)
  await clerk.page.goto('/raad/ranglijsten/sociaal-domein')
  await lookAtAll(clerk, 'clerk-ranking-public')
  await clerk.look('/raad/ranglijsten/sociaal-domein/scherm', 'clerk-big-screen-public')
}

export const pagesForPartners: Scene = async ({ someone }) => {
  for (const [name, email] of Object.entries({ partner: PARTNER, 'writing-partner': WRITING_PARTNER })) {
    const person = await someone(email)
    await person.look('/partner', `${name}-invitations`)
    await person.follow('/partner', '/partner/inbreng/')
    await person.shoot(`${name}-response`)
    const response = new URL(person.page.url()).pathname
    for (const number of [1, 2, 3, 4]) {
      await person.page.goto(`${response}/vraag/${number}`)
      await person.page.getByText(CONNECTED).waitFor()
      await lookAtAll(person, `${name}-question-${number}`)
    }
    for (const part of ['controleren', 'versies']) await person.look(`${response}/${part}`, `${name}-${part}`)
  }
}
