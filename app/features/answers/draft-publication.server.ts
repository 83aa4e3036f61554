import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import type { Doer, InnerRole } from '#app/features/accounts/account.ts'
import { rounds, type Round } from '#app/features/contributions/round.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { key, seen, typed } from '#app/forms/typed.ts'
import { parseDate } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { sourceWords, usualTitle } from './publication.ts'
import { allPublications, publicationOf, publicRounds, type Publication } from './publications.server.ts'

const LONGEST_TITLE = 200
const LONGEST_NOTE = 2000

const draft = {
  rounds: z.array(z.enum(rounds)).min(1, 'Kies waarop de antwoorden openbaar worden.'),
  /** Left empty it follows from the rounds. */
  title: typed
    .transform((title) => title.trim())
    .pipe(z.string().max(LONGEST_TITLE, `Gebruik hoogstens ${LONGEST_TITLE} tekens voor de titel.`))
    .default(''),
  /** The day for which it is planned, as typed; empty for none. */
  plannedOn: typed.default('').transform((text, context) => {
    if (text.trim() === '') return null
    const day = parseDate(text)
    if (day === null)
      context.addIssue({ code: 'custom', message: 'Vul een bestaande datum in, zoals 5 december 2016 of 5-12-2016.' })
    return day
  }),
  note: typed
    .transform((note) => note.trim())
    .pipe(z.string().max(LONGEST_NOTE, `Gebruik hoogstens ${LONGEST_NOTE} tekens voor de toelichting.`))
    .default(''),
}

const draftRefusals = {
  ...withdrawnRefusal,
  inOtherDraft: {
    says: ({ round, title }: { round: Round; title: string }) =>
      `Er is al een concept voor ${sourceWords[round]}: “${title}”. Maak dat eerst openbaar, of haal het weg.`,
    at: 'rounds',
  },
  isPublic: { says: 'Deze publicatie is openbaar en ligt daarom vast.' },
}

/** Who may prepare a publication: whoever works on the answers, and whoever signs. */
export const publicationPreparers = ['processor', 'approver'] as const satisfies readonly InnerRole[]
const byPreparer = { audience: 'official', needs: publicationPreparers } as const

/** Prepares a publication of the answers to one or more rounds. The same form sent twice prepares one. */
export const createPublication = act({
  name: 'createPublication',
  by: byPreparer,
  on: 'process',
  input: z.object({ key, ...draft }),
  refusals: draftRefusals,
  async run({ trx, by, now, process: ref }, { key: formKey, ...given }) {
    const process = await processOfDraft(trx, by, ref)
    const { municipalityId, id: processId } = process
    const earlier = await trx
      .selectFrom('publication')
      .select('id')
      .where('municipalityId', '=', municipalityId)
      .where('key', '=', formKey)
      .executeTakeFirst()
    if (earlier) return changedNothing({ id: earlier.id })
    const there = await allPublications(trx, process)
    refuseTakenRounds(there, given.rounds)
    const id = uuid()
    await trx
      .insertInto('publication')
      .values({
        ...{ municipalityId, id, processId, number: (there[0]?.number ?? 0) + 1, key: formKey },
        ...(await valuesOf(trx, process, given)),
        ...{ createdAt: now, createdBy: by.id },
      })
      .execute()
    return did({ id }, { subject: { kind: 'publication', id }, detail: { rounds: given.rounds.join(' ') } })
  },
})

/** Changes a publication that is still a draft. */
export const changePublication = act({
  name: 'changePublication',
  by: byPreparer,
  on: 'process',
  input: z.object({ publicationId: z.string(), seen, ...draft }),
  refusals: { ...draftRefusals, stale: staleRefusal },
  async run({ trx, by, process: ref }, { publicationId, seen, ...given }) {
    const process = await processOfDraft(trx, by, ref)
    const publication = await draftOf(trx, process, publicationId)
    refuseStale(seen, publication.mark)
    const others = (await allPublications(trx, process)).filter(({ id }) => id !== publication.id)
    refuseTakenRounds(others, given.rounds)
    await trx
      .updateTable('publication')
      .set(await valuesOf(trx, process, given))
      .where('municipalityId', '=', process.municipalityId)
      .where('id', '=', publication.id)
      .execute()
    const detail = { from: publication.rounds.join(' '), rounds: given.rounds.join(' ') }
    return did(undefined, { subject: { kind: 'publication', id: publication.id }, detail })
  },
})

/** Takes a draft away; nothing was public of it. */
export const removePublication = act({
  name: 'removePublication',
  by: byPreparer,
  on: 'process',
  input: z.object({ publicationId: z.string() }),
  refusals: { ...withdrawnRefusal, isPublic: draftRefusals.isPublic },
  async run({ trx, by, process: ref }, { publicationId }) {
    const process = await processOfDraft(trx, by, ref)
    const { id } = await draftOf(trx, process, publicationId)
    await trx
      .deleteFrom('publication')
      .where('municipalityId', '=', process.municipalityId)
      .where('id', '=', id)
      .execute()
    return did(undefined, { subject: { kind: 'publication', id } })
  },
})

/** Held whole, so that of two drafts at once the second sees the rounds of the first. */
async function processOfDraft(trx: Trx, by: Doer, { id }: { id: string }): Promise<Process> {
  const process = await lockProcess(trx, by, id)
  refuseWithdrawn(process)
  return process
}

async function draftOf(trx: Trx, process: Process, publicationId: string): Promise<Publication> {
  const publication = await publicationOf(trx, process, publicationId)
  if (publication.publishedAt !== null) throw refusedBy(draftRefusals, 'isPublic')
  return publication
}

/** Each round is in one draft at most: else nobody could say with which one a contribution becomes public. */
function refuseTakenRounds(others: readonly Publication[], wanted: readonly Round[]): void {
  for (const { title, rounds: taken, publishedAt } of others) {
    const round = publishedAt === null ? wanted.find((each) => taken.includes(each)) : undefined
    if (round) throw refusedBy(draftRefusals, 'inOtherDraft', { round, title })
  }
}

type Given = { rounds: Round[]; title: string; plannedOn: string | null; note: string }

async function valuesOf(trx: Trx, process: Process, { rounds: wanted, title, plannedOn, note }: Given) {
  const before = await publicRounds(trx, process)
  const isSupplement = wanted.every((round) => before.has(round))
  const sources = rounds.filter((round) => wanted.includes(round))
  return { rounds: sources, title: title || usualTitle(sources, isSupplement), plannedOn, note, isSupplement }
}
