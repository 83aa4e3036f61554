import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { seen, typed } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { changeAt } from './change-at.server.ts'
import { linkPoints } from './link-points.server.ts'
import { pointsWithSameAnswer } from './points-alike.server.ts'

/** The longest sentence of own initiative, in characters. */
const LONGEST_SENTENCE = 1000
/** The most points that one form may name; those that it does not show stay as they are. */
const MOST_POINTS = 2000

const points = z.array(z.string()).max(MOST_POINTS).default([])

/** What is stored about why a change was made, at all its paragraphs together. */
type StoredChangeReason = { points: string[]; sentence: string | null; amendments: string[] }

/** Mark of what a form about the reason of a change showed. */
export const markOfReason = ({ points, sentence, amendments }: StoredChangeReason): string =>
  seenMark([[...points].sort(), sentence, [...amendments].sort()])

/**
 * Says why a paragraph changed: `because` of points, of the own initiative of the executive with a sentence, of amendments, or of several of
 * these; what is not named in it goes, and without any the change has no reason. Of the points that hang on the change, those that the form did not
 * show stay. Once people read the version an approver does it.
 */
export const setChangeReason = act({
  name: 'setChangeReason',
  by: { audience: 'official', needs: ['processor', 'approver'] },
  on: 'process',
  changes: 'public',
  input: z.object({
    /** Id of the version; left out: the one that officials work on. */
    version: z.string().optional(),
    /** Any paragraph of the change: of the version, or of the one before it. */
    part: z.string(),
    because: z.array(z.enum(['points', 'ownInitiative', 'amendments'])).default([]),
    points,
    /** Of the points that the form shows, all. */
    shown: points,
    /** Of the chosen points, those of which all others with the same answer come along. */
    along: points,
    sentence: typed
      .transform((text) => text.trim())
      .pipe(z.string().max(LONGEST_SENTENCE, `De reden is hoogstens ${LONGEST_SENTENCE} tekens lang.`))
      .default(''),
    amendments: z.array(z.string()).max(20).default([]),
    seen,
  }),
  refusals: {
    ...withdrawnRefusal,
    stale: staleRefusal,
    sameWords: { says: 'Deze alinea is niet veranderd. Een reden hoort bij een wijziging.' },
    readAlready: {
      says: 'Bewoners lezen deze versie al. Alleen een vaststeller kan nog zeggen waarom er iets is veranderd.',
    },
    noPoints: { says: 'Kies minstens één punt, of kies een andere reden.', at: 'points' },
    noSentence: { says: 'Schrijf waarom. Lezers zien deze zin bij de wijziging.', at: 'sentence' },
    noAmendment: { says: 'Kies het amendement.', at: 'amendments' },
    notAdopted: {
      says: 'De raad nam dit amendement niet aan, of de uitkomst is teruggenomen. Kies een ander amendement of een andere reden.',
      at: 'amendments',
    },
    manyAmendments: {
      says: (most: number) =>
        `Bij deze wijziging ${most === 1 ? 'past één amendement' : `passen ${most} amendementen`}.`,
      at: 'amendments',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, input) {
    const process = await lockProcess(trx, by, ref.id)
    refuseWithdrawn(process)
    const found = await changeAt(trx, process, input.version && asId(input.version), input.part)
    if (!found) return refuse('sameWords')
    const { plan, parts } = found
    const isApprover = by.kind === 'command' || hasInnerRole(by, 'approver')
    if (!isApprover && (await isRead(trx, process, plan))) refuse('readAlready')
    const had = await reasonAt(trx, process, plan.versionId, parts)
    const because = new Set(input.because)
    const chosen = input.points.map(asId)
    const along = chosen.filter((id) => input.along.includes(id))
    const given = [...new Set([...chosen, ...(await pointsWithSameAnswer(trx, process, along))])]
    const kept = had.points.filter((id) => !input.shown.includes(id) && !given.includes(id))
    const wanted: StoredChangeReason = {
      points: because.has('points') ? [...kept, ...given] : [],
      sentence: because.has('ownInitiative') ? input.sentence : null,
      amendments: because.has('amendments') ? [...new Set(input.amendments.map(asId))] : [],
    }
    if (because.has('points') && wanted.points.length === 0) refuse('noPoints')
    if (wanted.sentence === '') refuse('noSentence')
    if (because.has('amendments') && wanted.amendments.length === 0) refuse('noAmendment')
    if (wanted.amendments.length > parts.length) refuse('manyAmendments', parts.length)
    if (!(await areAdopted(trx, process, wanted.amendments))) refuse('notAdopted')
    const value = { part: input.part, points: wanted.points.length, hasReason: because.size > 0 }
    if (markOfReason(wanted) === markOfReason(had)) return changedNothing({ ...value, changed: false })
    refuseStale(input.seen, markOfReason(had))
    await storeReason(trx, process, { versionId: plan.versionId, parts, wanted, by, now })
    const added = wanted.points.filter((id) => !had.points.includes(id)).length
    return did(
      { ...value, changed: true },
      {
        subject: { kind: 'planVersion', id: plan.versionId },
        detail: {
          part: input.part,
          because: [...because].sort().join(' '),
          pointsAdded: added,
          pointsGone: had.points.length + added - wanted.points.length,
        },
      },
    )
  },
})

/** Whether people read this version, or read it before the one that they read now. */
async function isRead(trx: Trx, process: Process, { ordinal }: StoredPlan): Promise<boolean> {
  const reading = await trx
    .selectFrom('planVersion')
    .select('ordinal')
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('isForReaders', '=', true)
    .executeTakeFirst()
  return process.releasedAt !== null && reading !== undefined && ordinal <= reading.ordinal
}

/** What says why a change was made, at any of these paragraphs of a version. */
async function reasonAt(
  trx: Trx,
  { municipalityId }: Process,
  versionId: string,
  parts: readonly string[],
): Promise<StoredChangeReason> {
  const { rows } = await sql<{ sentence: string | null; amendmentId: string | null }>`
    select sentence, amendment.id as amendment_id from change_reason
    left join amendment on amendment.municipality_id = change_reason.municipality_id and amendment.id = change_reason.amendment_id
      and amendment.outcome = 'adopted'
    where change_reason.municipality_id = ${municipalityId} and change_reason.plan_version_id = ${versionId} and paragraph_id = any(${[...parts]}::uuid[])
    order by set_at, paragraph_id`.execute(trx)
  const points = await sql<{ pointId: string }>`
    select distinct point_id from change_point
    where municipality_id = ${municipalityId} and plan_version_id = ${versionId} and paragraph_id = any(${[...parts]}::uuid[])`.execute(
    trx,
  )
  return {
    points: points.rows.map(({ pointId }) => pointId),
    sentence: togetherInOne(rows.flatMap(({ sentence }) => sentence ?? [])),
    amendments: [...new Set(rows.flatMap(({ amendmentId }) => amendmentId ?? []))],
  }
}

/** Whether the council adopted all of these amendments. Throws NotFound for one that is not of this process. */
async function areAdopted(trx: Trx, process: Process, amendments: readonly string[]): Promise<boolean> {
  const known = await trx
    .selectFrom('amendment')
    .select('outcome')
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where(sql<boolean>`id = any(${[...amendments]}::uuid[])`)
    .execute()
  if (known.length !== amendments.length) throw new NotFound()
  return known.every(({ outcome }) => outcome === 'adopted')
}

/** Sentences that were written at several paragraphs of a change, as one; null for none. */
export const togetherInOne = (sentences: readonly string[]): string | null =>
  sentences.length === 0 ? null : [...new Set(sentences)].join(' ')

type Storing = {
  versionId: string
  parts: readonly string[]
  wanted: StoredChangeReason
  by: { id: string | null }
  now: Date
}

/** Keeps the reason of a change at its first paragraph, and nothing at the others but further amendments. */
async function storeReason(trx: Trx, process: Process, { versionId, parts, wanted, by, now }: Storing): Promise<void> {
  const { municipalityId } = process
  const [first] = parts
  if (first === undefined) throw new NotFound()
  const ofChange = sql`municipality_id = ${municipalityId} and plan_version_id = ${versionId} and paragraph_id = any(${[...parts]}::uuid[])`
  await sql`
    delete from change_point where ${ofChange} and point_id <> all(${wanted.points}::uuid[])`.execute(trx)
  await sql`
    insert into change_point (municipality_id, plan_version_id, paragraph_id, point_id, linked_at, linked_by)
    select distinct on (point_id) municipality_id, plan_version_id, ${first}::uuid, point_id, linked_at, linked_by
    from change_point where ${ofChange} order by point_id, linked_at
    on conflict do nothing`.execute(trx)
  await sql`delete from change_point where ${ofChange} and paragraph_id <> ${first}`.execute(trx)
  await linkPoints(trx, process, { planVersionId: versionId, paragraphId: first }, wanted.points, { by, now })
  await sql`delete from change_reason where ${ofChange}`.execute(trx)
  const said = { setAt: now, setBy: by.id, municipalityId, planVersionId: versionId }
  const rows = parts.flatMap((paragraphId, at) => {
    const [sentence, amendmentId] = [at === 0 ? wanted.sentence : null, wanted.amendments[at] ?? null]
    return sentence === null && amendmentId === null ? [] : [{ ...said, paragraphId, sentence, amendmentId }]
  })
  if (rows.length > 0) await trx.insertInto('changeReason').values(rows).execute()
}
