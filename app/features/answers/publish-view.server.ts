import { sql } from 'kysely'
import { hasInnerRole, type Actor } from '#app/features/accounts/account.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import type { Step } from '#app/features/workflow/steps.ts'
import { formatDate } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { completable } from './complete-steps.server.ts'
import { namedAndNumbered } from './contributors.server.ts'
import { markOfAnswers, markToSign } from './gate-marks.server.ts'
import { markToMakeFinal } from './make-redaction-final.server.ts'
import { postUntil, whyTooEarly } from './publication.ts'
import { missingOf, publicationGaps } from './publication-gate.server.ts'
import { waitFor, warningsOf, whyWaits, type PublicationParts, type Wait } from './publication-parts.server.ts'
import { publicationOf, takenBy, type Publication } from './publications.server.ts'
import { ownAnswers } from './signing.server.ts'
import { rowOf } from './publications-view.server.ts'
import { withoutSource } from './public-point.ts'
import { publicPoints, underContributors } from './public-points.server.ts'
import { sendersOfDoubles } from './doubles.server.ts'
import { countRecipients } from './recipients.server.ts'
import { searchSomeWords } from './search-all-words.server.ts'
import { workCounts } from './work-counts.server.ts'

/** What the screen shows; who may not sign reads who can. */
export type PublishView = Awaited<ReturnType<typeof publishView>> & {
  mayPublish: boolean
  mayPrepare: boolean
  mayAnswer: boolean
  /** Of who looks. */
  accountId: string
  approvers: readonly string[]
  /** Addresses of what each sort of gap is about: in the register, or in the list of all points. */
  lists: {
    unsplit: string
    unanswered: string
    answered: string
    unreleased: string
    unapproved: string
    /** Of each step, in their order. */
    steps: readonly string[]
  }
}

/** How many points the preview shows. */
const PREVIEWED = 5

/** Everything on the screen of a publication: what is missing, what will happen, and what the public will see. Throws NotFound. */
export async function publishView(
  db: Db,
  process: Process,
  publicationId: string | undefined,
  by: Actor,
  now: Date,
  parts: PublicationParts,
) {
  const publication = await publicationOf(db, process, publicationId)
  const { rounds, publishedAt } = publication
  const isPublished = publishedAt !== null
  const isOpen = !isPublished && process.state !== 'withdrawn'
  const isSearched = isOpen && (await searchSomeWords(db, process)).isComplete
  const { counts, ...gaps } = await publicationGaps(
    db,
    process,
    isPublished ? [] : rounds,
    by,
    isSearched ? { unsearched: 0 } : {},
  )
  const until = isPublished ? null : postUntil(process, rounds, now)
  const steps = await stepsOf(db, process)
  const missing = missingOf(gaps)
  const warnings = isOpen ? await warningsOf(db, process, parts) : []
  return {
    process: { slug: process.slug, title: process.title },
    work: await workCounts(db, process),
    publication: rowOf(publication),
    isPublished,
    isWithdrawn: process.state === 'withdrawn',
    needsTwo: process.redactionNeedsTwo,
    /** Why it cannot be now, whatever is missing. */
    blocked: isPublished ? null : await whyBlocked(db, process, rounds, now, parts, by),
    postUntil: until && formatDate(until),
    counts: isPublished
      ? {
          contributions: publication.contributions ?? 0,
          points: publication.points ?? 0,
          released: publication.points ?? 0,
        }
      : counts,
    gaps,
    missing,
    marks: await marksOf(db, by, process, publication, {
      steps,
      missing,
      counts,
      provisional: gaps.provisional.count,
      ...{ isOpen, warnings },
    }),
    /** What does not fit beside the answers: whoever signs says that they saw it. */
    warnings,
    /** The steps in their order, each with how many points lie there. */
    steps: steps.map(({ name }, index) => ({
      name,
      left: gaps.unapproved.steps.find(({ position }) => position === index + 1)?.count ?? 0,
    })),
    /** How many points who looks may bring through all steps. */
    completable: counts.completable,
    /** Why who looks does not sign: they wrote answers themselves. */
    own: counts.own === 0 ? null : await ownAnswers(db, by, process, rounds),
    ...(await namedAndNumbered(
      db,
      process,
      isPublished ? sql`contribution.publication_id = ${publication.id}` : takenBy(rounds).contributions,
    )),
    mails: isPublished ? (publication.messages ?? 0) : await countMessages(db, process, rounds, parts.recipients),
    preview: (await previewOf(db, process, publication)).map(({ name, points }) => ({
      name,
      points: points.map(withoutSource),
    })),
  }
}

type Facts = {
  steps: readonly Step[]
  missing: number
  counts: { completable: number }
  provisional: number
  isOpen: boolean
  warnings: readonly string[]
}

/** What the forms of the gate keep of what it shows, each where it has that form; '' where it has none. */
async function marksOf(
  db: Db,
  by: Actor,
  process: Process,
  publication: Publication,
  { steps, missing, counts, provisional, isOpen, warnings }: Facts,
) {
  const maySign = isOpen && missing === 0 && hasInnerRole(by, 'approver')
  return {
    toApprove:
      counts.completable > 0 ? await markOfAnswers(db, process, completable(by, process, publication, steps)) : '',
    toMakeFinal: provisional > 0 ? await markToMakeFinal(db, by, process, publication) : '',
    toSign: maySign ? await markToSign(db, process, publication, warnings) : '',
  }
}

/** How many messages signing would send, those to senders of doubles too. */
async function countMessages(...[db, process, sources, queries]: Parameters<typeof countRecipients>): Promise<number> {
  const doubles = await sendersOfDoubles(db, process, { sources, publicationId: null }, queries)
  return (await countRecipients(db, process, sources, queries)) + doubles.length
}

async function whyBlocked(
  db: Db,
  process: Process,
  rounds: Publication['rounds'],
  now: Date,
  parts: PublicationParts,
  by: Actor,
): Promise<Wait | null> {
  const early = whyTooEarly(process, rounds, now)
  return early === null ? waitFor(by, await whyWaits(db, process, rounds, now, parts)) : { says: early, at: null }
}

/** The first points as everyone reads them, or will. */
async function previewOf(db: Db, process: Process, { id, rounds, publishedAt }: Publication) {
  if (publishedAt !== null) {
    const page = { limit: PREVIEWED, offset: 0 }
    return (await publicPoints(db, process, { publicationId: id }, page)).contributors
  }
  const { rows } = await sql<{
    id: string
    contributorId: string
    contributorNumber: number | null
    pointNumber: number | null
  }>`
    with first as materialized (
      select point_id, place from point_work
      where point_work.municipality_id = ${process.municipalityId} and point_work.process_id = ${process.id} and ${takenBy(rounds).points}
      order by place, point_id limit ${PREVIEWED}
    )
    select point.id, contributor.id as contributor_id, contributor.number as contributor_number, point.number as point_number
    from first
    join point on point.municipality_id = ${process.municipalityId} and point.id = first.point_id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
    order by first.place, point.id`.execute(db)
  return underContributors(db, process, rows)
}
