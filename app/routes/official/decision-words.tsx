import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { DecisionWordsPage, type DecisionWordsView } from '#app/features/answers/DecisionWordsPage.tsx'
import { decisionWordings, MOST_COUNTED } from '#app/features/answers/decision-wordings.server.ts'
import { administratorNames } from '#app/features/processes/release-facts.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import decisionWordsStyles from '#app/features/answers/decision-words.css?url'

export const links = () => stylesheets(decisionWordsStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Woorden voor besluiten')

const says = new Map([
  ['changeDispositionWords', 'Bewaard. Het besluit heet nu overal zo.'],
  ['restoreDispositionWords', 'Het besluit heet weer zoals Saomen het noemt.'],
  ['addOwnDisposition', 'Toegevoegd. U kunt dit besluit nu bij een antwoord kiezen.'],
  ['changeOwnDisposition', 'Bewaard. Het besluit heet nu overal zo.'],
  ['retireOwnDisposition', 'Uit gebruik genomen. Antwoorden die dit besluit hebben, houden het.'],
  ['reviveOwnDisposition', 'Weer in gebruik. U kunt dit besluit bij een antwoord kiezen.'],
  ['removeOwnDisposition', 'Verwijderd.'],
])

export const loader = onlyFor('official', async (visit): Promise<DecisionWordsView> => {
  const { db, actor, municipality } = visit
  return {
    ...(await decisionWordings(db, municipality.id)),
    mostCounted: MOST_COUNTED,
    askOf: hasInnerRole(actor, 'administrator') ? null : await administratorNames(db, municipality.id),
    said: says.get(saidHere(visit)?.code ?? '') ?? null,
  }
})

export default function DecisionWords() {
  return <DecisionWordsPage view={useLoaderData<typeof loader>()} />
}
