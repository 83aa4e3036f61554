import { sql } from 'kysely'
import type { Questionnaire } from '#app/features/partners/queries.server.ts'
import type { QuestionKind } from '#app/features/partners/questionnaire.ts'
import type { AnswerState, ResponseState } from '#app/features/partners/response.ts'
import type { Db } from '#db/client.server.ts'
import type { AskedPartner, AskedQuestion, GivenAnswer } from './overview.ts'
import { answersOf } from './answered-questions.server.ts'
import { takenIn } from './taken-in.server.ts'

type Of = Pick<Questionnaire, 'id' | 'municipalityId'>

/** The questions of a list in order, with those that are no longer asked but have answers. */
export async function askedQuestions(db: Db, { municipalityId, id }: Of): Promise<AskedQuestion[]> {
  const { rows } = await sql<AskedQuestion>`
    select distinct on (question.number) question.id, number, heading, kind, removed_at is not null as is_retired
    from question
    join question_version on question_version.municipality_id = question.municipality_id and question_version.question_id = question.id
    where question.municipality_id = ${municipalityId} and questionnaire_id = ${id}
      and (removed_at is null or ${answersOf(sql`question`)})
    order by question.number, version desc`.execute(db)
  return rows
}

/**
 * The organisations that were asked, and whoever gave its points in another way, by name, with where each answer stands:
 * states and counts, never a word of it.
 */
export async function askedPartners(
  db: Db,
  questionnaire: Of & Pick<Questionnaire, 'processId'>,
): Promise<AskedPartner[]> {
  const [asked, taken] = await Promise.all([invitedPartners(db, questionnaire), takenIn(db, questionnaire)])
  const byResponse = new Map(taken.flatMap((one) => (one.responseId === null ? [] : [[one.responseId, one] as const])))
  const invited = asked.map((partner): AskedPartner => {
    const own = byResponse.get(partner.id)
    return own ? { ...partner, takenIn: own.contributionId, answers: own.answers, freePoints: own.freePoints } : partner
  })
  const others = taken.flatMap(
    ({ responseId, contributionId, name, receivedAt, answers, freePoints }): AskedPartner[] => {
      if (responseId !== null) return []
      const given = { state: 'sent' as const, hasPoints: true, openedAt: null, sentAt: receivedAt, reopenReason: null }
      return [{ id: contributionId, partnerId: null, name, ...given, takenIn: contributionId, answers, freePoints }]
    },
  )
  return [...invited, ...others]
}

/** Of who sent, what was sent: who had it reopened may have written on without sending that. */
async function invitedPartners(db: Db, { municipalityId, id }: Of): Promise<AskedPartner[]> {
  const rows = await db
    .selectFrom('response')
    .innerJoin('partner', (join) =>
      join
        .onRef('partner.municipalityId', '=', 'response.municipalityId')
        .onRef('partner.id', '=', 'response.partnerId'),
    )
    .select([
      'response.id',
      'partnerId',
      'partner.name',
      'response.state',
      'hasPoints',
      'openedAt',
      'sentAt',
      'reopenAskedAt',
      'reopenReason',
    ])
    .where('response.municipalityId', '=', municipalityId)
    .where('questionnaireId', '=', id)
    .orderBy((eb) => eb.fn('lower', ['partner.name']))
    .execute()
  const { rows: answers } = await sql<GivenAnswer & { responseId: string }>`
    with sent as (
      select distinct on (response.id) response.id, answers from response
      join response_version as sending on sending.municipality_id = response.municipality_id and sending.response_id = response.id
      where response.municipality_id = ${municipalityId} and response.questionnaire_id = ${id} and response.state = 'sent'
      order by response.id, sending.number desc),
    given as (
      select sent.id as response_id, (answer ->> 'questionId')::uuid as question_id, answer ->> 'state' as state,
        (answer ->> 'questionVersionId')::uuid as version_id, jsonb_array_length(answer -> 'items') as items
      from sent cross join lateral jsonb_array_elements(sent.answers -> 'answers') as answer
      union all
      select answer.response_id, answer.question_id, answer.state, answer.question_version_id,
        (select count(*)::int from response_item as item where item.municipality_id = answer.municipality_id
          and item.response_id = answer.response_id and item.question_id = answer.question_id)
      from response_answer as answer
      where answer.municipality_id = ${municipalityId} and answer.questionnaire_id = ${id} and answer.response_id not in (select sent.id from sent))
    select response_id, given.question_id, state, items, asked.kind,
      asked.version < (select max(version) from question_version as latest
        where latest.municipality_id = asked.municipality_id and latest.question_id = asked.question_id) as is_earlier
    from given
    join question_version as asked on asked.municipality_id = ${municipalityId} and asked.id = given.version_id`.execute(
    db,
  )
  const given = Map.groupBy(answers, ({ responseId }) => responseId)
  return rows.map(({ reopenAskedAt, reopenReason, ...row }) => ({
    ...row,
    // The checks on these columns in the database name the same states and kinds.
    state: row.state as ResponseState,
    reopenReason: reopenAskedAt ? reopenReason : null,
    takenIn: null,
    freePoints: 0,
    answers: (given.get(row.id) ?? []).map(({ responseId: _, state, kind, ...answer }) => ({
      ...answer,
      state: state as AnswerState,
      kind: kind as QuestionKind,
    })),
  }))
}

export type AskedPeople = {
  people: { name: string; isCoordinator: boolean }[]
  /** People who came in the book after the invitations went out, and whom no colleague asked. */
  notInvited: number
  isArchived: boolean
  /** Of `failed` those that are not tried any more are `lost`. */
  mail: { kind: 'invited' | 'reminded'; at: Date; people: number; failed: number; lost: number }[]
}

/** By response: who works for the organisation, and when mail went to them, in order. */
export async function askedPeople(db: Db, { municipalityId, id }: Of): Promise<Map<string, AskedPeople>> {
  const { rows } = await sql<
    Omit<AskedPeople, 'mail' | 'people'> & { responseId: string; people: AskedPeople['people'] | null }
  >`
    select response.id as response_id, partner.archived_at is not null as is_archived,
      jsonb_agg(jsonb_build_object('name', person.name, 'isCoordinator', is_coordinator) order by is_coordinator desc, lower(person.name))
        filter (where person.id is not null) as people,
      count(person.id) filter (where not exists (select from notification where notification.municipality_id = response.municipality_id
          and message_key = 'partner-invitation:' || response.id || ':' || person.id)
        and not exists (select from notification where notification.municipality_id = response.municipality_id
          and template = 'partnerColleague' and split_part(message_key, ':', 3) = person.id::text and notification.created_at >= invited_at))::int as not_invited
    from response
    join partner on partner.municipality_id = response.municipality_id and partner.id = response.partner_id
    left join partner_person as person on person.municipality_id = partner.municipality_id and person.partner_id = partner.id
    where response.municipality_id = ${municipalityId} and response.questionnaire_id = ${id}
    group by response.municipality_id, response.id, partner.archived_at`.execute(db)
  const { rows: mail } = await sql<{
    responseId: string
    template: string
    at: Date
    people: number
    failed: number
    lost: number
  }>`
    select split_part(message_key, ':', 2) as response_id, template, created_at as at, count(*)::int as people,
      count(*) filter (where notification.state = 'failed')::int as failed,
      count(*) filter (where notification.state = 'failed' and due_at is null)::int as lost
    from notification
    where municipality_id = ${municipalityId} and template in ('partnerInvitation', 'partnerReminder')
      and split_part(message_key, ':', 2) = any(${rows.map(({ responseId }) => responseId)})
    group by 1, 2, 3 order by 3`.execute(db)
  const byResponse = Map.groupBy(mail, ({ responseId }) => responseId)
  return new Map(
    rows.map(({ responseId, people, ...row }) => [
      responseId,
      {
        ...row,
        people: people ?? [],
        mail: (byResponse.get(responseId) ?? []).map(({ template, at, people: count, failed, lost }) => ({
          kind: template === 'partnerInvitation' ? ('invited' as const) : ('reminded' as const),
          ...{ at, people: count, failed, lost },
        })),
      },
    ]),
  )
}
