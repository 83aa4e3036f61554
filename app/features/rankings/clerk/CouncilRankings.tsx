import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { Select } from '#app/ui/Field.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { stateTones } from './ClerkPage.tsx'
import type { ClerkRow, CouncilRankings as Rankings, MemberRow } from './council-rankings.server.ts'

/** The rankings on the first page of the council, above the plans. */
export function CouncilRankings({ rankings }: { rankings: Rankings }) {
  return (
    <section className="sm-sec ck-home" aria-labelledby="ranglijsten">
      <h2 id="ranglijsten">Ranglijsten</h2>
      {rankings.for === 'clerk' ? (
        <ForClerk rows={rankings.rows} candidates={rankings.candidates} />
      ) : (
        <ForMember rows={rankings.rows} />
      )}
    </section>
  )
}

function ForClerk({ rows, candidates }: { rows: ClerkRow[]; candidates: { value: string; label: string }[] }) {
  const { field } = useForm('createRanking')
  return (
    <>
      {rows.length === 0 && (
        <Empty title="Er is nog geen ranglijst" level={3}>
          {candidates.length > 0
            ? 'Laat raadsgroepen kiezen wat zij het belangrijkst vinden. Kies hieronder bij welk traject; daarna vult u onderwerpen en groepen in.'
            : 'Een ranglijst hoort bij een traject. Zodra een ambtenaar er een maakt, kunt u hier beginnen.'}
        </Empty>
      )}
      {rows.length > 0 && (
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.slug} className="ck-row">
              <p>
                <a className="acc-plan" href={paths.council.ranking(row.slug)}>
                  {row.title}
                </a>
              </p>
              <p className="small">
                <Tag tone={stateTones[row.state]}>{row.label}</Tag> {row.next}
              </p>
              {row.meeting && <p className="small soft">{row.meeting}</p>}
            </li>
          ))}
        </ul>
      )}
      {candidates.length > 0 && (
        <form method="post" className="ck-inline gap-3" noValidate>
          <Select
            {...field('processSlug')}
            label="Nieuwe ranglijst bij"
            options={candidates}
            empty="Kies een traject"
          />
          <Button name="act" value="createRanking">
            Maak een ranglijst
          </Button>
        </form>
      )}
      {candidates.length === 0 && rows.length > 0 && (
        <p className="small soft gap-2">Alle lopende trajecten hebben al een ranglijst.</p>
      )}
    </>
  )
}

function ForMember({ rows }: { rows: MemberRow[] }) {
  if (rows.length === 0) {
    return <p className="soft">Er is nu geen ranglijst voor u. Zodra de griffier u in een groep zet, staat die hier.</p>
  }
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.slug} className="ck-row">
          <p className="acc-plan">{row.title}</p>
          <p className="small">
            <Tag tone={stateTones[row.state]}>{row.label}</Tag> {row.says}
          </p>
          {row.meeting && <p className="small soft">{row.meeting}</p>}
          <p className="small acc-links">
            <a href={row.href}>
              {row.go}
              <span className="vh">: {row.title}</span>
            </a>
          </p>
        </li>
      ))}
    </ul>
  )
}
