import { refusedBy } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Actor, Doer } from '#app/features/accounts/account.ts'
import type { Questionnaire } from '#app/features/partners/queries.server.ts'
import { standOf, type QuestionnaireState } from '#app/features/partners/questionnaire.ts'
import { standRefusals, whyNotNow, type responseCan, type ResponseState } from '#app/features/partners/response.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { asId } from '#app/ids.server.ts'
import { today } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { responseChanged } from './notice.server.ts'
import { mayLead } from './response-view.ts'

export type ResponseRow = {
  id: string
  municipalityId: string
  processId: string
  questionnaireId: string
  partnerId: string
  state: ResponseState
  hasPoints: boolean
  version: number
  openedAt: Date | null
  reopenAskedAt: Date | null
  contributionId: string | null
  contributorId: string | null
  /** State of the list of questions. */
  asked: QuestionnaireState
  closesOn: Questionnaire['closesOn']
}

export type HeldResponse = { process: Process; response: ResponseRow }

/** The people of organisations write and send responses. */
export const byPartner = { audience: 'partner' } as const

/** Refusals of acts on a response that its state, its list of questions or its process does not allow. */
export const responseRefusals = {
  ...withdrawnRefusal,
  ...standRefusals,
  answersPublic: { says: 'De antwoorden op dit plan zijn al openbaar. Daarom ligt deze inbreng vast.' },
}

/** The refusal of acts that only the coordinator may do. */
export const leaderRefusals = {
  onlyCoordinator: { says: 'Alleen de coördinator van uw organisatie geeft de inbreng vrij en verzendt die.' },
}

/** A response with its list of questions. It does not check who may see it. */
function responses(db: Db | Trx, municipalityId: string, responseId: string | undefined) {
  return db
    .selectFrom('response')
    .innerJoin('questionnaire', (join) =>
      join
        .onRef('questionnaire.municipalityId', '=', 'response.municipalityId')
        .onRef('questionnaire.id', '=', 'response.questionnaireId'),
    )
    .select([
      'response.id',
      'response.municipalityId',
      'response.processId',
      'questionnaireId',
      'partnerId',
      'response.state',
      'hasPoints',
      'response.version',
    ])
    .select([
      'response.openedAt',
      'reopenAskedAt',
      'contributionId',
      'contributorId',
      'questionnaire.closesOn',
      'questionnaire.state as asked',
    ])
    .where('response.municipalityId', '=', municipalityId)
    .where('response.id', '=', asId(responseId))
}

/** The response of an organisation that this person works for, once the questions are open. NotFound for everyone else. */
export async function ownResponse(db: Db | Trx, by: Doer, responseId: string | undefined): Promise<ResponseRow> {
  const { email, roles } = memberOf(by)
  const row = await responses(db, by.municipalityId, responseId)
    .where('questionnaire.state', '=', 'open')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('partnerPerson')
          .select('partnerPerson.id')
          .whereRef('partnerPerson.municipalityId', '=', 'response.municipalityId')
          .whereRef('partnerPerson.partnerId', '=', 'response.partnerId')
          .where('partnerPerson.email', '=', email),
      ),
    )
    .executeTakeFirst()
  if (!row || !roles.includes('partnerMember')) throw new NotFound()
  return asResponse(row)
}

/** Someone with an account: nobody else works for an organisation. Throws NotFound. */
export function memberOf(by: Doer): Actor {
  if (by.kind === 'command') throw new NotFound()
  return by
}

// The checks on these columns in the database name the same states.
const asResponse = <Row extends { state: string; asked: string }>(row: Row) => ({
  ...row,
  state: row.state as ResponseState,
  asked: row.asked as QuestionnaireState,
})

/** Locks a response of any organisation until the act is done; for officials. Throws NotFound. */
export async function lockResponse(
  trx: Trx,
  { municipalityId, id }: ProcessRef,
  responseId: string,
): Promise<ResponseRow> {
  const row = await responses(trx, municipalityId, responseId)
    .where('response.processId', '=', id)
    .forUpdate('response')
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return asResponse(row)
}

/**
 * Locks the response of someone's organisation until the act is done, so that of two acts at once the second sees what the
 * first did. The questions and their last day cannot change meanwhile. Throws NotFound for people of other organisations,
 * and Refused when the act is not possible now, or when it is for coordinators (`leads`) and this person is not one.
 */
export async function responseToChange(
  trx: Trx,
  by: Doer,
  { responseId, act, leads = false }: { responseId: string; act: keyof typeof responseCan | null; leads?: boolean },
  now: Date,
): Promise<HeldResponse & { member: Actor }> {
  const { processId, questionnaireId } = await ownResponse(trx, by, responseId)
  const process = await lockProcess(trx, by, processId, 'keep')
  refuseWithdrawn(process)
  await trx
    .selectFrom('questionnaire')
    .select('id')
    .where('municipalityId', '=', by.municipalityId)
    .where('id', '=', questionnaireId)
    .forShare()
    .execute()
  await trx
    .selectFrom('response')
    .select('id')
    .where('municipalityId', '=', by.municipalityId)
    .where('id', '=', asId(responseId))
    .forUpdate()
    .execute()
  const response = await ownResponse(trx, by, responseId)
  const member = memberOf(by)
  if (leads) await refuseOthers(trx, member, response)
  const held = { process, response, member }
  if (act) refuseAct(held, act, now)
  return held
}

/** Throws Refused, with the reason, when an act is not possible now. */
export function refuseAct(
  { process, response: { state, asked, closesOn } }: HeldResponse,
  act: keyof typeof responseCan,
  now: Date,
): void {
  // What an organisation would send after that is in no report and gets no answer.
  if (!processAllows.ask(process.state)) throw refusedBy(responseRefusals, 'answersPublic')
  const why = whyNotNow(act, state, standOf({ state: asked, closesOn }, today(now)))
  if (why === 'notInThisState') throw refusedBy(responseRefusals, why, state)
  if (why) throw refusedBy(responseRefusals, why)
}

async function refuseOthers(trx: Trx, by: Actor, response: ResponseRow): Promise<void> {
  if (!(await leadsResponse(trx, by, response))) throw refusedBy(leaderRefusals, 'onlyCoordinator')
}

/** Whether someone leads the response of their organisation: a coordinator, or anyone where there is none. */
export async function leadsResponse(
  db: Db | Trx,
  by: Actor,
  { partnerId }: Pick<ResponseRow, 'partnerId'>,
): Promise<boolean> {
  const people = await peopleOf(db, { municipalityId: by.municipalityId, partnerId })
  return mayLead(
    people.map(({ email, isCoordinator }) => ({ accountId: email, isCoordinator })),
    by.email,
  )
}

/** The people of an organisation, coordinators first. */
export async function peopleOf(
  db: Db | Trx,
  { municipalityId, partnerId }: { municipalityId: string; partnerId: string },
) {
  return db
    .selectFrom('partnerPerson')
    .select(['id', 'name', 'email', 'isCoordinator'])
    .where('municipalityId', '=', municipalityId)
    .where('partnerId', '=', partnerId)
    .orderBy('isCoordinator', 'desc')
    .orderBy('name')
    .execute()
}

type Changes = {
  state?: ResponseState
  hasPoints?: boolean
  openedAt?: Date
  releasedAt?: Date | null
  releasedBy?: string | null
  sentAt?: Date | null
  sentBy?: string | null
  reopenAskedAt?: Date | null
  reopenReason?: string
  contributionId?: string | null
  contributorId?: string
}

/** Stores changes of a response, raises its version and notifies the screens of the organisation. Gives the new version. */
export async function changeResponse(
  trx: Trx,
  { municipalityId, id, version }: ResponseRow,
  changes: Changes = {},
): Promise<number> {
  const next = version + 1
  await trx
    .updateTable('response')
    .set({ ...changes, version: next })
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .execute()
  await responseChanged(trx, id)
  return next
}
