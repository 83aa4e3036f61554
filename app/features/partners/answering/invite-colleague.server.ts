import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { invitePartnerMember } from '#app/features/accounts/invite-partner.server.ts'
import { hasMessage } from '#app/features/notifications/has-message.server.ts'
import { notify } from '#app/features/notifications/notify.server.ts'
import { standForPartner } from '#app/features/partners/questionnaire.ts'
import { record } from '#app/features/record/record.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { changeResponse, peopleOf, responseToChange } from './response-to-change.server.ts'

/** People of one organisation. */
const MOST_PEOPLE = 50
/** Messages to one address in a day, of all organisations together. */
const MOST_MAILS = 5

type InviteColleague = {
  responseId: string
  /** Id that the form brought along: the same form sent twice invites the same colleague once. */
  key: string
  name: string
  email: string
  /** Passes the whole invitation on: they become the coordinator, and who passes it on no longer is. For the coordinator. */
  passOn: boolean
  /** Address of the site, for the link in the message. */
  baseUrl: string
}

/** Asks a colleague to work along. Who is not in the book of this organisation yet is added to it. Refused at 'email' for who works along already. */
export async function inviteColleague(
  db: Db | Trx,
  by: Actor,
  { responseId, key, name, email, passOn, baseUrl }: InviteColleague,
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { response, process } = await responseToChange(trx, by, { responseId, act: null, leads: passOn }, now)
    // Their message says until when the organisation can send.
    if (standForPartner(process.state, { state: response.asked, closesOn: response.closesOn }, today(now)) !== 'open') {
      throw new Refused('Verzenden kan niet meer. U kunt ook niemand meer uitnodigen.')
    }
    const { municipalityId, partnerId } = response
    const keyOf = (personId: string) => `partner-colleague:${response.id}:${personId}:${key}`
    const { partner, municipality, helpPhone } = await trx
      .selectFrom('partner')
      .innerJoin('municipality', 'municipality.id', 'partner.municipalityId')
      .select(['partner.name as partner', 'municipality.name as municipality', 'helpPhone'])
      .where('municipalityId', '=', municipalityId)
      .where('partner.id', '=', partnerId)
      .forUpdate('partner')
      .executeTakeFirstOrThrow()
    const people = await peopleOf(trx, { municipalityId, partnerId })
    const there = people.find((person) => person.email === email)
    // The form sent twice finds the person that it added, or asked, the first time.
    if (there && (await hasMessage(trx, municipalityId, keyOf(there.id)))) return
    if (there?.email === by.email)
      throw new Refused('Dit bent u zelf. Vul het e-mailadres van een collega in.', 'email')
    const hasAccount =
      there &&
      (await trx
        .selectFrom('account')
        .select('id')
        .where('municipalityId', '=', municipalityId)
        .where('email', '=', email)
        .executeTakeFirst())
    if (hasAccount && !passOn) throw new Refused(`${there.name} werkt al mee.`, 'email')
    await refuseMailedOften(trx, municipalityId, email, now)
    if (!there && people.length >= MOST_PEOPLE)
      throw new Refused(`Er kunnen ${MOST_PEOPLE} mensen van een organisatie meewerken.`, 'email')
    const personId = there?.id ?? uuid()
    if (!there) {
      await trx
        .insertInto('partnerPerson')
        .values({ municipalityId, id: personId, partnerId, name, email, isCoordinator: false, createdAt: now })
        .execute()
    }
    if (passOn) await makeCoordinator(trx, by, { municipalityId, partnerId }, email)
    await refuseInvitedOtherwise(trx, municipalityId, email, now)
    const invite = {
      municipality: { id: municipalityId },
      email,
      name,
      baseUrl,
      path: paths.partner.response(responseId),
    }
    const way = await invitePartnerMember(
      trx,
      by,
      { ...invite, ...(response.closesOn ? { worksUntil: response.closesOn } : {}) },
      now,
    )
    if (!way) throw new Refused('Dit e-mailadres kan niet inloggen. Vraag de gemeente om hulp.', 'email')
    await notify(trx, {
      ...{ municipalityId, key: keyOf(personId), template: 'partnerColleague', to: email, now },
      data: {
        ...{
          municipality,
          name: there?.name ?? name,
          invitedBy: by.name,
          organisation: partner,
          processTitle: process.title,
        },
        ...{
          closesOn: formatDate(response.closesOn ?? ''),
          link: way.link,
          expiresOn: way.worksUntil ? formatDate(way.worksUntil) : '',
          helpPhone,
        },
        task: passOn
          ? `${by.name} geeft de uitnodiging aan u door. U wordt de coördinator: u geeft de inbreng vrij en verzendt die.`
          : '',
      },
    })
    await changeResponse(trx, response)
    await record(trx, {
      ...{
        municipalityId,
        at: now,
        by,
        act: passOn ? 'passOnInvitation' : 'inviteColleague',
        subject: { kind: 'response', id: responseId },
        processId: process.id,
      },
    })
  })
}

/** Anyone can be asked, so nobody's mailbox is filled with it. Messages know whom they went to, in whichever organisation, not the address. */
async function refuseMailedOften(trx: Trx, municipalityId: string, email: string, now: Date): Promise<void> {
  const { count } = await trx
    .selectFrom('notification')
    .innerJoin('partnerPerson', (join) =>
      join
        .onRef('partnerPerson.municipalityId', '=', 'notification.municipalityId')
        .on(sql<boolean>`partner_person.id::text = split_part(notification.message_key, ':', 3)`),
    )
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('notification.municipalityId', '=', municipalityId)
    .where('template', '=', 'partnerColleague')
    .where('partnerPerson.email', '=', email)
    .where('notification.createdAt', '>', new Date(now.getTime() - 24 * 60 * 60_000))
    .executeTakeFirstOrThrow()
  if (Number(count) < MOST_MAILS) return
  throw new Refused(
    `Dit e-mailadres kreeg vandaag al ${MOST_MAILS} uitnodigingen. Laat uw collega ook in de map met ongewenste mail kijken.`,
    'email',
  )
}

/** Nobody takes the place of what an administrator gave: of two links to one account the second would open nothing. */
async function refuseInvitedOtherwise(trx: Trx, municipalityId: string, email: string, now: Date): Promise<void> {
  const open = await trx
    .selectFrom('invitation')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('email', '=', email)
    .where('role', '<>', 'partnerMember')
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  if (open)
    throw new Refused(
      'Voor dit e-mailadres staat al een uitnodiging van de gemeente open. Neem die eerst aan.',
      'email',
    )
}

async function makeCoordinator(
  trx: Trx,
  by: Actor,
  { municipalityId, partnerId }: { municipalityId: string; partnerId: string },
  email: string,
): Promise<void> {
  for (const [address, isCoordinator] of [
    [email, true],
    [by.email, false],
  ] as const) {
    await trx
      .updateTable('partnerPerson')
      .set({ isCoordinator })
      .where('municipalityId', '=', municipalityId)
      .where('partnerId', '=', partnerId)
      .where('email', '=', address)
      .execute()
  }
}
