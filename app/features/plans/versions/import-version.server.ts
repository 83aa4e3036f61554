import { createHash } from 'node:crypto'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { seen, ticked } from '#app/forms/typed.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { withImageIds } from '#app/features/plans/figures/figure-markup.ts'
import { dropUnusedImages, storeImages } from '#app/features/plans/figures/plan-images.server.ts'
import { planFile } from '#app/features/plans/import-plan.server.ts'
import { blocksOf, isHeading } from '#app/features/plans/plan.ts'
import { readPlan } from '#app/features/plans/reading-files/read-plan.ts'
import type { FollowPlan } from '#app/features/plans/store-plan.server.ts'
import { storedPlan, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { matchInThread } from './match-in-thread.ts'
import { beginVersion, matchedShare, storeFile } from './next-version.server.ts'

/** From this part of its paragraphs on, a file is a next version of a plan and not another document. */
const SAME_DOCUMENT = 0.3

const nextKinds = ['revised', 'adopted'] as const

const refusals = {
  unreadable: { says: (problem: string) => problem, at: 'file' },
  noPlan: { says: 'Er is nog geen conceptplan. Lees dat eerst in; daarna kan een volgende versie erbij.', at: 'file' },
  alreadyAdopted: { says: 'Het plan is vastgesteld. Er komt geen versie meer na.', at: 'file' },
  anotherDocument: {
    says: ({ percent }: { percent: number }) =>
      `Van de alinea’s in dit bestand komt ${percent}% uit de vorige versie. Het lijkt een ander document. Er is niets veranderd. Is het wel de volgende versie? Kies dan ‘Dit is de volgende versie’ en upload het opnieuw.`,
    at: 'isConfirmed',
  },
}

/**
 * The act that reads a whole document as the next version of a plan: its paragraphs are matched with those of the version before it and keep
 * their identity. While that version is not fixed, another file of the same kind replaces its words. `followers` are those of later rooms.
 */
export const importVersionWith = (followers: readonly FollowPlan[]) =>
  act({
    name: 'importVersion',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object({
      file: planFile,
      kind: z.enum(nextKinds, { error: 'Kies wat voor versie dit is.' }),
      isConfirmed: ticked,
      seen,
    }),
    refusals: { ...refusals, stale: staleRefusal },
    // Reading and matching take seconds, so nothing is held meanwhile; the plan must be the same when it is stored.
    async prepare({ db, by, process, refuse }, { file, kind, isConfirmed, seen }) {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const fileHash = createHash('sha256').update(bytes).digest('hex')
      const found = await baseAndNow(db, { id: process.id, municipalityId: by.municipalityId }, kind)
      const { base, now } = found
      if (now && now.fileHash === fileHash) return { same: now }
      refuseStale(seen, (now ?? base).seen)
      const read = await readPlan({ name: file.name, bytes })
      if (!read.ok) return refuse('unreadable', read.problem)
      const blocks = blocksOf(read.plan.sections)
      const matched = await matchInThread(base.blocks, blocks)
      const kept = now ? await matchInThread(now.blocks, blocks) : { continued: [] }
      if (!matched || !kept)
        return refuse('unreadable', 'Dit bestand is te groot om met de vorige versie te vergelijken.')
      const share = matchedShare(blocks, matched.origins)
      if (share < SAME_DOCUMENT && !isConfirmed) refuse('anotherDocument', { percent: Math.floor(share * 100) })
      return { fileHash, matched, kept: kept.continued, read: read.plan, seen: [base.seen, now?.seen] }
    },
    async run({ trx, by, now: moment, process: ref }, { file, kind }, prepared) {
      if (prepared.same) return changedNothing({ ...countOf(prepared.same), changed: false, doubtful: 0, warnings: [] })
      const process = await lockProcess(trx, by, ref.id)
      const { base, now } = await baseAndNow(trx, process, kind)
      if (base.seen !== prepared.seen[0] || now?.seen !== prepared.seen[1])
        throw refusedBy({ stale: staleRefusal }, 'stale', { seen: (now ?? base).seen })
      const facts = {
        title: prepared.read.title ?? base.title,
        fileName: file.name.replace(/^.*[\\/]/, '').slice(-200),
        fileHash: prepared.fileHash,
        warnings: prepared.read.warnings,
        createdAt: moment,
        createdBy: by.id,
      }
      const { municipalityId, id: processId } = process
      const planVersionId = now?.versionId ?? (await beginVersion(trx, process, base, kind, facts))
      const version = { municipalityId, processId, planVersionId }
      const { matched, kept } = prepared
      const images = await storeImages(trx, process, prepared.read.images, moment)
      const blocks = blocksOf(withImageIds(prepared.read.sections, images))
      const stored = await storeFile(trx, version, { blocks, base, matched, now, kept }, followers)
      await dropUnusedImages(trx, process)
      const warnings = [...facts.warnings, ...stored.warnings]
      await trx
        .updateTable('planVersion')
        .set({ ...facts, warnings })
        .where('municipalityId', '=', municipalityId)
        .where('id', '=', planVersionId)
        .execute()
      const counts = { sections: stored.sections, paragraphs: stored.paragraphs }
      const doubtful = new Set(matched.origins.flatMap(({ to, doubtful }) => (doubtful ? [to] : []))).size
      return did(
        { changed: true, ...counts, doubtful, warnings },
        { subject: { kind: 'planVersion', id: planVersionId }, detail: { ...counts, kind, replaced: now !== null } },
      )
    },
  })

/** The version to match with, and the one of this kind that the file replaces, if officials work on one. */
async function baseAndNow(
  db: Db | Trx,
  process: ProcessRef,
  kind: (typeof nextKinds)[number],
): Promise<{ base: StoredPlan; now: StoredPlan | null }> {
  const current = await storedPlan(db, process)
  if (!current) throw refusedBy(refusals, 'noPlan')
  const isOpen = current.previousId !== null && current.fixedAt === null
  if (isOpen && current.kind === kind) {
    const base = await storedPlan(db, process, { id: current.previousId ?? '' })
    if (base) return { base, now: current }
  }
  if (current.kind === 'adopted') throw refusedBy(refusals, 'alreadyAdopted')
  return { base: current, now: null }
}

const countOf = ({ blocks }: StoredPlan) => {
  const sections = blocks.filter(isHeading).length
  return { sections, paragraphs: blocks.length - sections }
}
