import { publicName, contributorKinds } from '#app/features/contributions/contributor-kind.ts'
import { publicPointsById } from '#app/features/answers/public-points.server.ts'
import { asMeeting } from '#app/features/meetings/meeting-row.server.ts'
import { whenInWords, whereInWords } from '#app/features/meetings/meeting.ts'
import { anchors, chapterOf, planPath } from '#app/features/plans/chapter-address.ts'
import { sectionInWords } from '#app/features/plans/plan.ts'
import type { Decision } from '#app/features/points/disposition.ts'
import { processAllows, processStates, stage, stageLabels } from '#app/features/processes/process.ts'
import { oneOf } from '#app/one-of.ts'
import { paths, withQuery } from '#app/paths.ts'
import type { Trx } from '#db/client.server.ts'
import { beginningOf, excerptOf, markedPieces, type IsFound, type Piece } from './excerpt.ts'
import type { Entry, EntryKind } from './find-entries.server.ts'

/** A hit as it is shown: what it is, where it leads, and the words around what was found. */
export type Hit = {
  kind: EntryKind
  id: string
  href: string
  title: Piece[]
  /** Where it belongs: the plan, the chapter, the day. */
  context: string
  texts: { label: string; pieces: Piece[] }[]
  disposition: Decision | null
}

type Shown = Map<string, Hit>
type Asked = { municipalityId: string; isFound: IsFound; now: Date }

/** The hits in the order of the entries; what is no longer public since they were found is left out. */
export async function hitsOf(trx: Trx, entries: readonly Entry[], asked: Asked): Promise<Hit[]> {
  const of = (...kinds: EntryKind[]) => entries.filter(({ kind }) => kinds.includes(kind))
  const processes = await processesOf(trx, asked.municipalityId, entries)
  const shown: Shown = new Map()
  for (const show of [
    () => showProcesses(shown, of('process'), processes, asked),
    () => showSections(trx, shown, of('section'), processes, asked),
    () => showParagraphs(trx, shown, of('paragraph'), processes, asked),
    () => showPoints(trx, shown, of('point'), processes, asked),
    () => showMeetings(trx, shown, of('meeting'), asked),
  ])
    await show()
  return entries.flatMap(({ kind, id }) => shown.get(`${kind} ${id}`) ?? [])
}

const put = (shown: Shown, hit: Omit<Hit, 'disposition'> & { disposition?: Decision | null }) =>
  shown.set(`${hit.kind} ${hit.id}`, { disposition: null, ...hit })

type Processes = Awaited<ReturnType<typeof processesOf>>

async function processesOf(trx: Trx, municipalityId: string, entries: readonly Entry[]) {
  const ids = [...new Set(entries.map(({ processId }) => processId))]
  if (ids.length === 0) return new Map<string, never>()
  const rows = await trx
    .selectFrom('process')
    .select(['id', 'slug', 'title', 'question', 'summary', 'state', 'publishedAt'])
    .select(['startsOn', 'lastDay', 'secondStartsOn', 'secondLastDay'])
    .where('municipalityId', '=', municipalityId)
    .where('id', 'in', ids)
    .where((eb) => eb.or([eb('state', 'in', ['released', 'answered']), eb('publishedAt', 'is not', null)]))
    .execute()
  return new Map(rows.map((row) => [row.id, { ...row, state: oneOf(processStates, row.state) }]))
}

function showProcesses(shown: Shown, entries: readonly Entry[], processes: Processes, { isFound, now }: Asked) {
  for (const { id } of entries) {
    const process = processes.get(id)
    // Of a draft only answers can be public.
    if (!process || !processAllows.show(process.state)) continue
    const text = [process.question, process.summary].filter((part) => part !== '').join('\n')
    put(shown, {
      ...{ kind: 'process', id, href: paths.public.process(process.slug), title: markedPieces(process.title, isFound) },
      context: stageLabels[stage(process, now)],
      texts: [{ label: '', pieces: excerptOf(text, isFound) ?? beginningOf(text) }],
    })
  }
}

/** Whole chapters are needed for their address: a section leads to its place on the page of its chapter. */
async function showSections(
  trx: Trx,
  shown: Shown,
  entries: readonly Entry[],
  processes: Processes,
  { municipalityId, isFound }: Asked,
) {
  if (entries.length === 0) return
  const rows = await trx
    .selectFrom('section')
    .innerJoin('section as chapter', (join) =>
      join
        .onRef('chapter.municipalityId', '=', 'section.municipalityId')
        .onRef('chapter.planVersionId', '=', 'section.planVersionId'),
    )
    .select(['section.id', 'section.number', 'section.heading', 'chapter.number as chapterNumber'])
    .select('chapter.heading as chapterHeading')
    .where('section.municipalityId', '=', municipalityId)
    .where(
      'section.id',
      'in',
      entries.map(({ id }) => id),
    )
    .where('chapter.level', '=', 1)
    .execute()
  const processOf = new Map(entries.map(({ id, processId }) => [id, processes.get(processId)]))
  for (const { id, number, heading, chapterNumber, chapterHeading } of rows) {
    const process = processOf.get(id)
    if (!process || chapterOf(number) !== chapterNumber) continue
    const chapter = { number: chapterNumber, heading: chapterHeading }
    const isChapter = number === chapterNumber
    put(shown, {
      ...{ kind: 'section', id, title: markedPieces(sectionInWords({ number, heading }), isFound), texts: [] },
      href: planPath(process.slug, chapter, anchors.section(number)),
      context: isChapter ? process.title : `${process.title}, in ${sectionInWords(chapter)}`,
    })
  }
}

async function showParagraphs(
  trx: Trx,
  shown: Shown,
  entries: readonly Entry[],
  processes: Processes,
  { municipalityId, isFound }: Asked,
) {
  if (entries.length === 0) return
  const rows = await trx
    .selectFrom('paragraph')
    .innerJoin('section', (join) =>
      join
        .onRef('section.municipalityId', '=', 'paragraph.municipalityId')
        .onRef('section.id', '=', 'paragraph.sectionId'),
    )
    .select(['paragraph.id', 'paragraph.number', 'paragraph.text', 'section.heading'])
    .where('paragraph.municipalityId', '=', municipalityId)
    .where(
      'paragraph.id',
      'in',
      entries.map(({ id }) => id),
    )
    .execute()
  const processOf = new Map(entries.map(({ id, processId }) => [id, processes.get(processId)]))
  for (const { id, number, text, heading } of rows) {
    const process = processOf.get(id)
    if (!process) continue
    put(shown, {
      ...{ kind: 'paragraph', id, href: paths.public.planParagraph(process.slug, id), context: process.title },
      title: [{ text: `Alinea ${number}: ${heading}`, hit: false }],
      texts: [{ label: '', pieces: excerptOf(text, isFound) ?? beginningOf(text) }],
    })
  }
}

async function showPoints(
  trx: Trx,
  shown: Shown,
  entries: readonly Entry[],
  processes: Processes,
  { municipalityId, isFound }: Asked,
) {
  if (entries.length === 0) return
  const names = await namesOf(trx, municipalityId, entries)
  for (const process of processes.values()) {
    const own = entries.filter(({ processId }) => processId === process.id)
    if (own.length === 0 || process.publishedAt === null) continue
    const points = await publicPointsById(
      trx,
      { municipalityId, id: process.id },
      own.map(({ id }) => id),
    )
    for (const { id, label } of own) {
      const point = points.get(id)
      if (!point || point.form === 'withdrawn') continue
      const { words, reply, disposition, forwardedTo } = point
      const answer = [reply, forwardedTo].filter((part) => part !== '').join(' ')
      put(shown, {
        ...{ kind: 'point', id, disposition, context: process.title },
        href: `${withQuery(paths.public.answered(process.slug), { zoek: label })}#punt-${label}`,
        title: [{ text: `Punt ${label} van `, hit: false }, ...markedPieces(names.get(id) ?? '', isFound)],
        texts: [
          { label: 'Punt', pieces: excerptOf(words, isFound) ?? beginningOf(words) },
          { label: 'Antwoord', pieces: excerptOf(answer, isFound) ?? beginningOf(answer) },
        ].filter(({ pieces }) => pieces.length > 0),
      })
    }
  }
}

/** The names of who asked these points, as the public reads them. */
async function namesOf(trx: Trx, municipalityId: string, entries: readonly Entry[]): Promise<Map<string, string>> {
  const rows = await trx
    .selectFrom('point')
    .innerJoin('contribution', (join) =>
      join
        .onRef('contribution.municipalityId', '=', 'point.municipalityId')
        .onRef('contribution.id', '=', 'point.contributionId'),
    )
    .innerJoin('contributor', (join) =>
      join
        .onRef('contributor.municipalityId', '=', 'contribution.municipalityId')
        .onRef('contributor.id', '=', 'contribution.contributorId'),
    )
    .select(['point.id', 'contributor.kind', 'contributor.name', 'contributor.organisation'])
    .select(['contributor.namedInPublic', 'contributor.number', 'contributor.residentNumber'])
    .where('point.municipalityId', '=', municipalityId)
    .where(
      'point.id',
      'in',
      entries.map(({ id }) => id),
    )
    .execute()
  return new Map(rows.map(({ id, kind, ...row }) => [id, publicName({ ...row, kind: oneOf(contributorKinds, kind) })]))
}

async function showMeetings(trx: Trx, shown: Shown, entries: readonly Entry[], { municipalityId, isFound }: Asked) {
  if (entries.length === 0) return
  const rows = await trx
    .selectFrom('meeting')
    .innerJoin('process', (join) =>
      join.onRef('process.municipalityId', '=', 'meeting.municipalityId').onRef('process.id', '=', 'meeting.processId'),
    )
    .selectAll('meeting')
    .select('process.slug')
    .where('meeting.municipalityId', '=', municipalityId)
    .where(
      'meeting.id',
      'in',
      entries.map(({ id }) => id),
    )
    .where('meeting.isPublic', '=', true)
    .execute()
  for (const { slug, ...row } of rows) {
    const meeting = asMeeting(row)
    const about = excerptOf(meeting.about, isFound) ?? beginningOf(meeting.about)
    put(shown, {
      ...{ kind: 'meeting', id: row.id, href: paths.public.meeting(slug, row.id) },
      title: markedPieces(meeting.title, isFound),
      context: meeting.state === 'cancelled' ? `Afgezegd: ${whenInWords(meeting)}` : whenInWords(meeting),
      texts: [
        { label: '', pieces: markedPieces(whereInWords(meeting), isFound) },
        ...(about.length > 0 ? [{ label: '', pieces: about }] : []),
      ],
    })
  }
}
