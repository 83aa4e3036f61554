import type { Actor } from '#app/features/accounts/account.ts'
import { rounds, roundLabels } from '#app/features/contributions/round.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { formatDate, formatDateTime, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { endsByAct, sourcesInWords, whenSecond } from './publication.ts'
import { waitFor, whyGoesOn, type PublicationParts } from './publication-parts.server.ts'
import { allPublications, contributionsByRound, type Publication } from './publications.server.ts'
import { workCounts } from './work-counts.server.ts'

export type PublicationsView = Awaited<ReturnType<typeof publicationsView>> & {
  mayPrepare: boolean
  mayPublish: boolean
  /** Key of a new publication. */
  key: string
}

/** All publications of a process, what still waits for one, and what ends it. */
export async function publicationsView(
  db: Db,
  process: Process,
  by: Pick<Actor, 'roles'>,
  now: Date,
  parts: PublicationParts,
) {
  const [publications, byRound] = await Promise.all([allPublications(db, process), contributionsByRound(db, process)])
  const isPublic = new Set(publications.flatMap(({ publishedAt, rounds }) => (publishedAt === null ? [] : rounds)))
  const goesOn = await whyGoesOn(db, process, isPublic, now, parts)
  const waiting = rounds.flatMap((round) => {
    const counts = byRound.get(round)
    const draft = publications.find(({ publishedAt, rounds: own }) => publishedAt === null && own.includes(round))
    return counts ? [{ round, label: roundLabels[round], ...counts, draft: draft?.title ?? null }] : []
  })
  return {
    process: { slug: process.slug, title: process.title },
    counts: await workCounts(db, process),
    isWithdrawn: process.state === 'withdrawn',
    /** When the process ended; null while it goes on. */
    finishedOn: process.state === 'answered' && process.answeredAt ? formatDate(today(process.answeredAt)) : null,
    isPublic: process.publishedAt !== null,
    drafts: publications.filter(({ publishedAt }) => publishedAt === null).map(rowOf),
    published: publications.filter(({ publishedAt }) => publishedAt !== null).map(rowOf),
    waiting,
    /** The rounds that a new publication would be made of. */
    begin: waiting.flatMap(({ round, waiting: open, draft }) => (open > 0 && draft === null ? [round] : [])),
    canFinish: endsByAct(process, isPublic) && waiting.every(({ waiting: open }) => open === 0),
    hasInspraak: process.state === 'released',
    /** Who still gives something, for which the process goes on. */
    goesOn: waitFor(by, goesOn),
    redactionNeedsTwo: process.redactionNeedsTwo,
    /** When the second inspraak runs, in words; null where none can be held. */
    second: process.releasedAt === null || process.state === 'withdrawn' ? null : { says: whenSecond(process) },
  }
}

/** A publication as lists and pages show it. */
export function rowOf(publication: Publication) {
  const { id, number, title, plannedOn, note, earlyReason, publishedAt, createdBy, signedBy, isSupplement } =
    publication
  return {
    ...{ id, number, title, note, earlyReason, isSupplement, createdBy, signedBy, mark: publication.mark },
    rounds: publication.rounds,
    sources: sourcesInWords(publication.rounds),
    plannedOn: plannedOn && formatDate(plannedOn),
    publishedAt: publishedAt && formatDateTime(publishedAt),
    contributions: publication.contributions ?? 0,
    points: publication.points ?? 0,
    messages: publication.messages ?? 0,
  }
}
