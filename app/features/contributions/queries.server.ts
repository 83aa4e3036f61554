import { sql } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import type { ChannelKind, ProcessRef } from '#app/features/processes/process.ts'
import type { Timeliness } from '#app/features/processes/term.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { ContributorKind, NamedContributor } from './contributor-kind.ts'

export type Contributor = NamedContributor & { id: string; number: number | null }

export type ListedContribution = {
  id: string
  kind: string
  channel: ChannelKind
  sentOn: string | null
  receivedAt: Date
  timeliness: Timeliness
  timelinessReason: string
  splitDoneAt: Date | null
  contributor: Contributor
  /** First 200 characters of the text. */
  beginning: string
  length: number
  /** Where it belongs: words of the sender, or a part of the plan. */
  about: string
  section: { id: string; number: string; heading: string } | null
  paragraph: { id: string; number: number } | null
  points: number
  answeredPoints: number
}

function contributions(db: Db | Trx, { municipalityId, id: processId }: ProcessRef) {
  return db
    .selectFrom('contribution')
    .innerJoin('contributor', (join) =>
      join.onRef('contributor.id', '=', 'contribution.contributorId').onRef('contributor.municipalityId', '=', 'contribution.municipalityId'),
    )
    .leftJoin('section', (join) =>
      join.onRef('section.id', '=', 'contribution.sectionId').onRef('section.municipalityId', '=', 'contribution.municipalityId'),
    )
    .leftJoin('paragraph', (join) =>
      join.onRef('paragraph.id', '=', 'contribution.paragraphId').onRef('paragraph.municipalityId', '=', 'contribution.municipalityId'),
    )
    .select(['contribution.id', 'contribution.kind', 'contribution.channel', 'contribution.sentOn', 'contribution.receivedAt'])
    .select(['contribution.timeliness', 'contribution.timelinessReason', 'contribution.splitDoneAt', 'contribution.about'])
    .select(sql<string>`left(contribution.text, 200)`.as('beginning'))
    .select(sql<number>`char_length(contribution.text)`.as('length'))
    .select(['contributor.id as contributorId', 'contributor.kind as contributorKind', 'contributor.name', 'contributor.organisation'])
    .select(['contributor.namedInPublic', 'contributor.number', 'contributor.residentNumber'])
    .select(['section.id as sectionId', 'section.number as sectionNumber', 'section.heading'])
    .select(['paragraph.id as paragraphId', 'paragraph.number as paragraphNumber'])
    .select((eb) => [
      eb
        .selectFrom('point')
        .whereRef('point.municipalityId', '=', 'contribution.municipalityId')
        .whereRef('point.contributionId', '=', 'contribution.id')
        .select(sql<number>`count(*)::int`.as('n'))
        .as('points'),
      eb
        .selectFrom('point')
        .innerJoin('answerPoint', (join) =>
          join.onRef('answerPoint.pointId', '=', 'point.id').onRef('answerPoint.municipalityId', '=', 'point.municipalityId'),
        )
        .whereRef('point.municipalityId', '=', 'contribution.municipalityId')
        .whereRef('point.contributionId', '=', 'contribution.id')
        .select(sql<number>`count(*)::int`.as('n'))
        .as('answeredPoints'),
    ])
    .where('contribution.municipalityId', '=', municipalityId)
    .where('contribution.processId', '=', processId)
}

type Row = Awaited<ReturnType<ReturnType<typeof contributions>['executeTakeFirstOrThrow']>>

function listed(row: Row): ListedContribution {
  const { sectionId, paragraphId, name, organisation, namedInPublic, number, residentNumber } = row
  return {
    ...{ id: row.id, kind: row.kind, channel: row.channel as ChannelKind, sentOn: row.sentOn, receivedAt: row.receivedAt },
    ...{ timeliness: row.timeliness as Timeliness, timelinessReason: row.timelinessReason, splitDoneAt: row.splitDoneAt },
    ...{ beginning: row.beginning, length: row.length, about: row.about },
    contributor: {
      ...{ id: row.contributorId, kind: row.contributorKind as ContributorKind, name, organisation },
      ...{ namedInPublic, number, residentNumber },
    },
    section: sectionId === null ? null : { id: sectionId, number: row.sectionNumber ?? '', heading: row.heading ?? '' },
    paragraph: paragraphId === null ? null : { id: paragraphId, number: row.paragraphNumber ?? 0 },
    points: row.points ?? 0,
    answeredPoints: row.answeredPoints ?? 0,
  }
}

export type WholeContribution = ListedContribution & {
  /** As it was sent. */
  text: string
  /** Words of the paragraph it is about; '' when it is about more. */
  paragraphText: string
  hasEmail: boolean
  /** Place in the register, from 1, and how many there are; the next one in it. */
  place: number
  of: number
  previousId: string | null
  nextId: string | null
}

/** One contribution of a process, whole. Throws NotFound when it is not there. */
export async function contributionOf(db: Db | Trx, process: ProcessRef, id: string): Promise<WholeContribution> {
  const row = await contributions(db, process)
    .leftJoin('contributorContact', (join) =>
      join
        .onRef('contributorContact.contributorId', '=', 'contributor.id')
        .onRef('contributorContact.municipalityId', '=', 'contributor.municipalityId'),
    )
    .select(['contribution.text', 'paragraph.text as paragraphText', 'contributorContact.email'])
    .where('contribution.id', '=', asId(id))
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const order = db
    .selectFrom('contribution')
    .select(['id', sql<number>`(row_number() over (order by received_at, id))::int`.as('place')])
    .select(sql<number>`(count(*) over ())::int`.as('of'))
    .select(sql<string | null>`lag(id) over (order by received_at, id)`.as('previousId'))
    .select(sql<string | null>`lead(id) over (order by received_at, id)`.as('nextId'))
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .as('register')
  const at = await db.selectFrom(order).selectAll().where('register.id', '=', id).executeTakeFirstOrThrow()
  const { place, of, previousId, nextId } = at
  return {
    ...listed(row),
    ...{ text: row.text, paragraphText: row.paragraphText ?? '', hasEmail: row.email !== null },
    ...{ place, of, previousId, nextId },
  }
}
