import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { ownArea } from '#app/features/accounts/account.ts'
import { forEveryAccount, type MemberVisit } from '#app/features/accounts/guard.server.ts'
import { landingOf } from '#app/features/accounts/local-path.ts'
import { TooManyAttempts } from '#app/features/accounts/rate-limit.server.ts'
import { needsSecondStep, showInGroups } from '#app/features/accounts/second-step.ts'
import { forTheApp, secretToSetUp } from '#app/features/accounts/second-step-secret.server.ts'
import { SecondStepIsOn, SecondStepSetUp, SecondStepWasOn } from '#app/features/accounts/SecondStepSetUp.tsx'
import { storedSessionId } from '#app/features/accounts/session.server.ts'
import { setUpSecondStep } from '#app/features/accounts/set-up-second-step.server.ts'
import { paths } from '#app/paths.ts'
import { Page } from '#app/ui/Shell.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Inloggen in twee stappen')

export const loader = forEveryAccount(async (visit) => {
  const { actor, url, hasSecondStep } = visit
  return {
    returnTo: landingOf(actor, url.searchParams.get('terug')),
    accountHref: paths[ownArea(actor)].account(),
    setUp: hasSecondStep ? null : toSetUp(visit),
  }
})

function toSetUp({ actor, sessionId, context, municipality }: MemberVisit) {
  const owner = { municipalityId: municipality.id, accountId: actor.id, storedSessionId: storedSessionId(sessionId) }
  const secret = secretToSetUp(owner, context.secret)
  return {
    email: actor.email,
    secret: showInGroups(secret).replaceAll('-', ' '),
    ...forTheApp(secret, { municipalityName: municipality.name, email: actor.email }),
    isNeeded: needsSecondStep(actor, context.mode),
  }
}

export const action = forEveryAccount(async ({ db, actor, sessionId, request, context, origin, now }) => {
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const returnTo = landingOf(actor, text('terug'))
  try {
    const input = { current: text('current'), code: text('code'), sessionId, baseUrl: origin }
    const codes = await setUpSecondStep(db, actor, input, now, context.secret)
    return data({ codes, errors: {}, returnTo }, { status: 200 })
  } catch (error) {
    return data({ codes: null, errors: errorsOfRefusal(error), returnTo }, { status: error instanceof TooManyAttempts ? 429 : 400 })
  }
})

export default function SecondStep() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const returnTo = answer?.returnTo ?? page.returnTo
  return (
    <Page>
      {answer?.codes ? (
        <SecondStepIsOn codes={answer.codes} returnTo={returnTo} />
      ) : page.setUp ? (
        <SecondStepSetUp setUp={page.setUp} returnTo={returnTo} errors={answer?.errors} />
      ) : (
        <SecondStepWasOn accountHref={page.accountHref} />
      )}
    </Page>
  )
}
