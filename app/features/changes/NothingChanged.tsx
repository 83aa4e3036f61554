import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Page, TitleBand, Wrap } from '#app/ui/Shell.tsx'

/** In place of what changed while people read the first version of a plan. */
export function NothingChanged({ slug, title }: { slug: string; title: string }) {
  return (
    <Page wrap={false} className="is-flush">
      <TitleBand
        crumbs={[{ href: paths.public.process(slug), label: title }]}
        title="Wat is er veranderd in het plan?"
      />
      <Wrap className="changed">
        <Empty
          title="Het plan is nog niet veranderd"
          action={<ButtonLink href={paths.public.planChapter(slug)}>Lees het plan</ButtonLink>}
        >
          U leest nu het concept. Verandert het plan? Dan staat hier wat er anders is, en waarom.
        </Empty>
      </Wrap>
    </Page>
  )
}
