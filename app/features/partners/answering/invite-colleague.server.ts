import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { email, name } from '#app/features/accounts/account.schema.ts'
import { invitePartnerMember } from '#app/features/accounts/invite-partner.server.ts'
import { hasMessage } from '#app/features/notifications/has-message.server.ts'
import { notify } from '#app/features/notifications/notify.server.ts'
import { standForPartner } from '#app/features/partners/questionnaire.ts'
import { key, ticked } from '#app/forms/typed.ts'
import { formatDate, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Trx } from '#db/client.server.ts'
import {
  byPartner,
  changeResponse,
  leaderRefusals,
  peopleOf,
  responseRefusals,
  responseToChange,
} from './response-to-change.server.ts'

/** People of one organisation. */
const MOST_PEOPLE = 50
/** Messages to one address in a day, of all organisations together. */
const MOST_MAILS = 5

const refusals = {
  ...responseRefusals,
  ...leaderRefusals,
  closed: { says: 'Verzenden kan niet meer. U kunt ook niemand meer uitnodigen.' },
  yourself: { says: 'Dit bent u zelf. Vul het e-mailadres van een collega in.', at: 'email' },
  worksAlong: { says: (name: string) => `${name} werkt al mee.`, at: 'email' },
  tooManyPeople: { says: `Er kunnen ${MOST_PEOPLE} mensen van een organisatie meewerken.`, at: 'email' },
  cannotLogIn: { says: 'Dit e-mailadres kan niet inloggen. Vraag de gemeente om hulp.', at: 'email' },
  mailedOften: {
    says: `Dit e-mailadres kreeg vandaag al ${MOST_MAILS} uitnodigingen. Laat uw collega ook in de map met ongewenste mail kijken.`,
    at: 'email',
  },
  invitedOtherwise: {
    says: 'Voor dit e-mailadres staat al een uitnodiging van de gemeente open. Neem die eerst aan.',
    at: 'email',
  },
}

/**
 * Invites a colleague to write the response too, and adds them to the organisation in the book if they are not in it yet.
 * With `passOn` the coordinator hands the invitation over: the colleague becomes the coordinator instead. The same form sent
 * twice, recognised by its key, invites the same colleague once.
 */
export const inviteColleague = act({
  name: 'inviteColleague',
  by: byPartner,
  needs: ['baseUrl'],
  input: z.object({ responseId: z.string(), key, name, email, passOn: ticked }),
  refusals,
  async run({ trx, by, baseUrl, now, refuse }, { responseId, key: formKey, passOn, ...colleague }) {
    const { name, email } = colleague
    const { response, process, member } = await responseToChange(trx, by, { responseId, act: null, leads: passOn }, now)
    // Their message says until when the organisation can send.
    if (standForPartner(process.state, { state: response.asked, closesOn: response.closesOn }, today(now)) !== 'open')
      refuse('closed')
    const { municipalityId, partnerId } = response
    const keyOf = (personId: string) => `partner-colleague:${response.id}:${personId}:${formKey}`
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
    if (there && (await hasMessage(trx, municipalityId, keyOf(there.id)))) return changedNothing(undefined)
    if (there?.email === member.email) refuse('yourself')
    const hasAccount =
      there &&
      (await trx
        .selectFrom('account')
        .select('id')
        .where('municipalityId', '=', municipalityId)
        .where('email', '=', email)
        .executeTakeFirst())
    if (hasAccount && !passOn) refuse('worksAlong', there.name)
    await refuseMailedOften(trx, municipalityId, email, now)
    if (!there && people.length >= MOST_PEOPLE) refuse('tooManyPeople')
    const personId = there?.id ?? uuid()
    if (!there) {
      await trx
        .insertInto('partnerPerson')
        .values({ municipalityId, id: personId, partnerId, name, email, isCoordinator: false, createdAt: now })
        .execute()
    }
    if (passOn) await makeCoordinator(trx, member, { municipalityId, partnerId }, email)
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
    if (!way) return refuse('cannotLogIn')
    await notify(trx, {
      ...{ municipalityId, key: keyOf(personId), template: 'partnerColleague', to: email, now },
      data: {
        ...{
          municipality,
          name: there?.name ?? name,
          invitedBy: member.name,
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
          ? `${member.name} geeft de uitnodiging aan u door. U wordt de coördinator: u geeft de inbreng vrij en verzendt die.`
          : '',
      },
    })
    await changeResponse(trx, response)
    return did(undefined, {
      ...(passOn ? { as: 'passOnInvitation' } : {}),
      ...{ subject: { kind: 'response', id: response.id }, processId: process.id },
    })
  },
})

/**
 * Throws Refused when an address got many invitations today: any address can be filled in, and its mailbox must not be
 * flooded. A message holds the id of the person, so all organisations with that address are counted.
 */
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
  throw refusedBy(refusals, 'mailedOften')
}

/** Throws Refused when an invitation by an administrator is open: of two links to one account the second would not work. */
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
  if (open) throw refusedBy(refusals, 'invitedOtherwise')
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
