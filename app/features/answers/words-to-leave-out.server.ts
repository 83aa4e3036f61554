import { z } from 'zod'
import { refusedBy } from '#app/acts/act.server.ts'
import { contributionOf } from '#app/features/contributions/queries.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { findWords } from '#app/features/points/find-words.ts'
import { whyLeftOut, type PieceToLeaveOut } from '#app/features/points/leave-out.server.ts'
import { leftOutOfProcess } from '#app/features/points/left-out-words.server.ts'
import { findLeftOut, leftOutWords } from '#app/features/points/left-out-words.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { typed } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'

/** Letters that stand everywhere are a mistake, and would make a text of gaps. */
const MOST_PLACES = 200
/** In all letters that say the same: twice in each of 20,000, with room to spare. */
export const MOST_ELSEWHERE = 50_000

/** Words of a point, and why they are left out. */
export const wordsToLeaveOutFields = {
  ...whyLeftOut,
  pointId: z.string(),
  words: typed
    .pipe(z.string().max(2000, 'Kies een korter stuk: hooguit 2.000 tekens.'))
    .refine((words) => words.trim() !== '', 'Typ de woorden die weg moeten, of selecteer ze in de tekst.'),
}

export const wordsRefusals = {
  wordsNotFound: { says: 'Deze woorden staan niet in de tekst. Typ ze over zoals ze er staan.', at: 'words' },
  tooManyPlaces: {
    says: (places: number) => `Deze woorden staan er ${places} keer. Kies een langer stuk.`,
    at: 'words',
  },
  reasonTells: {
    says: 'In wat er komt te staan, staan woorden die worden weggelaten. Schrijf iets anders: dit wordt openbaar.',
    at: 'otherReason',
  },
  tooManyElsewhere: {
    says: 'Kies een langer stuk: dit staat op te veel plaatsen in te veel brieven.',
    at: 'words',
  },
}

/** Refuses words that stand in more places of other letters than this. */
export const atMost = (places: number) => ({
  places,
  refuse: (): never => {
    throw refusedBy(wordsRefusals, 'tooManyElsewhere')
  },
})

/** Every place in the text of the contribution where the words stand: another point may quote them too. */
export async function wordsToLeaveOut(
  trx: Trx,
  process: Process,
  {
    pointId,
    words,
    reason,
    otherReason,
  }: { pointId: string; words: string } & Pick<PieceToLeaveOut, 'reason' | 'otherReason'>,
): Promise<PieceToLeaveOut[]> {
  const contributionId = await contributionIdOf(trx, process, pointId)
  const { text } = await contributionOf(trx, process, contributionId)
  const found = findWords(text, words)
  if (found.length === 0) throw refusedBy(wordsRefusals, 'wordsNotFound')
  if (found.length > MOST_PLACES) throw refusedBy(wordsRefusals, 'tooManyPlaces', found.length)
  const ownWords = leftOutWords([{ words, reason: 'other', otherReason: '' }])
  const isTold = [ownWords, await leftOutOfProcess(trx, process)].some(
    (all) => findLeftOut(otherReason ?? '', all).length > 0,
  )
  if (reason === 'other' && isTold) throw refusedBy(wordsRefusals, 'reasonTells')
  return found.map((range) => ({ contributionId, range, reason, otherReason }))
}
