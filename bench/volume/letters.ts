/** What people send to a large consultation, one after the other in the order in which it came, with the points in it. */
import { randomFrom } from '../dutch-texts.ts'
import { anyOf, farewell, greeting, personalFact, personName, themedPoint, zipf } from './texts.ts'
import { volumeThemes } from './themes.ts'

type Random = () => number
type Range = { start: number; end: number }

/** A point of a letter: where it stands, and which of the themes it is about. */
type LetterPoint = Range & {
  theme: number
  /** Which sentence of a campaign it is, to the letter; null for words of the sender. */
  campaignPoint: string | null
}

export type Letter = {
  round: 'priorities' | 'partners' | 'inspraak'
  kind: 'groupMotivation' | 'partnerResponse' | 'conversationReport' | 'reaction'
  channel: 'online' | 'email' | 'post' | 'phone' | 'desk' | 'meeting'
  timeliness: 'early' | 'onTime' | 'late'
  contributor: { kind: string; name: string; organisation: string; namedInPublic: boolean; hasAddress: boolean }
  receivedAt: Date
  text: string
  points: LetterPoint[]
  /** Greetings and the like, which ask for no answer. */
  nonPoints: Range[]
  /** Pieces under the questions that partners answered, by their number. */
  items: (Range & { question: number })[]
  /** Which campaign it belongs to, counted from 0: the truth that a search for campaigns is held against. */
  campaign: number | null
  isSplit: boolean
}

export type LettersWanted = {
  letters: number
  /** In all letters together; each that is split has at least one. */
  points: number
  seed: number
  /** The term: most letters come in its last ten days. */
  opensAt: Date
  closesAt: Date
  campaigns?: number
  /** Part (0 to 1) of the reactions that belong to a campaign. */
  campaignPart?: number
}

const DAY_MS = 86_400_000
/** Parts of all letters. */
const [MOTIVATIONS, PARTNERS, CONVERSATIONS] = [0.003, 0.006, 0.001]
const LAST_TEN_DAYS = 0.73
const UNSPLIT = 0.02
const POINTS_OF_CAMPAIGN = [9, 24] as const

/** Letters in the order of receipt; the same for the same seed. */
export function* lettersOf(wanted: LettersWanted): Generator<Letter> {
  const random = randomFrom(wanted.seed)
  const campaigns = campaignTexts(wanted.campaigns ?? 12, random)
  const plans = planned(wanted, campaigns, random)
  shareOut(plans, campaigns, wanted.points, random)
  for (const plan of plans) yield letterOf(plan, campaigns, random)
}

type Plan = Pick<Letter, 'round' | 'kind' | 'receivedAt' | 'timeliness' | 'campaign' | 'isSplit'> & {
  points: number
  variant: Variant
}

/** How a letter of a campaign differs from what it asked to send. */
type Variant = 'none' | 'shorter' | 'changed' | 'longer'

/** Which letters there are, before anything is written. */
function planned(
  { letters, opensAt, closesAt, campaignPart = 0.3 }: LettersWanted,
  campaigns: Campaign[],
  random: Random,
): Plan[] {
  const motivations = Math.round(letters * MOTIVATIONS)
  const partners = Math.round(letters * PARTNERS)
  const conversations = Math.round(letters * CONVERSATIONS)
  const before = (days: number) => new Date(opensAt.getTime() - (days + random() * 20) * DAY_MS)
  const plan = (given: Partial<Plan> & Pick<Plan, 'round' | 'kind' | 'receivedAt'>): Plan => ({
    ...{ timeliness: 'onTime', campaign: null, isSplit: true, points: 0, variant: 'none' },
    ...given,
  })
  const early: Plan[] = [
    ...Array.from({ length: motivations }, () =>
      plan({ round: 'priorities', kind: 'groupMotivation', receivedAt: before(90) }),
    ),
    ...Array.from({ length: partners }, () =>
      plan({ round: 'partners', kind: 'partnerResponse', receivedAt: before(30) }),
    ),
    ...Array.from({ length: conversations }, () =>
      plan({ round: 'partners', kind: 'conversationReport', receivedAt: before(25) }),
    ),
  ]
  const reactions = Array.from({ length: letters - early.length }, () => {
    const isLate = random() < 0.004
    return plan({
      ...{ round: 'inspraak', kind: 'reaction', timeliness: isLate ? 'late' : 'onTime' },
      receivedAt: isLate ? new Date(closesAt.getTime() + random() * 9 * DAY_MS) : arrival(opensAt, closesAt, random),
      campaign: random() < campaignPart && campaigns.length > 0 ? zipf([...campaigns.keys()], random) : null,
      isSplit: random() >= UNSPLIT,
      variant: variant(random),
    })
  })
  return [...early, ...reactions].toSorted((one, other) => one.receivedAt.getTime() - other.receivedAt.getTime())
}

function variant(random: Random): Variant {
  const drawn = random()
  return drawn < 0.6 ? 'none' : drawn < 0.75 ? 'shorter' : drawn < 0.85 ? 'changed' : 'longer'
}

/** Within the term, most of it at its end and in the evening. */
function arrival(opensAt: Date, closesAt: Date, random: Random): Date {
  const days = Math.round((closesAt.getTime() - opensAt.getTime()) / DAY_MS)
  const last = Math.min(10, days)
  const day =
    random() < LAST_TEN_DAYS ? days - 1 - Math.floor(last * random() ** 1.6) : Math.floor((days - last) * random())
  const hour = random() < 0.55 ? 18.5 + 5.4 * random() : 8 + 10.5 * random()
  return new Date(opensAt.getTime() + Math.max(0, day) * DAY_MS + hour * 3_600_000)
}

/** Gives each letter its number of points: most a few, some more than a hundred, together as many as wanted. */
function shareOut(plans: Plan[], campaigns: readonly Campaign[], points: number, random: Random) {
  const free = plans.filter(({ campaign, isSplit }) => campaign === null && isSplit)
  const inCampaigns = plans.filter(({ campaign, isSplit }) => campaign !== null && isSplit)
  for (const plan of inCampaigns) {
    const more = { none: 0, shorter: -1, changed: 0, longer: 1 }[plan.variant]
    plan.points = (campaigns[plan.campaign ?? 0]?.points.length ?? 0) + more
  }
  const weights = free.map(({ kind }) =>
    kind === 'groupMotivation' ? 0.15 : Math.exp(0.9 * gaussian(random)) * (kind === 'reaction' ? 1 : 1.6),
  )
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const forFree = points - inCampaigns.reduce((sum, plan) => sum + plan.points, 0)
  if (forFree < free.length) throw new RangeError(`${points} points are too few for ${plans.length} letters`)
  const rest = forFree - free.length
  let given = 0
  for (const [at, plan] of free.entries()) {
    // What would be more than a text may hold goes to others below.
    plan.points = 1 + Math.min(400, Math.floor(((weights[at] ?? 0) / all) * rest))
    given += plan.points
  }
  for (let at = 0; given < forFree; at = (at + 7) % free.length, given++) {
    const plan = free[at]
    if (plan) plan.points++
  }
}

const gaussian = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

type Campaign = { greeting: string; points: { text: string; theme: number }[]; farewell: string }

/** The texts that campaigns ask people to send. */
function campaignTexts(count: number, random: Random): Campaign[] {
  const [least, most] = POINTS_OF_CAMPAIGN
  return Array.from({ length: count }, () => {
    const main = zipf([...volumeThemes.keys()], random)
    return {
      greeting: greeting(random),
      points: Array.from({ length: least + Math.floor(random() * (most - least)) }, () => {
        const theme = random() < 0.7 ? main : anyOf([...volumeThemes.keys()], random)
        return { text: themedPoint(themeAt(theme), random), theme }
      }),
      farewell: farewell(random),
    }
  })
}

const themeAt = (theme: number) => volumeThemes[theme] ?? volumeThemes[0]!

function letterOf(plan: Plan, campaigns: readonly Campaign[], random: Random): Letter {
  const contributor = contributorOf(plan.kind, random)
  const campaign = plan.campaign === null ? null : (campaigns[plan.campaign] ?? null)
  const written = campaign ? campaignLetter(plan, campaign, random) : ownLetter(plan, random)
  return {
    ...{ round: plan.round, kind: plan.kind, timeliness: plan.timeliness, campaign: plan.campaign },
    ...{ isSplit: plan.isSplit, channel: channelOf(plan, random), contributor, receivedAt: plan.receivedAt },
    ...compose(plan, written, contributor.name, random),
    ...(plan.isSplit ? {} : { points: [], nonPoints: [] }),
  }
}

type Written = {
  greeting: string
  points: { text: string; theme: number; campaignPoint: string | null }[]
  farewell: string
}

/** As the campaign asks, a little shorter, with a word changed, or with something of one's own behind it. */
function campaignLetter(plan: Plan, campaign: Campaign, random: Random): Written {
  const kept: Written['points'] = campaign.points.map(({ text, theme }, at) => ({
    text,
    theme,
    campaignPoint: `${plan.campaign}.${at}`,
  }))
  const at = Math.floor(random() * kept.length)
  const drawn = kept[at]
  if (plan.variant === 'shorter') kept.splice(at, 1)
  if (plan.variant === 'changed' && drawn)
    kept[at] = { ...drawn, text: drawn.text.replace(/.$/, ', ook bij ons.'), campaignPoint: null }
  if (plan.variant === 'longer') {
    const theme = anyOf([...volumeThemes.keys()], random)
    kept.push({ text: themedPoint(themeAt(theme), random), theme, campaignPoint: null })
  }
  return { greeting: campaign.greeting, points: kept, farewell: campaign.farewell }
}

/** Someone has two or three things at heart, and some have very many. */
function ownLetter(plan: Plan, random: Random): Written {
  const themes = [...volumeThemes.keys()]
  const mine = [zipf(themes, random), anyOf(themes, random), anyOf(themes, random)]
  return {
    greeting: plan.kind === 'reaction' ? greeting(random) : '',
    points: Array.from({ length: Math.max(1, plan.points) }, () => {
      const theme = random() < 0.75 ? zipf(mine, random) : anyOf(themes, random)
      return { text: themedPoint(themeAt(theme), random), theme, campaignPoint: null }
    }),
    farewell: plan.kind === 'reaction' ? farewell(random) : '',
  }
}

/** Puts the pieces in paragraphs, and says where each is. */
function compose(
  { kind }: Plan,
  { greeting: begin, points, farewell: end }: Written,
  name: string,
  random: Random,
): Pick<Letter, 'text' | 'points' | 'nonPoints' | 'items'> {
  let text = ''
  const ranges: LetterPoint[] = []
  const nonPoints: Range[] = []
  const items: Letter['items'] = []
  const add = (piece: string, before: string): Range => {
    if (text !== '') text += before
    const start = text.length
    text += piece
    return { start, end: text.length }
  }
  if (begin) nonPoints.push(add(begin, ''))
  let inParagraph = 0
  for (const { text: piece, theme, campaignPoint } of points) {
    const isNew = inParagraph === 0 || kind === 'partnerResponse' || random() < 0.45
    inParagraph = isNew ? 1 : inParagraph + 1
    const withFact = campaignPoint === null && kind === 'reaction' && random() < 0.004 ? ` ${personalFact(random)}` : ''
    const range = add(piece + withFact, isNew ? '\n\n' : ' ')
    ranges.push({ ...range, theme, campaignPoint })
    if (kind === 'partnerResponse')
      items.push({ ...range, question: 1 + Math.floor((ranges.length * 5) / (points.length + 1)) })
  }
  if (end) nonPoints.push(add(name ? `${end},\n${name}` : end, '\n\n'))
  return { text, points: ranges, nonPoints, items }
}

function channelOf({ kind }: Plan, random: Random): Letter['channel'] {
  if (kind === 'groupMotivation' || kind === 'conversationReport') return 'meeting'
  if (kind === 'partnerResponse') return 'online'
  const drawn = random()
  return drawn < 0.8 ? 'online' : drawn < 0.89 ? 'email' : drawn < 0.96 ? 'post' : drawn < 0.98 ? 'desk' : 'phone'
}

function contributorOf(kind: Letter['kind'], random: Random): Letter['contributor'] {
  const organisation = (what: string) => ({ name: '', organisation: what, namedInPublic: true, hasAddress: true })
  if (kind === 'groupMotivation')
    return { kind: 'councilGroup', ...organisation(`Raadsgroep ${1 + Math.floor(random() * 3)}`) }
  if (kind === 'conversationReport') return { kind: 'conversations', ...organisation('Gesprekken in de dorpen') }
  const about = anyOf(['Dorpsbelangen', 'Stichting Thuis', 'Vereniging Behoud', 'Ondernemers', 'Natuurgroep'], random)
  const where = anyOf(['Westerveen', 'Oosterlo', 'Bronveld', 'Drieborg', 'Ravenlo', 'Torenwijk'], random)
  if (kind === 'partnerResponse') return { kind: 'organisation', ...organisation(`${about} ${where}`) }
  if (random() < 0.04) return { kind: 'organisation', ...organisation(`${about} ${where}`) }
  const drawn = random()
  return {
    ...{ kind: drawn < 0.1 ? 'household' : 'resident', name: random() < 0.7 ? personName(random) : '' },
    ...{ organisation: '', namedInPublic: random() < 0.08, hasAddress: random() < 0.75 },
  }
}
