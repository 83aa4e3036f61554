import { v5 as uuidOf } from 'uuid'
import { NotFound } from '#app/errors.server.ts'
import { asQuestion, questionVersions } from '#app/features/partners/queries.server.ts'
import { standForPartner, type QuestionnaireState } from '#app/features/partners/questionnaire.ts'
import type { AnswerState, ResponseState } from '#app/features/partners/response.ts'
import type { ProcessState } from '#app/features/processes/process.ts'
import { isHere } from '#app/live/presence.ts'
import { daysBetween, today } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { ResponseView, ViewItem, ViewPerson, ViewQuestion } from './response-view.ts'

type Whose = { municipalityId: string; id: string; questionnaireId: string }

/** What the people of an organisation see of their response now. Whoever calls it asked whose it is. */
export async function responseView(
  db: Db,
  { municipalityId, id }: { municipalityId: string; id: string },
  now: Date,
): Promise<ResponseView> {
  // The version is read first: a view may be later than it says, never earlier.
  const row = await db
    .selectFrom('response')
    .innerJoin('questionnaire', (join) =>
      join
        .onRef('questionnaire.municipalityId', '=', 'response.municipalityId')
        .onRef('questionnaire.id', '=', 'response.questionnaireId'),
    )
    .innerJoin('partner', (join) =>
      join
        .onRef('partner.municipalityId', '=', 'response.municipalityId')
        .onRef('partner.id', '=', 'response.partnerId'),
    )
    .innerJoin('process', (join) =>
      join
        .onRef('process.municipalityId', '=', 'response.municipalityId')
        .onRef('process.id', '=', 'response.processId'),
    )
    .select([
      'response.version',
      'response.state',
      'hasPoints',
      'response.releasedAt',
      'sentAt',
      'reopenAskedAt',
      'questionnaireId',
      'partnerId',
    ])
    .select([
      'questionnaire.state as asked',
      'questionnaire.closesOn',
      'questionnaire.intro',
      'partner.name as partnerName',
      'process.title as processTitle',
      'process.state as processState',
    ])
    .select((eb) =>
      eb
        .selectFrom('responseVersion')
        .select(eb.fn.countAll<string>().as('count'))
        .whereRef('responseVersion.municipalityId', '=', 'response.municipalityId')
        .whereRef('responseVersion.responseId', '=', 'response.id')
        .as('versions'),
    )
    .where('response.municipalityId', '=', municipalityId)
    .where('response.id', '=', id)
    .executeTakeFirst()
  if (!row || row.closesOn === null) throw new NotFound()
  const { version, hasPoints, closesOn, intro, partnerName, processTitle } = row
  const [questions, people] = await Promise.all([
    questionsOfResponse(db, { municipalityId, id, questionnaireId: row.questionnaireId }),
    peopleHere(db, { municipalityId, responseId: id, partnerId: row.partnerId }, now),
  ])
  return {
    // The checks on these columns in the database name the same states.
    ...{
      version,
      state: row.state as ResponseState,
      stand: standForPartner(
        row.processState as ProcessState,
        { state: row.asked as QuestionnaireState, closesOn },
        today(now),
      ),
    },
    ...{ hasPoints, closesOn, daysLeft: daysBetween(today(now), closesOn), intro, partnerName, processTitle },
    ...{
      releasedAt: iso(row.releasedAt),
      sentAt: iso(row.sentAt),
      reopenAskedAt: iso(row.reopenAskedAt),
      versions: Number(row.versions),
    },
    ...{ questions, people, readAt: now.toISOString() },
  }
}

const iso = (at: Date | null) => at?.toISOString() ?? null

/** The questions as they are asked now, and those that were answered and are no longer asked, with what was answered. */
export async function questionsOfResponse(
  db: Db | Trx,
  { municipalityId, id: responseId, questionnaireId }: Whose,
): Promise<ViewQuestion[]> {
  // Of one connection one query at a time: this is also read inside an act.
  const answers = await db
    .selectFrom('responseAnswer')
    .innerJoin('questionVersion', (join) =>
      join
        .onRef('questionVersion.municipalityId', '=', 'responseAnswer.municipalityId')
        .onRef('questionVersion.id', '=', 'responseAnswer.questionVersionId'),
    )
    .select(['responseAnswer.questionId', 'state', 'questionVersionId as versionId', 'heading', 'explanation'])
    .where('responseAnswer.municipalityId', '=', municipalityId)
    .where('responseId', '=', responseId)
    .execute()
  const items = await db
    .selectFrom('responseItem')
    .leftJoin('account', (join) =>
      join
        .onRef('account.municipalityId', '=', 'responseItem.municipalityId')
        .onRef('account.id', '=', 'responseItem.updatedBy'),
    )
    .select(['responseItem.id', 'questionId', 'text', 'updatedAt', 'updatedBy', 'account.name'])
    .where('responseItem.municipalityId', '=', municipalityId)
    .where('responseId', '=', responseId)
    .orderBy('position')
    .execute()
  const questions = await questionVersions(db, municipalityId)
    .select('question.removedAt')
    .where('questionnaireId', '=', questionnaireId)
    .distinctOn('question.number')
    .orderBy('question.number')
    .orderBy('version', 'desc')
    .execute()
  return questions.flatMap(({ removedAt, ...row }) => {
    const { version: _, ...question } = asQuestion(row)
    const found = answers.find(({ questionId }) => questionId === question.id)
    const own = items.filter(({ questionId }) => questionId === question.id)
    if (removedAt && own.length === 0) return []
    const { versionId = '', heading = '', explanation = '' } = found ?? {}
    const answer = found && {
      ...{ state: found.state as AnswerState, asked: { versionId, heading, explanation } },
      items: own.map(({ id, text, updatedAt, updatedBy, name }): ViewItem => ({
        id,
        text,
        at: updatedAt.toISOString(),
        by: name,
        byId: updatedBy,
      })),
    }
    return [
      {
        ...question,
        isRemoved: removedAt !== null,
        onlyItemId: uuidOf(question.id, responseId),
        answer: answer ?? null,
      },
    ]
  })
}

async function peopleHere(
  db: Db,
  { municipalityId, responseId, partnerId }: { municipalityId: string; responseId: string; partnerId: string },
  now: Date,
): Promise<ViewPerson[]> {
  const rows = await db
    .selectFrom('partnerPerson')
    .leftJoin('account', (join) =>
      join
        .onRef('account.municipalityId', '=', 'partnerPerson.municipalityId')
        .onRef('account.email', '=', 'partnerPerson.email'),
    )
    .leftJoin('responsePresence', (join) =>
      join
        .onRef('responsePresence.municipalityId', '=', 'partnerPerson.municipalityId')
        .onRef('responsePresence.accountId', '=', 'account.id')
        .on('responsePresence.responseId', '=', responseId),
    )
    .select([
      'partnerPerson.id',
      'account.id as accountId',
      'partnerPerson.name',
      'isCoordinator',
      'questionId',
      'seenAt',
    ])
    .where('partnerPerson.municipalityId', '=', municipalityId)
    .where('partnerPerson.partnerId', '=', partnerId)
    .orderBy('isCoordinator', 'desc')
    .orderBy('partnerPerson.name')
    .execute()
  return rows.map(({ questionId, seenAt, ...person }) => {
    const here = isHere(seenAt, now)
    return { ...person, isHere: here, questionId: here ? questionId : null, seenAt: iso(seenAt) }
  })
}
