import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { setCookies } from '#app/cookies.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { maskedAddress } from '#app/features/desk/advice/advice.ts'
import { adviceToGive } from '#app/features/desk/advice/advice-queries.server.ts'
import {
  adviceCookie,
  adviceSecrets,
  confirmedAdviceRequest,
  openAdviceRequest,
  recordOpening,
  whyEnded,
} from '#app/features/desk/advice/advice-request.server.ts'
import { AdvicePage, type AdviceView } from '#app/features/desk/advice/AdvicePage.tsx'
import { confirmAdviser, sendAdviceCode } from '#app/features/desk/advice/confirm-adviser.server.ts'
import { finishAdvice, giveAdvice } from '#app/features/desk/advice/give-advice.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import adviceStyles from '#app/features/desk/advice/advice.css?url'

export const links = () => stylesheets(adviceStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Advies')

const says = new Map([
  ['giveAdvice', 'Bewaard. U kunt dit nog veranderen tot u klaar bent.'],
  ['finishAdvice', 'Uw advies is gegeven.'],
])

export const loader = forEveryone(async (visit): Promise<AdviceView> => {
  const { db, municipality, params, request, context, now } = visit
  if (params.token) {
    setCookies(context.headers, adviceCookie('token', params.token, context.secure))
    throw redirect(paths.public.advice(), 303)
  }
  const secrets = adviceSecrets(request.headers.get('cookie'))
  const asked = await openAdviceRequest(db, municipality.id, secrets, now)
  if (!asked) {
    const { because, on } = await whyEnded(db, municipality.id, secrets)
    return { standing: 'ended', because, on: on && formatDateTime(on) }
  }
  const said = saidHere(visit)?.code ?? ''
  const confirmed = await confirmedAdviceRequest(db, municipality.id, secrets, now)
  if (!confirmed)
    return { standing: 'toConfirm', address: maskedAddress(asked.email), isSent: said === 'sendAdviceCode' }
  await recordOpening(db, confirmed, now)
  return { standing: 'open', said: says.get(said) ?? null, ...(await adviceToGive(db, municipality.id, confirmed)) }
})

export const action = formAction('everyone', {
  acts: [sendAdviceCode, confirmAdviser, giveAdvice, finishAdvice],
  given: async ({ request }) => adviceSecrets(request.headers.get('cookie')),
  done: {
    confirmAdviser({ session }, { visit: { context } }) {
      setCookies(context.headers, adviceCookie('session', session, context.secure))
      return { say: null }
    },
  },
})

export default function Advice() {
  return <AdvicePage view={useLoaderData<typeof loader>()} />
}
