import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { ticked } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import { oneOf } from '#app/one-of.ts'
import type { Db } from '#db/client.server.ts'
import { stepsOfIt, stillSo } from './still-so.server.ts'
import { messageInWords, messageKinds, sinceInWords, type MessageKind } from './message.ts'

/** A message as its receiver sees it. */
export type DeskMessage = {
  id: string
  kind: MessageKind
  words: string
  /** The reason or the note, as it was written. */
  says: string
  /** What became of its point since; null where that takes nothing away from it. */
  since: string | null
  at: string
  process: string
  slug: string
  pointId: string | null
}

/** Messages that are shown; older ones follow when these are read. */
const SHOWN = 30

/** What someone was told, has not read and is still so, the last first. */
export async function unreadMessages(db: Db, { municipalityId, id }: Account): Promise<DeskMessage[]> {
  const { rows } = await sql<{
    id: string
    kind: string
    points: number
    says: string
    createdAt: Date
    from: string | null
    process: string
    slug: string
    pointId: string | null
    state: string | null
    isThrough: boolean
    isAnswered: boolean
  }>`
    select desk_message.id, desk_message.kind, still.points, says, desk_message.created_at, account.name as from,
      process.title as process, process.slug, desk_message.point_id, about.state,
      coalesce(about.step > (${stepsOfIt}), false) as is_through, about.disposition is not null as is_answered
    from desk_message
    ${stillSo}
    left join point_work as about on about.municipality_id = desk_message.municipality_id and about.point_id = desk_message.point_id
    join process on process.municipality_id = desk_message.municipality_id and process.id = desk_message.process_id
    left join account on account.municipality_id = desk_message.municipality_id and account.id = from_account_id
    where desk_message.municipality_id = ${municipalityId} and account_id = ${id} and read_at is null and still.points > 0
    order by desk_message.created_at desc, desk_message.id desc limit ${SHOWN}`.execute(db)
  return rows.map(({ kind: stored, points, from, createdAt, state, isThrough, isAnswered, ...message }) => {
    const kind = oneOf(messageKinds, stored)
    const words = messageInWords({ kind, points, from })
    return {
      ...message,
      kind,
      words,
      since: sinceInWords({ state, isThrough, isAnswered }),
      at: formatDateTime(createdAt),
    }
  })
}

type Account = { municipalityId: string; id: string }

/** Opened in a process: one point, the list of one's own, or what was given of advice. */
export type Opened = { pointId: string } | 'ownList' | 'advice'

/** Marks as read what someone was told of what they open now. It touches nothing where they were told nothing. */
export async function readWhatIsOpened(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  { accountId, opened }: { accountId: string; opened: Opened },
  now: Date,
): Promise<void> {
  const isOpened =
    opened === 'ownList'
      ? sql`point_id is null and kind in ('assigned', 'returned', 'due')`
      : opened === 'advice'
        ? sql`kind = 'adviceAnswered'`
        : sql`point_id = ${asId(opened.pointId)}`
  await sql`
    update desk_message set read_at = ${now}
    where municipality_id = ${municipalityId} and account_id = ${accountId} and process_id = ${processId} and read_at is null
      and ${isOpened}`.execute(db)
}

/** Marks one message as read, or all of them. They are one's own. */
export const markMessagesRead = act({
  name: 'markMessagesRead',
  by: { audience: 'official' },
  input: z.object({ messageId: z.string().optional() }),
  refusals: {},
  async run({ trx, by, now }, { messageId }) {
    const { rows } = await sql`
      update desk_message set read_at = ${now}
      where municipality_id = ${by.municipalityId} and account_id = ${by.id} and read_at is null
        ${messageId === undefined ? sql`` : sql`and id = ${asId(messageId)}`}
      returning 1`.execute(trx)
    return changedNothing({ read: rows.length })
  },
})

/** Says whether one wants what is told at the desk by mail too. */
export const chooseDeskMail = act({
  name: 'chooseDeskMail',
  by: { audience: 'official' },
  input: z.object({ wantsMail: ticked }),
  refusals: {},
  async run({ trx, by: { municipalityId, id: accountId } }, { wantsMail }) {
    if (accountId === null) return changedNothing(undefined)
    await trx
      .insertInto('deskSetting')
      .values({ municipalityId, accountId, wantsMail })
      .onConflict((conflict) => conflict.columns(['municipalityId', 'accountId']).doUpdateSet({ wantsMail }))
      .execute()
    return did(undefined, { subject: { kind: 'account', id: accountId }, detail: { wantsMail } })
  },
})

/** Whether someone wants messages of the desk by mail; so does who never said. */
export async function wantsDeskMail(db: Db, { municipalityId, id }: Account): Promise<boolean> {
  const found = await db
    .selectFrom('deskSetting')
    .select('wantsMail')
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', id)
    .executeTakeFirst()
  return found?.wantsMail ?? true
}
