import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NotFound } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import {
  changeDispositionWords,
  restoreDispositionWords,
} from '#app/features/answers/change-disposition-words.server.ts'
import {
  changeOwnDisposition,
  markOfOwn,
  removeOwnDisposition,
  retireOwnDisposition,
  reviveOwnDisposition,
} from '#app/features/answers/change-own-disposition.server.ts'
import { EightPage, OwnPage } from '#app/features/answers/DecisionWordPage.tsx'
import { decisionWordings, MOST_COUNTED, wordingMark } from '#app/features/answers/decision-wordings.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `${data?.wording.label ?? ''}, woorden voor besluiten`)

export const loader = onlyFor(
  'official',
  async ({ db, municipality, params }) => {
    const { eight, own } = await decisionWordings(db, municipality.id)
    const one = eight.find(({ disposition }) => disposition === params.word)
    if (one) return { kind: 'eight' as const, wording: one, mark: wordingMark(one) }
    const found = own.find(({ id }) => id === params.word)
    if (!found) throw new NotFound()
    return { kind: 'own' as const, wording: found, mark: markOfOwn(found), mostCounted: MOST_COUNTED }
  },
  'administrator',
)

const back = () => ({ to: paths.official.decisionWords() })

export const action = formAction('official', {
  acts: [
    changeDispositionWords,
    restoreDispositionWords,
    changeOwnDisposition,
    retireOwnDisposition,
    reviveOwnDisposition,
    removeOwnDisposition,
  ],
  done: {
    changeDispositionWords: back,
    restoreDispositionWords: back,
    changeOwnDisposition: back,
    retireOwnDisposition: back,
    reviveOwnDisposition: back,
    removeOwnDisposition: back,
  },
})

export default function DecisionWord() {
  const page = useLoaderData<typeof loader>()
  return page.kind === 'eight' ? <EightPage {...page} /> : <OwnPage {...page} />
}
