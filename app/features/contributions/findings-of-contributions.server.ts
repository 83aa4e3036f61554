import { setImmediate } from 'node:timers/promises'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import type { ContributorKind } from './contributor-kind.ts'
import { contributionsWithSender } from './contributions-with-sender.server.ts'
import { knownContacts } from './known-contacts.server.ts'
import { findPersonalData, type Finding } from './personal-data.ts'
import { namesNotPublic } from './sender-names.ts'

/** What in the texts of these contributions may tell who someone is, for officials; others are served between two texts. */
export async function findingsOfContributions(
  db: Db,
  process: ProcessRef,
  ids: readonly string[],
): Promise<Map<string, Finding[]>> {
  const found = new Map<string, Finding[]>()
  if (ids.length === 0) return found
  const rows = await contributionsWithSender(db, process)
    .select(['contribution.id', 'contribution.text', 'contributor.kind', 'name', 'organisation', 'namedInPublic'])
    .where('contribution.id', 'in', [...ids])
    .execute()
  const known = await knownContacts(db, process)
  for (const { id, text, kind, ...sender } of rows) {
    // The check on this column in the database names the same kinds.
    found.set(id, findingsIn({ text, contributor: { ...sender, kind: kind as ContributorKind } }, known))
    await setImmediate()
  }
  return found
}

/** The same of one text with its sender; `known` is how the municipality itself can be reached. */
export function findingsIn(
  { text, contributor }: { text: string; contributor: Parameters<typeof namesNotPublic>[0] },
  known: ReadonlySet<string>,
): Finding[] {
  return findPersonalData(text, { names: namesNotPublic(contributor), known })
}
