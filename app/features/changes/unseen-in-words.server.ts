import { refusedBy } from '#app/acts/act.server.ts'
import { findingsInReply } from '#app/features/answers/findings-in-reply.server.ts'
import { unseenIn, type FoundInReply } from '#app/features/answers/unseen-findings.server.ts'
import { findingsInWords } from '#app/features/contributions/findings-in-words.ts'
import { findingValue, type Finding } from '#app/features/contributions/personal-data.ts'
import { leftOutOfProcess } from '#app/features/points/left-out-words.server.ts'
import { findLeftOut } from '#app/features/points/left-out-words.ts'
import { overlaps } from '#app/features/points/quoted-range.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'

export const wordsTellRefusal = {
  wordsTellOfPerson: {
    says: ({ found }: FoundInReply) =>
      `In de woorden voor het plan staat dit van een persoon: ${findingsInWords(found)}. Het is nog niet overgenomen.`,
    at: 'words',
  },
}

/**
 * Refuses words for the plan that tell of a person what did not stand there yet, or that have words which are left out of a text of the process, until
 * that was shown to who takes them over; `foundSeen` is the mark of what was.
 */
export async function refuseUnseenInWords(
  trx: Trx,
  process: Process,
  pointId: string,
  { was, words, foundSeen }: { was: string; words: string; foundSeen: string },
): Promise<void> {
  const leftOut = await leftOutOfProcess(trx, process)
  const findingsIn = async (text: string): Promise<Finding[]> => {
    const personal = await findingsInReply(trx, process, [pointId], { reply: text, forwardedTo: '' })
    const others = findLeftOut(text, leftOut).filter((each) => !personal.some((one) => overlaps(one, each)))
    return [...personal, ...others.map(({ of: _, ...place }) => ({ kind: 'leftOut' as const, ...place }))]
  }
  const known = new Set((await findingsIn(was)).map(findingValue))
  const found = (await findingsIn(words)).filter((finding) => !known.has(findingValue(finding)))
  const unseen = unseenIn(found, foundSeen)
  if (unseen !== null) throw refusedBy(wordsTellRefusal, 'wordsTellOfPerson', { found, foundSeen: unseen })
}
