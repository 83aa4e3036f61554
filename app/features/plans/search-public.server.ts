import { sql } from 'kysely'
import type { Db } from '#db/client.server.ts'
import type { Stage } from '#app/features/processes/process.ts'
import { stage } from '#app/features/processes/process.ts'
import { hitMarks, searchQuestion } from '#app/features/processes/search-words.ts'

/** Places of one plan that are shown; the rest is counted. */
const placesShown = 5
const processesShown = 20

type FoundPlace = {
  paragraphId: string
  number: number
  sectionHeading: string
  /** With hitMarks around the found words. */
  excerpt: string
}
type FoundHeading = { sectionId: string; number: string; heading: string; chapterHeading: string }
export type FoundProcess = {
  slug: string
  title: string
  stage: Stage
  startsOn: string | null
  lastDay: string | null
  /** Title and summary with hitMarks around the found words, or null when the words are only in the plan. */
  excerpt: string | null
  headings: FoundHeading[]
  places: FoundPlace[]
  /** All found paragraphs of its plan, also those not in `places`. */
  placeCount: number
}

const order: Stage[] = ['open', 'announced', 'processing', 'answered']

/** Searches what is public: titles, summaries and the texts of plans, of running and finished processes. Dutch, accents do not count. */
export async function searchPublic(db: Db, municipalityId: string, typed: string, now: Date): Promise<FoundProcess[]> {
  const question = searchQuestion(typed)
  if (question === null) return []
  const asked = sql`to_tsquery('dutch_unaccent', ${question})`
  const [processes, headings, places] = await Promise.all([
    processesAbout(db, municipalityId, asked),
    headingsAbout(db, municipalityId, asked),
    placesAbout(db, municipalityId, asked),
  ])
  const found = new Map<string, FoundProcess>()
  for (const row of [...processes, ...headings, ...places]) {
    if (found.has(row.processId)) continue
    const { slug, title, state, startsOn, lastDay } = row
    const at = stage({ state, startsOn, lastDay }, now)
    found.set(row.processId, {
      slug,
      title,
      stage: at,
      startsOn,
      lastDay,
      excerpt: null,
      headings: [],
      places: [],
      placeCount: 0,
    })
  }
  for (const { processId, excerpt } of processes) Object.assign(found.get(processId) ?? {}, { excerpt })
  for (const { processId, sectionId, number, heading, chapterHeading } of headings) {
    found.get(processId)?.headings.push({ sectionId, number, heading, chapterHeading })
  }
  for (const { processId, paragraphId, number, sectionHeading, excerpt, count } of places) {
    const process = found.get(processId)
    if (!process) continue
    process.places.push({ paragraphId, number, sectionHeading, excerpt })
    process.placeCount = Number(count)
  }
  // A stable sort: within a stage the best match stays first.
  return [...found.values()]
    .sort((one, other) => order.indexOf(one.stage) - order.indexOf(other.stage))
    .slice(0, processesShown)
}

type Asked = ReturnType<typeof sql>
type Of = {
  processId: string
  slug: string
  title: string
  state: 'released' | 'answered'
  startsOn: string | null
  lastDay: string | null
}

const processColumns = sql`process.id as process_id, process.slug, process.title, process.state, process.starts_on, process.last_day`

const excerptOf = (text: Asked, asked: Asked, words: number) =>
  sql`ts_headline('dutch_unaccent', ${text}, ${asked}, ${`StartSel=${hitMarks.start}, StopSel=${hitMarks.end}, MaxWords=${words}, MinWords=${Math.round(words / 2)}`})`

async function processesAbout(db: Db, municipalityId: string, asked: Asked) {
  const text = sql`concat_ws(' ', process.title, process.question, process.summary)`
  // A summary may be a list: its marks say nothing in a line of running text.
  const shown = sql`regexp_replace(concat_ws(E'\\n', nullif(process.question, ''), process.summary), '(^|\\n)\\s*[-•*]\\s+', '\\1', 'g')`
  const { rows } = await sql<Of & { excerpt: string }>`
    select ${processColumns}, ${excerptOf(shown, asked, 32)} as excerpt
    from process
    where process.municipality_id = ${municipalityId} and process.state in ('released', 'answered')
      and to_tsvector('dutch_unaccent', ${text}) @@ ${asked}
    order by ts_rank(to_tsvector('dutch_unaccent', ${text}), ${asked}) desc, process.id
    limit ${processesShown}`.execute(db)
  return rows
}

/** The plan of a process that the public reads: its latest version. */
const latestPlans = (municipalityId: string) => sql`
  select distinct on (plan_version.process_id) plan_version.id as plan_version_id, ${processColumns}
  from plan_version
  join process on process.municipality_id = plan_version.municipality_id and process.id = plan_version.process_id
  where plan_version.municipality_id = ${municipalityId} and process.state in ('released', 'answered')
  order by plan_version.process_id, plan_version.created_at desc`

async function headingsAbout(db: Db, municipalityId: string, asked: Asked) {
  const { rows } = await sql<Of & FoundHeading>`
    with plan as (${latestPlans(municipalityId)}),
    found as (
      select plan.*, section.id as section_id, section.number, section.heading, section.position, chapter.heading as chapter_heading,
        row_number() over (partition by plan.process_id order by section.position) as place
      from plan
      join section on section.municipality_id = ${municipalityId} and section.plan_version_id = plan.plan_version_id
      join section chapter on chapter.municipality_id = ${municipalityId} and chapter.plan_version_id = plan.plan_version_id
        and chapter.number = split_part(section.number, '.', 1)
      where to_tsvector('dutch_unaccent', section.heading) @@ ${asked}
    )
    select found.* from found where place <= ${placesShown} order by process_id, place`.execute(db)
  return rows
}

async function placesAbout(db: Db, municipalityId: string, asked: Asked) {
  const { rows } = await sql<Of & FoundPlace & { count: string }>`
    with plan as (${latestPlans(municipalityId)}),
    found as (
      select plan.*, paragraph.id as paragraph_id, paragraph.number, paragraph.text, paragraph.section_id,
        ts_rank(to_tsvector('dutch_unaccent', paragraph.text), ${asked}) as rank
      from plan
      join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.plan_version_id = plan.plan_version_id
      where to_tsvector('dutch_unaccent', paragraph.text) @@ ${asked}
    ),
    ranked as (
      select found.*,
        row_number() over (partition by process_id order by rank desc, number) as place,
        count(*) over (partition by process_id) as count
      from found
    )
    select ranked.process_id, ranked.slug, ranked.title, ranked.state, ranked.starts_on, ranked.last_day,
      ranked.paragraph_id, ranked.number, ranked.count, section.heading as section_heading,
      ${excerptOf(sql`ranked.text`, asked, 30)} as excerpt
    from ranked
    join section on section.municipality_id = ${municipalityId} and section.id = ranked.section_id
    where place <= ${placesShown}
    order by max(rank) over (partition by process_id) desc, process_id, place`.execute(db)
  return rows
}
