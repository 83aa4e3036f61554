import { v7 as uuid } from 'uuid'
import type { Actor, CommandActor } from '#app/features/accounts/account.ts'
import { markOpened } from '#app/features/partners/answering/mark-opened.server.ts'
import { ownResponse } from '#app/features/partners/answering/response-to-change.server.ts'
import { saveAnswer } from '#app/features/partners/answering/save-answer.server.ts'
import { invitePartners } from '#app/features/partners/asking/invite-partners.server.ts'
import { openQuestionnaire } from '#app/features/partners/asking/open-questionnaire.server.ts'
import { saveQuestionnaire } from '#app/features/partners/asking/save-questionnaire.server.ts'
import { addPartnerPerson } from '#app/features/partners/book/change-people.server.ts'
import { themesInWords } from '#app/features/partners/book/book.ts'
import { addPartner } from '#app/features/partners/book/change-partner.server.ts'
import type { LocalDate } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import type { DemoProcess } from './put-contributions.server.ts'
import type { DemoInvited } from './veilig-fietsen.ts'

const DAY = 86_400_000

type Asking = {
  process: DemoProcess
  intro: string
  closesOn: LocalDate
  invited: readonly DemoInvited[]
  baseUrl: string
}

/**
 * Puts organisations and their people in the partner book and asks them to answer. In the days after `at` some of them
 * look at the questions and begin to write; those people get an account.
 */
export async function askPartners(
  trx: Trx,
  by: CommandActor,
  accounts: ReadonlyMap<string, Actor>,
  asking: Asking,
  at: Date,
): Promise<void> {
  const { process, intro, closesOn, invited, baseUrl } = asking
  const partners = new Map<string, DemoInvited>()
  for (const organisation of invited) partners.set(await putInBook(trx, by, organisation, at), organisation)
  await saveQuestionnaire(trx, by, { process, intro, closesOn }, at)
  await invitePartners(trx, by, { process, partnerIds: [...partners.keys()], baseUrl }, at)
  await openQuestionnaire(trx, by, { process, baseUrl }, at)
  const responses = await trx
    .selectFrom('response')
    .select(['id', 'partnerId'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .execute()
  for (const { id, partnerId } of responses) {
    const organisation = partners.get(partnerId)
    if (organisation) await begin(trx, accounts, id, organisation, at)
  }
}

async function putInBook(
  trx: Trx,
  by: CommandActor,
  { people, name, kind, role, themes }: DemoInvited,
  at: Date,
): Promise<string> {
  const partnerId = await addPartner(trx, by, { key: uuid(), name, kind, role, themes: themesInWords(themes) }, at)
  for (const [index, person] of people.entries())
    await addPartnerPerson(trx, by, { partnerId, ...person, isCoordinator: index === 0 }, at)
  return partnerId
}

/** Opens the questions and writes the first answers, as far as this organisation came. */
async function begin(
  trx: Trx,
  accounts: ReadonlyMap<string, Actor>,
  responseId: string,
  { people, hasOpened, answers }: DemoInvited,
  at: Date,
) {
  if (!hasOpened) return
  const actor = accounts.get(people[0]?.email ?? '')
  if (!actor) throw new Error(`In de demo begint iemand zonder account: ${people[0]?.email}`)
  await markOpened(trx, actor, await ownResponse(trx, actor, responseId), new Date(at.getTime() + DAY))
  const writtenAt = new Date(at.getTime() + 2 * DAY)
  for (const { question: number, state, items } of answers) {
    const answer = { responseId, number }
    const typed = items.map((text) => ({ id: uuid(), text, seen: '' }))
    await saveAnswer(trx, actor, { ...answer, items: typed, ...(state === 'done' ? { state } : {}) }, writtenAt)
  }
}
