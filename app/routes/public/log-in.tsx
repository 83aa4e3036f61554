import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { setCookies } from '#app/cookies.server.ts'
import { enter } from '#app/features/accounts/enter.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { KEPT_FIELD, parseKept } from '#app/features/accounts/interrupted-post.ts'
import { clearTokenCookie, tokenFromCookie } from '#app/features/accounts/link-token.server.ts'
import { landingOf, pathToReturnTo } from '#app/features/accounts/local-path.ts'
import { logIn } from '#app/features/accounts/log-in.server.ts'
import { LogInForm } from '#app/features/accounts/LogInForm.tsx'
import { ResumeForm } from '#app/features/accounts/ResumeForm.tsx'
import { SecondStepForm } from '#app/features/accounts/SecondStepForm.tsx'
import { formAction } from '#app/forms/form-action.server.ts'
import { useForm } from '#app/forms/use-form.ts'
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

export const action = formAction('everyone', {
  acts: [logIn],
  given: ({ request }) => ({ linkToken: tokenFromCookie('logIn', request.headers.get('cookie')) ?? '' }),
  done: {
    async logIn(outcome, { visit, form }) {
      if (outcome.step === 'linkSent') return { show: outcome.step }
      const { context, request, url } = visit
      await enter(visit, outcome)
      if (tokenFromCookie('logIn', request.headers.get('cookie')) !== null)
        setCookies(context.headers, clearTokenCookie('logIn', context.secure))
      if (parseKept(form.get(KEPT_FIELD))) return { show: outcome.step }
      const returnTo = pathToReturnTo(url.searchParams.get('terug'))
      if (outcome.step === 'secondStep') {
        return { to: withQuery(paths.public.logInCode(), { terug: returnTo }), say: null }
      }
      return { to: landingOf(outcome, returnTo), say: null }
    },
  },
})

/** Above the form: what it is for, and for who came with a link or gets one, what to do. */
function Heading({ municipalityName, sent, byLink }: { municipalityName: string; sent: boolean; byLink: boolean }) {
  return (
    <div className="form under-4">
      <h1>{sent ? 'Kijk in uw e-mail' : 'Inloggen'}</h1>
      {sent ? (
        <Notice title="Wij hebben u een bericht gestuurd" live>
          <p>
            Anderen probeerden vandaag wachtwoorden op uw account. Daarom vragen wij op een nieuw apparaat iets extra’s:
            open op dit apparaat de link uit onze e-&#8288;mail, en log daarna in. De link werkt één uur.
          </p>
          <p>Kreeg u vandaag al zo’n e-&#8288;mail van ons? Ook die link werkt.</p>
        </Notice>
      ) : byLink ? (
        <Notice title="Bijna klaar">
          Vul uw e-&#8288;mailadres en wachtwoord nog één keer in. Daarna kennen wij dit apparaat.
        </Notice>
      ) : (
        <p className="lede">Voor medewerkers, raadsleden en partners van gemeente {municipalityName}.</p>
      )}
    </div>
  )
}

export default function LogIn() {
  const { municipalityName, returnTo, byLink } = useLoaderData<typeof loader>()
  const { answer, errors, value } = useForm('logIn')
  const kept = parseKept(value(KEPT_FIELD))
  if (answer?.shown === 'done' && kept) {
    return (
      <Page>
        <ResumeForm post={kept} />
      </Page>
    )
  }
  if (answer?.shown === 'secondStep') {
    return (
      <Page>
        <SecondStepForm returnTo={returnTo} kept={kept} />
      </Page>
    )
  }
  const isSent = answer?.shown === 'linkSent'
  return (
    <Page>
      <div className="withhelp">
        <div>
          <Heading municipalityName={municipalityName} sent={isSent} byLink={byLink && (answer === null || isSent)} />
          <LogInForm error={errors['']} email={value('email')} returnTo={returnTo} kept={kept} />
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
