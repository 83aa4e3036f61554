import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { publicationGaps } from '#app/features/answers/publication-gate.server.ts'
import { searchWords } from '#app/features/answers/search-words.server.ts'
import { giveNumbers } from '#app/features/contributions/give-numbers.server.ts'
import { rounds } from '#app/features/contributions/round.ts'
import { forgetEdits } from '#app/features/plans/editing/store-edit.server.ts'
import { storedPlan, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { changesOf } from '#app/features/plans/versions/change-lines.ts'
import { compareVersions } from '#app/features/plans/versions/compare-versions.server.ts'
import { adoptionOf } from '#app/features/processes/adoption.server.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { gapSentences } from '#app/features/changes/gate-words.ts'
import { planGate } from '#app/features/changes/plan-gate.server.ts'
import { seen, ticked, typed } from '#app/forms/typed.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { parseDate, today } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { counted } from '#app/counted.ts'

/** What was handed over to the council. */
export type HandedOver = {
  id: string
  number: number
  planVersionId: string
  meetsOn: string
  handedOverAt: Date
  by: string | null
}

/** The files of a process that were handed over, the last one first. */
export async function handedOverFiles(db: Db | Trx, { municipalityId, id }: ProcessRef): Promise<HandedOver[]> {
  return db
    .selectFrom('decisionFile')
    .leftJoin('account', (join) =>
      join
        .onRef('account.municipalityId', '=', 'decisionFile.municipalityId')
        .onRef('account.id', '=', 'decisionFile.handedOverBy'),
    )
    .select(['decisionFile.id', 'number', 'planVersionId', 'meetsOn', 'handedOverAt', 'account.name as by'])
    .where('decisionFile.municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .orderBy('number', 'desc')
    .execute()
}

/** What an approver signs for when the file goes to the council, and what has to be settled before it can. */
export type HandOverState = {
  points: number
  /** Sentences, each about something that misses. */
  misses: string[]
  /** Why it can't go yet; null when it can. */
  stops: string | null
  seen: string
}

/** How far the file of this version is. */
export async function handOverState(
  db: Db | Trx,
  process: ProcessRef,
  plan: StoredPlan,
  by: Doer,
): Promise<HandOverState> {
  const compared = await compareVersions(db, process, plan, 'first')
  const changes = compared ? changesOf(compared.lines) : []
  const gate = await planGate(db, process)
  const gaps = await publicationGaps(db, process, rounds, by)
  const answered = await answeredPoints(db, process)
  const misses = [
    // Points without an answer are counted below, wherever they belong in the plan.
    ...(gate ? gapSentences({ ...gate.gaps, unanswered: 0 }) : []),
    gate !== null &&
      gate.telling.length > 0 &&
      `In ${counted(gate.telling.length, 'gewijzigde alinea', 'gewijzigde alinea’s')} staat misschien iets van een persoon: ${gate.telling.map(({ number, found }) => `alinea ${number} (${found})`).join(', ')}.`,
    gate !== null &&
      gate.doubtful > 0 &&
      `Van ${counted(gate.doubtful, 'alinea', 'alinea’s')} is onzeker uit welke tekst die komt.`,
    gaps.unanswered.count > 0 && `${counted(gaps.unanswered.count, 'punt heeft', 'punten hebben')} geen antwoord.`,
    gaps.unapproved.count > 0 &&
      `${counted(gaps.unapproved.count, 'antwoord is', 'antwoorden zijn')} nog niet door alle stappen.`,
  ].filter((miss) => miss !== false)
  const open = gaps.findings.count + gaps.provisional.count
  return {
    points: answered.length,
    misses,
    stops:
      changes.length === 0
        ? 'Er verandert nog niets ten opzichte van het concept.'
        : open > 0
          ? `Op ${counted(open, 'plek staat', 'plekken staat')} misschien iets dat van een persoon is. Beslis daarover eerst bij Publiceren: raadsleden lezen dezelfde woorden als iedereen.`
          : null,
    seen: seenMark([plan.seen, misses, answered]),
  }
}

/** The points with an answer, with when that last changed. */
async function answeredPoints(db: Db | Trx, { municipalityId, id }: ProcessRef): Promise<{ id: string; at: Date }[]> {
  const { rows } = await sql<{ id: string; at: Date }>`
    select point.id, answer.updated_at as at from answer
    join answer_point on answer_point.municipality_id = answer.municipality_id and answer_point.answer_id = answer.id
    join point on point.municipality_id = answer.municipality_id and point.id = answer_point.point_id
    join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
    where answer.municipality_id = ${municipalityId} and answer.process_id = ${id} and not is_set_aside
    order by point.id`.execute(db)
  return rows
}

/**
 * Hands the decision file over to the council: from then on its members read the version and the answered points that are in it, public or not. The
 * words of that version stay as they are. An approver signs for what misses.
 */
export const handOverFile = act({
  name: 'handOverFile',
  by: { audience: 'official', needs: 'approver' },
  on: 'process',
  changes: 'public',
  input: z.object({
    /** The meeting of the council that it is for. */
    meetsOn: typed.transform((text, context) => {
      const day = parseDate(text)
      if (day === null) {
        context.addIssue({ code: 'custom', message: 'Vul een bestaande datum in, zoals 15 december 2016.' })
        return z.NEVER
      }
      return day
    }),
    signed: ticked,
    seen,
  }),
  refusals: {
    ...withdrawnRefusal,
    nothingYet: {
      says: 'Er is nog geen nieuwe versie van het plan. Begin die bij Plan; daarna kan het dossier naar de raad.',
    },
    planAdopted: { says: 'Het plan is vastgesteld. Het dossier gaat niet meer naar de raad.' },
    meetingWas: { says: 'Deze vergadering is al geweest.', at: 'meetsOn' },
    notReady: { says: (why: string) => why },
    notSigned: {
      says: (misses: string[]) =>
        `Er mist nog iets: ${misses.join(' ')} Zet een vinkje als het dossier toch naar de raad gaat.`,
      at: 'signed',
    },
    stale: {
      says: 'Intussen is er iets gewijzigd aan het dossier. Er is nog niets overgedragen. Bekijk wat er nu staat, en teken dan opnieuw.',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { meetsOn, signed, seen }) {
    const process = await lockProcess(trx, by, ref.id)
    refuseWithdrawn(process)
    const { municipalityId, id: processId } = process
    const plan = await storedPlan(trx, process)
    if (!plan || plan.ordinal === 1) return refuse('nothingYet')
    if (await adoptionOf(trx, process)) refuse('planAdopted')
    if (meetsOn < today(now)) refuse('meetingWas')
    // Who came in just before may have no number yet, and nothing goes that nobody searched.
    await giveNumbers(trx, process)
    await searchWords(trx, process)
    const state = await handOverState(trx, process, plan, by)
    const [last] = await handedOverFiles(trx, process)
    const answered = await answeredPoints(trx, process)
    if (last?.planVersionId === plan.versionId && last.meetsOn === meetsOn && (await hasAll(trx, last, by, answered)))
      return changedNothing({ number: last.number })
    if (state.stops !== null) refuse('notReady', state.stops)
    if (state.misses.length > 0 && !signed) refuse('notSigned', state.misses)
    if (seen !== undefined && seen !== state.seen) refuse('stale')
    const id = uuid()
    const number = (last?.number ?? 0) + 1
    await trx
      .insertInto('decisionFile')
      .values({
        ...{ municipalityId, id, processId, number, planVersionId: plan.versionId },
        ...{ meetsOn, handedOverAt: now, handedOverBy: by.id },
      })
      .execute()
    await sql`
      insert into decision_file_point (municipality_id, file_id, point_id)
      select ${municipalityId}, ${id}, point_id from unnest(${answered.map((point) => point.id)}::uuid[]) as point_id`.execute(
      trx,
    )
    await trx
      .updateTable('planVersion')
      .set({ handedOverAt: now, fixedAt: plan.fixedAt ?? now })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', plan.versionId)
      .execute()
    await forgetEdits(trx, { municipalityId, processId, planVersionId: plan.versionId })
    return did(
      { number },
      {
        subject: { kind: 'decisionFile', id },
        detail: { number, points: answered.length, misses: state.misses.length },
      },
    )
  },
})

/** Whether all of these points are in a file already. */
async function hasAll(
  trx: Trx,
  file: { id: string },
  { municipalityId }: Doer,
  points: readonly { id: string }[],
): Promise<boolean> {
  const stored = await trx
    .selectFrom('decisionFilePoint')
    .select('pointId')
    .where('municipalityId', '=', municipalityId)
    .where('fileId', '=', file.id)
    .execute()
  const there = new Set(stored.map(({ pointId }) => pointId))
  return points.every(({ id }) => there.has(id))
}
