import { sql } from 'kysely'
import { eachByItself } from '#app/each-by-itself.ts'
import { allRecipients } from '#app/features/answers/recipients.server.ts'
import type { Recipient, RecipientsQuery } from '#app/features/contributions/recipients.server.ts'
import { siteAddress } from '#app/features/municipalities/site-address.server.ts'
import { notifyAll } from '#app/features/notifications/notify.server.ts'
import { announcementKinds, type AnnouncementKind } from '#app/features/plans/versions/announce-version.server.ts'
import { adoptionOf } from '#app/features/processes/adoption.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { termOfRound } from '#app/features/processes/resident-rounds.ts'
import { today } from '#app/local-date.ts'
import { oneOf } from '#app/one-of.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { adoptedMessage, releasedMessage, type PlanNews } from './plan-messages.ts'

/** How many people are written to at once: the process is held for no longer than that takes. */
const AT_ONCE = 500

type Announcement = { municipalityId: string; processId: string; planVersionId: string; kind: AnnouncementKind }

/**
 * Tells everyone who gave something of a version that was released, of a second inspraak, or of the adoption: one message for each address, some
 * hundreds at a time, until all have it. The worker asks it every minute; who was told already is behind the last address. `installation` is the
 * address of the installation.
 */
export async function tellOfPlans(
  db: Db,
  { installation, recipients }: { installation: string; recipients: readonly RecipientsQuery[] },
  now: Date,
): Promise<void> {
  const due = await db
    .selectFrom('planAnnouncement')
    .select(['municipalityId', 'processId', 'planVersionId', 'kind'])
    .where('doneAt', 'is', null)
    .orderBy('announcedAt')
    .execute()
  await eachByItself(due, async ({ kind, ...row }) => {
    const announcement = { ...row, kind: oneOf(announcementKinds, kind) }
    const baseUrl = await siteAddress(db, row.municipalityId, installation)
    while (await inTransaction(db, (trx) => tellSome(trx, announcement, { baseUrl, recipients }, now)));
  })
}

/** Queues the messages to the next people; says whether there may be more. */
async function tellSome(
  trx: Trx,
  { municipalityId, processId, planVersionId, kind }: Announcement,
  { baseUrl, recipients }: { baseUrl: string; recipients: readonly RecipientsQuery[] },
  now: Date,
): Promise<boolean> {
  const process = await lockProcess(trx, { municipalityId }, processId, 'keep')
  const { rows: held } = await sql<{ toldTo: string }>`
    select told_to from plan_announcement
    where municipality_id = ${municipalityId} and plan_version_id = ${planVersionId} and kind = ${kind} and done_at is null
    for update`.execute(trx)
  const [told] = held
  if (!told) return false
  const people = await nextPeople(trx, process, { kind, after: told.toldTo, recipients })
  const news = await newsOf(trx, process, { kind, planVersionId, baseUrl }, now)
  const queued = news === null ? 0 : await queue(trx, municipalityId, { kind, planVersionId, news, people }, now)
  const last = people.at(-1)
  const goesOn = news !== null && last !== undefined && people.length === AT_ONCE
  await sql`
    update plan_announcement set queued = queued + ${queued}, told_to = ${goesOn ? last.hash : ''}, done_at = ${goesOn ? null : now}
    where municipality_id = ${municipalityId} and plan_version_id = ${planVersionId} and kind = ${kind}`.execute(trx)
  return goesOn
}

type Person = Recipient & { hash: string }

/**
 * The next people in the order of their addresses: each address once, whoever gave it more than once. Of the adoption everyone hears who gave
 * something; of another version who reacted in an inspraak.
 */
async function nextPeople(
  trx: Trx,
  process: Process,
  { kind, after, recipients }: { kind: AnnouncementKind; after: string; recipients: readonly RecipientsQuery[] },
): Promise<Person[]> {
  const reacted = sql`exists (
    select from contribution
    where contribution.municipality_id = ${process.municipalityId} and contribution.contributor_id = recipient.contributor_id
      and round in ('inspraak', 'secondInspraak'))`
  const { rows } = await sql<Person>`
    select distinct on (hash) * from (
      select md5(lower(email)) as hash, recipient.* from (${allRecipients(process, recipients)}) as recipient
      where ${kind === 'adopted' ? sql`true` : reacted}
    ) as person
    where hash > ${after}
    order by hash, has_code desc, person_id nulls first, number limit ${AT_ONCE}`.execute(trx)
  return rows
}

/** What there is to tell now; null when it does not hold any more, such as of a second inspraak that was taken away or of a plan that was withdrawn. */
async function newsOf(
  trx: Trx,
  process: Process,
  { kind, planVersionId, baseUrl }: { kind: AnnouncementKind; planVersionId: string; baseUrl: string },
  now: Date,
): Promise<PlanNews | null> {
  if (process.state === 'withdrawn') return null
  const municipality = await trx
    .selectFrom('municipality')
    .select(['name', 'helpPhone'])
    .where('id', '=', process.municipalityId)
    .executeTakeFirstOrThrow()
  const about = { process, municipality, baseUrl }
  if (kind === 'adopted') {
    const adoption = await adoptionOf(trx, process)
    return adoption && { ...about, kind, adoption }
  }
  const term = termOfRound(process, 'secondInspraak')
  const round = term && term.lastDay >= today(now) ? { ...term, scope: process.secondScope } : null
  if (kind === 'secondRound' && round === null) return null
  const { releasedAt } = await trx
    .selectFrom('planVersion')
    .select('releasedAt')
    .where('municipalityId', '=', process.municipalityId)
    .where('id', '=', planVersionId)
    .executeTakeFirstOrThrow()
  const wasTold = kind === 'secondRound' && (await isAnnounced(trx, process, planVersionId))
  return { ...about, kind, round, isChanged: releasedAt !== null && !wasTold }
}

/** Whether people were told, or will be, that this version was released. */
async function isAnnounced(trx: Trx, { municipalityId }: Process, planVersionId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('planAnnouncement')
    .select('kind')
    .where('municipalityId', '=', municipalityId)
    .where('planVersionId', '=', planVersionId)
    .where('kind', '=', 'released' satisfies AnnouncementKind)
    .executeTakeFirst()
  return row !== undefined
}

async function queue(
  trx: Trx,
  municipalityId: string,
  {
    kind,
    planVersionId,
    news,
    people,
  }: { kind: AnnouncementKind; planVersionId: string; news: PlanNews; people: readonly Person[] },
  now: Date,
): Promise<number> {
  const days = news.kind === 'secondRound' && news.round ? [news.round.startsOn, news.round.lastDay] : []
  const keyOf = ({ contributorId, personId }: Person) =>
    ['plan', kind, planVersionId, ...days, contributorId, personId].filter((part) => part !== null).join(':')
  if (news.kind === 'adopted')
    return notifyAll(
      trx,
      { municipalityId, template: 'planAdopted', now },
      people.map((person) => ({ key: keyOf(person), to: person.email, data: adoptedMessage(news, person) })),
    )
  const data = releasedMessage(news)
  return notifyAll(
    trx,
    { municipalityId, template: 'planReleased', now },
    people.map((person) => ({ key: keyOf(person), to: person.email, data })),
  )
}
