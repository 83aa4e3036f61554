import type { ProcessRef } from '#app/features/processes/process.ts'
import { oneOf } from '#app/one-of.ts'
import type { LocalDate } from '#app/local-date.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { Block } from './plan.ts'
import { isHeading, paragraphKinds, versionKinds, type VersionKind } from './plan.ts'

/** A block with the id it was stored under, its number on paper and, for a paragraph, the heading it stands under. */
export type StoredBlock = Block & { id: string; lineageId: string; number: string }

export type StoredPlan = {
  versionId: string
  kind: VersionKind
  ordinal: number
  previousId: string | null
  /** When its words were fixed; of the first version the state of the process says it. */
  fixedAt: Date | null
  title: string
  fileName: string
  fileHash: string
  warnings: string[]
  createdAt: Date
  /** The day by which readers know it; null of the first version, which the process says, and of a draft. */
  datedOn: LocalDate | null
  blocks: StoredBlock[]
  /** Mark of what a form about this plan showed. */
  seen: string
}

/** Which version: the one that officials work on, the one that people read, the first one, or one by its id. */
type WhichVersion = 'forEditors' | 'forReaders' | 'concept' | { id: string }

/** A version of the plan of a process as one list of headings and paragraphs in reading order; null when there is none. */
export async function storedPlan(
  db: Db | Trx,
  process: ProcessRef,
  which: WhichVersion = 'forEditors',
): Promise<StoredPlan | null> {
  const { municipalityId } = process
  const version = await db
    .selectFrom('planVersion')
    .select([
      'id',
      'kind',
      'ordinal',
      'previousId',
      'fixedAt',
      'title',
      'fileName',
      'fileHash',
      'warnings',
      'createdAt',
      'datedOn',
    ])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', process.id)
    .$if(which === 'forEditors', (query) => query.where('isForEditors', '=', true))
    .$if(which === 'forReaders', (query) => query.where('isForReaders', '=', true))
    .$if(which === 'concept', (query) => query.where('ordinal', '=', 1))
    .$if(typeof which === 'object', (query) => query.where('id', '=', typeof which === 'object' ? which.id : ''))
    .executeTakeFirst()
  if (!version) return null
  const sections = await db
    .selectFrom('section')
    .select(['id', 'lineageId', 'position', 'level', 'number', 'heading'])
    .where('municipalityId', '=', municipalityId)
    .where('planVersionId', '=', version.id)
    .execute()
  const paragraphs = await db
    .selectFrom('paragraph')
    .select(['id', 'lineageId', 'position', 'number', 'kind', 'text', 'html'])
    .where('municipalityId', '=', municipalityId)
    .where('planVersionId', '=', version.id)
    .execute()
  const placed: { position: number; block: StoredBlock }[] = [
    ...sections.map(({ id, lineageId, position, level, number, heading }) => ({
      position,
      block: { kind: 'heading' as const, id, lineageId, number, level, text: heading },
    })),
    ...paragraphs.map(({ id, lineageId, position, number, kind, text, html }) => ({
      position,
      block: { kind: oneOf(paragraphKinds, kind), id, lineageId, number: String(number), text, html },
    })),
  ]
  const blocks = placed.sort((one, other) => one.position - other.position).map(({ block }) => block)
  const { id: versionId, kind, ...rest } = version
  return { versionId, kind: oneOf(versionKinds, kind), ...rest, blocks, seen: markOfPlan(version.fileHash, blocks) }
}

function markOfPlan(fileHash: string, blocks: readonly StoredBlock[]): string {
  return seenMark([
    fileHash,
    blocks.map((block) => [block.id, block.kind, isHeading(block) ? block.level : 0, block.text]),
  ])
}
