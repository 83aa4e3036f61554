import { sql } from 'kysely'
import { fullName, type ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import type { Questionnaire } from '#app/features/partners/queries.server.ts'
import type { QuestionKind } from '#app/features/partners/questionnaire.ts'
import type { Db } from '#db/client.server.ts'

/** What one organisation gave to one question, as it stands in the register. */
export type GivenWords = {
  contributionId: string
  name: string
  questionId: string
  number: number
  /** As it was asked when this was answered. */
  heading: string
  version: number
  kind: QuestionKind
  options: string[]
  /** The pieces of the answer, in order. */
  texts: string[]
}

type Row = Omit<GivenWords, 'name' | 'texts'> & {
  contributorKind: string
  contributorName: string
  organisation: string
  namedInPublic: boolean
  contributorNumber: number | null
  residentNumber: number | null
  text: string
}

/**
 * What organisations sent to the questions of a list, or to one of them, and what the municipality took in for them; by name. A
 * concept is theirs alone and is not read. `closedOnly`: only what was chosen from a list or on a scale.
 */
export async function givenAnswers(
  db: Db,
  { municipalityId, processId, id }: Pick<Questionnaire, 'municipalityId' | 'processId' | 'id'>,
  { number, closedOnly = false }: { number?: number; closedOnly?: boolean } = {},
): Promise<GivenWords[]> {
  const { rows } = await sql<Row>`
    select item.contribution_id, giver.kind as contributor_kind, giver.name as contributor_name, giver.organisation, named_in_public, giver.number as contributor_number, resident_number,
      question.id as question_id, question.number, asked.heading, asked.version, asked.kind, asked.options,
      substr(in_utf16_places(contribution.text), item.quote_start + 1, item.quote_end - item.quote_start) as text
    from contribution_item as item
    join contribution on contribution.municipality_id = item.municipality_id and contribution.id = item.contribution_id
    join contributor as giver on giver.municipality_id = contribution.municipality_id and giver.id = contribution.contributor_id
    join question_version as asked on asked.municipality_id = item.municipality_id and asked.id = item.question_version_id
    join question on question.municipality_id = asked.municipality_id and question.id = asked.question_id
    where item.municipality_id = ${municipalityId} and contribution.process_id = ${processId} and question.questionnaire_id = ${id}
      ${number === undefined ? sql`` : sql`and question.number = ${number}`}
      ${closedOnly ? sql`and asked.kind in ('choice', 'scale')` : sql``}
    order by lower(coalesce(nullif(giver.organisation, ''), giver.name)), item.contribution_id, question.number, item.position`.execute(
    db,
  )
  const given = new Map<string, GivenWords>()
  for (const {
    contributorKind,
    contributorName,
    organisation,
    namedInPublic,
    contributorNumber,
    residentNumber,
    text,
    ...row
  } of rows) {
    const key = `${row.contributionId} ${row.questionId} ${row.version}`
    const words = withoutPlaces(text)
    const own = given.get(key)
    if (own) own.texts.push(words)
    else {
      // The checks on these columns in the database name the same kinds.
      const kind = contributorKind as ContributorKind
      const name = fullName({
        kind,
        name: contributorName,
        organisation,
        namedInPublic,
        number: contributorNumber,
        residentNumber,
      })
      given.set(key, { ...row, name, texts: [words] })
    }
  }
  return [...given.values()]
}

/** Undoes what `in_utf16_places` adds: the database counts code points, and a range counts UTF-16 units. */
const withoutPlaces = (text: string) => text.replace(/([\u{10000}-\u{10FFFF}]) ?/gu, '$1')
