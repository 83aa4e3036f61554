import type { Doer } from '#app/features/accounts/account.ts'
import { invitePartnerMember } from '#app/features/accounts/invite-partner.server.ts'
import { notifyAll } from '#app/features/notifications/notify.server.ts'
import type { Questionnaire } from '#app/features/partners/queries.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { formatDate, formatDateLong, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Trx } from '#db/client.server.ts'
import { timeLeft } from './reminder-rules.ts'

/** Whoever writes to people: someone, or a task that runs by itself. */
export type Writer = Doer | { kind: 'system'; id: null; municipalityId: string }

/** What is asked, of whom, and where links begin. */
export type Ask = {
  process: Pick<Process, 'id' | 'municipalityId' | 'title'>
  questionnaire: Questionnaire
  baseUrl: string
}

export type Receiver = {
  responseId: string
  organisation: string
  personId: string
  name: string
  email: string
  /** When it was sent before it was reopened, if ever. */ sentBefore: Date | null
}

/** The people of the organisations of these responses, without those in the archive. */
export async function receiversOf(
  trx: Trx,
  { questionnaire }: Pick<Ask, 'questionnaire'>,
  responseIds: readonly string[],
): Promise<Receiver[]> {
  if (responseIds.length === 0) return []
  return trx
    .selectFrom('response')
    .innerJoin('partner', (join) =>
      join
        .onRef('partner.municipalityId', '=', 'response.municipalityId')
        .onRef('partner.id', '=', 'response.partnerId'),
    )
    .innerJoin('partnerPerson as person', (join) =>
      join.onRef('person.municipalityId', '=', 'partner.municipalityId').onRef('person.partnerId', '=', 'partner.id'),
    )
    .select([
      'response.id as responseId',
      'partner.name as organisation',
      'person.id as personId',
      'person.name',
      'person.email',
    ])
    .select((eb) =>
      eb
        .selectFrom('responseVersion')
        .select(({ fn }) => fn.max('responseVersion.sentAt').as('at'))
        .whereRef('responseVersion.municipalityId', '=', 'response.municipalityId')
        .whereRef('responseVersion.responseId', '=', 'response.id')
        .as('sentBefore'),
    )
    .where('response.municipalityId', '=', questionnaire.municipalityId)
    .where('response.questionnaireId', '=', questionnaire.id)
    .where('response.id', 'in', [...responseIds])
    .where('partner.archivedAt', 'is', null)
    .orderBy('partner.name')
    .orderBy('person.email')
    .execute()
}

/** How many got a message, and whose account is blocked, so that no link would open anything for them. */
export type Mailed = { mailed: number; blocked: number }

/** Invites each of these people, by a message of their own; who got it already gets nothing. */
export async function mailInvitations(
  trx: Trx,
  by: Writer,
  ask: Ask,
  receivers: readonly Receiver[],
  keyOf: (receiver: Receiver) => string,
  now: Date,
): Promise<Mailed> {
  const { municipality, helpPhone } = await senderOf(trx, ask)
  const { letters, blocked } = await lettersOf(trx, by, ask, await withoutMessage(trx, ask, receivers, keyOf), now)
  const { length } = ask.questionnaire.questions
  const questions = length === 1 ? '1 vraag' : `${length} vragen`
  const invitedBy = by.kind === 'account' ? by.name : `gemeente ${municipality}`
  const mailed = await notifyAll(
    trx,
    { municipalityId: ask.process.municipalityId, template: 'partnerInvitation', now },
    letters.map(({ receiver, ...letter }) => ({
      key: keyOf(receiver),
      to: receiver.email,
      data: { ...letter, municipality, helpPhone, invitedBy, questions },
    })),
  )
  return { mailed, blocked }
}

/** Reminds each of these people of the last day; who got this reminder already gets nothing. */
export async function mailReminders(
  trx: Trx,
  by: Writer,
  ask: Ask,
  receivers: readonly Receiver[],
  keyOf: (receiver: Receiver) => string,
  now: Date,
): Promise<Mailed> {
  const { municipality, helpPhone } = await senderOf(trx, ask)
  const { letters, blocked } = await lettersOf(trx, by, ask, await withoutMessage(trx, ask, receivers, keyOf), now)
  const left = timeLeft(ask.questionnaire.closesOn ?? today(now), today(now))
  const mailed = await notifyAll(
    trx,
    { municipalityId: ask.process.municipalityId, template: 'partnerReminder', now },
    letters.map(({ receiver, ...letter }) => ({
      key: keyOf(receiver),
      to: receiver.email,
      data: {
        ...letter,
        municipality,
        helpPhone,
        timeLeft: left,
        sentBefore: receiver.sentBefore ? formatDate(today(receiver.sentBefore)) : '',
      },
    })),
  )
  return { mailed, blocked }
}

async function senderOf(trx: Trx, { process }: Ask) {
  return trx
    .selectFrom('municipality')
    .select(['name as municipality', 'helpPhone'])
    .where('id', '=', process.municipalityId)
    .executeTakeFirstOrThrow()
}

/** A link is made only for who gets a message. */
async function withoutMessage(
  trx: Trx,
  { process }: Ask,
  receivers: readonly Receiver[],
  keyOf: (receiver: Receiver) => string,
): Promise<Receiver[]> {
  if (receivers.length === 0) return []
  const sent = await trx
    .selectFrom('notification')
    .select('messageKey')
    .where('municipalityId', '=', process.municipalityId)
    .where('messageKey', 'in', receivers.map(keyOf))
    .execute()
  const keys = new Set(sent.map(({ messageKey }) => messageKey))
  return receivers.filter((receiver) => !keys.has(keyOf(receiver)))
}

/** What both messages say to each person. */
async function lettersOf(
  trx: Trx,
  by: Writer,
  { process, questionnaire, baseUrl }: Ask,
  receivers: readonly Receiver[],
  now: Date,
) {
  const lastDay = questionnaire.closesOn ?? today(now)
  const letters = []
  let blocked = 0
  for (const receiver of receivers) {
    const { responseId, organisation, name, email } = receiver
    const invite = {
      municipality: { id: process.municipalityId },
      email,
      name,
      path: paths.partner.response(responseId),
      baseUrl,
      worksUntil: lastDay,
    }
    const link = await invitePartnerMember(trx, by, invite, now)
    if (link === null) blocked++
    else {
      const linkUntil = link.worksUntil ? formatDate(link.worksUntil) : ''
      letters.push({
        receiver,
        name,
        organisation,
        processTitle: process.title,
        lastDay: formatDateLong(lastDay),
        link: link.link,
        linkUntil,
      })
    }
  }
  return { letters, blocked }
}
