import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { v7 as uuid } from 'uuid'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { boilerplatesWith } from '#app/features/answers/boilerplate.ts'
import { boilerplates } from '#app/features/answers/boilerplates.server.ts'
import { BoilerplatesPage, type BoilerplatesView } from '#app/features/answers/BoilerplatesPage.tsx'
import { addBoilerplate } from '#app/features/answers/change-boilerplate.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import boilerplatesStyles from '#app/features/answers/boilerplates.css?url'

export const links = () => stylesheets(boilerplatesStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Standaardteksten')

const says = new Map([
  ['addBoilerplate', 'Toegevoegd.'],
  ['retireBoilerplate', 'De tekst wordt niet meer aangeboden. Antwoorden waar hij in staat, blijven zoals zij zijn.'],
])

export const loader = onlyFor('official', async (visit): Promise<BoilerplatesView> => {
  const { db, municipality, actor, url } = visit
  const all = await boilerplates(db, municipality.id)
  const asked = (url.searchParams.get('zoek') ?? '').trim()
  return {
    ...{ total: all.length, asked },
    formKey: uuid(),
    mayChange: hasInnerRole(actor, 'processor'),
    said: says.get(saidHere(visit)?.code ?? '') ?? null,
    boilerplates: boilerplatesWith(all, asked),
  }
})

export const action = formAction('official', { acts: [addBoilerplate] })

export default function Boilerplates() {
  return <BoilerplatesPage view={useLoaderData<typeof loader>()} />
}
