import { sql } from 'kysely'
import { fullName, type ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import type { Questionnaire } from '#app/features/partners/queries.server.ts'
import type { QuestionKind } from '#app/features/partners/questionnaire.ts'
import type { Db } from '#db/client.server.ts'
import type { GivenAnswer } from './overview.ts'

/** What the municipality took in of what was given to the questions on paper, by mail or in a file. */
export type TakenIn = {
  contributionId: string
  /** Of the organisation that was asked; null for who was not asked by name. */
  responseId: string | null
  name: string
  receivedAt: Date
  answers: GivenAnswer[]
  freePoints: number
}

type Row = {
  contributionId: string
  responseId: string | null
  kind: string
  name: string
  organisation: string
  namedInPublic: boolean
  number: number | null
  residentNumber: number | null
  receivedAt: Date
  /** Questions with how many pieces stand under each; null for the pieces under none. */
  pieces: { questionId: string | null; kind: QuestionKind | null; isEarlier: boolean | null; items: number }[]
}

/** Everything in the register that was given in pieces, as to questions, and that no organisation sent by itself; by name. */
export async function takenIn(
  db: Db,
  { municipalityId, processId }: Pick<Questionnaire, 'municipalityId' | 'processId'>,
): Promise<TakenIn[]> {
  const { rows } = await sql<Row>`
    with piece as (
      select item.contribution_id, asked.question_id, asked.kind, count(*)::int as items,
        bool_or(asked.version < (select max(version) from question_version as latest
          where latest.municipality_id = asked.municipality_id and latest.question_id = asked.question_id)) as is_earlier
      from contribution_item as item
      join contribution on contribution.municipality_id = item.municipality_id and contribution.id = item.contribution_id
      left join question_version as asked on asked.municipality_id = item.municipality_id and asked.id = item.question_version_id
      where item.municipality_id = ${municipalityId} and contribution.process_id = ${processId}
      group by item.contribution_id, asked.question_id, asked.kind)
    select contribution.id as contribution_id, response.id as response_id, giver.kind, giver.name, giver.organisation, named_in_public, giver.number, resident_number, received_at,
      jsonb_agg(jsonb_build_object('questionId', question_id, 'kind', piece.kind, 'isEarlier', is_earlier, 'items', items)) as pieces
    from piece
    join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = piece.contribution_id
    join contributor as giver on giver.municipality_id = contribution.municipality_id and giver.id = contribution.contributor_id
    left join response on response.municipality_id = contribution.municipality_id and response.contribution_id = contribution.id
    where response.id is null or not exists (select from response_version as sent
      where sent.municipality_id = response.municipality_id and sent.response_id = response.id)
    group by contribution.id, received_at, response.id, giver.kind, giver.name, giver.organisation, named_in_public, giver.number, resident_number
    order by lower(coalesce(nullif(giver.organisation, ''), giver.name)), contribution.id`.execute(db)
  return rows.map(({ kind, name, organisation, namedInPublic, number, residentNumber, pieces, ...row }) => ({
    ...row,
    // The check on the kind in the database names the same kinds.
    name: fullName({ kind: kind as ContributorKind, name, organisation, namedInPublic, number, residentNumber }),
    answers: pieces.flatMap(({ questionId, kind: asked, isEarlier, items }) =>
      questionId === null || asked === null
        ? []
        : [{ questionId, state: 'done' as const, items, kind: asked, isEarlier: isEarlier === true }],
    ),
    freePoints: pieces.filter(({ questionId }) => questionId === null).reduce((sum, { items }) => sum + items, 0),
  }))
}
