import { createHash } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy, type Ending } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import { inTransaction } from '#db/client.server.ts'
import type { Block } from './plan.ts'
import { blocksOf, countPlan, treeOf } from './plan.ts'
import { forgetEdits } from './editing/store-edit.server.ts'
import { withImageIds } from './figures/figure-markup.ts'
import { dropUnusedImages, storeImages } from './figures/plan-images.server.ts'
import { fixedPlanRefusal, refuseFixedPlan } from './fixed-plan.server.ts'
import { readPlan } from './reading-files/read-plan.ts'
import { identifyRows } from './identify-rows.server.ts'
import { storePlan, type FollowPlan } from './store-plan.server.ts'
import { storedPlan, type StoredPlan } from './stored-plan.server.ts'
import { matchInThread } from './versions/match-in-thread.ts'

type ImportedPlan = {
  /** False when exactly this file was imported before; then nothing was touched. */
  changed: boolean
  planVersionId: string
  sections: number
  paragraphs: number
  warnings: string[]
}

/** The file of a form that uploads a plan. */
export const planFile = z
  .instanceof(File, { error: 'Kies het bestand met de tekst van het plan.' })
  .refine(({ name }) => name !== '', 'Kies het bestand met de tekst van het plan.')

const laterVersionRefusal = {
  laterVersion: {
    says: 'Er is al een volgende versie van dit plan. Het concept ligt vast, zodat te zien blijft wat er verandert.',
    at: 'file',
  },
}

const unreadableRefusal = { unreadable: { says: (problem: string) => problem, at: 'file' } }

/**
 * The act that reads a file into the concept plan of a draft, whole or not at all. Another file replaces the text and keeps
 * the ids of what stayed alike; headings corrected by hand are then read anew. `followers` are those of later rooms.
 */
export const importPlanWith = (followers: readonly FollowPlan[]) =>
  act({
    name: 'importPlan',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object({ file: planFile }),
    refusals: {
      ...fixedPlanRefusal,
      ...laterVersionRefusal,
      ...unreadableRefusal,
    },
    // Reading and matching take seconds for a large file, so nothing is held meanwhile; the checks come again when it is stored.
    async prepare({ db, by, process, refuse }, { file }) {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const fileHash = createHash('sha256').update(bytes).digest('hex')
      const { same } = await inTransaction(db, (trx) => sameOrDraft(trx, by, process.id, fileHash))
      if (same) return { same }
      const read = await readPlan({ name: file.name, bytes })
      if (!read.ok) return refuse('unreadable', read.problem)
      const blocks = blocksOf(read.plan.sections)
      const old = await storedPlan(db, { id: process.id, municipalityId: by.municipalityId })
      return { fileHash, plan: read.plan, blocks, seen: old?.seen, known: old && (await knownIds(old, blocks)) }
    },
    async run({ trx, by, now, process: ref }, { file }, found): Promise<Ending<ImportedPlan>> {
      if (found.same) return changedNothing(found.same)
      const { fileHash, plan } = found
      const { process, same } = await sameOrDraft(trx, by, ref.id, fileHash)
      if (same) return changedNothing(same)
      const { municipalityId, id: processId } = process
      const old = await storedPlan(trx, process)
      const planVersionId = old?.versionId ?? uuid()
      const kept = {
        title: plan.title ?? process.title,
        fileName: file.name.replace(/^.*[\\/]/, '').slice(-200),
        fileHash,
        warnings: plan.warnings,
        createdAt: now,
        createdBy: by.id,
      }
      await trx
        .insertInto('planVersion')
        .values({ municipalityId, id: planVersionId, processId, kind: 'concept', ...kept })
        .onConflict((conflict) => conflict.columns(['municipalityId', 'id']).doUpdateSet(kept))
        .execute()
      const images = await storeImages(trx, process, plan.images, now)
      const read = blocksOf(withImageIds(plan.sections, images))
      // A colleague who changed the concept while the file was read is rare, and loses nothing: it is matched again.
      const known = old?.seen === found.seen ? found.known : old && (await knownIds(old, found.blocks))
      const sections = treeOf(read.map((block, at) => ({ ...block, ...known?.[at] })))
      const version = { municipalityId, processId, planVersionId }
      const stored = await storePlan(trx, version, sections, followers)
      await forgetEdits(trx, version)
      await dropUnusedImages(trx, process)
      await identifyRows(trx, version)
      const warnings = [...plan.warnings, ...stored.warnings]
      await trx
        .updateTable('planVersion')
        .set({ warnings })
        .where('municipalityId', '=', municipalityId)
        .where('id', '=', planVersionId)
        .execute()
      const counts = { sections: stored.sections, paragraphs: stored.paragraphs }
      return did(
        { changed: true, planVersionId, ...counts, warnings },
        { subject: { kind: 'planVersion', id: planVersionId }, detail: { ...counts, replaced: old !== null } },
      )
    },
  })

/** The process, held, with what it has when that came from this very file; refused when another file may not replace its plan. */
async function sameOrDraft(trx: Trx, by: { municipalityId: string }, processId: string, fileHash: string) {
  const process = await lockProcess(trx, by, processId)
  // A file that is there already changes nothing, so a script that is run again may come after the release.
  const same = await unchanged(trx, process, fileHash)
  if (same) return { process, same }
  const plan = await storedPlan(trx, process)
  if (plan && plan.ordinal > 1) throw refusedBy(laterVersionRefusal, 'laterVersion')
  refuseFixedPlan(process, plan)
  return { process, same: null }
}

async function unchanged(trx: Trx, process: Process, fileHash: string): Promise<ImportedPlan | null> {
  const old = await storedPlan(trx, process, 'concept')
  if (!old || old.fileHash !== fileHash) return null
  const { sections, paragraphs } = countPlan(treeOf(old.blocks))
  return { changed: false, planVersionId: old.versionId, sections, paragraphs, warnings: old.warnings }
}

/** For each part of a file the id of the old part that it continues; nothing for what is new. */
async function knownIds(old: StoredPlan, blocks: readonly Block[]): Promise<({ id: string } | undefined)[]> {
  const matched = await matchInThread(old.blocks, blocks)
  if (!matched)
    throw refusedBy(unreadableRefusal, 'unreadable', 'Dit bestand is te groot om met het vorige te vergelijken.')
  return matched.continued.map((from) => {
    const id = old.blocks[from ?? -1]?.id
    return id === undefined ? undefined : { id }
  })
}
