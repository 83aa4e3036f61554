import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { changeMunicipality } from '#app/features/municipalities/change-municipality.server.ts'
import { municipalityForm } from '#app/features/municipalities/municipality.schema.ts'
import { factsOf, municipalityFields } from '#app/features/municipalities/municipality.ts'
import { MunicipalityPage } from '#app/features/municipalities/MunicipalityPage.tsx'
import { formValues } from '#app/forms/form-values.ts'
import { administratorNames } from '#app/features/processes/release-facts.server.ts'
import { fieldErrors, type FieldErrors } from '#app/form-errors.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Gemeente')

export const loader = onlyFor('official', async ({ db, actor, municipality, url }) => ({
  name: municipality.name,
  stored: factsOf(municipality),
  askOf: hasInnerRole(actor, 'administrator') ? null : await administratorNames(db, municipality.id),
  isSaved: url.searchParams.has('bewaard'),
}))

export const action = onlyFor(
  'official',
  async ({ db, actor, municipality, request, now }) => {
    const texts = formValues(await request.formData())
    const refused = (errors: FieldErrors) => data({ errors, texts }, { status: 400 })
    const parsed = municipalityForm.safeParse(texts)
    if (!parsed.success) return refused(fieldErrors(parsed.error))
    const seen = Object.fromEntries(municipalityFields.map((field) => [field, texts[`was-${field}`]]))
    try {
      await changeMunicipality(db, actor, { municipalityId: municipality.id, fields: parsed.data, seen }, now)
      return redirect(`${paths.official.municipality()}?bewaard`, 303)
    } catch (error) {
      return refused(errorsOfRefusal(error))
    }
  },
  'administrator',
)

export default function MunicipalityRoute() {
  return <MunicipalityPage {...useLoaderData<typeof loader>()} back={useActionData<typeof action>() ?? null} />
}
