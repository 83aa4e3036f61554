import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { setCookies } from '#app/cookies.server.ts'
import { Refused } from '#app/errors.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { KEPT_FIELD, parseKept } from '#app/features/accounts/interrupted-post.ts'
import { landingOf, pathToReturnTo } from '#app/features/accounts/local-path.ts'
import { LogInForm } from '#app/features/accounts/LogInForm.tsx'
import { passSecondStep } from '#app/features/accounts/pass-second-step.server.ts'
import { clearPendingCookie, pendingIn } from '#app/features/accounts/pending-log-in.server.ts'
import { TooManyAttempts } from '#app/features/accounts/rate-limit.server.ts'
import { ResumeForm } from '#app/features/accounts/ResumeForm.tsx'
import { SecondStepForm } from '#app/features/accounts/SecondStepForm.tsx'
import { endSession } from '#app/features/accounts/session.server.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Page } from '#app/ui/Shell.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

const TOO_LATE = 'Dat duurde te lang. Log opnieuw in, en vul daarna de code in'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Uw code')

export const loader = forEveryone(async ({ db, municipality, context, request, url, now }) => {
  const owner = { municipalityId: municipality.id, secret: context.secret }
  const returnTo = pathToReturnTo(url.searchParams.get('terug'))
  const pending = await pendingIn(db, owner, request.headers.get('cookie'), now)
  if (!pending && request.method === 'GET') throw redirect(withQuery(paths.public.logIn(), { terug: returnTo }), 303)
  return { returnTo }
})

export const action = forEveryone(async (visit) => {
  const { db, site, municipality, context, request, browser, sessionId, origin, now } = visit
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const field = text('code').trim() === '' && text('recovery').trim() !== '' ? 'recovery' : 'code'
  const kept = parseKept(form.get(KEPT_FIELD))
  const returnTo = pathToReturnTo(form.get('terug'))
  const answer = { errors: {}, kept, returnTo, tooLate: false, done: false }
  const owner = { municipalityId: municipality.id, secret: context.secret }
  const pending = await pendingIn(db, owner, request.headers.get('cookie'), now)
  if (!pending) return data({ ...answer, tooLate: true }, { status: 400 })
  try {
    const input = { ...browser, pending, code: text(field), clientAddress: context.clientAddress, baseUrl: origin }
    const { roles, cookies } = await passSecondStep(db, site, input, now, context.secret)
    if (sessionId) await endSession(site, sessionId)
    setCookies(context.headers, ...cookies, clearPendingCookie(context.secure))
    if (kept) return data({ ...answer, done: true }, { status: 200 })
    return redirect(landingOf({ roles }, returnTo), 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const tooMany = error instanceof TooManyAttempts
    if (tooMany) context.headers.append('Retry-After', String(error.secondsToWait))
    return data({ ...answer, errors: { [field]: error.message } }, { status: tooMany ? 429 : 400 })
  }
})

export default function LogInCode() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const kept = answer?.kept ?? null
  const returnTo = answer ? answer.returnTo : page.returnTo
  if (answer?.done && kept) {
    return (
      <Page>
        <ResumeForm post={kept} />
      </Page>
    )
  }
  return (
    <Page>
      {answer?.tooLate ? (
        <>
          <h1 className="under-4">Inloggen</h1>
          <LogInForm error={TOO_LATE} returnTo={returnTo} kept={kept} />
        </>
      ) : (
        <SecondStepForm errors={answer?.errors} returnTo={returnTo} kept={kept} />
      )}
    </Page>
  )
}
