import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { keepAboutYou } from '#app/features/contributions/keep-about-you.server.ts'
import { carryDraft, draftInput, keptUntil, reactionDesk } from '#app/features/contributions/reaction-desk.server.ts'
import { roundForSender } from '#app/features/contributions/reaction-words.ts'
import { aboutYouIn, firstGap } from '#app/features/contributions/reaction.schema.ts'
import { pageOfStep } from '#app/features/contributions/reaction.ts'
import { SavedNotice, SaveForLater } from '#app/features/contributions/SavedNotice.tsx'
import { CallOrMail } from '#app/features/municipalities/HelpAddress.tsx'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import type { RootData } from '#app/root.tsx'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { RadioGroup } from '#app/ui/Choices.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { Help, Steps } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { BackLink, Page } from '#app/ui/Shell.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import reactionStyles from '#app/features/contributions/reaction.css?url'

export const links = () => stylesheets(reactionStyles)

export const meta: MetaFunction<typeof loader> = ({ matches }) => pageMeta(matches, 'Stap 2 van 3: over u')

export const loader = forEveryone(async (visit) => {
  const desk = await reactionDesk(visit)
  const { process, draft, sentKey, open, term } = desk
  if (!open) throw redirect(paths.public.react(process.slug), 303)
  // Who sent it did begin: the first page then says so.
  if (!draft) throw redirect(`${paths.public.react(process.slug)}${sentKey === null ? '?begin=hier' : ''}`, 303)
  if (firstGap(draft.fields) === 'text') throw redirect(paths.public.react(process.slug), 303)
  return {
    slug: process.slug,
    round: roundForSender(term.round),
    values: aboutYouIn(draft.fields),
    saved: saidHere(visit)?.code === 'keptForLater' ? keptUntil(desk) : null,
  }
})

export const action = formAction('everyone', {
  acts: [keepAboutYou],
  process: async (visit) => (await reactionDesk(visit)).process,
  direct: true,
  given: draftInput,
  done: {
    keepAboutYou({ token, then, isOpen, gap, errors }, { visit }) {
      const slug = visit.params.slug ?? ''
      carryDraft(visit.context, slug, token)
      if (!isOpen || gap === 'text') return { to: paths.public.react(slug), say: null }
      if (then === 'later') return { to: paths.public.reactAboutYou(slug), say: 'keptForLater' }
      return gap === 'check' ? { to: pageOfStep[gap](slug), say: null } : { show: null, errors }
    },
  },
})

/** Ids of fields, where another page leads to one. */
const ids: Record<string, string> = {
  ...{ speaksFor: 'namens', organisation: 'organisatie', name: 'naam', named: 'naamTonen', email: 'email' },
  notPublic: 'nietOpenbaar',
}

export default function AboutYou() {
  const page = useLoaderData<typeof loader>()
  const root = useRouteLoaderData('root') as RootData | undefined
  const form = useForm('keepAboutYou', page.values)
  const { errors } = form
  const { helpPhone, contactEmail } = root?.municipality ?? { helpPhone: '', contactEmail: '' }
  return (
    <Page>
      <BackLink href={paths.public.react(page.slug)}>Terug naar stap 1</BackLink>
      <div className="withhelp">
        <form className="form about-you" method="post" noValidate>
          <ErrorSummary
            errors={Object.entries(ids).flatMap(([name, field]) =>
              errors[name] ? [{ field, message: errors[name] }] : [],
            )}
          />
          <Steps at={2} of={3} title="Over u" />
          {page.round !== null && <p className="soft">Uw reactie is voor de tweede inspraak.</p>}
          {!form.answer && page.saved && <SavedNotice slug={page.slug} until={page.saved} />}
          <p>U hoeft uw naam en e-&#8288;mailadres niet te geven. Uw reactie telt even zwaar.</p>
          <RadioGroup
            name="speaksFor"
            id={ids.speaksFor}
            legend="Voor wie reageert u?"
            value={form.value('speaksFor')}
            error={errors.speaksFor}
            choices={[
              { value: 'self', label: 'Voor mijzelf' },
              {
                value: 'organisation',
                label: 'Voor een organisatie',
                more: 'Bijvoorbeeld een vereniging, een bedrijf of een dorpsraad',
              },
            ]}
          />
          <div className="for-organisation">
            <TextInput
              {...form.field('organisation')}
              id={ids.organisation}
              label="Naam van de organisatie"
              description="Reageert u voor een organisatie? Dan moet u dit invullen. Deze naam komt op de website."
              autoComplete="organization"
            />
          </div>
          <TextInput {...form.field('name')} id={ids.name} label="Uw naam" optional autoComplete="name" />
          <div className="for-self">
            <RadioGroup
              name="named"
              id={ids.named}
              legend="Mag uw naam op de website?"
              description="Dit geldt als u voor uzelf reageert."
              value={form.value('named')}
              error={errors.named}
              choices={[
                { value: 'no', label: 'Nee, zonder mijn naam', more: 'Bij uw punten staat dan een nummer' },
                { value: 'yes', label: 'Ja, met mijn naam' },
              ]}
            />
          </div>
          <TextInput
            {...form.field('email')}
            type="email"
            label="E-mailadres"
            optional
            description="Dan mailen wij u een ontvangstbewijs, en later ons antwoord. Uw adres komt nooit op de website."
            autoComplete="email"
            inputMode="email"
            spellCheck={false}
            autoCapitalize="none"
          />
          <TextArea
            {...form.field('notPublic')}
            id={ids.notPublic}
            label="Wat mogen wij niet openbaar maken?"
            optional
            description="Staat er in uw reactie iets over bijvoorbeeld uw gezondheid of uw geld? Schrijf hier welk deel privé is. Alleen onze ambtenaren lezen dit."
            rows={3}
          />
          <Buttons>
            <Button variant="primary-action" name="act" value="keepAboutYou">
              Verder naar stap 3
            </Button>
            <SaveForLater act="keepAboutYou?then=later" />
          </Buttons>
        </form>
        <aside>
          <Help title="Waarom vragen wij dit?">
            <p>
              Met uw e-&#8288;mailadres kunnen wij u laten weten wat wij met uw reactie doen. Geeft u niets op? Dan
              krijgt u straks een code. Daarmee leest u het zelf na.
            </p>
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
