import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { deviceName } from '#app/features/accounts/device.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { KEPT_FIELD, parseKept } from '#app/features/accounts/interrupted-post.ts'
import { landingOf, pathToReturnTo } from '#app/features/accounts/local-path.ts'
import { logIn } from '#app/features/accounts/log-in.server.ts'
import { LogInForm } from '#app/features/accounts/LogInForm.tsx'
import { TooManyAttempts } from '#app/features/accounts/rate-limit.server.ts'
import { ResumeForm } from '#app/features/accounts/ResumeForm.tsx'
import { endSession } from '#app/features/accounts/session.server.ts'
import { Help } from '#app/ui/FormParts.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Inloggen')

export const loader = forEveryone(async ({ actor, municipality, url, request }) => {
  const asked = url.searchParams.get('terug')
  if (actor && request.method === 'GET') throw redirect(landingOf(actor, asked), 303)
  return { municipalityName: municipality.name, returnTo: pathToReturnTo(asked) }
})

export const action = forEveryone(async ({ request, db, site, context, now, sessionId }) => {
  const form = await request.formData()
  const [email, password] = [String(form.get('email') ?? ''), String(form.get('password') ?? '')]
  const kept = parseKept(form.get(KEPT_FIELD))
  const returnTo = pathToReturnTo(form.get('terug'))
  const again = (error: string, status: number) => data({ error, email, kept, returnTo, resume: null }, { status })
  if (email.trim() === '' || password === '') return again('Vul uw e-mailadres en uw wachtwoord in', 400)
  try {
    const device = deviceName(request.headers.get('user-agent'))
    const { roles, cookie } = await logIn(
      db,
      site,
      { email, password, device, clientAddress: context.clientAddress },
      now,
      context.secret,
    )
    // Two people at one computer: the session that was open here ends, instead of staying behind.
    if (sessionId) await endSession(site, sessionId)
    context.headers.append('Set-Cookie', cookie)
    if (kept) return data({ error: null, email, kept: null, returnTo, resume: kept }, { status: 200 })
    return redirect(landingOf({ roles }, returnTo), 303)
  } catch (error) {
    if (error instanceof TooManyAttempts) context.headers.append('Retry-After', String(error.secondsToWait))
    return again(errorsOfRefusal(error)[''] ?? '', error instanceof TooManyAttempts ? 429 : 400)
  }
})

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
  return (
    <Page>
      <div className="withhelp">
        <div>
          <div className="form under-4">
            <h1>Inloggen</h1>
            <p className="lede">Voor medewerkers, raadsleden en partners van gemeente {page.municipalityName}.</p>
          </div>
          <LogInForm
            error={answer?.error ?? undefined}
            email={answer?.email}
            returnTo={answer ? answer.returnTo : page.returnTo}
            kept={kept}
          />
        </div>
        <aside>
          <Help title="Bent u inwoner?">
            <p>U hoeft niet in te loggen. Iedereen kan de plannen lezen en erop reageren.</p>
            <p>
              <a href="/">Bekijk de plannen</a>
            </p>
            <p>
              Hebt u al gereageerd? Met uw code <a href="/mijn-reactie">bekijkt u uw reactie</a>.
            </p>
          </Help>
        </aside>
      </div>
    </Page>
  )
}
