import {
  isNamedInPublic,
  fullName,
  publicName,
  type ContributorKind,
} from '#app/features/contributions/contributor-kind.ts'
import { findingsOfContributions } from '#app/features/contributions/findings-of-contributions.server.ts'
import { itemsOf, type ContributionItem } from '#app/features/contributions/items.server.ts'
import { originOf } from '#app/features/contributions/origin-queries.server.ts'
import { originFacts, type StoredOrigin } from '#app/features/contributions/origin-words.ts'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { sourceFilesOf } from '#app/features/contributions/source-files.server.ts'
import { meetingOfReport } from '#app/features/meetings/queries.server.ts'
import { sectionInWords } from '#app/features/plans/plan.ts'
import { processAllows, channelLabels, type ChannelKind } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Timeliness } from '#app/features/processes/term.ts'
import { formatDate, formatDayMonth, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { marksOf, themesOf } from './queries.server.ts'
import { publicWords } from './public-words.ts'
import { questionStarts } from './question-words.ts'
import {
  coverage,
  openSentences,
  overlaps,
  sentences,
  suggestSplit,
  trimRange,
  type QuotedRange,
} from './quoted-range.ts'
import { redactionsOf } from './redactions.server.ts'
import type { SplitView } from './split-view.ts'

/** Everything on the screen to split a reaction; `answered` are its points with an answer. Throws NotFound. */
export async function splitView(
  db: Db,
  process: Process,
  contributionId: string,
  params: URLSearchParams,
  answered: ReadonlySet<string>,
): Promise<SplitView> {
  const contribution = await contributionOf(db, process, contributionId)
  const { points, nonPoints } = await marksOf(db, process, contributionId)
  const items = (await itemsOf(db, process, [contributionId])).get(contributionId) ?? []
  const { text, section, paragraph } = contribution
  const redactions = (await redactionsOf(db, process, [contributionId])).get(contributionId) ?? []
  const ranges = points.flatMap(({ range }) => range ?? [])
  const person = contribution.contributor
  const origin = await originOf(db, process, contributionId)
  const isDone = contribution.splitDoneAt !== null
  const open = openSentences(text, ranges, nonPoints)
  const place = paragraph
    ? `alinea ${paragraph.number}${section ? `, ${section.heading}` : ''}`
    : section
      ? sectionInWords(section)
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
      outside: publicWords({ ...point, withdrawal }, text, redactions),
    })),
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
    sentences: sentences(text),
    suggestions:
      isDone || params.get('voorstel') === 'nee' ? [] : openSuggestions(text, [...ranges, ...nonPoints], items),
    findings: (await findingsOfContributions(db, process, [contribution.id])).get(contribution.id) ?? [],
    questions: questionStarts(items),
    isItemised: items.length > 0,
    coverage: coverage(text, ranges, nonPoints),
    nextOpen: open[0]?.start ?? null,
    themes: (await themesOf(db, process)).map(({ id, name }) => ({ id, name })),
    isDone,
    isFixed: !processAllows.answer(process.state) || contribution.publicationId !== null,
    notPublic: contribution.notPublic,
    currentId: points.find(({ id }) => id === params.get('punt'))?.id ?? null,
    previousId: contribution.previousId,
    nextId: contribution.nextId,
  }
}

/** A list of more items is no list of requests, and nobody could look them all over. */
const MOST_SUGGESTED = 100

/**
 * What could become points at once, as far as nothing was done with it yet: the items as the contributor gave them, or else
 * what a list in the text proposes. A long text under a question is left to be split by hand, and a choice asks for nothing.
 */
export function openSuggestions(
  text: string,
  done: readonly QuotedRange[],
  items: readonly ContributionItem[],
): QuotedRange[] {
  const isOpen = (range: QuotedRange) => !done.some((other) => overlaps(range, other))
  if (items.length > 0) {
    return items
      .flatMap((item) => (item.kind === null || item.kind === 'points' ? (trimRange(text, item) ?? []) : []))
      .filter(isOpen)
  }
  const open = suggestSplit(text).filter(isOpen)
  return open.length > 1 && open.length <= MOST_SUGGESTED ? open : []
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
