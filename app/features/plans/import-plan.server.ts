import { createHash } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { lockProcess, needRole } from '#app/features/processes/lock-process.server.ts'
import { can } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { record } from '#app/features/record/record.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { PLAN_FILE_FIELD } from './correction-form.ts'
import { matchLineage, matchSections } from './match-lineage.ts'
import type { ReadPlan, ReadSection } from './plan.ts'
import { blocksOf, countPlan, isHeading, treeOf, walk } from './plan.ts'
import { readPlan } from './reading-files/read-plan.ts'
import { storePlan, type FollowPlan } from './store-plan.server.ts'
import { storedPlan, type StoredBlock } from './stored-plan.server.ts'

type ImportedPlan = {
  /** False when exactly this file was imported before; then nothing was touched. */
  changed: boolean
  planVersionId: string
  sections: number
  paragraphs: number
  warnings: string[]
}

/**
 * Reads a file into the concept plan of a draft, whole or not at all. Another file replaces the text and keeps the ids of
 * what stayed alike; headings corrected by hand are then read anew. Refused at 'file' with what is wrong, or after release.
 */
export async function importPlan(
  db: Db | Trx,
  by: Doer,
  input: { process: { id: string }; fileName: string; bytes: Uint8Array },
  now: Date,
  followers: readonly FollowPlan[],
): Promise<ImportedPlan> {
  needRole(by, 'processor')
  const { fileName, bytes } = input
  const fileHash = createHash('sha256').update(bytes).digest('hex')
  // Reading takes seconds for a large file, so nothing is locked meanwhile; the checks come again below.
  const before = await inTransaction(db, (trx) => sameOrDraft(trx, by, input.process.id, fileHash))
  if (before.same) return before.same
  const read = await readPlan({ name: fileName, bytes })
  if (!read.ok) throw new Refused(read.problem, PLAN_FILE_FIELD)

  return inTransaction(db, async (trx) => {
    const { process, same } = await sameOrDraft(trx, by, input.process.id, fileHash)
    if (same) return same
    const { municipalityId, id: processId } = process
    const old = await storedPlan(trx, process)
    const planVersionId = old?.versionId ?? uuid()
    const kept = {
      title: read.plan.title ?? process.title,
      fileName: fileName.replace(/^.*[\\/]/, '').slice(-200),
      fileHash,
      warnings: read.plan.warnings,
      createdAt: now,
      createdBy: by.id,
    }
    await trx
      .insertInto('planVersion')
      .values({ municipalityId, id: planVersionId, processId, kind: 'concept', ...kept })
      .onConflict((conflict) => conflict.columns(['municipalityId', 'id']).doUpdateSet(kept))
      .execute()
    const sections = old ? withKnownIds(read.plan.sections, old.blocks) : read.plan.sections
    const stored = await storePlan(trx, { municipalityId, processId, planVersionId }, sections, followers)
    const warnings = [...read.plan.warnings, ...stored.warnings]
    await trx
      .updateTable('planVersion')
      .set({ warnings })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', planVersionId)
      .execute()
    await record(trx, {
      ...{
        municipalityId,
        at: now,
        by,
        act: 'importPlan',
        subject: { kind: 'planVersion', id: planVersionId },
        processId,
      },
      detail: { sections: stored.sections, paragraphs: stored.paragraphs, replaced: old !== null },
    })
    return { changed: true, planVersionId, sections: stored.sections, paragraphs: stored.paragraphs, warnings }
  })
}

/** The process, held, with what it has when that came from this very file; refused when another file may not replace its plan. */
async function sameOrDraft(trx: Trx, by: Doer, processId: string, fileHash: string) {
  const process = await lockProcess(trx, by, processId)
  // A file that is there already changes nothing, so a script that is run again may come after the release.
  const same = await unchanged(trx, process, fileHash)
  if (!same) refuseFixedPlan(process)
  return { process, same }
}

/** Refuses a change to a plan that residents may have reacted to. */
export function refuseFixedPlan(process: Process): void {
  if (can.edit(process.state)) return
  throw new Refused(
    'Dit traject is vrijgegeven. Het plan ligt vast, want bewoners reageren op deze tekst.',
    PLAN_FILE_FIELD,
  )
}

async function unchanged(trx: Trx, process: Process, fileHash: string): Promise<ImportedPlan | null> {
  const old = await storedPlan(trx, process)
  if (!old || old.fileHash !== fileHash) return null
  const { sections, paragraphs } = countPlan(treeOf(old.blocks))
  return { changed: false, planVersionId: old.versionId, sections, paragraphs, warnings: old.warnings }
}

/** The tree of the new file, in which everything that continues an old part has its id. */
function withKnownIds(sections: ReadPlan['sections'], old: readonly StoredBlock[]): ReadSection[] {
  const blocks = blocksOf(sections)
  const oldTree = walk(treeOf(old)).flatMap(({ section: { id, heading }, path }) =>
    id === undefined ? [] : [{ id, heading, path }],
  )
  const newTree = walk(sections).map(({ section: { heading }, path }) => ({ heading, path }))
  const headings = matchSections(oldTree, newTree)
  const isText = (block: StoredBlock) => !isHeading(block)
  const paragraphs = matchLineage(
    old.filter(isText).map(({ id, text }) => ({ id, text })),
    blocks.filter((block) => !isHeading(block)),
  )
  let [heading, paragraph] = [0, 0]
  return treeOf(
    blocks.map((block) => {
      const id = isHeading(block) ? headings[heading++] : paragraphs[paragraph++]
      return id ? { ...block, id } : block
    }),
  )
}
