import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { BoilerplatePage, type BoilerplateView } from '#app/features/answers/BoilerplatePage.tsx'
import { boilerplateWithUses } from '#app/features/answers/boilerplates.server.ts'
import {
  boilerplateMark,
  changeBoilerplate,
  retireBoilerplate,
} from '#app/features/answers/change-boilerplate.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import boilerplatesStyles from '#app/features/answers/boilerplates.css?url'

export const links = () => stylesheets(boilerplatesStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `${data?.boilerplate.title ?? ''}, standaardteksten`)

export const loader = onlyFor('official', async (visit): Promise<BoilerplateView> => {
  const { db, municipality, actor, params } = visit
  const { uses, ...boilerplate } = await boilerplateWithUses(db, municipality.id, params.boilerplateId ?? '')
  return {
    ...{ boilerplate, uses, mark: boilerplateMark(boilerplate) },
    mayChange: hasInnerRole(actor, 'processor'),
    isSaved: saidHere(visit) !== null,
  }
})

export const action = formAction('official', {
  acts: [changeBoilerplate, retireBoilerplate],
  done: { retireBoilerplate: () => ({ to: paths.official.boilerplates() }) },
})

export default function Boilerplate() {
  return <BoilerplatePage view={useLoaderData<typeof loader>()} />
}
