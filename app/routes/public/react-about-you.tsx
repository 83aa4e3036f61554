import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { refusalOfDraft } from '#app/features/contributions/draft-room.server.ts'
import { keepDraft } from '#app/features/contributions/keep-draft.server.ts'
import { carryDraft, keptUntil, reactionDesk } from '#app/features/contributions/reaction-desk.server.ts'
import {
  aboutYouForm,
  aboutYouValues,
  firstGap,
  readAboutYouForm,
  withoutNul,
  type AboutYouValues,
} from '#app/features/contributions/reaction.schema.ts'
import { pageOfStep } from '#app/features/contributions/reaction.ts'
import { SavedNotice, SaveForLater } from '#app/features/contributions/SavedNotice.tsx'
import { CallOrMail } from '#app/features/municipalities/HelpAddress.tsx'
import { fieldErrors } from '#app/form-errors.ts'
import { paths } from '#app/paths.ts'
import type { RootData } from '#app/root.tsx'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { RadioGroup } from '#app/ui/Choices.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Help, Steps } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { BackLink, Page } from '#app/ui/Shell.tsx'

export const meta: MetaFunction<typeof loader> = ({ matches }) => pageMeta(matches, 'Stap 2 van 3: over u')

export const loader = forEveryone(async (visit) => {
  const desk = await reactionDesk(visit)
  const { process, draft, sentKey, open } = desk
  if (!open) throw redirect(paths.public.react(process.slug), 303)
  // Who sent it did begin: the first page then says so.
  if (!draft) throw redirect(`${paths.public.react(process.slug)}${sentKey === null ? '?begin=hier' : ''}`, 303)
  if (firstGap(draft.fields) === 'text') throw redirect(paths.public.react(process.slug), 303)
  return { slug: process.slug, values: aboutYouValues(draft.fields), saved: visit.url.searchParams.has('bewaard') ? keptUntil(desk) : null }
})

export const action = forEveryone(async (visit) => {
  const { db, request, context, now } = visit
  const sentForm = await request.formData()
  const sent = readAboutYouForm(sentForm)
  const values = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, withoutNul(value)])) as AboutYouValues
  const desk = await reactionDesk(visit)
  const { process } = desk
  const form = aboutYouForm.safeParse(sent)
  const kept = form.data ?? values
  if (desk.token === null || desk.tokenIsOld) {
    // Without a draft of its own this begins a new one; what was filled in comes back where there is no room for it.
    const text = (desk.draft?.fields.text ?? '') + kept.naam + kept.organisatie + kept.email
    const refusal = await refusalOfDraft(db, { process, text, secret: context.secret, clientAddress: context.clientAddress }, now)
    if (refusal) return data({ errors: { email: refusal }, values }, { status: 429 })
  }
  const { token, fields } = await keepDraft(
    db,
    {
      process,
      token: desk.token,
      isOld: desk.tokenIsOld,
      change: {
        speaksFor: kept.namens === 'organisation' ? 'organisation' : 'self',
        // What does not fit is kept to be mended, but not without end.
        name: kept.naam.slice(0, 2000),
        organisation: kept.organisatie.slice(0, 2000),
        email: kept.email.slice(0, 2000),
        named: kept.naamTonen === 'ja',
        aboutYouDone: form.success,
      },
    },
    now,
  )
  carryDraft(context, process.slug, token)
  if (!desk.open) return redirect(paths.public.react(process.slug), 303)
  if (sentForm.get('actie') === 'bewaren' && firstGap(fields) !== 'text') return redirect(`${paths.public.reactAboutYou(process.slug)}?bewaard=ja`, 303)
  if (form.success) return redirect(pageOfStep[firstGap(fields)](process.slug), 303)
  if (firstGap(fields) === 'text') return redirect(paths.public.react(process.slug), 303)
  return data({ errors: fieldErrors(form.error), values }, { status: 400 })
})

export default function AboutYou() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const root = useRouteLoaderData('root') as RootData | undefined
  const values = answer?.values ?? page.values
  const errors: Record<string, string> = answer?.errors ?? {}
  const order = ['namens', 'organisatie', 'naam', 'naamTonen', 'email']
  const { helpPhone, contactEmail } = root?.municipality ?? { helpPhone: '', contactEmail: '' }
  return (
    <Page>
      <BackLink href={paths.public.react(page.slug)}>Terug naar stap 1</BackLink>
      <div className="withhelp">
        <form className="form about-you" method="post" noValidate>
          <ErrorSummary errors={order.flatMap((field) => (errors[field] ? [{ field, message: errors[field] }] : []))} />
          <Steps at={2} of={3} title="Over u" />
          {!answer && page.saved && <SavedNotice slug={page.slug} until={page.saved} />}
          <p>U hoeft uw naam en e-&#8288;mailadres niet te geven. Uw reactie telt even zwaar.</p>
          <RadioGroup
            name="namens"
            legend="Voor wie reageert u?"
            value={values.namens}
            error={errors.namens}
            choices={[
              { value: 'self', label: 'Voor mijzelf' },
              { value: 'organisation', label: 'Voor een organisatie', more: 'Bijvoorbeeld een vereniging, een bedrijf of een dorpsraad' },
            ]}
          />
          <div className="for-organisation">
            <TextInput
              name="organisatie"
              label="Naam van de organisatie"
              description="Reageert u voor een organisatie? Dan moet u dit invullen. Deze naam komt op de website."
              autoComplete="organization"
              defaultValue={values.organisatie}
              error={errors.organisatie}
            />
          </div>
          <TextInput name="naam" label="Uw naam" optional autoComplete="name" defaultValue={values.naam} error={errors.naam} />
          <div className="for-self">
            <RadioGroup
              name="naamTonen"
              legend="Mag uw naam op de website?"
              description="Dit geldt als u voor uzelf reageert."
              value={values.naamTonen}
              error={errors.naamTonen}
              choices={[
                { value: 'nee', label: 'Nee, zonder mijn naam', more: 'Bij uw punten staat dan een nummer' },
                { value: 'ja', label: 'Ja, met mijn naam' },
              ]}
            />
          </div>
          <TextInput
            name="email"
            type="email"
            label="E-mailadres"
            optional
            description="Dan mailen wij u een ontvangstbewijs, en later ons antwoord. Uw adres komt nooit op de website."
            autoComplete="email"
            inputMode="email"
            spellCheck={false}
            autoCapitalize="none"
            defaultValue={values.email}
            error={errors.email}
          />
          <Buttons>
            <Button variant="primary-action">Verder naar stap 3</Button>
            <SaveForLater />
          </Buttons>
        </form>
        <aside>
          <Help title="Waarom vragen wij dit?">
            <p>Met uw e-&#8288;mailadres kunnen wij u laten weten wat wij met uw reactie doen. Geeft u niets op? Dan krijgt u straks een code. Daarmee leest u het zelf na.</p>
            <p>
              {(helpPhone !== '' || contactEmail !== '') && (
                <>
                  Vragen? <CallOrMail {...{ helpPhone, contactEmail }} />.{' '}
                </>
              )}
              Lees ook <a href={paths.public.privacy()}>hoe wij omgaan met uw gegevens</a>.
            </p>
          </Help>
        </aside>
      </div>
    </Page>
  )
}
