import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Fold, StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { BackLink, Page } from '#app/ui/Shell.tsx'
import { atQuery } from './desk-address.ts'
import type { DeskView } from './desk-views.server.ts'
import { ViewFields } from './ViewFields.tsx'

type ShownView = DeskView & { mayChange: boolean }

/** The views that someone sees above the list of a process, to rename and remove. */
export function DeskViewsPage({
  process,
  views,
  mayShare,
  said,
}: {
  process: { slug: string; title: string }
  views: ShownView[]
  mayShare: boolean
  said: string | null
}) {
  const form = useForm(['renameView', 'removeView'])
  const keeping = useForm('keepView')
  const points = paths.official.process.points(process.slug)
  return (
    <Page wrap={false} className="sm-page">
      <ErrorSummary
        errors={listedErrors(keeping.errors, () => 'naam-weergave')}
        kept="Wat u hebt ingevuld, staat er nog."
      />
      <ErrorSummary
        errors={listedErrors(form.errors, (field) => `${field}-${form.value('viewId')}`)}
        kept={form.errors.name !== undefined && 'Wat u hebt ingevuld, staat er nog.'}
      />
      <BackLink href={points}>Punten, {process.title}</BackLink>
      <h1>Weergaven</h1>
      <p className="lede">
        Een weergave is een keuze uit de punten, onder een naam. Zet in de lijst filters aan en kies “Bewaar als
        weergave”.
      </p>
      {said && <StatusMessage>{said}</StatusMessage>}
      {keeping.answer && (
        // Without JavaScript the list sends its form to this page, which then has what was typed.
        <form method="post" className="form under-4" noValidate>
          <input type="hidden" name="query" value={keeping.value('query')} />
          <ViewFields form={keeping} mayShare={mayShare} />
          <div className="btns">
            <Button name="act" value="keepView">
              Bewaar weergave
            </Button>
            <a href={atQuery(points, keeping.value('query'))}>Terug naar deze punten</a>
          </div>
        </form>
      )}
      {views.length === 0 ? (
        <Empty
          title="U hebt nog geen eigen weergaven"
          action={
            <ButtonLink small href={points}>
              Naar de lijst
            </ButtonLink>
          }
        />
      ) : (
        <ul className="sm-sec sm-viewlist">
          {views.map((view) => (
            <ViewRow key={view.id} view={view} points={points} />
          ))}
        </ul>
      )}
    </Page>
  )
}

function ViewRow({ view, points }: { view: ShownView; points: string }) {
  const form = useForm(['renameView', 'removeView'], { name: view.name }, { viewId: view.id })
  return (
    <li>
      <a href={atQuery(points, view.query)}>{view.name}</a> {view.isShared && <Tag>voor iedereen</Tag>}
      {view.mayChange && (
        <Fold summary="Wijzig" open={form.answer !== null}>
          <form method="post" className="form" noValidate>
            <input type="hidden" name="viewId" value={view.id} />
            <TextInput {...form.field('name')} id={`name-${view.id}`} label="Naam" />
            <div className="btns">
              <Button name="act" value="renameView">
                Hernoem
              </Button>
              <Button variant="subtle" name="act" value="removeView">
                Haal weg
                <span className="vh"> weergave {view.name}</span>
              </Button>
            </div>
          </form>
        </Fold>
      )}
    </li>
  )
}
