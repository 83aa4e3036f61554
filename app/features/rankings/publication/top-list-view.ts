import { formatDate, today } from '#app/local-date.ts'
import { isWithin, paths } from '#app/paths.ts'
import { inSentence } from './counts-in-words.ts'
import { firmnessOf, methodInFull, methodNames } from './firmness-words.ts'
import { chartOf, needsWords } from './outcome-chart.ts'
import * as words from './outcome-words.ts'
import type { PublishedRanking } from './published-ranking.server.ts'

/** Where the outcome of a process is read. */

/** The links to the outcomes that are public, by process. */
export function topLinks(
  tops: readonly { processId: string; k: number }[],
  processes: readonly { id: string; slug: string }[],
): Map<string, { href: string; title: string }> {
  return new Map(
    processes.flatMap(({ id, slug }) => {
      const top = tops.find(({ processId }) => processId === id)
      return top ? [[id, { href: paths.public.topList(slug), title: words.titleOf(top) }] as const] : []
    }),
  )
}

export type TopListView = ReturnType<typeof topListView>

/** Appendix 1 as it is shown, in words. Of a process that is still a draft only the title is in it. */
export function topListView({ process, session, report, hasAnswers }: PublishedRanking) {
  const { slug, title, state, withdrawnAt } = process
  const isDraft = state === 'draft'
  const own = paths.public.process(slug)
  return {
    plan: {
      title,
      ...{ isDraft, isWithdrawn: state === 'withdrawn' },
      withdrawnOn: withdrawnAt ? formatDate(today(withdrawnAt)) : null,
      href: isDraft ? null : own,
      answersHref: hasAnswers ? `${paths.public.answered(slug)}?wie=raadsgroep#punten` : null,
    },
    // The menu marks where a finished plan stands by its stage.
    stage: state,
    slug,
    title: words.titleOf(report),
    top: words.theTop(report),
    meeting: session.meetingKind,
    lede: words.ledeOf(report, formatDate(dayOfMeeting(session))),
    places: words.topPlaces(report),
    sizeOfTop: words.sizeOfTop(report),
    notes: words.tieNotes(report, 'top'),
    counting: words.countingOf(report),
    unrankedRank: report.unrankedRank,
    chart: chartView(report),
    topics: session.topics
      .filter(({ description, link }) => description !== '' || link !== '')
      .map(({ name, description, link }) => ({
        name,
        description,
        // No page of the process is there as long as it is a draft.
        href: isDraft && isWithin(link, own) ? null : link || null,
      })),
    firmness: firmnessOf(report),
    methods: report.methods.map((method) => ({
      term: methodNames[method.method],
      value: methodInFull(method, report),
    })),
    groups: report.groups.map((group) => ({
      ...{ name: group.name, list: group.list, empty: words.emptyPlaces(report, group) },
      unranked: group.unranked.map(({ topic }) => topic),
    })),
  }
}

/** The day of the meeting, or else the day on which the lists were closed. */
export function dayOfMeeting({ heldOn, closedAt }: { heldOn: string | null; closedAt: Date | null }): string {
  return heldOn ?? today(closedAt ?? new Date(0))
}

function chartView(report: PublishedRanking['report']) {
  const rows = chartOf(report)
  return {
    rows,
    title: words.allTopics(report.rows.length),
    cut: words.cutLine(report),
    notes: words.tieNotes(report, 'rest'),
    legend: report.groups.map(({ name }) => inSentence(name)),
    groups: report.groups.map(({ name }) => name),
    hasUnchosen: report.rows.some(({ ranks }) => ranks.includes(null)),
    wordsOnPaper: needsWords(rows),
  }
}
