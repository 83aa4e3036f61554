import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Button, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { SaveLinks } from '#app/ui/SaveLinks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import type { ShownTheme } from './queries.server.ts'
import type { WorkCounts } from './work-counts.ts'
import { WorkHead } from './WorkHead.tsx'

/** Below more than this the form for a new one is out of sight on a phone. */
const MANY_THEMES = 8

export type ThemesView = {
  process: { slug: string; title: string; isFixed: boolean }
  counts: WorkCounts
  themes: ShownTheme[]
  /** One was just added: mostly more follow. */ another: boolean
}

/** The themes of a process: what points are sorted by, and what the public can choose from. */
export function ThemesPage({ view }: { view: ThemesView }) {
  const { process, counts, themes } = view
  const adding = useForm('addTheme')
  const changing = useForm(['renameTheme', 'moveTheme', 'removeTheme'])
  const errors = [
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
            <ol className="wk-themes">
              {themes.map((theme, at) => (
                <ThemeRow
                  key={theme.id}
                  theme={theme}
                  isFirst={at === 0}
                  isLast={at === themes.length - 1}
                  isFixed={process.isFixed}
                  slug={process.slug}
                />
              ))}
            </ol>
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

function ThemeRow({
  theme,
  isFirst,
  isLast,
  isFixed,
  slug,
}: {
  theme: ShownTheme
  isFirst: boolean
  isLast: boolean
  isFixed: boolean
  slug: string
}) {
  const { id, name, points } = theme
  const renaming = useForm('renameTheme', { name }, { themeId: id })
  return (
    <li id={`thema-${id}`}>
      <div>
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
        <form method="post" className="wk-theme-acts">
          <input type="hidden" name="themeId" value={id} />
          {!isFirst && (
            <Button small variant="quiet" name="act" value="moveTheme?direction=up" aria-label={`${name} omhoog`}>
              <Icon name="arrow-up" />
            </Button>
          )}
          {!isLast && (
            <Button small variant="quiet" name="act" value="moveTheme?direction=down" aria-label={`${name} omlaag`}>
              <Icon name="arrow-down" />
            </Button>
          )}
          {points === 0 && (
            <Button small variant="subtle" name="act" value="removeTheme" aria-label={`Haal weg: ${name}`}>
              Haal weg
            </Button>
          )}
        </form>
      )}
      {!isFixed && (
        <details open={renaming.answer !== null || undefined} className="wk-change">
          <summary>
            Hernoem<span className="vh"> {name}</span>
          </summary>
          <form method="post" className="wk-rename" noValidate>
            <input type="hidden" name="themeId" value={id} />
            <TextInput {...renaming.field('name')} id={`name-${id}`} label="Nieuwe naam" />
            <Button small name="act" value="renameTheme">
              Bewaar
            </Button>
          </form>
        </details>
      )}
    </li>
  )
}
