import { sql } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import type { ChannelKind, ProcessRef } from '#app/features/processes/process.ts'
import type { Timeliness } from '#app/features/processes/term.ts'
import { asId } from '#app/ids.server.ts'
import type { Db } from '#db/client.server.ts'
import { contributionsWithSender } from './contributions-with-sender.server.ts'
import { oneOf } from '#app/one-of.ts'
import { rounds, type Round } from './round.ts'
import type { ContributorKind, NamedContributor } from './contributor-kind.ts'

type WholeContribution = {
  id: string
  round: Round
  channel: ChannelKind
  sentOn: string | null
  receivedAt: Date
  timeliness: Timeliness
  timelinessReason: string
  splitDoneAt: Date | null
  /** With which it became public; null before. */
  publicationId: string | null
  /** What the sender asks us to keep out of public; '' for nothing. */
  notPublic: string
  contributor: NamedContributor & { id: string }
  /** As it was sent. */
  text: string
  /** Where it belongs: words of the sender, or a part of the plan. */
  about: string
  section: { id: string; number: string; heading: string } | null
  paragraph: { id: string; number: number } | null
  /** Words of the paragraph it is about; '' when it is about more. */
  paragraphText: string
}

/** One contribution of a process, whole. Throws NotFound when it is not there. */
export async function contributionOf(db: Db, process: ProcessRef, contributionId: string): Promise<WholeContribution> {
  const row = await contributionsWithSender(db, process)
    .leftJoin('section', (join) =>
      join
        .onRef('section.municipalityId', '=', 'contribution.municipalityId')
        .onRef('section.id', '=', 'contribution.sectionId'),
    )
    .leftJoin('paragraph', (join) =>
      join
        .onRef('paragraph.municipalityId', '=', 'contribution.municipalityId')
        .onRef('paragraph.id', '=', 'contribution.paragraphId'),
    )
    .select([
      ...([
        'contribution.id',
        'contribution.round',
        'channel',
        'sentOn',
        'receivedAt',
        'timeliness',
        'timelinessReason',
        'splitDoneAt',
        'contribution.publicationId',
        'notPublic',
      ] as const),
      ...(['contribution.text', 'about'] as const),
      ...([
        'contributor.id as contributorId',
        'contributor.kind',
        'name',
        'organisation',
        'namedInPublic',
        'contributor.number',
        'residentNumber',
      ] as const),
      ...(['section.id as sectionId', 'section.number as sectionNumber', 'section.heading'] as const),
      ...([
        'paragraph.id as paragraphId',
        'paragraph.number as paragraphNumber',
        'paragraph.text as paragraphText',
      ] as const),
    ])
    .where('contribution.id', '=', asId(contributionId))
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const { contributorId, kind, name, organisation, namedInPublic, number, residentNumber, ...contribution } = row
  const { sectionId, sectionNumber, heading, paragraphId, paragraphNumber, paragraphText, ...own } = contribution
  return {
    ...own,
    round: oneOf(rounds, own.round),
    channel: own.channel as ChannelKind,
    timeliness: own.timeliness as Timeliness,
    contributor: {
      id: contributorId,
      kind: kind as ContributorKind,
      name,
      organisation,
      namedInPublic,
      number,
      residentNumber,
    },
    section: sectionId === null ? null : { id: sectionId, number: sectionNumber ?? '', heading: heading ?? '' },
    paragraph: paragraphId === null ? null : { id: paragraphId, number: paragraphNumber ?? 0 },
    paragraphText: paragraphText ?? '',
  }
}

/** The contributions before and behind one in order of receipt. */
export async function neighboursOf(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  id: string,
): Promise<{ previousId: string | null; nextId: string | null }> {
  const place = sql`(select received_at, id from contribution where municipality_id = ${municipalityId} and id = ${id})`
  const beside = (how: 'before' | 'behind') => sql`(
    select id from contribution
    where municipality_id = ${municipalityId} and process_id = ${processId}
      and (received_at, id) ${how === 'before' ? sql`<` : sql`>`} ${place}
    order by ${how === 'before' ? sql`received_at desc, id desc` : sql`received_at, id`} limit 1)`
  const { rows } = await sql<{ previousId: string | null; nextId: string | null }>`
    select ${beside('before')} as previous_id, ${beside('behind')} as next_id`.execute(db)
  return rows[0] ?? { previousId: null, nextId: null }
}
