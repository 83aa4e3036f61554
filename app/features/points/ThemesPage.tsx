import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import type { ShownTheme } from './queries.server.ts'
import type { WorkCounts } from './work-counts.ts'
import { WorkHead } from './WorkHead.tsx'

export type ThemesView = {
  process: { slug: string; title: string; isFixed: boolean }
  counts: WorkCounts
  themes: ShownTheme[]
  /** One was just added: mostly more follow. */ another: boolean
}
type ThemesBack = { intent: string; themeId: string; name: string; errors: Record<string, string> }

/** The themes of a process: what points are sorted by, and what the public can choose from. */
export function ThemesPage({ view, back }: { view: ThemesView; back: ThemesBack | null }) {
  const { process, counts, themes } = view
  const inNew = back?.intent === 'voeg-toe' ? back : null
  const errors = Object.entries(back?.errors ?? {}).map(([field, message]) => ({
    field: field === 'naam' ? (inNew ? 'naam' : `naam-${back?.themeId}`) : undefined,
    message,
  }))
  return (
    <Page wrap={false} className="sm-page">
      <ErrorSummary errors={errors} kept={back?.errors.naam !== undefined && 'Wat u hebt ingevuld, staat er nog.'} />
      <WorkHead process={process} counts={counts} current="themas" title="Thema’s">
        <p className="lede">
          Geef elk punt een thema. Dan kunt u gelijke punten samen beantwoorden, en kiezen lezers wat zij willen zien.
        </p>
      </WorkHead>
      <div className="cols">
        <section className="sm-sec" aria-labelledby="lijst">
          <h2 id="lijst">{themes.length === 1 ? '1 thema' : `${themes.length} thema’s`}</h2>
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
                  back={back?.themeId === theme.id ? back : null}
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
                  name="naam"
                  label="Naam"
                  defaultValue={inNew?.name}
                  error={inNew?.errors.naam}
                  // eslint-disable-next-line jsx-a11y/no-autofocus -- after one theme comes the next
                  autoFocus={(view.another && back === null) || undefined}
                />
                <Button variant="primary-action" name="actie" value="voeg-toe">
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
  back,
}: {
  theme: ShownTheme
  isFirst: boolean
  isLast: boolean
  isFixed: boolean
  slug: string
  back: ThemesBack | null
}) {
  const { id, name, points } = theme
  return (
    <li id={`thema-${id}`}>
      <div>
        <b>{name}</b>
        {points > 0 ? (
          <a className="small" href={`/ambtenaar/trajecten/${slug}/punten?thema=${encodeURIComponent(name)}`}>
            {points === 1 ? '1 punt' : `${points} punten`}
          </a>
        ) : (
          <span className="small soft">geen punten</span>
        )}
      </div>
      {!isFixed && (
        <form method="post" className="wk-theme-acts">
          <input type="hidden" name="thema" value={id} />
          {!isFirst && (
            <Button small variant="quiet" name="actie" value="omhoog" aria-label={`${name} omhoog`}>
              <Icon name="arrow-up" />
            </Button>
          )}
          {!isLast && (
            <Button small variant="quiet" name="actie" value="omlaag" aria-label={`${name} omlaag`}>
              <Icon name="arrow-down" />
            </Button>
          )}
          {points === 0 && (
            <Button small variant="subtle" name="actie" value="haal-weg" aria-label={`Haal weg: ${name}`}>
              Haal weg
            </Button>
          )}
        </form>
      )}
      {!isFixed && (
        <details open={back?.intent === 'hernoem' || undefined} className="wk-change">
          <summary>
            Hernoem<span className="vh"> {name}</span>
          </summary>
          <form method="post" className="wk-rename" noValidate>
            <input type="hidden" name="thema" value={id} />
            <TextInput
              name="naam"
              id={`naam-${id}`}
              label="Nieuwe naam"
              defaultValue={back?.name ?? name}
              error={back?.errors.naam}
            />
            <Button small name="actie" value="hernoem">
              Bewaar
            </Button>
          </form>
        </details>
      )}
    </li>
  )
}
