import {
  isNamedInPublic,
  fullName,
  publicName,
  type ContributorKind,
} from '#app/features/contributions/contributor-kind.ts'
import { findingsOfContributions } from '#app/features/contributions/findings-of-contributions.server.ts'
import { originOf } from '#app/features/contributions/origin-queries.server.ts'
import { originFacts, type StoredOrigin } from '#app/features/contributions/origin-words.ts'
import { contributionOf, neighboursOf } from '#app/features/contributions/queries.server.ts'
import { isOutsideRound } from '#app/features/contributions/round-scope.server.ts'
import { sourceFilesOf } from '#app/features/contributions/source-files.server.ts'
import { meetingOfReport } from '#app/features/meetings/queries.server.ts'
import { sectionInWords } from '#app/features/plans/plan.ts'
import { nowInWords, whereWordsWent } from '#app/features/plans/versions/where-words-went.server.ts'
import { processAllows, channelLabels, type ChannelKind } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Timeliness } from '#app/features/processes/term.ts'
import { formatDate, formatDayMonth, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { formalViewOf } from './formal-view.server.ts'
import { headingOver } from './letter-parts.ts'
import { marksOf, themesOf } from './queries.server.ts'
import { publicWords } from './public-words.ts'
import { questionStarts } from './question-words.ts'
import { coverage, openSentences, sentencesToSplit } from './quoted-range.ts'
import { redactionsOf } from './redactions.server.ts'
import { lastSplitAct, skippedIn } from './split-history.server.ts'
import type { SplitView } from './split-view.ts'
import { suggestionsIn } from './suggestions.ts'
import { standsApart } from './text-parts.ts'
import { partsOfTexts } from './text-parts.server.ts'

/** Everything on the screen to split a reaction, for who can undo there what they did; `answered` are its points with an answer. Throws NotFound. */
export async function splitView(
  db: Db,
  process: Process,
  contributionId: string,
  params: URLSearchParams,
  answered: ReadonlySet<string>,
  by: { id: string } | null,
): Promise<SplitView> {
  const contribution = await contributionOf(db, process, contributionId)
  const { points, nonPoints } = await marksOf(db, process, contributionId)
  const { text, section, paragraph } = contribution
  const parts = (await partsOfTexts(db, process, [{ id: contribution.id, text }]))(contribution.id)
  const apart = standsApart(parts)
  const all = sentencesToSplit(text, apart)
  const redactions = (await redactionsOf(db, process, [contributionId])).get(contributionId) ?? []
  const ranges = points.flatMap(({ range }) => range ?? [])
  const person = contribution.contributor
  const origin = await originOf(db, process, contributionId)
  const origins = await originsOf(db, process, contribution.id)
  const isDone = contribution.splitDoneAt !== null
  const open = openSentences(text, all, ranges, nonPoints)
  const went = paragraph && (await whereWordsWent(db, process, [paragraph.id])).get(paragraph.id)
  const now = went ? nowInWords(went) : null
  const part = { sectionId: section?.id ?? null, paragraphId: paragraph?.id ?? null }
  const outside = (await isOutsideRound(db, process, contribution.round, part))
    ? ', buiten de tweede inspraak: dit deel is niet veranderd'
    : ''
  const place = paragraph
    ? `alinea ${paragraph.number}${section ? `, ${section.heading}` : ''}${now === null ? '' : ` (${now})`}${outside}`
    : section
      ? `${sectionInWords(section)}${outside}`
      : ''
  return {
    ...{
      process: { slug: process.slug, title: process.title },
      id: contribution.id,
      contributor: person.number,
      text,
      nonPoints,
    },
    points: points.map(({ withdrawal, ...point }) => ({
      ...point,
      isAnswered: answered.has(point.id),
      under: headingOver(parts.above, point.range)?.words ?? '',
      cameFrom: originInWords(origins.get(point.id) ?? [], person.number),
      outside: publicWords({ ...point, withdrawal }, text, redactions),
    })),
    ...(await formalViewOf(db, process, contributionId)),
    name: fullName(person),
    publicName: isNamedInPublic(person)
      ? `Openbaar met naam: ${publicName(person)}.`
      : 'Openbaar zonder naam, met een nummer.',
    facts: factsOf({ ...contribution, kind: person.kind, origin }),
    hasOrigin: origin !== null,
    files: origin ? (await sourceFilesOf(db, process, contributionId)).map(({ id, name }) => ({ id, name })) : [],
    meeting: origin && (await meetingOfReport(db, process, contributionId)),
    isLate: contribution.timeliness === 'late',
    about: contribution.about || place,
    aboutText: contribution.paragraphText,
    sentences: all,
    ...{ chosen: parts.chosen, headings: parts.headings, above: parts.above },
    suggestions: isDone
      ? []
      : suggestionsIn({
          text,
          items: parts.items,
          apart,
          settled: [...ranges, ...nonPoints, ...(await skippedIn(db, process, contribution.id))],
        }),
    findings: (await findingsOfContributions(db, process, [contribution.id])).get(contribution.id) ?? [],
    questions: questionStarts(parts.items),
    coverage: coverage(text, all, ranges, nonPoints),
    nextOpen: open[0]?.start ?? null,
    themes: (await themesOf(db, process)).map(({ id, name }) => ({ id, name })),
    isDone,
    isFixed: !processAllows.answer(process.state) || contribution.publicationId !== null,
    notPublic: contribution.notPublic,
    lastAct: by && ((await lastSplitAct(db, process, contribution.id, by.id))?.act ?? null),
    currentId: points.find(({ id }) => id === params.get('punt'))?.id ?? null,
    ...(await neighboursOf(db, process, contribution.id)),
  }
}

type PointOrigin = { pointId: string; fromNumber: number | null; how: string }

/** Which points of a contribution came out of others, and which went up in them. */
async function originsOf(
  db: Db,
  { municipalityId, id: processId }: Process,
  contributionId: string,
): Promise<Map<string, PointOrigin[]>> {
  const rows = await db
    .selectFrom('pointOrigin')
    .innerJoin('point', (join) =>
      join
        .onRef('point.municipalityId', '=', 'pointOrigin.municipalityId')
        .onRef('point.id', '=', 'pointOrigin.pointId'),
    )
    .select(['pointId', 'fromNumber', 'how'])
    .where('pointOrigin.municipalityId', '=', municipalityId)
    .where('pointOrigin.processId', '=', processId)
    .where('point.contributionId', '=', contributionId)
    .orderBy('at')
    .orderBy('eventId')
    .execute()
  return Map.groupBy(rows, ({ pointId }) => pointId)
}

function originInWords(origins: readonly PointOrigin[], contributor: number | null): string {
  return origins
    .map(({ how, fromNumber }) => {
      const from = fromNumber === null ? 'een ander punt' : `punt ${contributor ?? '–'}.${fromNumber}`
      return how === 'split' ? `gesplitst van ${from}` : `${from} is hierin opgegaan`
    })
    .join(', ')
}

const timelinessWords: Record<Timeliness, string> = { early: 'vroeg', onTime: 'op tijd', late: 'te laat' }

type Given = {
  kind: ContributorKind
  origin: StoredOrigin | null
  channel: ChannelKind
  sentOn: string | null
  receivedAt: Date
  timeliness: Timeliness
}

function factsOf({ kind, origin, channel, sentOn, receivedAt, timeliness }: Given) {
  return [
    ...originFacts(kind, origin),
    channelLabels[channel].label.toLowerCase(),
    ...(sentOn ? [`verstuurd ${formatDayMonth(sentOn)}`] : []),
    `ontvangen ${formatDate(today(receivedAt))}`,
    timelinessWords[timeliness],
  ]
}
