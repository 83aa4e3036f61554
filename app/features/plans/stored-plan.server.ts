import type { ProcessRef } from '#app/features/processes/process.ts'
import { oneOf } from '#app/one-of.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { Block } from './plan.ts'
import { isHeading, paragraphKinds } from './plan.ts'

/** A block with the id it was stored under, its number on paper and, for a paragraph, the heading it stands under. */
export type StoredBlock = Block & { id: string; number: string }

type StoredPlan = {
  versionId: string
  title: string
  fileName: string
  fileHash: string
  warnings: string[]
  createdAt: Date
  blocks: StoredBlock[]
  /** Mark of what a form about this plan showed. */
  seen: string
}

/** The concept plan of a process as one list of headings and paragraphs in reading order; null when there is none. */
export async function storedPlan(db: Db | Trx, process: ProcessRef): Promise<StoredPlan | null> {
  const { municipalityId } = process
  const version = await db
    .selectFrom('planVersion')
    .select(['id', 'title', 'fileName', 'fileHash', 'warnings', 'createdAt'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', process.id)
    .where('kind', '=', 'concept')
    .executeTakeFirst()
  if (!version) return null
  const sections = await db
    .selectFrom('section')
    .select(['id', 'position', 'level', 'number', 'heading'])
    .where('municipalityId', '=', municipalityId)
    .where('planVersionId', '=', version.id)
    .execute()
  const paragraphs = await db
    .selectFrom('paragraph')
    .select(['id', 'position', 'number', 'kind', 'text', 'html'])
    .where('municipalityId', '=', municipalityId)
    .where('planVersionId', '=', version.id)
    .execute()
  const placed: { position: number; block: StoredBlock }[] = [
    ...sections.map(({ id, position, level, number, heading }) => ({
      position,
      block: { kind: 'heading' as const, id, number, level, text: heading },
    })),
    ...paragraphs.map(({ id, position, number, kind, text, html }) => ({
      position,
      block: { kind: oneOf(paragraphKinds, kind), id, number: String(number), text, html },
    })),
  ]
  const blocks = placed.sort((one, other) => one.position - other.position).map(({ block }) => block)
  const { id: versionId, ...rest } = version
  return { versionId, ...rest, blocks, seen: markOfPlan(version.fileHash, blocks) }
}

function markOfPlan(fileHash: string, blocks: readonly StoredBlock[]): string {
  return seenMark([
    fileHash,
    blocks.map((block) => [block.id, block.kind, isHeading(block) ? block.level : 0, block.text]),
  ])
}
