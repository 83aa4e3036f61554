import { refusedBy } from '#app/acts/act.server.ts'
import { findingsInWords } from '#app/features/contributions/findings-in-words.ts'
import { findingValue, type Finding } from '#app/features/contributions/personal-data.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import { findingsInReply } from './findings-in-reply.server.ts'

type Reply = Parameters<typeof findingsInReply>[3]

/** What of a person a reply tells, and the mark that says that it was seen. */
export type FoundInReply = { found: Finding[]; foundSeen: string }

export const tellsOfPersonRefusal = {
  tellsOfPerson: {
    says: ({ found }: FoundInReply) =>
      `Hierin staat dit van een persoon: ${findingsInWords(found)}. Het is nog niet bewaard.`,
    at: 'reply',
  },
}

/** Refuses an answer that tells of a person what was not shown yet to who wrote it; `foundSeen` is the mark of what was. */
export async function refuseUnseenFindings(
  trx: Trx,
  process: Process,
  pointIds: readonly string[],
  { current, answer, foundSeen }: { current: Reply | null; answer: Reply; foundSeen: string },
): Promise<void> {
  // What was in it before was looked at then.
  const known = new Set(current ? (await findingsInReply(trx, process, pointIds, current)).map(findingValue) : [])
  const found = (await findingsInReply(trx, process, pointIds, answer)).filter(
    (finding) => !known.has(findingValue(finding)),
  )
  // Who took some of it out was shown the rest already.
  const unseen = unseenIn(found, foundSeen)
  if (unseen !== null) throw refusedBy(tellsOfPersonRefusal, 'tellsOfPerson', { found, foundSeen: unseen })
}

/** The mark that says that these were seen too, beside what `foundSeen` says; null when all of them were. */
export function unseenIn(found: readonly Finding[], foundSeen: string): string | null {
  const seen = new Set(foundSeen.split('|').filter((value) => value !== ''))
  const values = found.map(findingValue)
  return values.every((value) => seen.has(value)) ? null : [...seen, ...values].join('|')
}
