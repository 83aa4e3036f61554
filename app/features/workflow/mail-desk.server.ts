import { sql } from 'kysely'
import { eachByItself } from '#app/each-by-itself.ts'
import { siteAddress } from '#app/features/municipalities/site-address.server.ts'
import { notify } from '#app/features/notifications/notify.server.ts'
import { oneOf } from '#app/one-of.ts'
import { paths } from '#app/paths.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { messageInWords, messageKinds } from './message.ts'
import { stillSo } from './still-so.server.ts'

/** What comes together within this time is one mail. */
const GATHERED_MS = 2 * 60_000
/** The least time between two mails to one person. */
const APART_MS = 15 * 60_000
/** Lines of one mail; the desk has the rest. */
const MOST_LINES = 20

type Person = { municipalityId: string; id: string }

/**
 * Mails officials what they were told at the desk and did not read, as far as it is still so, all of it in one mail, and not again within a
 * quarter of an hour. Who does not want mail gets none. A job runs it every minute. `baseUrl` is the address of the installation.
 */
export async function mailDesk(db: Db, { baseUrl }: { baseUrl: string }, now: Date): Promise<void> {
  const { rows: people } = await sql<Person>`
    select distinct desk_message.municipality_id, desk_message.account_id as id
    from desk_message
    left join desk_setting on desk_setting.municipality_id = desk_message.municipality_id and desk_setting.account_id = desk_message.account_id
    where read_at is null and desk_message.mailed_at is null and created_at <= ${new Date(now.getTime() - GATHERED_MS)}
      and (desk_setting.mailed_at is null or desk_setting.mailed_at <= ${new Date(now.getTime() - APART_MS)})
    order by 1, 2`.execute(db)
  await eachByItself(people, (person) => inTransaction(db, (trx) => mailTo(trx, person, baseUrl, now)))
}

async function mailTo(trx: Trx, { municipalityId, id }: Person, installation: string, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string; kind: string; points: number; from: string | null; processTitle: string }>`
    with told as (
      update desk_message set mailed_at = ${now}
      where municipality_id = ${municipalityId} and account_id = ${id} and read_at is null and mailed_at is null
      returning *
    )
    select desk_message.id, desk_message.kind, still.points, account.name as from, process.title as process_title
    from told as desk_message
    ${stillSo}
    join process on process.municipality_id = ${municipalityId} and process.id = desk_message.process_id
    left join account on account.municipality_id = ${municipalityId} and account.id = from_account_id
    where still.points > 0
    order by desk_message.created_at desc, desk_message.id desc`.execute(trx)
  const { rows: people } = await sql<{ name: string; email: string; municipality: string; wantsMail: boolean }>`
    select account.name, account.email, municipality.name as municipality, coalesce(wants_mail, true) as wants_mail
    from account
    join municipality on municipality.id = account.municipality_id
    left join desk_setting on desk_setting.municipality_id = account.municipality_id and desk_setting.account_id = account.id
    where account.municipality_id = ${municipalityId} and account.id = ${id} and blocked_at is null`.execute(trx)
  const [person] = people
  const [first] = rows
  if (!person?.wantsMail || !first) return
  const lines = rows.slice(0, MOST_LINES).map(({ kind, points, from, processTitle }) => ({
    says: messageInWords({ kind: oneOf(messageKinds, kind), points, from }),
    processTitle,
  }))
  const more = rows.length - 1
  const begin = (lines[0]?.says ?? '').replace(/\.$/, '')
  await notify(trx, {
    ...{ municipalityId, template: 'deskMessages', now, key: `desk:${id}:${first.id}`, to: person.email },
    data: {
      ...{ municipality: person.municipality, name: person.name, lines },
      subject: more === 0 ? begin : `${begin}, en nog ${more === 1 ? '1 bericht' : `${more} berichten`}`,
      link: (await siteAddress(trx, municipalityId, installation)) + paths.official.today(),
    },
  })
  await trx
    .insertInto('deskSetting')
    .values({ municipalityId, accountId: id, wantsMail: true, mailedAt: now })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'accountId']).doUpdateSet({ mailedAt: now }))
    .execute()
}
