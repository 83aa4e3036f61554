import { listedErrors } from '#app/form-errors.ts'
import { useForm, type ShownForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { ResponsiveTable } from '#app/ui/Table.tsx'
import { wrongCellsIn } from './book-file.ts'
import type { BookView } from './book-view.server.ts'
import { BookImport } from './BookImport.tsx'

const amount = (count: number) => (count === 1 ? '1 organisatie' : `${count} organisaties`)

function summaryOf({ answer, errors }: ShownForm) {
  const { length } = wrongCellsIn(answer)
  if (length === 0) return listedErrors(errors)
  const cells = length === 1 ? 'klopt 1 ding' : `kloppen ${length} dingen`
  return [{ field: 'fouten-in-bestand', message: `In het bestand ${cells} nog niet.` }]
}

/** The partner book: every organisation with its people, and where it was invited. */
export function BookPage({ view }: { view: BookView }) {
  const form = useForm('importPartners')
  const { counts, mayChange } = view
  const isEmpty = counts.active + counts.archived === 0
  return (
    <Page wrap={false} className="sm-page">
      {form.answer && (
        <div className="under-4">
          <ErrorSummary
            errors={summaryOf(form)}
            kept={false}
            {...(wrongCellsIn(form.answer).length > 0 ? { heading: 'Er is niets ingelezen' } : {})}
          />
        </div>
      )}
      <div className="sm-head">
        <h1>Partnerboek</h1>
        {mayChange && (
          <ButtonLink variant="primary-action" icon="plus" href={paths.official.newPartner()}>
            Nieuwe organisatie
          </ButtonLink>
        )}
      </div>
      <p className="lede">
        De organisaties die u om inbreng vraagt, en wie daar werken. Bij elk traject kiest u hieruit wie u uitnodigt.
      </p>
      <div className="cols gap-4">
        <section className="sm-sec" aria-labelledby="organisaties">
          <div className="sm-sec__head">
            <h2 id="organisaties">{view.filter.archived ? 'Archief' : 'Organisaties'}</h2>
            {!isEmpty && <Other view={view} />}
          </div>
          {isEmpty ? (
            <Empty title="Het partnerboek is nog leeg" level={3}>
              Hebt u al een lijst met organisaties? Lees die in als bestand. Of voeg ze een voor een toe.
            </Empty>
          ) : (
            <Organisations view={view} />
          )}
        </section>
        <aside>
          <BookImport view={view} />
        </aside>
      </div>
    </Page>
  )
}

function Other({ view: { counts, filter } }: { view: BookView }) {
  if (filter.archived) return <a href={paths.official.partners()}>Terug naar het partnerboek</a>
  if (counts.archived === 0) return <span className="soft small">{amount(counts.active)}</span>
  return (
    <span className="soft small">
      {amount(counts.active)},{' '}
      <a href={`${paths.official.partners()}?toon=archief`}>{counts.archived} in het archief</a>
    </span>
  )
}

function Organisations({ view }: { view: BookView }) {
  const { filter, rows, total, page, pages, counts } = view
  const kept = new URLSearchParams({
    ...(filter.archived ? { toon: 'archief' } : {}),
    ...(filter.search ? { zoek: filter.search } : {}),
  })
  const hrefOf = (number: number) =>
    `${paths.official.partners()}?${new URLSearchParams([...kept, ['pagina', String(number)]])}`
  const all = filter.archived ? `${paths.official.partners()}?toon=archief` : paths.official.partners()
  return (
    <>
      <form method="get" className="pb-search" role="search">
        {filter.archived && <input type="hidden" name="toon" value="archief" />}
        <TextInput
          name="zoek"
          label="Zoek een naam, rol, thema of persoon"
          type="search"
          defaultValue={filter.search}
          optional={false}
        />
        <button className="utrecht-button utrecht-button--quiet" type="submit">
          Zoek
        </button>
      </form>
      {filter.search !== '' && (
        <p className="small gap-2" role="status">
          <strong>
            {total} van {filter.archived ? counts.archived : counts.active}
          </strong>{' '}
          organisaties. <a href={all}>Toon alles</a>
        </p>
      )}
      {rows.length === 0 ? (
        <Empty title={filter.search ? 'Geen organisatie gevonden' : 'Het archief is leeg'} level={3}>
          {filter.search ? `Er is gezocht naar “${filter.search}”.` : 'Wat u uit het boek haalt, staat hier.'}
        </Empty>
      ) : (
        <div className="pb-book">
          <ResponsiveTable
            caption="Organisaties op naam"
            columns={[
              { label: 'Organisatie' },
              { label: 'Rol en thema’s' },
              { label: 'Mensen' },
              { label: 'Uitgenodigd bij' },
            ]}
            rows={rows.map((row) => ({
              key: row.id,
              cells: [
                <>
                  <a href={paths.official.partner(row.id)}>{row.name}</a>
                  <span className="wk-sub">{row.kind}</span>
                </>,
                <>
                  {row.role || <span className="soft">geen rol</span>}
                  {row.themes.length > 0 && <span className="wk-sub">{row.themes.join(', ')}</span>}
                </>,
                <People key="mensen" people={row.people} />,
                row.invited.length === 0 ? (
                  <span className="soft">nog niet uitgenodigd</span>
                ) : (
                  <ul>
                    {row.invited.slice(0, 2).map(({ slug, title }) => (
                      <li key={slug}>
                        <a href={paths.official.process.partners(slug)}>{title}</a>
                      </li>
                    ))}
                    {row.invited.length > 2 && <li className="soft small">en nog {row.invited.length - 2}</li>}
                  </ul>
                ),
              ],
            }))}
          />
        </div>
      )}
      <Pagination page={page} pages={pages} hrefOf={hrefOf} />
    </>
  )
}

function People({ people }: { people: BookView['rows'][number]['people'] }) {
  if (people.length === 0) {
    return (
      <Tag tone="amber" icon="alert-triangle">
        nog niemand
      </Tag>
    )
  }
  const [first] = people
  return (
    <>
      {first?.name}
      {people.length > 1 && <span className="soft"> en {people.length - 1} meer</span>}
    </>
  )
}
