import { listedErrors } from '#app/form-errors.ts'
import { useForm, type ShownForm } from '#app/forms/use-form.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Button, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { SaveLinks } from '#app/ui/SaveLinks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import type { ShownTheme } from './queries.server.ts'
import { ThemeOrder } from './ThemeOrder.tsx'
import type { WorkCounts } from './work-counts.ts'
import { WorkHead } from './WorkHead.tsx'

/** Below more than this the form for a new one is out of sight on a phone. */
const MANY_THEMES = 8

export type ThemesView = {
  process: { slug: string; title: string; isFixed: boolean }
  counts: WorkCounts
  themes: ShownTheme[]
  /** The mark of their order. */
  mark: string
  /** Their order was just kept. */
  isOrdered: boolean
  /** One was just added: mostly more follow. */ another: boolean
}

/** The themes of a process: what points are sorted by, and what the public can choose from. */
export function ThemesPage({ view }: { view: ThemesView }) {
  const { process, counts, themes } = view
  const adding = useForm('addTheme')
  const changing = useForm(['renameTheme', 'removeTheme'])
  const ordering = useForm('orderThemes')
  const errors = [
    ...listedErrors(ordering.errors, (field) => placeOf(field, ordering)),
    ...listedErrors(adding.errors),
    ...listedErrors(changing.errors, (field) => `${field}-${changing.value('themeId')}`),
  ]
  return (
    <Page wrap={false} className="sm-page">
      <ErrorSummary
        errors={errors}
        kept={(adding.errors.name ?? changing.errors.name) !== undefined && 'Wat u hebt ingevuld, staat er nog.'}
      />
      <WorkHead process={process} counts={counts} current="themas" title="Thema’s">
        <p className="lede">
          Geef elk punt een thema. Dan kunt u gelijke punten samen beantwoorden, en kiezen lezers wat zij willen zien.
        </p>
      </WorkHead>
      <div className="cols">
        <section className="sm-sec" aria-labelledby="lijst">
          <div className="sm-sec__head">
            <h2 id="lijst">{themes.length === 1 ? '1 thema' : `${themes.length} thema’s`}</h2>
            {themes.length > 0 && (
              <SaveLinks
                what="deze thema’s"
                xlsx={paths.official.process.giveOut(process.slug, 'themas.xlsx')}
                csv={paths.official.process.giveOut(process.slug, 'themas.csv')}
              />
            )}
          </div>
          {!process.isFixed && themes.length > MANY_THEMES && (
            <p className="wk-jump">
              <GoLink href="#nieuw" icon="plus">
                Nieuw thema
              </GoLink>
            </p>
          )}
          {themes.length === 0 ? (
            <Empty title="Er zijn nog geen thema’s" level={3}>
              Begin met de onderwerpen waar de meeste reacties over gaan. U kunt ze later hernoemen.
            </Empty>
          ) : (
            <>
              {view.isOrdered && errors.length === 0 && <StatusMessage>De volgorde is bewaard.</StatusMessage>}
              {process.isFixed || themes.length === 1 ? (
                <ol className="wk-themes">
                  {themes.map((theme) => (
                    <li key={theme.id} id={`thema-${theme.id}`}>
                      <ThemeRow theme={theme} isFixed={process.isFixed} slug={process.slug} />
                    </li>
                  ))}
                </ol>
              ) : (
                <ThemeOrder
                  // Another order, or another theme, is another list.
                  key={view.mark}
                  themes={themes}
                  mark={view.mark}
                  row={(theme) => <ThemeRow theme={theme} isFixed={false} slug={process.slug} />}
                />
              )}
            </>
          )}
        </section>
        {!process.isFixed && (
          <aside>
            <section className="sm-sec" aria-labelledby="nieuw">
              <h2 id="nieuw">Nieuw thema</h2>
              <form method="post" className="form" noValidate>
                <TextInput
                  {...adding.field('name')}
                  label="Naam"
                  // eslint-disable-next-line jsx-a11y/no-autofocus -- after one theme comes the next
                  autoFocus={(view.another && !adding.answer && !changing.answer) || undefined}
                />
                <Button variant="primary-action" name="act" value="addTheme">
                  Voeg toe
                </Button>
              </form>
            </section>
          </aside>
        )}
      </div>
    </Page>
  )
}

/** The id of a field for a place, by the theme that was sent with it. */
const placeOf = (field: string, form: ShownForm) =>
  field.endsWith('.place') ? `plaats-${form.value(field.replace('.place', '.id'))}` : field

/** One theme: its name and how many points it has, and what can be done with it. */
function ThemeRow({ theme, isFixed, slug }: { theme: ShownTheme; isFixed: boolean; slug: string }) {
  const { id, name, points } = theme
  const renaming = useForm('renameTheme', { name }, { themeId: id })
  return (
    <>
      <div className="wk-theme-name">
        <b>{name}</b>
        {points > 0 ? (
          <a className="small" href={withQuery(paths.official.process.points(slug), { thema: name })}>
            {points === 1 ? '1 punt' : `${points} punten`}
          </a>
        ) : (
          <span className="small soft">geen punten</span>
        )}
      </div>
      {!isFixed && (
        <details open={renaming.answer !== null || undefined} className="wk-change">
          <summary>
            Wijzig<span className="vh"> {name}</span>
          </summary>
          <form method="post" className="wk-rename" noValidate>
            <input type="hidden" name="themeId" value={id} />
            <TextInput {...renaming.field('name')} id={`name-${id}`} label="Nieuwe naam" />
            <Button small name="act" value="renameTheme">
              Bewaar
            </Button>
            {points === 0 && (
              <Button small variant="subtle" name="act" value="removeTheme" aria-label={`Haal weg: ${name}`}>
                Haal weg
              </Button>
            )}
          </form>
        </details>
      )}
    </>
  )
}
