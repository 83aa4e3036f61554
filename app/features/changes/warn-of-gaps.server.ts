import type { WarnOf } from '#app/features/answers/publication-parts.server.ts'
import { gapsInWords } from './gate-words.ts'
import { countGaps } from './gaps.ts'
import { gapsOfVersion } from './gaps.server.ts'

/** What does not fit between answers and the changes to the plan, where a publication brings a version that has one before it. */
export const warnOfGaps: WarnOf = async (db, process) => {
  const gaps = await gapsOfVersion(db, process)
  return gaps ? gapsInWords(countGaps(gaps)) : []
}
