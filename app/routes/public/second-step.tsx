import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ownArea } from '#app/features/accounts/account.ts'
import { forEveryAccount, type MemberVisit } from '#app/features/accounts/guard.server.ts'
import { landingOf } from '#app/features/accounts/local-path.ts'
import { codesIn } from '#app/features/accounts/RecoveryCodes.tsx'
import { needsSecondStep, showInGroups } from '#app/features/accounts/second-step.ts'
import { forTheApp, secretToSetUp } from '#app/features/accounts/second-step-secret.server.ts'
import { SecondStepIsOn, SecondStepSetUp, SecondStepWasOn } from '#app/features/accounts/SecondStepSetUp.tsx'
import { storedSessionId } from '#app/features/accounts/session.server.ts'
import { setUpSecondStep } from '#app/features/accounts/set-up-second-step.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Page } from '#app/ui/Shell.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import secondStepStyles from '#app/features/accounts/second-step.css?url'

export const links = () => stylesheets(secondStepStyles)

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

export const action = formAction('account', {
  acts: [setUpSecondStep],
  done: { setUpSecondStep: (codes) => ({ show: codes }) },
})

export default function SecondStep() {
  const { returnTo, setUp, accountHref } = useLoaderData<typeof loader>()
  const { answer, errors } = useForm('setUpSecondStep')
  const codes = codesIn(answer)
  return (
    <Page>
      {codes ? (
        <SecondStepIsOn codes={codes} returnTo={returnTo} />
      ) : setUp ? (
        <SecondStepSetUp setUp={setUp} returnTo={returnTo} errors={errors} />
      ) : (
        <SecondStepWasOn accountHref={accountHref} />
      )}
    </Page>
  )
}
