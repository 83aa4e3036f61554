import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { did, refusedBy, type Ending } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { keepHistory } from '#app/features/points/point-history.server.ts'
import { wordingReasons, type WordingReason } from '#app/features/points/public-words.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { typed } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import { paths } from '#app/paths.ts'
import type { Trx } from '#db/client.server.ts'
import { checkNewWords } from './check-new-words.server.ts'
import type { SourcedPoint } from './public-point.ts'
import { publicPoints, publicPointsById } from './public-points.server.ts'
import { renewPublishedWords } from './publish-points.server.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import { pointsForMessage } from './queue-answer-messages.server.ts'

const MOST_CHARACTERS = 2000

/** What every change after publication is asked. */
export const publishedChange = {
  pointId: z.string(),
  because: z.enum(wordingReasons, { error: 'Kies waarom u dit doet.' }),
  /** For who asks later what happened; stays inside. */
  note: typed
    .transform((note) => note.trim())
    .pipe(z.string().max(MOST_CHARACTERS, `Gebruik hoogstens ${MOST_CHARACTERS} tekens voor de toelichting.`))
    .default(''),
}

export const publishedRefusals = {
  ...withdrawnRefusal,
  notPublic: { says: 'Dit punt is nog niet openbaar. U kunt het gewoon wijzigen.' },
  nothingChanges: { says: 'Hiermee verandert er niets aan wat openbaar is.' },
}

type PublishedChange = {
  pointId: string
  because: WordingReason
  note: string
  /** Why what the new words tell of a person may be public; without it such words are refused. */
  mayBePublic?: string
}

export type PublishedPoint = {
  municipalityId: string
  id: string
  contributionId: string
  contributionKind: string
  summary: string
  showsQuotation: boolean
  withdrawnAt: Date | null
  quoteStart: number | null
  answerId: string | null
}

type ChangeOfPublished = {
  how: 'redact' | 'unredact' | 'correct' | 'withdraw'
  /** The points whose public words may change by it; all of the same process. */
  of: (trx: Trx, point: PublishedPoint) => Promise<string[]>
  change: (trx: Trx, process: Process, point: PublishedPoint) => Promise<void>
}

/** Who only takes words away needs to be a processor, so that it can be done at once; who adds any, an approver. */
export const mayTakeAway = { audience: 'official', needs: 'processor' } as const
export const mayAdd = { audience: 'official', needs: 'approver' } as const

type Context = { trx: Trx; by: Doer; now: Date; process: { id: string } }

/**
 * Changes what is public of a point after publication, in one transaction with the account of it: which words were public from
 * when to when, where, and in which messages they had left (AVG 33, fifth paragraph). Messages that still wait get the new words.
 * Ends an act with how many points changed and how many messages had left, and records it as `changePublished`. Throws NotFound
 * or Refused.
 */
export async function changePublished(
  { trx, by, now, process: ref }: Context,
  input: PublishedChange,
  { how, of, change }: ChangeOfPublished,
): Promise<Ending<{ points: number; messages: number }>> {
  const process = await lockProcess(trx, by, ref.id)
  refuseWithdrawn(process)
  const point = await publishedPoint(trx, process, input.pointId)
  const ids = await of(trx, point)
  const before = await publicPointsById(trx, process, ids)
  await change(trx, process, point)
  const after = await publicPointsById(trx, process, ids)
  // The outcome of a ranking shows a motivation itself, also where the answers show its summary.
  const isShownElsewhere = point.contributionKind === 'groupMotivation' && how !== 'correct'
  const changed = [...before.values()].filter((old) => isShownElsewhere || isOther(old, after.get(old.id)))
  if (how === 'correct' || how === 'unredact') {
    const { mayBePublic = '' } = input
    const other = (...keys: ('words' | 'reply' | 'forwardedTo')[]) =>
      changed.filter((old) => keys.some((key) => old[key] !== after.get(old.id)?.[key])).map(({ id }) => id)
    await checkNewWords(
      trx,
      by,
      process,
      { points: other('words'), answersOf: other('reply', 'forwardedTo'), mayBePublic },
      now,
    )
  }
  if (changed.length === 0) throw refusedBy(publishedRefusals, 'nothingChanges')
  await renewPublishedWords(
    trx,
    process,
    changed.map(({ id }) => id),
  )
  const { left, waiting } = await renewMessages(trx, process, changed)
  const wordings = await keepAccount(
    trx,
    by,
    process,
    changed,
    { how, because: input.because, note: input.note, left },
    now,
  )
  const eventId = uuid()
  await keepHistory(
    trx,
    process,
    wordings.map(({ pointId, id }) => ({ eventId, pointId, field: 'publicWords', from: id, to: how })),
  )
  const messages = [...left.values()].reduce((sum, keys) => sum + keys.length, 0)
  return did(
    { points: changed.length, messages },
    {
      id: eventId,
      as: 'changePublished',
      subject: { kind: 'point', id: point.id },
      detail: { how, because: input.because, points: changed.length, messages, renewed: waiting },
    },
  )
}

type PublicOf = Omit<SourcedPoint, 'number'>

const isOther = (old: PublicOf, changed: PublicOf | undefined) =>
  changed === undefined ||
  old.words !== changed.words ||
  old.reply !== changed.reply ||
  old.forwardedTo !== changed.forwardedTo

/** The point, when it is public. Throws NotFound, or Refused for one that is not public yet. */
async function publishedPoint(
  trx: Trx,
  { municipalityId, id: processId }: Process,
  pointId: string,
): Promise<PublishedPoint> {
  const { rows } = await sql<PublishedPoint & { publicationId: string | null }>`
    select point.municipality_id, point.id, point.contribution_id, publication_id, contribution.kind as contribution_kind, summary, shows_quotation, withdrawn_at, quote_start, answer_id
    from point
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
    where point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.id = ${asId(pointId)}`.execute(
    trx,
  )
  if (!rows[0]) throw new NotFound()
  if (rows[0].publicationId === null) throw refusedBy(publishedRefusals, 'notPublic')
  return rows[0]
}

/** To whom a contribution was told, by the beginning of the key of the message. */
type Giver = { contributionId: string; number: number; publicationId: string; key: string; isOfDouble: boolean }

/** Puts the new words into messages that still wait, and tells of each contributor which ones had left with the old. */
async function renewMessages(
  trx: Trx,
  process: Process,
  changed: readonly PublicOf[],
): Promise<{ left: Map<string, string[]>; waiting: number }> {
  const { municipalityId, id: processId } = process
  const { rows: givers } = await sql<Giver>`
    select contribution.id as contribution_id, giver.number, contribution.publication_id, told.key, told.is_of_double
    from contribution
    cross join lateral (
      select concat_ws(':', 'answers', contribution.publication_id, contribution.contributor_id) as key, false as is_of_double
      union all
      -- Who sent a double was told of this contribution alone.
      select concat_ws(':', 'answers', contribution.publication_id, other.id), true from contribution as other
      where other.municipality_id = contribution.municipality_id and other.double_of = contribution.id
    ) as told
    join contributor as giver on giver.municipality_id = contribution.municipality_id and giver.id = contribution.contributor_id
    where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${processId} and contribution.publication_id is not null
      and contribution.id = any(${[...new Set(changed.map(({ source }) => source.contributionId))]}::uuid[])`.execute(
    trx,
  )
  const words = await decisionWordsOf(trx, municipalityId)
  const keyOf = new Map(givers.map(({ key }) => [key, '[]']))
  for (const publicationId of new Set(givers.map((giver) => giver.publicationId))) {
    const own = givers.filter((giver) => giver.publicationId === publicationId)
    const { contributors } = await publicPoints(trx, process, {
      contributors: [...new Set(own.map(({ number }) => number))],
      publicationId,
    })
    for (const { key, number, contributionId, isOfDouble } of own) {
      const giver = contributors.find((contributor) => contributor.number === number)
      const points = giver?.points.filter(({ source }) => !isOfDouble || source.contributionId === contributionId)
      if (points) keyOf.set(key, JSON.stringify(pointsForMessage({ points }, words)))
    }
  }
  // A message that a developer reads at /dev/mail is still with us, so that one is renewed as well.
  // One that a sender has right now may be leaving with the old words, so it counts as having left.
  const { rows: messages } = await sql<{ key: string; messageKey: string; hasLeft: boolean; isWaiting: boolean }>`
    with own as (
      select own.key, own.points, notification.id, notification.message_key, notification.state, notification.leased_until,
        notification.data ? 'points' as has_points
      from unnest(${[...keyOf.keys()]}::text[], ${[...keyOf.values()]}::text[]) as own (key, points)
      join notification on notification.municipality_id = ${municipalityId} and notification.template in ('answers', 'sharedAnswers')
        -- The key of a message to someone of an organisation or a group ends with who that is.
        and concat_ws(':', 'answers', split_part(message_key, ':', 2), split_part(message_key, ':', 3)) = own.key
    ),
    renewed as (
      update notification set data = jsonb_set(data, '{points}', own.points::jsonb)
      from own
      where notification.municipality_id = ${municipalityId} and notification.id = own.id and notification.state <> 'sent' and own.has_points
    )
    select key, message_key, state in ('sent', 'kept') or leased_until is not null as has_left,
      state not in ('sent', 'kept') and leased_until is null and has_points as is_waiting
    from own order by message_key`.execute(trx)
  const leftOf = (key: string) =>
    messages.filter((message) => message.key === key && message.hasLeft).map(({ messageKey }) => messageKey)
  const ofContribution = Map.groupBy(givers, ({ contributionId }) => contributionId)
  const left = new Map([...ofContribution].map(([id, own]) => [id, own.flatMap(({ key }) => leftOf(key))]))
  return { left, waiting: messages.filter(({ isWaiting }) => isWaiting).length }
}

type Account = {
  how: ChangeOfPublished['how']
  because: WordingReason
  note: string
  left: ReadonlyMap<string, string[]>
}

/** Writes down the words that were public until now, which were so since they last changed or since the publication, and gives the ids of these. */
async function keepAccount(
  trx: Trx,
  by: Doer,
  process: Process,
  changed: readonly PublicOf[],
  { how, because, note, left }: Account,
  now: Date,
): Promise<{ pointId: string; id: string }[]> {
  const { municipalityId, id: processId } = process
  const { rows: since } = await sql<{ pointId: string; from: Date; kind: string }>`
    select point.id as point_id, contribution.kind,
      coalesce((select max(public_until) from public_wording
        where public_wording.municipality_id = point.municipality_id and public_wording.process_id = point.process_id and public_wording.point_id = point.id),
        publication.published_at) as from
    from point
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    join publication on publication.municipality_id = contribution.municipality_id and publication.id = contribution.publication_id
    where point.municipality_id = ${municipalityId} and point.id = any(${changed.map(({ id }) => id)}::uuid[])`.execute(
    trx,
  )
  const known = new Map(since.map((row) => [row.pointId, row]))
  const values = changed.map(({ id: pointId, words, reply, forwardedTo, source }) => ({
    // What was public of the answer: also to whom it was passed on, in which a name may stand.
    ...{
      municipalityId,
      id: uuid(),
      processId,
      pointId,
      words,
      reply: forwardedTo === '' ? reply : `Doorgeleid naar: ${forwardedTo}\n${reply}`,
      act: how,
      reason: because,
      note,
      endedBy: by.id,
    },
    ...{ publicFrom: known.get(pointId)?.from ?? now, publicUntil: now },
    places: placesOf(process.slug, known.get(pointId)?.kind ?? ''),
    messageKeys: left.get(source.contributionId) ?? [],
  }))
  for (let at = 0; at < values.length; at += CHUNK)
    await trx
      .insertInto('publicWording')
      .values(values.slice(at, at + CHUNK))
      .execute()
  return values.map(({ pointId, id }) => ({ pointId, id }))
}

/** How many rows go to the database at once: a statement has its limits. */
const CHUNK = 1000

/** Where the points of a contribution stand in public, by its kind. */
function placesOf(slug: string, kind: string): string[] {
  const { answered, answeredCsv, answeredJson, topList, topListCsv, topListJson } = paths.public
  const { partnerInput, partnerInputCsv, partnerInputXlsx, partnerInputJson } = paths.public
  return [
    ...[answered, answeredCsv, answeredJson],
    ...(kind === 'partnerResponse' || kind === 'conversationReport'
      ? [partnerInput, partnerInputCsv, partnerInputXlsx, partnerInputJson]
      : []),
    ...(kind === 'groupMotivation' ? [topList, topListCsv, topListJson] : []),
  ].map((page) => page(slug))
}

/** The points that quote anything of the same text. */
export async function pointsOfSameText(
  trx: Trx,
  { municipalityId, contributionId }: PublishedPoint,
): Promise<string[]> {
  const rows = await trx
    .selectFrom('point')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('contributionId', '=', contributionId)
    .execute()
  return rows.map(({ id }) => id)
}
