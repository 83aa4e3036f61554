import { findingsInWords } from '#app/features/contributions/findings-in-words.ts'
import { knownContacts } from '#app/features/contributions/known-contacts.server.ts'
import { findingValue } from '#app/features/contributions/personal-data.ts'
import type { Comparison } from '#app/features/plans/versions/compare-versions.server.ts'
import { leftOutOfProcess } from '#app/features/points/left-out-words.server.ts'
import { findInPublicWords } from '#app/features/points/public-findings.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** A changed paragraph that may tell who someone is. `found` is what of a person it tells, in words. */
export type TellingPart = { id: string; number: string; found: string }

/**
 * The changed paragraphs of a version with something of a person, or with words that are left out of a text of the process, that is nowhere in the
 * version it is compared with. What the municipality says in public of itself is none.
 */
export async function personInChanges(
  db: Db | Trx,
  process: ProcessRef,
  { old, now, lines }: Comparison,
): Promise<TellingPart[]> {
  const known = await knownContacts(db, process)
  const leftOut = await leftOutOfProcess(db, process)
  const findingsIn = (text: string) =>
    findInPublicWords(text, { names: [], leftOut }).filter((finding) => !known.has(findingValue(finding)))
  const changed = new Set(lines.flatMap(({ kind, to }) => (kind === 'unchanged' || to === null ? [] : [to])))
  const telling = [...changed]
    .sort((one, other) => one - other)
    .flatMap((at) => {
      const paragraph = now.paragraphs[at]
      const found = paragraph ? findingsIn(paragraph.text) : []
      return paragraph && found.length > 0 ? [{ paragraph, found }] : []
    })
  if (telling.length === 0) return []
  const before = new Set(old.paragraphs.flatMap(({ text }) => findingsIn(text).map(findingValue)))
  return telling.flatMap(({ paragraph: { id, number }, found }) => {
    const isNew = found.filter((finding) => !before.has(findingValue(finding)))
    return isNew.length === 0 ? [] : [{ id, number: String(number), found: findingsInWords(isNew) }]
  })
}
