import { cellErrorLine, type Table } from '#app/csv-table.ts'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { isPerson, type ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import {
  registerContributions,
  type NewContribution,
  type RegisteredContribution,
} from '#app/features/contributions/register-contribution.server.ts'
import { silentResponses, takeInResponse } from '#app/features/partners/answering/take-in-response.server.ts'
import { createQuestionnaire } from '#app/features/partners/create-questionnaire.server.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import type { Question } from '#app/features/partners/questionnaire.ts'
import { finishSplits } from '#app/features/points/finish-split.server.ts'
import { markPoints } from '#app/features/points/mark-points.server.ts'
import { processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { lockProcess, needRole } from '#app/features/processes/lock-process.server.ts'
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
  { processId, table, receivedAt: given, channel = 'meeting' }: PartnerInputImport,
  now: Date,
): Promise<{ added: number; unchanged: number; points: number }> {
  const receivedAt = given ?? now
  return inTransaction(db, async (trx) => {
    // Two who take in the same file must not both find nothing.
    await lockProcess(trx, by, processId)
    needRole(by, 'processor')
    const process = await processToAnswer(trx, by, { id: processId })
    const { questions: there, contributors, fresh, errors } = await comparePartnerInput(trx, process, table)
    if (errors.length > 0) throw new PartnerInputRefused(errors)
    const questions = there ?? (await standardList(trx, by, process, fresh, now))
    const registered = await registerContributions(
      trx,
      process,
      fresh.map((contributor) => asContribution(contributor, questions, { receivedAt, channel })),
    )
    await endTurns(trx, by, process, { contributors: fresh, registered, receivedAt }, now)
    const points = registered.flatMap(({ id: contributionId, items }) =>
      items.map((range) => ({ contributionId, range })),
    )
    await markPoints(trx, by, process, points, now)
    const contributionIds = registered.map(({ id }) => id)
    await finishSplits(trx, by, process, { contributionIds, despiteOpen: true }, now)
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
        detail: { added: fresh.length, points: points.length },
      })
    }
    return { added: fresh.length, unchanged: contributors.length - fresh.length, points: points.length }
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

function asContribution(
  contributor: FileContributor,
  questions: readonly Question[],
  { receivedAt, channel }: { receivedAt: Date; channel: ChannelKind },
): NewContribution {
  const { name, kind, role, items } = contributor
  return {
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
  }
}

/** Those who were asked and wrote nothing yet have sent by the file. */
async function endTurns(
  trx: Trx,
  by: Doer,
  process: Process,
  {
    contributors,
    registered,
    receivedAt,
  }: { contributors: readonly FileContributor[]; registered: readonly RegisteredContribution[]; receivedAt: Date },
  now: Date,
): Promise<void> {
  const silent = await silentResponses(trx, process)
  for (const [index, { id: contributionId, contributorId }] of registered.entries()) {
    const responseId = silent.get(fold(contributors[index]?.name ?? ''))
    if (!responseId) continue
    await takeInResponse(trx, by, { process, responseId, contributionId, contributorId, receivedAt }, now)
  }
}
