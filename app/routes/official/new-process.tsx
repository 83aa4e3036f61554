import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import type { FormTexts } from '#app/features/processes/editor-forms.ts'
import { formValues } from '#app/forms/form-values.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { newProcess } from '#app/features/processes/process.schema.ts'
import { fieldErrors } from '#app/form-errors.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Crumbs, Page } from '#app/ui/Shell.tsx'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Nieuw traject')

export const loader = onlyFor('official', async () => null, 'processor')

export const action = onlyFor(
  'official',
  async ({ db, actor, request, now }) => {
    const texts = formValues(await request.formData())
    const parsed = newProcess.safeParse(texts)
    if (!parsed.success) return data({ errors: fieldErrors(parsed.error), texts }, { status: 400 })
    try {
      const { slug } = await createProcess(db, actor, parsed.data, now)
      return redirect(paths.official.process.details(slug), 303)
    } catch (error) {
      const filled: FormTexts = { ...texts, slug: parsed.data.slug }
      return data({ errors: errorsOfRefusal(error), texts: filled }, { status: 409 })
    }
  },
  'processor',
)

export default function NewProcess() {
  const answer = useActionData<typeof action>()
  const errors = answer?.errors ?? {}
  const texts: FormTexts = answer?.texts ?? {}
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: paths.official.processes(), label: 'Trajecten' }]} />
      <form className="form" method="post" noValidate>
        <h1>Nieuw traject</h1>
        <FormNotices errors={errors} saved={false} />
        <p className="lede">Het traject begint als concept. Alleen ambtenaren zien het, tot u het vrijgeeft.</p>
        <TextInput
          name="title"
          label="Titel"
          description="Bijvoorbeeld: Beleidsplan sociaal domein 2017-2020"
          defaultValue={texts.title}
          maxLength={200}
          {...(errors.title ? { error: errors.title } : {})}
        />
        <TextInput
          name="slug"
          label="Adres op de website"
          description="Kleine letters, cijfers en streepjes. Laat dit leeg, dan maken wij het van de titel. U kunt het later niet meer wijzigen."
          optional
          defaultValue={texts.slug}
          autoCapitalize="none"
          {...(errors.slug ? { error: errors.slug } : {})}
        />
        <Buttons>
          <Button variant="primary-action">Maak het traject</Button>
          <GoLink href={paths.official.processes()} plain>
            Terug zonder te maken
          </GoLink>
        </Buttons>
      </form>
    </Page>
  )
}
