import type { ReactNode } from 'react'
import type { ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import { contributorKindLabels } from '#app/features/contributions/contributor-kind.ts'
import { channelKinds, channelLabels, type ChannelKind } from '#app/features/processes/process.ts'
import type { Timeliness } from '#app/features/processes/term.ts'
import { formatDateShort, type LocalDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink, GoLink } from '#app/ui/Button.tsx'
import { Select, TextInput } from '#app/ui/Field.tsx'
import { FilterFold } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { StackedBar } from '#app/ui/Shares.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { ResponsiveTable } from '#app/ui/Table.tsx'
import { registerQuery, withFilter, type RegisterFilter } from './register-filter.ts'
import type { WorkCounts } from './work-counts.ts'
import { WorkHead } from './WorkHead.tsx'

export type RegisterView = {
  process: { slug: string; title: string; isFixed: boolean }
  counts: WorkCounts
  filter: RegisterFilter
  total: number
  page: number
  pages: number
  nextId: string | null
  rows: {
    id: string
    number: number
    name: string
    kind: ContributorKind
    beginning: string
    channel: ChannelKind
    receivedOn: LocalDate
    timeliness: Timeliness
    points: number
    isSplit: boolean
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
  const { process, counts, filter, total, page, pages, nextId, rows } = view
  const base = paths.official.process.register(process.slug)
  const query = registerQuery(filter)
  return (
    <Page wrap={false} className="sm-page">
      <WorkHead process={process} counts={counts} current="inbreng" title="Inbreng">
        {counts.contributions > 0 && (
          <div className="wk-progress">
            <div>
              <p className="lede">{splitInWords(counts)}</p>
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
          <p className="under-3">
            <GoLink href={paths.official.process.newContribution(process.slug)} icon="plus" plain>
              Registreer wat op een andere manier binnenkwam
            </GoLink>
          </p>
          <FilterFold inUse={query !== ''}>
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
                defaultValue={filter.state === 'split' ? 'klaar' : (filter.state ?? '')}
                empty="Alle inbreng"
                options={[
                  { value: 'open', label: 'Nog te splitsen' },
                  { value: 'klaar', label: 'Klaar' },
                ]}
              />
              <Select
                name="kanaal"
                label="Kanaal"
                defaultValue={filter.channel ?? ''}
                empty="Alle kanalen"
                options={channelKinds.map((kind) => ({ value: kind, label: channelLabels[kind].label }))}
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
              {query !== '' && (
                <p className="small gap-2" role="status">
                  <strong>{`${total} van ${counts.contributions}`}</strong>. <a href={base}>Toon alle inbreng</a>
                </p>
              )}
              <Register rows={rows} slug={process.slug} />
              <Pagination page={page} pages={pages} hrefOf={(each) => withFilter(base, query, each)} />
            </>
          )}
        </section>
      )}
    </Page>
  )
}

function Register({ rows, slug }: { rows: RegisterView['rows']; slug: string }) {
  return (
    <div className="wk-register">
      <ResponsiveTable
        caption="Inbreng in volgorde van ontvangst"
        columns={[
          { label: 'Nr.', kind: 'lead' },
          { label: 'Indiener', kind: 'who' },
          { label: 'Inbreng', kind: 'wide' },
          { label: 'Ontvangen' },
          { label: 'Splitsing' },
        ]}
        rows={rows.map((row) => ({
          key: row.id,
          cells: [
            row.number,
            <>
              <a href={paths.official.process.split(slug, row.id)}>
                {row.name}
                <span className="vh">, inbreng {row.number}</span>
              </a>
              <span className="wk-sub">
                {[contributorKindLabels[row.kind], row.origin].filter((part) => part !== '').join(', ')}
              </span>
            </>,
            <div key="tekst">
              <p className="wk-two" dir="auto">
                {row.beginning}
              </p>
              {row.found !== '' && (
                <Tag tone={row.hasBsn ? 'brick' : 'amber'} icon="alert-triangle">
                  {row.found}
                </Tag>
              )}
            </div>,
            <>
              <span className="nowrap">{formatDateShort(row.receivedOn)}</span>
              <span className="wk-sub">{channelLabels[row.channel].label.toLowerCase()}</span>
              {row.timeliness === 'late' && (
                <Tag tone="amber" icon="clock">
                  te laat
                </Tag>
              )}
            </>,
            <SplitState key="stand" {...row} />,
          ],
        }))}
      />
    </div>
  )
}

function SplitState({ isSplit, points }: { isSplit: boolean; points: number }) {
  const amount = points === 1 ? '1 punt' : `${points} punten`
  if (isSplit) {
    return (
      <span className="badge badge--moss">
        <Icon name="check-circle" />
        {amount}
      </span>
    )
  }
  return (
    <span className="badge badge--none">
      <Icon name={points > 0 ? 'circle-dot' : 'circle'} />
      {points > 0 ? `${amount}, nog niet klaar` : 'nog te splitsen'}
    </span>
  )
}
