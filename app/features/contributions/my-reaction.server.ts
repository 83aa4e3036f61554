import { nowInWords, whereWordsWent } from '#app/features/plans/versions/where-words-went.server.ts'
import type { ProcessRef, ProcessState } from '#app/features/processes/process.ts'
import type { Timeliness } from '#app/features/processes/term.ts'
import type { Db } from '#db/client.server.ts'
import { publicName, type ContributorKind } from './contributor-kind.ts'
import type { FormalState } from './formal-state.ts'
import { partOfPlan } from './process-to-react.server.ts'
import { proposalsIn } from './proposals.server.ts'
import { shownProposal, type ShownProposal } from './proposed-changes.ts'
import { wholePlan, type About } from './reaction.ts'
import { termFor, type Round } from './round.ts'

export type MyReaction = {
  id: string
  processId: string
  text: string
  /** Other words that it proposes for a paragraph, with the reason: that is its text then. */
  proposal: ShownProposal | null
  /** What the sender asked to keep inside; '' for nothing. */
  notPublic: string
  about: string
  /** Where the words that it is about are now; null where people read them where they were. */
  aboutNow: { says: string; paragraphId: string } | null
  receivedAt: Date
  round: Round
  timeliness: Timeliness
  channel: string
  name: string
  organisation: string
  speaksFor: 'self' | 'organisation'
  named: boolean
  email: string
  /** When its answers became public; null before. */
  publishedAt: Date | null
  /** 'Inspreker 7' and the like, as it stands where its points are public; null before answers are. */
  publicName: string | null
  publicNumber: number | null
  /** Why it is not treated as a reaction; null for most. */
  formalState: FormalState | null
  referredTo: string
  process: {
    slug: string
    title: string
    state: ProcessState
    /** Of the round of this reaction. */
    lastDay: string
    answersExpected: string
    withdrawnBecause: string
  }
}

/** One reaction as its sender may see it; null when it is not there. */
export async function myReaction(db: Db, municipalityId: string, contributionId: string): Promise<MyReaction | null> {
  const row = await db
    .selectFrom('contribution')
    .innerJoin('contributor', (join) =>
      join
        .onRef('contributor.id', '=', 'contribution.contributorId')
        .onRef('contributor.municipalityId', '=', 'contribution.municipalityId'),
    )
    .innerJoin('process', (join) =>
      join
        .onRef('process.id', '=', 'contribution.processId')
        .onRef('process.municipalityId', '=', 'contribution.municipalityId'),
    )
    .leftJoin('contributorContact', (join) =>
      join
        .onRef('contributorContact.contributorId', '=', 'contributor.id')
        .onRef('contributorContact.municipalityId', '=', 'contributor.municipalityId'),
    )
    .select([
      'contribution.id',
      'contribution.text',
      'contribution.notPublic',
      'contribution.about',
      'contribution.sectionId',
      'contribution.paragraphId',
    ])
    .select(['contribution.receivedAt', 'contribution.round', 'contribution.timeliness', 'contribution.channel'])
    .select('contribution.processId')
    .select(['contributor.kind', 'contributor.name', 'contributor.organisation', 'contributor.namedInPublic'])
    .select(['contributor.number', 'contributor.residentNumber', 'contributorContact.email'])
    .select(['contribution.formalState', 'contribution.referredTo'])
    .select(['process.slug', 'process.title', 'process.state', 'process.startsOn', 'process.lastDay'])
    .select(['process.secondStartsOn', 'process.secondLastDay'])
    .leftJoin('publication', (join) =>
      join
        .onRef('publication.municipalityId', '=', 'contribution.municipalityId')
        .onRef('publication.id', '=', 'contribution.publicationId'),
    )
    .select(['process.answersExpected', 'process.withdrawnBecause', 'publication.publishedAt'])
    .where('contribution.municipalityId', '=', municipalityId)
    .where('contribution.id', '=', contributionId)
    .executeTakeFirst()
  if (!row) return null
  const part = await partOfPlan(db, { municipalityId, id: row.processId }, aboutOf(row))
  const [proposal] = (await proposalsIn(db, { municipalityId, id: row.processId }, [row.id])).get(row.id) ?? []
  const answered = row.publishedAt !== null
  const round = row.round as Round
  const term = termFor(row, round) ?? termFor(row, 'inspraak')
  const { slug, title, answersExpected, publishedAt, withdrawnBecause } = row
  return {
    id: row.id,
    processId: row.processId,
    text: row.text,
    proposal: proposal ? shownProposal(row.text, proposal) : null,
    notPublic: row.notPublic,
    about: row.about || (part?.label ?? ''),
    aboutNow: row.about ? null : await aboutNow(db, { municipalityId, id: row.processId }, row.paragraphId),
    receivedAt: row.receivedAt,
    round,
    timeliness: row.timeliness as Timeliness,
    channel: row.channel,
    name: row.name,
    organisation: row.organisation,
    speaksFor: row.kind === 'resident' || row.kind === 'household' ? 'self' : 'organisation',
    named: row.namedInPublic,
    email: row.email ?? '',
    publishedAt,
    publicName: answered ? publicName({ ...row, kind: row.kind as ContributorKind }) : null,
    publicNumber: answered ? row.number : null,
    formalState: row.formalState as FormalState | null,
    referredTo: row.referredTo,
    process: {
      ...{ slug, title, state: row.state as ProcessState, lastDay: term?.lastDay ?? '' },
      ...{ answersExpected, withdrawnBecause },
    },
  }
}

/** Where the words that a reaction is about are now; null where people read them where they were. */
async function aboutNow(db: Db, process: ProcessRef, paragraphId: string | null): Promise<MyReaction['aboutNow']> {
  if (paragraphId === null) return null
  const went = (await whereWordsWent(db, process, [paragraphId])).get(paragraphId)
  const says = went ? nowInWords(went) : null
  return says === null ? null : { says, paragraphId }
}

function aboutOf(row: { paragraphId: string | null; sectionId: string | null }): About {
  if (row.paragraphId) return { kind: 'paragraph', id: row.paragraphId }
  return row.sectionId ? { kind: 'section', id: row.sectionId } : wholePlan
}
