import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { setCookies } from '#app/cookies.server.ts'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { KEPT_FIELD, parseKept, type InterruptedPost } from '#app/features/accounts/interrupted-post.ts'
import { clearTokenCookie, tokenFromCookie } from '#app/features/accounts/link-token.server.ts'
import { landingOf, pathToReturnTo } from '#app/features/accounts/local-path.ts'
import { logIn } from '#app/features/accounts/log-in.server.ts'
import { LogInForm } from '#app/features/accounts/LogInForm.tsx'
import { TooManyAttempts } from '#app/features/accounts/rate-limit.server.ts'
import { ResumeForm } from '#app/features/accounts/ResumeForm.tsx'
import { SecondStepForm } from '#app/features/accounts/SecondStepForm.tsx'
import { endSession } from '#app/features/accounts/session.server.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Help, Notice } from '#app/ui/FormParts.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Inloggen')


export const loader = forEveryone(async ({ actor, municipality, url, request }) => {
  const asked = url.searchParams.get('terug')
  if (actor && request.method === 'GET') throw redirect(landingOf(actor, asked), 303)
  return {
    municipalityName: municipality.name,
    returnTo: pathToReturnTo(asked),
    /** Came with the link from the message about strange wrong passwords. */
    byLink: url.searchParams.has('link') && tokenFromCookie('logIn', request.headers.get('cookie')) !== null,
  }
})

export const action = forEveryone(async ({ request, db, site, context, now, sessionId, browser, origin }) => {
  const form = await request.formData()
  const [email, password] = [String(form.get('email') ?? ''), String(form.get('password') ?? '')]
  const kept = parseKept(form.get(KEPT_FIELD))
  const returnTo = pathToReturnTo(form.get('terug'))
  const answer = { error: null as string | null, email, kept, returnTo, resume: null as InterruptedPost | null, next: null as 'code' | 'link' | null }
  const again = (error: string, status: number) => data({ ...answer, error }, { status })
  if (email.trim() === '' || password === '') return again('Vul uw e-mailadres en uw wachtwoord in', 400)
  try {
    const linkToken = tokenFromCookie('logIn', request.headers.get('cookie'))
    const input = { ...browser, email, password, linkToken, clientAddress: context.clientAddress, baseUrl: origin }
    const outcome = await logIn(db, site, input, now, context.secret)
    if (outcome.step === 'linkSent') return data({ ...answer, next: 'link' as const }, { status: 200 })
    // Two people at one computer: the session that was open here ends, instead of staying behind.
    if (outcome.step === 'done' && sessionId) await endSession(site, sessionId)
    setCookies(context.headers, ...outcome.cookies)
    if (linkToken !== null) setCookies(context.headers, clearTokenCookie('logIn', context.secure))
    if (outcome.step === 'secondStep') {
      if (kept) return data({ ...answer, next: 'code' as const }, { status: 200 })
      return redirect(withQuery(paths.public.logInCode(), { terug: returnTo }), 303)
    }
    if (kept) return data({ ...answer, kept: null, resume: kept }, { status: 200 })
    return redirect(landingOf(outcome, returnTo), 303)
  } catch (error) {
    if (error instanceof TooManyAttempts) context.headers.append('Retry-After', String(error.secondsToWait))
    return again(errorsOfRefusal(error)[''] ?? '', error instanceof TooManyAttempts ? 429 : 400)
  }
})

/** Above the form: what it is for, and for who came with a link or gets one, what to do. */
function Heading({ municipalityName, sent, byLink }: { municipalityName: string; sent: boolean; byLink: boolean }) {
  return (
    <div className="form under-4">
      <h1>{sent ? 'Kijk in uw e-mail' : 'Inloggen'}</h1>
      {sent ? (
        <Notice title="Wij hebben u een bericht gestuurd" live>
          <p>
            Anderen probeerden vandaag wachtwoorden op uw account. Daarom vragen wij op een nieuw apparaat iets extra’s: open op dit apparaat
            de link uit onze e-&#8288;mail, en log daarna in. De link werkt één uur.
          </p>
          <p>Kreeg u vandaag al zo’n e-&#8288;mail van ons? Ook die link werkt.</p>
        </Notice>
      ) : byLink ? (
        <Notice title="Bijna klaar">Vul uw e-&#8288;mailadres en wachtwoord nog één keer in. Daarna kennen wij dit apparaat.</Notice>
      ) : (
        <p className="lede">Voor medewerkers, raadsleden en partners van gemeente {municipalityName}.</p>
      )}
    </div>
  )
}

export default function LogIn() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (answer?.resume) {
    return (
      <Page>
        <ResumeForm post={answer.resume} />
      </Page>
    )
  }
  const kept = answer?.kept ?? null
  const returnTo = answer ? answer.returnTo : page.returnTo
  if (answer?.next === 'code') {
    return (
      <Page>
        <SecondStepForm returnTo={returnTo} kept={kept} />
      </Page>
    )
  }
  return (
    <Page>
      <div className="withhelp">
        <div>
          <Heading municipalityName={page.municipalityName} sent={answer?.next === 'link'} byLink={page.byLink && !answer?.error} />
          <LogInForm
            error={answer?.error ?? undefined}
            email={answer?.email}
            returnTo={returnTo}
            kept={kept}
          />
        </div>
        <aside>
          <Help title="Bent u inwoner?">
            <p>U hoeft niet in te loggen. Iedereen kan de plannen lezen en erop reageren.</p>
            <p>
              <a href={paths.public.home()}>Bekijk de plannen</a>
            </p>
            <p>
              Hebt u al gereageerd? Met uw code <a href={paths.public.myReaction()}>bekijkt u uw reactie</a>.
            </p>
          </Help>
        </aside>
      </div>
    </Page>
  )
}
