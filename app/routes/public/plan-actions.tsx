import { useLoaderData, type MetaFunction } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { actionItemsOf } from '#app/features/plans/action-items/action-items.server.ts'
import { ActionItems } from '#app/features/plans/action-items/ActionItems.tsx'
import { readablePlan } from '#app/features/plans/readable-plan.server.ts'
import { PreviewBanner } from '#app/features/processes/PreviewBanner.tsx'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Page, TitleBand, Wrap } from '#app/ui/Shell.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import processStyles from '#app/features/processes/process.css?url'
import readingStyles from '#app/features/plans/reading.css?url'

export const links = () => stylesheets(processStyles, readingStyles)

/** What a plan says will be done, by chapter. */
export const loader = forEveryone(async ({ db, municipality, actor, now, params }) => {
  const { process, about, plan } = await readablePlan(db, { municipalityId: municipality.id, actor }, params.slug, now)
  const items = await actionItemsOf(db, plan)
  if (items.length === 0) throw new NotFound()
  return { stage: process.stage, about, items }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Actiepunten: ${data?.about.title ?? ''}`)

export default function PlanActions() {
  const { about, items } = useLoaderData<typeof loader>()
  const { slug, title, version, preview } = about
  return (
    <>
      {preview && <PreviewBanner slug={slug} />}
      <Page wrap={false} className="is-flush">
        <TitleBand
          crumbs={[
            { href: paths.public.home(), label: 'Alle plannen' },
            { href: paths.public.process(slug), label: title },
            { href: paths.public.planChapter(slug), label: 'Inhoud' },
          ]}
          title="Actiepunten"
          lede={`Wat de gemeente gaat doen, staat in het plan als actiepunt. Dit zijn er ${items.length}, in het ${version}.`}
        />
        <Wrap className="process">
          <ActionItems slug={slug} items={items} />
          <p className="soft small gap-4">
            Een actiepunt houdt zijn nummer, ook als het plan verandert. Valt er een weg, dan krijgt geen ander dat
            nummer.
          </p>
        </Wrap>
      </Page>
    </>
  )
}
