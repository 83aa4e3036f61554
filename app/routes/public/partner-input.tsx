import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { partnerInputView } from '#app/features/partners/appendix/partner-input-view.server.ts'
import { partnerInputLede } from '#app/features/partners/appendix/partner-input.ts'
import { PartnerInputPage } from '#app/features/partners/appendix/PartnerInputPage.tsx'
import { publicPartnerInput } from '#app/features/partners/appendix/public-partner-input.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import answeredStyles from '#app/features/answers/answered.css?url'
import partnerInputStyles from '#app/features/partners/appendix/partner-input.css?url'

export const links = () => stylesheets(answeredStyles, partnerInputStyles)

export const loader = forEveryone(async ({ db, municipality, params }) => {
  const process = await publicPartnerInput(db, municipality.id, params.slug)
  // The menu marks where a finished plan stands by its stage.
  return { ...(await partnerInputView(db, process)), stage: process.state }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Wat organisaties en groepen meegaven, ${data?.title ?? ''}`, data && partnerInputLede(data))

export default function PartnerInput() {
  return <PartnerInputPage view={useLoaderData<typeof loader>()} />
}
