import { useForm } from '#app/forms/use-form.ts'
import { formatDate, type LocalDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
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
  process: { title: string }
  endedOn: LocalDate
  dueFrom: LocalDate
}

/** Asks once more, on a page of its own, before something is erased for good. */
export function ErasePage({ view: { kind, count, basis, months, process, endedOn, dueFrom } }: { view: EraseView }) {
  const form = useForm('eraseDue')
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
    </Page>
  )
}
