import { mayEnter, type Actor } from '#app/features/accounts/account.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Db } from '#db/client.server.ts'
import type { Stage } from './process.ts'
import { stage } from './process.ts'
import { findPublicProcess, type PublicProcess } from './public-queries.server.ts'
import { roundAt, termOfRound, type ResidentRound } from './resident-rounds.ts'
import type { Term } from './term.ts'

export type VisibleProcess = PublicProcess & {
  /** Where it stands; of a draft where it would stand when it were released now. */
  stage: Exclude<Stage, 'draft'>
  /** The round in which residents react, and its days; null while they are not known. */
  round: ResidentRound
  term: Term | null
  /** A draft, shown to an official. */
  preview: boolean
  /** Of a process that ended without inspraak the plan was never released, and stays inside. */
  showsPlan: boolean
}

/** The process at an address, as this visitor may see it: drafts only for officials. Throws NotFound. */
export async function visibleProcess(
  db: Db,
  visitor: { municipalityId: string; actor: Actor | null },
  slug: string | undefined,
  now: Date,
): Promise<VisibleProcess> {
  const drafts =
    visitor.actor !== null &&
    visitor.actor.municipalityId === visitor.municipalityId &&
    mayEnter(visitor.actor, 'official')
  const process = await findPublicProcess(db, visitor.municipalityId, slug ?? '', { drafts })
  if (!process) throw new NotFound()
  const preview = process.state === 'draft'
  const at = stage(preview ? { ...process, state: 'released' } : process, now)
  const round = roundAt(process, now)
  return {
    ...process,
    ...{ preview, round, term: termOfRound(process, round) },
    showsPlan: preview || process.releasedAt !== null,
    stage: at === 'draft' ? 'announced' : at,
  }
}
