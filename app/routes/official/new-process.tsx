import type { MetaFunction } from '@remix-run/node'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Crumbs, Page } from '#app/ui/Shell.tsx'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Nieuw traject')

export const loader = onlyFor('official', async () => null, 'processor')

export const action = formAction('official', {
  acts: [createProcess],
  done: { createProcess: ({ slug }) => ({ to: paths.official.process.details(slug), say: null }) },
})

export default function NewProcess() {
  const { answer, errors, field } = useForm('createProcess')
  const slug = field('slug')
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: paths.official.processes(), label: 'Trajecten' }]} />
      <form className="form" method="post" noValidate>
        <h1>Nieuw traject</h1>
        <FormNotices errors={errors} saved={false} />
        <p className="lede">Het traject begint als concept. Alleen ambtenaren zien het, tot u het vrijgeeft.</p>
        <TextInput
          {...field('title')}
          label="Titel"
          description="Bijvoorbeeld: Beleidsplan sociaal domein 2017-2020"
          maxLength={200}
        />
        <TextInput
          {...slug}
          label="Adres op de website"
          description="Kleine letters, cijfers en streepjes. Laat dit leeg, dan maken wij het van de titel. U kunt het later niet meer wijzigen."
          optional
          // One that was made of the title, and is taken, can be changed from there.
          defaultValue={typeof answer?.facts === 'string' ? answer.facts : slug.defaultValue}
          autoCapitalize="none"
        />
        <Buttons>
          <Button variant="primary-action" name="act" value="createProcess">
            Maak het traject
          </Button>
          <GoLink href={paths.official.processes()} plain>
            Terug zonder te maken
          </GoLink>
        </Buttons>
      </form>
    </Page>
  )
}
