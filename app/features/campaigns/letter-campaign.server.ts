import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { LEAST_LETTERS } from './campaigns-page.server.ts'

export type LetterCampaign = {
  id: string
  name: string
  letters: number
  /** Its text is the one that all are split after. */
  isBase: boolean
  isSplit: boolean
}

/** The campaign that a letter stands in, or that is proposed for it; null for most. */
export async function campaignOfLetter(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  contributionId: string,
): Promise<LetterCampaign | null> {
  const row = await db
    .selectFrom('letter')
    .innerJoin('campaign', (join) =>
      join
        .onRef('campaign.municipalityId', '=', 'letter.municipalityId')
        .onRef('campaign.id', '=', 'letter.campaignId'),
    )
    .select(['campaign.id', 'name', 'letters', 'state', 'baseLetter', 'splitAt'])
    .where('letter.municipalityId', '=', municipalityId)
    .where('letter.processId', '=', processId)
    .where('contributionId', '=', contributionId)
    .executeTakeFirst()
  if (!row || row.state === 'refused' || (row.state === 'found' && row.letters < LEAST_LETTERS)) return null
  const { id, name, letters, baseLetter, splitAt } = row
  return { id, name, letters, isBase: baseLetter === contributionId, isSplit: splitAt !== null }
}
