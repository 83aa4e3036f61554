import { itemsOf, type ContributionItem } from '#app/features/contributions/items.server.ts'
import { headingsInFilesOf } from '#app/features/contributions/sender-headings.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { textParts, type TextParts } from './text-parts.ts'

/** The parts of the texts of contributions, with the items as they were given. */
export async function partsOfTexts(
  db: Db | Trx,
  process: ProcessRef,
  contributions: readonly { id: string; text: string }[],
): Promise<(id: string) => TextParts & { items: ContributionItem[] }> {
  const ids = contributions.map(({ id }) => id)
  const items = await itemsOf(db, process, ids)
  const headings = await headingsInFilesOf(db, process, ids)
  const texts = new Map(contributions.map(({ id, text }) => [id, text]))
  return (id) => {
    const own = items.get(id) ?? []
    return { ...textParts(texts.get(id) ?? '', own, headings.get(id) ?? []), items: own }
  }
}
