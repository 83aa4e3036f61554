import type { Table } from '#app/csv-table.ts'
import type { ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import { itemsOf } from '#app/features/contributions/items.server.ts'
import { retiredQuestions } from '#app/features/partners/asking/answered-questions.server.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import { standardQuestions, type Question } from '#app/features/partners/questionnaire.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { fold } from '#app/fold.ts'
import type { Db, Trx } from '#db/client.server.ts'
import {
  checkPartnerInput,
  type FileContributor,
  type PartnerInputColumn,
  type PartnerInputError,
} from './partner-input-file.ts'

export type ComparedInput = {
  /** The list of the process, with what it asked before and someone answered; null while there is none, and then the file may name the standard questions. */
  questions: Question[] | null
  /** All whom the file names, as far as it could be read. */
  contributors: FileContributor[]
  /** Those who are not in the register yet. */
  fresh: FileContributor[]
  errors: PartnerInputError[]
}

/** A file with partner input beside what was taken in before: what is new, and all that is wrong with it. */
export async function comparePartnerInput(
  db: Db | Trx,
  process: ProcessRef,
  table: Table<PartnerInputColumn>,
): Promise<ComparedInput> {
  const list = await questionnaireOf(db, process)
  // Who answered on paper may have had a list with a question that is gone since.
  const questions = list && [...list.questions, ...(await retiredQuestions(db, list))]
  const { contributors, errors } = checkPartnerInput(
    table,
    questions ?? standardQuestions.map(({ heading }, index) => ({ number: index + 1, heading })),
  )
  const wrong = new Set(errors.map(({ row }) => row))
  const known = await knownInput(db, process)
  const fresh = contributors.filter(({ name }) => !known.has(externalIdOf({ name })))
  for (const contributor of contributors) {
    const earlier = known.get(externalIdOf(contributor))
    // Of half a contributor nobody can say whether it is the same.
    if (
      earlier === undefined ||
      contributor.items.some(({ row }) => wrong.has(row)) ||
      earlier === contentOf(contributor)
    )
      continue
    errors.push({
      row: contributor.row,
      field: 'organisatie',
      message: `"${contributor.name}" is al ingelezen met een andere inhoud`,
    })
  }
  return { questions, contributors, fresh, errors: errors.toSorted((one, other) => one.row - other.row) }
}

/** Under which a contributor is known: the same file twice is one contribution. */
export const externalIdOf = ({ name }: { name: string }): string => `partnerinbreng:${fold(name)}`

/** All that a file says of a contributor, to compare. */
function contentOf({
  kind,
  role,
  items,
}: Pick<FileContributor, 'kind' | 'role'> & {
  items: readonly Omit<FileContributor['items'][number], 'row'>[]
}): string {
  return JSON.stringify([
    kind,
    role,
    items.map(({ text, number, printedNumber, heading }) => [text, number, printedNumber, heading]),
  ])
}

async function knownInput(db: Db | Trx, process: ProcessRef): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('contribution')
    .innerJoin('contributor', (join) =>
      join
        .onRef('contributor.municipalityId', '=', 'contribution.municipalityId')
        .onRef('contributor.id', '=', 'contribution.contributorId'),
    )
    .select(['contribution.id', 'externalId', 'text', 'contributor.kind', 'role'])
    .where('contribution.municipalityId', '=', process.municipalityId)
    .where('contribution.processId', '=', process.id)
    .where('externalId', 'like', 'partnerinbreng:%')
    .execute()
  const items = await itemsOf(
    db,
    process,
    rows.map(({ id }) => id),
  )
  return new Map(
    rows.map(({ id, externalId, text, kind, role }) => {
      const own = (items.get(id) ?? []).map(({ start, end, ownHeading, ...item }) => ({
        ...item,
        text: text.slice(start, end),
        heading: ownHeading,
      }))
      return [externalId ?? '', contentOf({ kind: kind as ContributorKind, role, items: own })]
    }),
  )
}
