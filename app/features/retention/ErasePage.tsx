import { useForm } from '#app/forms/use-form.ts'
import { formatDate, type LocalDate } from '#app/local-date.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { DataList } from '#app/ui/Marks.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { countedInWords, retentionWords, type RetentionKind } from './retention.ts'

export type EraseView = {
  kind: RetentionKind
  count: number
  basis: string
  months: number
  process: { slug: string; title: string }
  endedOn: LocalDate
  dueFrom: LocalDate
  /** Some of what goes, in the order in which it came, with where one can look at it. */
  rows: { key: string; number: string | null; on: string | null; href: string | null }[]
  /** The row after which more follow; null at the end. */
  after: string | null
}

/** Asks once more, on a page of its own, before something is erased for good. */
export function ErasePage({ view }: { view: EraseView }) {
  const { kind, count, basis, months, process, endedOn, dueFrom, rows, after } = view
  const form = useForm('eraseDue')
  const { label } = retentionWords[kind]
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: paths.official.retention(), label: 'Bewaren en wissen' }]} />
      <form method="post" className="form">
        <h1>Wis {countedInWords(kind, count)}?</h1>
        <FormNotices errors={form.errors} saved={false} />
        <p className="lede">{retentionWords[kind].what} Dit kan niet ongedaan worden gemaakt.</p>
        <DataList
          items={[
            { term: 'Traject', value: process.title },
            { term: 'Afgerond of ingetrokken', value: formatDate(endedOn) },
            {
              term: 'Mag weg sinds',
              value: `${formatDate(dueFrom)}, na ${months} ${months === 1 ? 'maand' : 'maanden'}`,
            },
            { term: 'Grondslag', value: basis },
          ]}
        />
        <p className="small soft">
          Wat, wanneer, door wie en volgens welke regel er is gewist, blijft bewaard. De inhoud niet. In reservekopieën
          staat het nog tot die zijn verlopen.
        </p>
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="count" value={count} />
        <Buttons>
          <Button variant="danger" name="act" value="eraseDue">
            Wis {countedInWords(kind, count)}
          </Button>
          <GoLink href={paths.official.retention()} plain>
            Terug zonder te wissen
          </GoLink>
        </Buttons>
      </form>
      <section className="sm-sec ret-gone" aria-labelledby="weg">
        <h2 id="weg">Wat er weggaat</h2>
        <ul className="ret-rows">
          {rows.map(({ key, number, on, href }) => {
            const words = [number ? `Nummer ${number}` : label, on].filter(Boolean).join(', ')
            return <li key={key}>{href === null ? words : <a href={href}>{words}</a>}</li>
          })}
        </ul>
        {after !== null && (
          <p>
            <a href={`${withQuery(paths.official.erase(process.slug, kind), { na: after })}#weg`}>De volgende</a>
          </p>
        )}
      </section>
    </Page>
  )
}
