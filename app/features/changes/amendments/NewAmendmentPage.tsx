import { paths } from '#app/paths.ts'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { AmendmentForm } from './AmendmentForm.tsx'

/** Begins an amendment on the plan that is before the council. */
export function NewAmendmentPage({
  slug,
  title,
  madeOn,
  formKey,
}: {
  slug: string
  title: string
  /** The version that it will be on, in words; null while there is none. */
  madeOn: string | null
  formKey: string
}) {
  const file = paths.council.decisionFile(slug)
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: file, label: `Besluitdossier, ${title}` }]} />
      <h1>Nieuw amendement</h1>
      <p className="df-lede">
        {madeOn === null
          ? 'Er is nog geen plan dat vastligt. Een amendement kan erbij zodra het plan is vrijgegeven, of met het dossier aan de raad is overgedragen.'
          : `Op ${madeOn}. Het krijgt een nummer dat niet meer verandert. Daarna voert u in wat er in het plan moet veranderen.`}
      </p>
      <AmendmentForm formKey={formKey} back={file} />
    </Page>
  )
}
