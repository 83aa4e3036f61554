import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import type { WhoMay } from '#app/acts/who-may.ts'
import { doubleWord } from '#app/features/points/decision-words.ts'
import { dispositions, type Disposition } from '#app/features/points/disposition.ts'
import { seen } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { decisionWordings, ourWording, wordingMark, type Wording } from './decision-wordings.server.ts'
import { withWords } from './decision-words.schema.ts'

export const byAdministrator = { audience: 'official', needs: 'administrator' } as const satisfies WhoMay

type Taken = { field: string; label: string; isRetired: boolean }

export const wordRefusals = {
  wordTaken: {
    says: ({ label, isRetired }: Taken) =>
      `Deze woorden heeft het besluit “${label}” al.${isRetired ? ' Het is niet meer in gebruik; u kunt het weer in gebruik nemen.' : ''}`,
    at: ({ field }: Taken) => field,
  },
}

/** Holds the words of a municipality, so that two who change them wait for each other, and gives what they are. */
export async function lockWordings(trx: Trx, municipalityId: string) {
  await trx.selectFrom('municipality').select('id').where('id', '=', municipalityId).forNoKeyUpdate().execute()
  return decisionWordings(trx, municipalityId)
}

/** Refuses words that another decision has: nobody could tell them apart, and a file could not name them. `is` is whose words they are. */
export function refuseDoubleWords(
  words: Pick<Wording, 'label' | 'short' | 'plain'>,
  { eight, own }: Awaited<ReturnType<typeof decisionWordings>>,
  is: Disposition | { ownId: string },
): void {
  const others = [
    ...eight.filter(({ disposition }) => disposition !== is).map((each) => ({ ...each, isRetired: false })),
    ...own.filter(({ id }) => typeof is === 'string' || id !== is.ownId),
  ]
  const found = doubleWord(words, others)
  if (found)
    throw refusedBy(wordRefusals, 'wordTaken', {
      field: found.field,
      label: found.other.label,
      isRetired: found.other.isRetired,
    })
}

/** Gives one of the eight the municipality's own words. It counts as before, everywhere. */
export const changeDispositionWords = act({
  name: 'changeDispositionWords',
  by: byAdministrator,
  changes: 'public',
  input: withWords({ disposition: z.enum(dispositions), seen }),
  refusals: { stale: staleRefusal, ...wordRefusals },
  async run({ trx, by: { municipalityId } }, { disposition, seen: shown, ...given }) {
    const all = await lockWordings(trx, municipalityId)
    const words = { ...given, short: given.short || given.label }
    const stored = all.eight.find((each) => each.disposition === disposition)
    if (stored && wordingMark(stored) === wordingMark(words)) return changedNothing({ disposition })
    if (stored) refuseStale(shown, wordingMark(stored))
    refuseDoubleWords(words, all, disposition)
    if (wordingMark(words) === wordingMark(ourWording(disposition))) await forget(trx, municipalityId, disposition)
    else
      await trx
        .insertInto('dispositionWords')
        .values({ municipalityId, disposition, ...words })
        .onConflict((conflict) => conflict.columns(['municipalityId', 'disposition']).doUpdateSet(words))
        .execute()
    return did({ disposition }, { subject: { kind: 'municipality', id: municipalityId }, detail: { disposition } })
  },
})

/** Gives one of the eight our words back. */
export const restoreDispositionWords = act({
  name: 'restoreDispositionWords',
  by: byAdministrator,
  changes: 'public',
  input: z.object({ disposition: z.enum(dispositions) }),
  refusals: wordRefusals,
  async run({ trx, by: { municipalityId } }, { disposition }) {
    const all = await lockWordings(trx, municipalityId)
    if (all.eight.some((each) => each.disposition === disposition && each.isOurs))
      return changedNothing({ disposition })
    refuseDoubleWords(ourWording(disposition), all, disposition)
    await forget(trx, municipalityId, disposition)
    return did({ disposition }, { subject: { kind: 'municipality', id: municipalityId }, detail: { disposition } })
  },
})

async function forget(trx: Trx, municipalityId: string, disposition: Disposition): Promise<void> {
  await trx
    .deleteFrom('dispositionWords')
    .where('municipalityId', '=', municipalityId)
    .where('disposition', '=', disposition)
    .execute()
}
