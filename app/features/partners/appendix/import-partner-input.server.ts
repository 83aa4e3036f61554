import { cellErrorLine, type Table } from '#app/csv-table.ts'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { isPerson, type ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import { registerContribution } from '#app/features/contributions/register-contribution.server.ts'
import { silentResponses, takeInResponse } from '#app/features/partners/answering/take-in-response.server.ts'
import { createQuestionnaire } from '#app/features/partners/create-questionnaire.server.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import type { Question } from '#app/features/partners/questionnaire.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import type { ChannelKind } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { fold } from '#app/fold.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { comparePartnerInput, externalIdOf } from './compare-partner-input.server.ts'
import type { FileContributor, PartnerInputColumn, PartnerInputError } from './partner-input-file.ts'

/** Every cell that is wrong; nothing was stored. */
export class PartnerInputRefused extends Refused {
  readonly errors: PartnerInputError[]
  constructor(errors: PartnerInputError[]) {
    super(errors.map(cellErrorLine).join('\n'))
    this.errors = errors
  }
}

type PartnerInputImport = {
  processId: string
  table: Table<PartnerInputColumn>
  receivedAt?: Date
  /** How organisations gave it; conversations are held at meetings. */
  channel?: ChannelKind
}

/**
 * Registers what partners gave, out of a table, all or nothing: a contribution per contributor, and a point per row. A
 * process without a list of questions gets the standard one when the file names questions. What is there already and says
 * the same changes nothing; when it says something else it is refused. An organisation that was asked and wrote nothing yet
 * has sent by it. Throws PartnerInputRefused.
 */
export async function importPartnerInput(
  db: Db | Trx,
  by: Doer,
  { processId, table, receivedAt, channel = 'meeting' }: PartnerInputImport,
  now: Date,
): Promise<{ added: number; unchanged: number; points: number }> {
  return inTransaction(db, async (trx) => {
    // Two who take in the same file must not both find nothing.
    await lockProcess(trx, by, processId)
    const process = await processToAnswer(trx, by, { id: processId })
    const { questions: there, contributors, fresh, errors } = await comparePartnerInput(trx, process, table)
    if (errors.length > 0) throw new PartnerInputRefused(errors)
    const questions = there ?? (await standardList(trx, by, process, fresh, now))
    const silent = await silentResponses(trx, process)
    let points = 0
    for (const contributor of fresh) {
      const responseId = silent.get(fold(contributor.name)) ?? null
      points += await register(
        trx,
        by,
        process,
        { contributor, responseId, receivedAt: receivedAt ?? now, channel },
        questions,
        now,
      )
    }
    if (fresh.length > 0) {
      await record(trx, {
        ...{
          municipalityId: process.municipalityId,
          at: now,
          by,
          act: 'importPartnerInput',
          subject: { kind: 'process', id: processId },
          processId,
        },
        detail: { added: fresh.length, points },
      })
    }
    return { added: fresh.length, unchanged: contributors.length - fresh.length, points }
  })
}

async function standardList(
  trx: Trx,
  by: Doer,
  process: Process,
  contributors: readonly FileContributor[],
  now: Date,
): Promise<Question[]> {
  if (contributors.every(({ items }) => items.every(({ number }) => number === null))) return []
  await createQuestionnaire(trx, by, { processId: process.id }, now)
  return (await questionnaireOf(trx, process))?.questions ?? []
}

/** Who speaks for nobody in particular, or for a family, told it; organisations wrote it. */
const told: readonly ContributorKind[] = ['household', 'resident', 'conversations', 'study', 'meeting']

async function register(
  trx: Trx,
  by: Doer,
  process: Process,
  {
    contributor,
    responseId,
    receivedAt,
    channel,
  }: {
    contributor: FileContributor
    /** Of who was asked. */ responseId: string | null
    receivedAt: Date
    channel: ChannelKind
  },
  questions: readonly Question[],
  now: Date,
): Promise<number> {
  const { name, kind, role, items } = contributor
  const given = await registerContribution(trx, process, {
    contributor: { kind, role, ...(isPerson(kind) ? { name } : { organisation: name }) },
    kind: told.includes(kind) ? 'conversationReport' : 'partnerResponse',
    ...{
      channel: told.includes(kind) ? 'meeting' : channel,
      receivedAt,
      givenAt: 'Gegeven toen de gemeente organisaties en inwoners om inbreng vroeg.',
      isApart: true,
    },
    externalId: externalIdOf(contributor),
    items: items.map(({ text, number, printedNumber, heading }) => {
      const versionId = questions.find((question) => question.number === number)?.versionId ?? null
      return { text, number, printedNumber, heading, questionVersionId: versionId }
    }),
  })
  if (responseId !== null)
    await takeInResponse(
      trx,
      by,
      { process, responseId, contributionId: given.id, contributorId: given.contributorId, receivedAt },
      now,
    )
  for (const range of given.items) await markPoint(trx, by, { process, contributionId: given.id, range }, now)
  await finishSplit(trx, by, { process, contributionId: given.id, despiteOpen: true }, now)
  return given.items.length
}
