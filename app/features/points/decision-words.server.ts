import { decisionWordingsOf } from '#app/features/municipalities/municipality.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { decisionWordsFrom, type DecisionWords } from './decision-words.ts'

/** The words of a municipality, for acts, files and jobs; a page has them already (`useDecisionWords`). */
export async function decisionWordsOf(db: Db | Trx, municipalityId: string): Promise<DecisionWords> {
  return decisionWordsFrom(await decisionWordingsOf(db, municipalityId))
}
