import { z } from 'zod'
import { act, changedNothing, did, type ActEvent } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import type { Table } from '#app/csv-table.ts'
import { WrongInput } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { freeChannels } from '#app/features/contributions/free-contribution.ts'
import { isPerson, type ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import {
  registerContributions,
  type NewContribution,
  type RegisteredContribution,
} from '#app/features/contributions/register-contribution.server.ts'
import { momentOf } from '#app/features/contributions/register-free-contribution.server.ts'
import { silentResponses, takeInResponse } from '#app/features/partners/answering/take-in-response.server.ts'
import { insertQuestionnaire } from '#app/features/partners/create-questionnaire.server.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import { standardQuestions, type Question } from '#app/features/partners/questionnaire.ts'
import { finishSplits } from '#app/features/points/finish-split.server.ts'
import { markPoints } from '#app/features/points/mark-points.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import { channelKinds, type ChannelKind } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { fold } from '#app/fold.ts'
import { parseDate, today } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { carriedTable } from './carried-table.ts'
import { comparePartnerInput, externalIdOf } from './compare-partner-input.server.ts'
import type { FileContributor, PartnerInputColumn } from './partner-input-file.ts'
import { previewOf, wrongCells } from './preview-partner-input.server.ts'

const isTable = (given: unknown): given is Table<PartnerInputColumn> =>
  typeof given === 'object' && given !== null && ('records' in given || 'error' in given)

/** A table as a command read it, or as the form carries what was looked at. */
const table = z.union([z.custom<Table<PartnerInputColumn>>(isTable), z.string()]).transform((given, context) => {
  const carried = typeof given === 'string' ? carriedTable(given) : given
  if (carried) return carried
  context.addIssue({
    code: 'custom',
    message: 'Wat er in het bestand stond, kwam niet goed over. Kies het bestand opnieuw.',
  })
  return z.NEVER
})

/**
 * Registers what partners gave, out of a table, all or nothing: a contribution per contributor, and a point per row. A
 * process without a list of questions gets the standard one when the file names questions. What is there already and says
 * the same changes nothing; when it says something else it is refused. An organisation that was asked and wrote nothing yet
 * has sent by it.
 */
export const importPartnerInput = act({
  name: 'importPartnerInput',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({
    table,
    fileName: z.string().default(''),
    /** An instant, or a day as it is typed; left out it is now. */
    receivedOn: z.union([z.custom<Date>((given) => given instanceof Date), z.string()]).optional(),
    /**
     * How organisations gave it; conversations are held at meetings. Only a command knows of input that came online: an
     * official takes in what arrived outside this platform.
     */
    channel: z.enum(channelKinds).default('meeting'),
  }),
  refusals: { ...answeringRefusals, ...wrongCells },
  async run({ trx, by, process: { id }, now, refuse }, { table: rows, fileName, receivedOn, channel }) {
    // Two who take in the same file must not both find nothing.
    await lockProcess(trx, by, id)
    const process = await processToAnswer(trx, by, { id })
    const look = () => previewOf(trx, process, { table: rows, fileName })
    const received = receivedAt(receivedOn, now)
    if ('problem' in received) throw new WrongInput({ receivedOn: received.problem }, { preview: await look() })
    if (by.kind === 'account' && !freeChannels.some((one) => one === channel))
      throw new WrongInput({ channel: 'Kies hoe het binnenkwam.' }, { preview: await look() })
    const { questions: there, contributors, fresh, errors } = await comparePartnerInput(trx, process, rows)
    if (errors.length > 0) refuse('wrongCells', { cells: errors, preview: await look() })
    const list = there ? null : await standardList(trx, process, fresh, now)
    const registered = await registerContributions(
      trx,
      process,
      fresh.map((contributor) => asContribution(contributor, there ?? list?.questions ?? [], { ...received, channel })),
    )
    await endTurns(trx, by, process, { contributors: fresh, registered, receivedAt: received.at }, now)
    // What was chosen from a list or on a scale is counted, and asks for no answer.
    const closed = new Set((there ?? []).flatMap(({ kind, number }) => (isClosed(kind) ? [number] : [])))
    const points = registered.flatMap(({ id: contributionId, items }, at) => {
      const given = fresh[at]?.items.filter(({ text }) => text.trim() !== '') ?? []
      return items.flatMap((range, index) => {
        const number = given[index]?.number ?? null
        return number !== null && closed.has(number) ? [] : [{ contributionId, range }]
      })
    })
    await markPoints(trx, by, process, points, now)
    const contributionIds = [...new Set(points.map(({ contributionId }) => contributionId))]
    await finishSplits(trx, by, process, { contributionIds, despiteOpen: true }, now)
    const imported = { added: fresh.length, unchanged: contributors.length - fresh.length, points: points.length }
    if (fresh.length === 0) return changedNothing(imported)
    return did(
      imported,
      { subject: { kind: 'process', id }, detail: { added: fresh.length, points: points.length } },
      ...(list ? [list.event] : []),
    )
  },
})

const isClosed = (kind: Question['kind']) => kind === 'choice' || kind === 'scale'

/** The moment for what was typed or given, or why it cannot be. */
function receivedAt(given: Date | string | undefined, now: Date): { at: Date } | { problem: string } {
  if (given === undefined) return { at: now }
  if (given instanceof Date) return { at: given }
  const day = parseDate(given.trim())
  if (day === null || day < '1900-01-01')
    return { problem: 'Vul een bestaande datum in, zoals 31 augustus 2016 of 31-8-2016.' }
  if (day > today(now)) return { problem: 'Deze dag moet nog komen. Vul een dag in tot en met vandaag.' }
  return { at: momentOf(day, now) }
}

/** The standard list of questions, made where the file names one of them; the record tells that too. */
async function standardList(
  trx: Trx,
  process: Process,
  contributors: readonly FileContributor[],
  now: Date,
): Promise<{ questions: Question[]; event: ActEvent } | null> {
  if (contributors.every(({ items }) => items.every(({ number }) => number === null))) return null
  const id = await insertQuestionnaire(trx, process, { questions: standardQuestions, closesOn: null }, now)
  const questions = (await questionnaireOf(trx, process))?.questions ?? []
  const event = { as: 'createQuestionnaire', subject: { kind: 'questionnaire', id } }
  return { questions, event: { ...event, detail: { questions: questions.length } } }
}

/** Who speaks for nobody in particular, or for a family, told it; organisations wrote it. */
const spokenKinds: readonly ContributorKind[] = ['household', 'resident', 'conversations', 'study', 'meeting']

function asContribution(
  contributor: FileContributor,
  questions: readonly Question[],
  { at: receivedAt, channel }: { at: Date; channel: ChannelKind },
): NewContribution {
  const { name, kind, role, items } = contributor
  return {
    contributor: { kind, role, ...(isPerson(kind) ? { name } : { organisation: name }) },
    kind: spokenKinds.includes(kind) ? 'conversationReport' : 'partnerResponse',
    ...{
      channel: spokenKinds.includes(kind) ? 'meeting' : channel,
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
