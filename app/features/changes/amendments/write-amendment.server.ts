import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { mayChangeWords } from '#app/features/plans/fixed-plan.server.ts'
import { isHeading, treeOf, type Block, type ReadParagraph } from '#app/features/plans/plan.ts'
import { storePlan, type FollowPlan } from '#app/features/plans/store-plan.server.ts'
import { storedPlan, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { readMarks } from '#app/features/plans/editing/marked-words.ts'
import { beginCopy } from '#app/features/plans/versions/begin-revision.server.ts'
import { copyOrigins } from '#app/features/plans/versions/paragraph-origins.server.ts'
import { adoptionOf } from '#app/features/processes/adoption.server.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { seen } from '#app/forms/typed.ts'
import { givenRows } from '#db/given-rows.server.ts'
import type { Trx } from '#db/client.server.ts'
import { amend } from './amend.ts'
import { needsLook } from './amendment.ts'
import { amendmentWords } from './amendment.schema.ts'
import { amendmentSubject } from './enter-amendment.server.ts'
import {
  amendedPlan,
  markOfAmendmentPart,
  amendedPlaces,
  storedAmendment,
  takenOut,
  type AmendedPlan,
  type StoredPart,
} from './stored-amendments.server.ts'

const refusals = {
  ...withdrawnRefusal,
  notAdopted: { says: 'De raad nam dit amendement niet aan. Het komt dus niet in het plan.' },
  planAdopted: { says: 'Het plan is vastgesteld en ligt vast. Er kan geen amendement meer in.' },
  wordsChanged: {
    says: (numbers: string[]) =>
      `De tekst in het plan is niet meer die waarop dit amendement is gemaakt (${numbers.join(', ')}). Hieronder staan beide. Kijk welke woorden er moeten komen, en schrijf ze daarna in het plan. Er is nog niets gewijzigd.`,
  },
  unreadable: { says: (problem: string) => problem },
  nothingTyped: { says: 'Vul bij elk onderdeel de tekst in die er moet komen.' },
}

/** What an official decided for a part of which the words changed meanwhile. */
const decided = z.object({ partId: z.string(), words: amendmentWords, seen })

/**
 * The act with which an official writes an adopted amendment into the version that officials work on, which is begun when none is open. Each
 * paragraph that it changes has the amendment as its reason. Of one that was written, the parts that were taken out again are written anew. `followers` are those of later rooms.
 */
export const writeAmendmentWith = (followers: readonly FollowPlan[]) =>
  act({
    name: 'writeAmendment',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object({ amendmentId: z.string(), parts: z.array(decided).max(500).default([]) }),
    refusals,
    async run({ trx, by, now, process: ref, refuse }, { amendmentId, parts: decisions }) {
      const process = await lockProcess(trx, by, ref.id)
      refuseWithdrawn(process)
      const amendment = await storedAmendment(trx, process, amendmentId)
      const { municipalityId, id } = amendment
      if (amendment.outcome !== 'adopted') refuse('notAdopted')
      const isWritten = amendment.writtenVersionId !== null
      const lost = isWritten ? takenOut(amendment, await amendedPlan(trx, process, amendment)) : amendment.parts
      if (isWritten && lost.length === 0) return changedNothing({ wrote: 0 })
      await openVersion(trx, by, process, now)
      const plans = await amendedPlan(trx, process, amendment)
      const places = amendedPlaces(amendment.parts, plans)
      const steps = lost.flatMap((part) => {
        const place = places.get(part.id)
        if (!place) return []
        const decision = decisions.find(({ partId }) => partId === part.id)
        const isSeen = decision !== undefined && decision.seen === markOfAmendmentPart(part, place)
        const words = needsLook(place) && decision ? decision.words : part.words
        return [{ ...part, place, isSeen, words }]
      })
      const unseen = steps.filter(({ place, isSeen }) => needsLook(place) && !isSeen)
      if (unseen.length > 0)
        refuse(
          'wordsChanged',
          unseen.map(({ paragraphId }) => `alinea ${numberIn(plans.made, paragraphId)}`),
        )
      const amended = amend(
        plans.now.blocks.map(({ number: _, ...block }): Block => block),
        steps.map((step) => ({ ...step, paragraphs: paragraphsOf(step, plans.made) })),
      )
      if (!amended) throw new Error('every part has a place')
      const version = { municipalityId, processId: process.id, planVersionId: plans.now.versionId }
      const removed = steps.filter(({ kind }) => kind === 'removed')
      const origins = await originsOf(
        trx,
        municipalityId,
        removed.flatMap(({ place }) => place.targets),
      )
      const goneBefore = removed
        .filter(({ place }) => place.targets.length === 0)
        .flatMap((part) => inPrevious(part, plans))
      await storePlan(trx, version, treeOf(amended.blocks), followers)
      await copyOrigins(trx, municipalityId, amended.splitFrom)
      const reasonAt = [...new Set([...[...amended.written.values()].flat(), ...origins, ...goneBefore])]
      await sql`
        insert into change_reason (municipality_id, plan_version_id, paragraph_id, amendment_id, set_at, set_by)
        select ${municipalityId}, ${version.planVersionId}, paragraph_id, ${id}, ${now}, ${by.id}
        from unnest(${reasonAt}::uuid[]) as paragraph_id
        on conflict (municipality_id, plan_version_id, paragraph_id) do update
          set amendment_id = excluded.amendment_id, set_at = excluded.set_at, set_by = excluded.set_by`.execute(trx)
      const written = [...amended.written].map(([partId, ids]) => ({ id: partId, ids: ids.join() }))
      await sql`
        update amendment_part set written = string_to_array(ids, ',')::uuid[]
        from ${givenRows({ id: 'uuid', ids: 'text' }, written)}
        where municipality_id = ${municipalityId} and amendment_part.id = given.id`.execute(trx)
      await trx
        .updateTable('amendment')
        .set({
          // Where its other parts were written stays as it is.
          writtenVersionId: amendment.writtenVersionId ?? version.planVersionId,
          ...{ writtenAt: now, writtenBy: by.id },
        })
        .where('municipalityId', '=', municipalityId)
        .where('id', '=', id)
        .execute()
      return did({ wrote: steps.length }, { subject: amendmentSubject(amendment), detail: { parts: steps.length } })
    },
  })

/** Begins the next version when the one that officials work on is fixed; an adopted plan gets none. */
async function openVersion(trx: Trx, by: Doer, process: Process, now: Date): Promise<void> {
  const plan = await storedPlan(trx, process)
  if (!plan || (await adoptionOf(trx, process))) throw refusedBy(refusals, 'planAdopted')
  if (!mayChangeWords(process, plan)) await beginCopy(trx, by, process, plan, now)
}

const numberIn = (plan: StoredPlan, id: string) => plan.blocks.find((block) => block.id === id)?.number ?? ''

function paragraphsOf({ kind, words, paragraphId }: StoredPart, made: StoredPlan): ReadParagraph[] {
  if (kind === 'removed') return []
  const paragraph = made.blocks.find(({ id }) => id === paragraphId)
  const read = readMarks(words, kind === 'added' || !paragraph || isHeading(paragraph) ? 'text' : paragraph.kind)
  if ('problem' in read) throw refusedBy(refusals, 'unreadable', read.problem)
  if (read.paragraphs.length === 0) throw refusedBy(refusals, 'nothingTyped')
  return read.paragraphs
}

/** The paragraphs of the version before it that these come from. */
async function originsOf(trx: Trx, municipalityId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ originId: string }>`
    select distinct origin_id from paragraph_origin
    where municipality_id = ${municipalityId} and paragraph_id = any(${[...ids]}::uuid[])`.execute(trx)
  return rows.map(({ originId }) => originId)
}

/** Of a paragraph that is gone from the version of now: what it was in the one before. */
function inPrevious({ paragraphId }: StoredPart, { compared }: AmendedPlan): string[] {
  let ids = [paragraphId]
  for (const { pairs } of (compared?.steps.slice(1) ?? []).toReversed())
    ids = pairs.filter(({ originId }) => ids.includes(originId)).map((pair) => pair.paragraphId)
  return ids
}
