import { paths } from '#app/paths.ts'

/** How the site itself writes a parameter; a page with any other value of it is not kept. */
type Known = Record<string, RegExp>
/** A page that everyone reads alike. With a parameter of `own` it is made for one question, and is not kept. */
type Kept = { address: string; knows?: Known; own?: readonly string[] }

const [slug, chapter, meeting] = [':slug', ':chapter', ':meeting']
const patternOf: Record<string, string> = { slug: '[a-z0-9-]+', chapter: '[a-z0-9-]+', meeting: '[0-9a-f-]{36}' }

const pageNumber = { pagina: /^[1-9]\d{0,3}$/ }
const aPoint = /^[1-9]\d{0,5}\.[1-9]\d{0,5}$/
const fromPoint = { vanaf: /^(eind|[1-9]\d{0,5}\.[1-9]\d{0,5})$/ }
/** Old words stand in the text of a plan. */
const oldWords = { oud: /^1$/ }
/** How the words of changes are shown, and of which kind. */
const changes = {
  toon: /^(los|nieuw)$/,
  soort: /^(gewijzigd|nieuw|vervallen|verplaatst|gesplitst|samengevoegd)$/,
  ...pageNumber,
}
/** Filters can be put together in more ways than anyone can keep. */
const filters = ['besluit', 'thema', 'hoofdstuk', 'wie', 'indiener', 'zoek']

/** What is kept in memory, by the name of its route; whatever else is public is made for each visitor. */
export const keptPages: Record<string, Kept> = {
  home: { address: paths.public.home(), own: ['zoek'] },
  finished: { address: paths.public.finished(), knows: pageNumber },
  help: { address: paths.public.help() },
  privacy: { address: paths.public.privacy() },
  accessibility: { address: paths.public.accessibility() },
  process: { address: paths.public.process(slug) },
  planSearch: { address: paths.public.planSearch(slug), own: ['zoek', 'pagina'] },
  planActions: { address: paths.public.planActions(slug) },
  planWhole: { address: paths.public.planWhole(slug), knows: oldWords },
  changed: { address: paths.public.changed(slug), knows: changes, own: ['zoek', 'sinds'] },
  changedChapter: { address: paths.public.changed(slug, chapter), knows: changes, own: ['zoek', 'sinds'] },
  plan: { address: paths.public.planChapter(slug), knows: { tekst: /^bewaard$/, ...oldWords }, own: ['vervallen'] },
  planChapter: {
    address: paths.public.planChapter(slug, chapter),
    knows: { tekst: /^bewaard$/, ...oldWords, punt: aPoint },
    own: ['zoek'],
  },
  answered: {
    address: paths.public.answered(slug),
    knows: { ...fromPoint, alles: /^ja$/ },
    own: [...filters, 'pagina'],
  },
  answeredCsv: { address: paths.public.answeredCsv(slug), own: filters },
  answeredJson: { address: paths.public.answeredJson(slug), own: filters },
  withheld: { address: paths.public.withheld(slug) },
  topList: { address: paths.public.topList(slug) },
  topListCsv: { address: paths.public.topListCsv(slug) },
  topListJson: { address: paths.public.topListJson(slug) },
  partnerInput: { address: paths.public.partnerInput(slug) },
  partnerInputCsv: { address: paths.public.partnerInputCsv(slug) },
  partnerInputXlsx: { address: paths.public.partnerInputXlsx(slug) },
  partnerInputJson: { address: paths.public.partnerInputJson(slug) },
  calendar: { address: paths.public.calendar(slug) },
  meetingCalendar: { address: paths.public.meetingCalendar(slug, meeting) },
  robotsTxt: { address: paths.public.robotsTxt() },
  sitemap: { address: paths.public.sitemap() },
  securityTxt: { address: paths.public.securityTxt() },
}

const [plain, patterns] = [new Map<string, Kept>(), [] as { fits: RegExp; page: Kept }[]]
for (const page of Object.values(keptPages)) {
  if (!page.address.includes('%3A')) plain.set(page.address, page)
  else {
    const pattern = page.address.replaceAll('.', '\\.').replace(/%3A(\w+)/g, (_, name: string) => patternOf[name] ?? '')
    patterns.push({ fits: new RegExp(`^${pattern}$`), page })
  }
}

const pageAt = (path: string): Kept | undefined => plain.get(path) ?? patterns.find(({ fits }) => fits.test(path))?.page

/**
 * Whether the page at this path is only read, by everyone alike. Such a page is sent without a script, also to someone who is logged
 * in or searches in it.
 */
export const isOnlyRead = (path: string): boolean => pageAt(path) !== undefined

/**
 * The one address under which a page is kept, of the address that a request asks for; null when it is not kept. Parameters that the page does
 * not know are left out, and what is spelled in an unusual way is not kept: so nobody can make copies of a page.
 */
export function keptAddress(url: string): string | null {
  const mark = url.indexOf('?')
  const path = mark === -1 ? url : url.slice(0, mark)
  const page = pageAt(path)
  if (!page || mark === -1) return page ? path : null
  const given = new URLSearchParams(url.slice(mark))
  if (page.own?.some((name) => given.has(name))) return null
  const known = new URLSearchParams()
  for (const [name, fits] of Object.entries(page.knows ?? {})) {
    const value = given.get(name)
    if (value === null) continue
    if (!fits.test(value)) return null
    known.set(name, value)
  }
  return known.size === 0 ? path : `${path}?${known.toString()}`
}
