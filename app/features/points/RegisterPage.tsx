import type { ReactNode } from 'react'
import type { ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import { formalStateLabels, formalStates, type FormalState } from '#app/features/contributions/formal-state.ts'
import { roundLabels, rounds, type Round } from '#app/features/contributions/round.ts'
import { channelKinds, channelLabels, type ChannelKind } from '#app/features/processes/process.ts'
import type { Timeliness } from '#app/features/processes/term.ts'
import type { LocalDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink, GoLink } from '#app/ui/Button.tsx'
import { Select, TextInput } from '#app/ui/Field.tsx'
import { FilterFold } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { PageSteps } from '#app/ui/Pagination.tsx'
import { SaveLinks } from '#app/ui/SaveLinks.tsx'
import { StackedBar } from '#app/ui/Shares.tsx'
import { Page } from '#app/ui/Shell.tsx'
import {
  narrows,
  registerPlaceQuery,
  registerQuery,
  registerWords,
  withFilter,
  type RegisterFilter,
  type RegisterPlace,
} from './register-filter.ts'
import type { WorkCounts } from './work-counts.ts'
import { RegisterTable } from './RegisterTable.tsx'
import { WorkHead } from './WorkHead.tsx'

export type RegisterView = {
  process: { slug: string; title: string; isFixed: boolean }
  counts: WorkCounts
  filter: RegisterFilter
  /** How many fit the filter, counted up to `COUNTED_UP_TO`; null when nothing was left out. */
  found: number | null
  /** Where the pages around this one begin; null where there is none. */
  previous: RegisterPlace | null
  next: RegisterPlace | null
  /** How many have each formal state. */
  setAside: Partial<Record<FormalState, number>>
  /** How many senders asked to keep something out of public. */
  askPrivacy: number
  nextId: string | null
  rows: {
    id: string
    number: number | null
    ordinal: number | null
    name: string
    kind: ContributorKind
    beginning: string
    channel: ChannelKind
    round: Round
    formalState: FormalState | null
    receivedOn: LocalDate
    timeliness: Timeliness
    points: number
    isSplit: boolean
    asksPrivacy: boolean
    origin: string
    /** What in the text may tell who someone is, in words; '' when nothing was found. */
    found: string
    hasBsn: boolean
  }[]
}

function splitInWords({ contributions, split }: Pick<WorkCounts, 'contributions' | 'split'>): string {
  return split === contributions ? 'Alle inbreng is gesplitst' : `${split} van ${contributions} gesplitst`
}

/** The register: everything that came in, and how far it is. */
export function RegisterPage({
  view,
  notice,
}: {
  view: RegisterView
  /** What a later room has to say of what came in. */
  notice?: ReactNode
}) {
  const { process, counts, filter, found, nextId, rows } = view
  const base = paths.official.process.register(process.slug)
  const query = registerQuery(filter)
  const hrefOf = (place: RegisterPlace) => withFilter(base, registerPlaceQuery(query, place))
  return (
    <Page wrap={false} className="sm-page">
      <WorkHead process={process} counts={counts} current="inbreng" title="Inbreng">
        {counts.contributions > 0 && (
          <div className="wk-progress">
            <div>
              <p className="lede">{splitInWords(counts)}</p>
              {view.askPrivacy > 0 && (
                <p className="small soft">
                  {view.askPrivacy === 1 ? '1 indiener vroeg' : `${view.askPrivacy} indieners vroegen`} om iets privé te
                  houden.
                </p>
              )}
              <StackedBar
                label={splitInWords(counts)}
                parts={[
                  { level: 'solid', count: counts.split },
                  { level: 'empty', count: counts.contributions - counts.split },
                ]}
              />
            </div>
            {nextId && !process.isFixed && (
              <ButtonLink variant="primary-action" href={paths.official.process.split(process.slug, nextId)}>
                {counts.split === 0 ? 'Begin met splitsen' : 'Splits de volgende'}
              </ButtonLink>
            )}
          </div>
        )}
      </WorkHead>
      {notice}
      {counts.contributions === 0 ? (
        <Empty
          title="Er is nog geen inbreng"
          action={
            <ButtonLink href={paths.official.process.newContribution(process.slug)}>Registreer inbreng</ButtonLink>
          }
        >
          Is het traject vrijgegeven en de inspraak open, dan komen reacties van de website hier vanzelf. Komt er niets
          binnen, dan kunt u na de laatste dag publiceren dat er geen reacties waren. Een brief, een gesprek of een
          onderzoek registreert u zelf.
        </Empty>
      ) : (
        <section className="sm-sec" aria-labelledby="register">
          <h2 id="register" className="vh">
            Register
          </h2>
          <p className="under-3 wk-register-acts">
            <GoLink href={paths.official.process.newContribution(process.slug)} icon="plus" plain>
              Registreer wat op een andere manier binnenkwam
            </GoLink>
            <SaveLinks
              what="deze inbreng"
              xlsx={withFilter(paths.official.process.giveOut(process.slug, 'inbreng.xlsx'), query)}
              csv={withFilter(paths.official.process.giveOut(process.slug, 'inbreng.csv'), query)}
            />
          </p>
          <FilterFold inUse={narrows(filter)}>
            <form method="get" className="wk-filters" role="search">
              <TextInput
                name="zoek"
                label="Zoek een woord, naam of nummer"
                type="search"
                defaultValue={filter.search}
              />
              <Select
                name="stand"
                label="Splitsing"
                defaultValue={filter.state && registerWords.state[filter.state]}
                empty="Alle inbreng"
                options={[
                  { value: registerWords.state.open, label: 'Nog te splitsen' },
                  { value: registerWords.state.split, label: 'Klaar' },
                ]}
              />
              <Select
                name="ronde"
                label="Ronde"
                defaultValue={filter.round && registerWords.round[filter.round]}
                empty="Alle rondes"
                options={rounds.map((round) => ({ value: registerWords.round[round], label: roundLabels[round] }))}
              />
              <Select
                name="kanaal"
                label="Kanaal"
                defaultValue={filter.channel}
                empty="Alle kanalen"
                options={channelKinds.map((kind) => ({ value: kind, label: channelLabels[kind].label }))}
              />
              <Select
                name="formeel"
                label="Telt mee"
                defaultValue={filter.formal && registerWords.formal[filter.formal]}
                empty="Alles"
                options={[
                  { value: registerWords.formal.none, label: 'Telt mee' },
                  { value: registerWords.formal.any, label: 'Telt niet mee' },
                  ...formalStates.map((state) => ({
                    value: registerWords.formal[state],
                    label: `${formalStateLabels[state]} (${view.setAside[state] ?? 0})`,
                  })),
                ]}
              />
              <Select
                name="volgorde"
                label="Volgorde"
                defaultValue={filter.sort && registerWords.sort[filter.sort]}
                empty="Oudste eerst"
                options={[
                  { value: registerWords.sort.newest, label: 'Nieuwste eerst' },
                  { value: registerWords.sort.number, label: 'Op nummer' },
                ]}
              />
              <button className="utrecht-button utrecht-button--quiet" type="submit">
                Toon
              </button>
            </form>
          </FilterFold>
          {rows.length === 0 ? (
            <Empty
              title="Geen inbreng gevonden"
              level={3}
              action={<ButtonLink href={base}>Toon alle inbreng</ButtonLink>}
            >
              Er is gezocht in alle inbreng: {counts.contributions}.
            </Empty>
          ) : (
            <>
              {found !== null && (
                <p className="small gap-2" role="status">
                  <strong>{foundInWords(found)}</strong>. <a href={base}>Toon alle inbreng</a>
                </p>
              )}
              <RegisterTable rows={rows} slug={process.slug} sort={filter.sort} />
              <PageSteps
                first={view.previous && hrefOf('begin')}
                previous={view.previous && hrefOf(view.previous)}
                next={view.next && hrefOf(view.next)}
                last={view.next && hrefOf('end')}
              />
            </>
          )}
        </section>
      )}
    </Page>
  )
}

/** From here on a filter is not counted any further. */
export const COUNTED_UP_TO = 1000

const foundInWords = (found: number): string => {
  if (found > COUNTED_UP_TO) return `Meer dan ${COUNTED_UP_TO.toLocaleString('nl-NL')} gevonden`
  return found === 1 ? '1 gevonden' : `${found} gevonden`
}
