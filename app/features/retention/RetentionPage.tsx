import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { formatDate, type LocalDate } from '#app/local-date.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { Table } from '#app/ui/Table.tsx'
import { DUE_COUNTED_TO, countedInWords, retentionKinds, retentionWords, type RetentionKind } from './retention.ts'

export type RetentionView = {
  said: string | null
  rules: Record<RetentionKind, { months: string; basis: string; mark: string }>
  due: {
    kind: RetentionKind
    count: number
    basis: string
    process: { slug: string; title: string }
    endedOn: LocalDate
    dueFrom: LocalDate
  }[]
  /** The process after which more is due; null at the end. */
  after: string | null
  erased: { id: string; title: string; what: string; on: string; rule: string; by: string }[]
}

/** How long each kind is kept, what is due for erasure, and what was erased. */
export function RetentionPage({ view: { said, rules, due, after, erased } }: { view: RetentionView }) {
  const setting = useForm('setRetention')
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: paths.official.municipality(), label: 'Gemeente' }]} />
      <div className="under-4 stack">
        <ErrorSummary
          errors={listedErrors(setting.errors, (field) => `${field}-${setting.value('kind')}`)}
          kept="Wat u hebt ingevuld, staat er nog."
        />
        <h1>Bewaren en wissen</h1>
        {said && !setting.answer && <StatusMessage>{said}</StatusMessage>}
        <p className="lede">
          Saomen zegt wat er volgens uw regels weg mag. Er wordt niets gewist voordat u het goedkeurt.
        </p>
      </div>
      <section className="sm-sec" aria-labelledby="wissen">
        <h2 id="wissen">Mag nu weg</h2>
        <div className="ret-list">
          {due.length === 0 ? (
            <Empty title="Er hoeft nu niets weg" level={3}>
              Van elk traject dat is afgerond of ingetrokken, kijkt Saomen of de bewaartermijn voorbij is.
            </Empty>
          ) : (
            <ul className="ret-due">
              {due.map(({ kind, count, basis, process, endedOn, dueFrom }) => (
                <li key={`${process.slug}-${kind}`}>
                  <div>
                    <p>
                      <b>{countedInWords(kind, count, DUE_COUNTED_TO)}</b> van{' '}
                      <a href={paths.official.process.details(process.slug)}>{process.title}</a>
                    </p>
                    <p className="small soft">
                      Afgerond op {formatDate(endedOn)}, mag weg sinds {formatDate(dueFrom)}. Grondslag: {basis}.
                    </p>
                    <p className="small">{retentionWords[kind].what}</p>
                  </div>
                  <a className="utrecht-button utrecht-button--quiet" href={paths.official.erase(process.slug, kind)}>
                    Bekijk en wis
                  </a>
                </li>
              ))}
            </ul>
          )}
          {after !== null && (
            <p>
              <a href={withQuery(paths.official.retention(), { na: after })}>Wat daarna komt</a>
            </p>
          )}
        </div>
      </section>
      <section className="sm-sec" aria-labelledby="regels">
        <h2 id="regels">Uw regels</h2>
        <p className="soft under-4">De termijn begint op de dag waarop een traject is afgerond of ingetrokken.</p>
        {retentionKinds.map((kind) => (
          <RuleForm key={kind} kind={kind} stored={rules[kind]} />
        ))}
      </section>
      {erased.length > 0 && (
        <section className="sm-sec" aria-labelledby="gewist">
          <h2 id="gewist">Gewist</h2>
          <Table
            folds
            caption="Wat er is gewist"
            columns={[
              { label: 'Wanneer' },
              { label: 'Wat' },
              { label: 'Traject' },
              { label: 'Regel' },
              { label: 'Door' },
            ]}
            rows={erased.map(({ id, on, what, title, rule, by }) => ({ key: id, cells: [on, what, title, rule, by] }))}
          />
        </section>
      )}
    </Page>
  )
}

function RuleForm({ kind, stored }: { kind: RetentionKind; stored: { months: string; basis: string; mark: string } }) {
  const form = useForm('setRetention', { months: stored.months, basis: stored.basis, seen: stored.mark }, { kind })
  const { label, what } = retentionWords[kind]
  return (
    <form method="post" className="ret-rule" noValidate>
      <h3>{label}</h3>
      <p className="small soft">{what}</p>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="seen" value={form.value('seen')} />
      <div className="ret-fields">
        <TextInput {...form.field('months')} id={`months-${kind}`} label="Maanden" inputMode="numeric" optional />
        <TextInput {...form.field('basis')} id={`basis-${kind}`} label="Grondslag" optional />
        <Button small name="act" value="setRetention" aria-label={`Bewaar de regel voor ${label.toLowerCase()}`}>
          Bewaar
        </Button>
      </div>
    </form>
  )
}
