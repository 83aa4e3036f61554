import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { setCookies } from '#app/cookies.server.ts'
import { enter } from '#app/features/accounts/enter.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { KEPT_FIELD, parseKept } from '#app/features/accounts/interrupted-post.ts'
import { landingOf, pathToReturnTo } from '#app/features/accounts/local-path.ts'
import { LogInForm } from '#app/features/accounts/LogInForm.tsx'
import { passSecondStep } from '#app/features/accounts/pass-second-step.server.ts'
import { clearPendingCookie, pendingOf, pendingTokenIn } from '#app/features/accounts/pending-log-in.server.ts'
import { ResumeForm } from '#app/features/accounts/ResumeForm.tsx'
import { SecondStepForm } from '#app/features/accounts/SecondStepForm.tsx'
import { formAction } from '#app/forms/form-action.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Page } from '#app/ui/Shell.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Uw code')

export const loader = forEveryone(async ({ db, municipality, context, request, url, now }) => {
  const owner = { municipalityId: municipality.id, secret: context.secret }
  const returnTo = pathToReturnTo(url.searchParams.get('terug'))
  const pending = await pendingOf(db, owner, pendingTokenIn(request.headers.get('cookie')), now)
  if (!pending && request.method === 'GET') throw redirect(withQuery(paths.public.logIn(), { terug: returnTo }), 303)
  return { returnTo }
})

export const action = formAction('everyone', {
  acts: [passSecondStep],
  given: ({ request }) => ({ pending: pendingTokenIn(request.headers.get('cookie')) }),
  done: {
    async passSecondStep(outcome, { visit, form }) {
      const { context, url } = visit
      await enter(visit, outcome)
      setCookies(context.headers, clearPendingCookie(context.secure))
      if (parseKept(form.get(KEPT_FIELD))) return { show: outcome.step }
      return { to: landingOf(outcome, url.searchParams.get('terug')), say: null }
    },
  },
})

export default function LogInCode() {
  const { returnTo } = useLoaderData<typeof loader>()
  const { answer, errors, value } = useForm('passSecondStep')
  const kept = parseKept(value(KEPT_FIELD))
  if (answer?.shown === 'done' && kept) {
    return (
      <Page>
        <ResumeForm post={kept} />
      </Page>
    )
  }
  return (
    <Page>
      {answer?.code === 'tooLate' ? (
        <>
          <h1 className="under-4">Inloggen</h1>
          <LogInForm error={errors['']} returnTo={returnTo} kept={kept} />
        </>
      ) : (
        <SecondStepForm errors={errors} returnTo={returnTo} kept={kept} />
      )}
    </Page>
  )
}
