import type { ReactNode } from 'react'
import { WorkHead } from '#app/features/points/WorkHead.tsx'
import { useForm } from '#app/forms/use-form.ts'
import { listedErrors } from '#app/form-errors.ts'
import { formatDateShort } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { StackedBar, StackedKey } from '#app/ui/Shares.tsx'
import { SaveLinks } from '#app/ui/SaveLinks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { Table } from '#app/ui/Table.tsx'
import type { DashboardView } from './dashboard-view.server.ts'
import type { CountedDay } from './forecast.ts'
import { PlanForm } from './PlanForm.tsx'
import { PlannedPublications } from './PlannedPublications.tsx'
import { ProgressChart } from './ProgressChart.tsx'
import { STUCK_AFTER } from './work-shares.ts'

type Props = { view: DashboardView; mayPlan: boolean; isSaved: boolean }

/** How far the work on a process is, when it will be done, who has what, and what holds it up. */
export function DashboardPage({ view, mayPlan, isSaved }: Props) {
  const { process, counts, day } = view
  const form = useForm('planAnswers', { answersPlannedOn: view.plannedTyped })
  return (
    <Page wrap={false} className="sm-page">
      <ErrorSummary errors={listedErrors(form.errors)} kept={false} />
      <WorkHead process={process} counts={counts} current="voortgang" title="Voortgang">
        {day.received > 0 && (
          <>
            <p className="lede">{inShort(view)}</p>
            <SaveLinks
              what="deze voortgang"
              xlsx={paths.official.process.giveOut(process.slug, 'voortgang.xlsx')}
              csv={paths.official.process.giveOut(process.slug, 'voortgang.csv')}
            />
          </>
        )}
      </WorkHead>
      {day.received === 0 ? (
        <Empty
          title="Er is nog geen inbreng"
          action={<ButtonLink href={paths.official.process.register(process.slug)}>Naar de inbreng</ButtonLink>}
        >
          Zodra er reacties zijn, staat hier hoe ver het werk is en wanneer het klaar kan zijn.
        </Empty>
      ) : (
        <>
          <HowFar view={view} />
          <WhenDone
            view={view}
            planForm={mayPlan && process.isOpen ? <PlanForm form={form} isSaved={isSaved} /> : null}
          />
          <div className="sm-dash dash-part">
            <div className="sm-col">
              <PerPerson view={view} />
            </div>
            <div className="sm-col">
              <HeldUp view={view} />
            </div>
          </div>
          <PerTheme view={view} />
          <OverReactions view={view} />
        </>
      )}
    </Page>
  )
}

const number = (value: number) => value.toLocaleString('nl-NL')
const ofPoints = (count: number) => (count === 1 ? '1 punt' : `${number(count)} punten`)

function inShort({ day, late, stuck }: DashboardView): string {
  if (day.points === 0) return 'Er is nog niets gesplitst.'
  const still = stuck.reduce((sum, { count }) => sum + count, 0)
  const isAre = (count: number) => (count === 1 ? 'is' : 'zijn')
  return [
    `${number(day.approved)} van ${ofPoints(day.points)} goedgekeurd.`,
    ...(late > 0 ? [`${ofPoints(late)} ${isAre(late)} te laat.`] : []),
    ...(still > 0 ? [`Op ${ofPoints(still)} verandert niets meer.`] : []),
  ].join(' ')
}

function HowFar({ view: { day, hasChecks, countedAt } }: { view: DashboardView }) {
  const { points, answered, checked, approved, received, split } = day
  const parts = [
    { level: 'solid' as const, label: 'goedgekeurd', count: approved },
    ...(hasChecks ? [{ level: 'mid' as const, label: 'gecontroleerd', count: Math.max(0, checked - approved) }] : []),
    {
      ...{ level: 'hatch' as const, label: 'beantwoord' },
      count: Math.max(0, answered - Math.max(checked, approved)),
    },
  ]
  const open = points - parts.reduce((sum, { count }) => sum + count, 0)
  const all = [...parts, { level: 'empty' as const, label: 'nog te doen', count: open }]
  return (
    <section className="sm-sec" aria-labelledby="stand">
      <div className="sm-sec__head">
        <h2 id="stand">Zo ver is het</h2>
        <StackedKey parts={all} />
      </div>
      <div className="dash-far">
        <StackedBar
          label={`Van ${ofPoints(points)}: ${all.map(({ label, count }) => `${number(count)} ${label}`).join(', ')}`}
          parts={all}
        />
        <dl className="sm-nums">
          <Counted term="Ontvangen" count={received} unit={received === 1 ? 'reactie' : 'reacties'} />
          <Counted term="Gesplitst" count={split} unit={`van ${number(received)}`} />
          <Counted term="Beantwoord" count={answered} unit={`van ${number(points)}`} />
          {hasChecks && <Counted term="Gecontroleerd" count={checked} />}
          <Counted term="Goedgekeurd" count={approved} />
        </dl>
        {countedAt && <p className="small soft">Geteld om {countedAt.replace(':', '.')} uur.</p>}
      </div>
    </section>
  )
}

function Counted({ term, count, unit }: { term: string; count: number; unit?: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {number(count)} {unit && <small>{unit}</small>}
      </dd>
    </div>
  )
}

/** Groups of points on which nothing changes that are listed; the table of people has the rest. */
const MOST_STUCK = 8

function HeldUp({ view: { stuck } }: { view: DashboardView }) {
  return (
    <section className="sm-sec next" aria-labelledby="vast">
      <h2 id="vast">Loopt vast</h2>
      {stuck.length === 0 ? (
        <p className="soft">Aan alle punten is in de laatste {STUCK_AFTER} werkdagen gewerkt.</p>
      ) : (
        <ul className="sm-blk">
          {stuck.slice(0, MOST_STUCK).map(({ key, who, step, count, days, href }) => (
            <li key={key}>
              <a href={href}>
                {who}: {ofPoints(count)}
              </a>
              <p>
                Stap {step}. {count === 1 ? 'Er veranderde' : 'Aan het oudste veranderde'} {days} werkdagen niets.
              </p>
            </li>
          ))}
        </ul>
      )}
      {stuck.length > MOST_STUCK && (
        <p className="small soft dash-more">
          En nog {number(stuck.slice(MOST_STUCK).reduce((sum, { count }) => sum + count, 0))} punten; zie Per persoon.
        </p>
      )}
    </section>
  )
}

function WhenDone({ view, planForm }: { view: DashboardView; planForm: ReactNode }) {
  const { days, today, planned, forecast, verdict, day, hasChecks } = view
  const { title, stands, why, needed, isLate } = verdict
  const says = `Lijngrafiek: ${number(day.approved)} van ${ofPoints(day.points)} goedgekeurd. ${title}. ${stands}`
  return (
    <section className="sm-sec dash-part" aria-labelledby="klaar">
      <h2 id="klaar">Wanneer zijn de antwoorden klaar?</h2>
      <div className="dash-when">
        {days.length > 1 ? (
          <ProgressChart
            lines={['points', 'answered', ...(hasChecks ? (['checked'] as const) : []), 'approved']}
            label={says}
            {...{ days, today, planned, forecast }}
          />
        ) : (
          <p className="soft">Vanaf morgen staat hier een grafiek.</p>
        )}
        <div className="dash-says">
          <div className={isLate ? 'dash-verdict dash-verdict--late' : 'dash-verdict'}>
            <p className="dash-verdict__day">{title}</p>
            {stands && <p>{stands}</p>}
          </div>
          {why && <p className="small soft">{why}</p>}
          {needed && <p className="small">{needed}</p>}
          {planForm}
        </div>
      </div>
      <PlannedPublications view={view} />
      <DayTable
        caption="Punten per werkdag"
        days={days}
        columns={[
          { label: 'Goedgekeurd die dag', of: (each, before) => each.approved - before.approved },
          { label: 'Goedgekeurd', of: ({ approved }) => approved },
          ...(hasChecks ? [{ label: 'Gecontroleerd', of: ({ checked }: CountedDay) => checked }] : []),
          { label: 'Beantwoord', of: ({ answered }) => answered },
          { label: 'Alle punten', of: ({ points }) => points },
        ]}
      />
    </section>
  )
}

function OverReactions({ view: { days, today, day } }: { view: DashboardView }) {
  if (days.length < 2) return null
  const says = `Lijngrafiek: ${number(day.received)} reacties ontvangen, ${number(day.split)} gesplitst.`
  return (
    <section className="sm-sec dash-part" aria-labelledby="binnen">
      <h2 id="binnen">Binnengekomen en gesplitst</h2>
      <ProgressChart lines={['received', 'split']} label={says} {...{ days, today }} />
      <DayTable
        caption="Reacties per werkdag"
        days={days}
        columns={[
          { label: 'Ontvangen die dag', of: (each, before) => each.received - before.received },
          { label: 'Ontvangen', of: ({ received }) => received },
          { label: 'Gesplitst', of: ({ split }) => split },
        ]}
      />
    </section>
  )
}

type DayColumn = { label: string; of: (day: CountedDay, before: CountedDay) => number }

/** The numbers of a chart, the last day first. */
function DayTable({ caption, days, columns }: { caption: string; days: readonly CountedDay[]; columns: DayColumn[] }) {
  const rows = days.map((day, at) => ({
    key: day.day,
    cells: [formatDateShort(day.day), ...columns.map(({ of }) => number(of(day, days[at - 1] ?? day)))],
  }))
  return (
    <details className="dash-table">
      <summary>Bekijk de cijfers als tabel</summary>
      <Table
        folds
        caption={caption}
        columns={[{ label: 'Werkdag' }, ...columns.map(({ label }) => ({ label, amount: true }))]}
        rows={rows.toReversed()}
      />
    </details>
  )
}

const lateTag = (count: number) => (count > 0 ? <Tag tone="brick">{number(count)}</Tag> : '0')

function PerPerson({ view: { persons } }: { view: DashboardView }) {
  if (persons.length === 0) return null
  return (
    <section className="sm-sec" aria-labelledby="personen">
      <h2 id="personen">Per persoon</h2>
      <Table
        folds
        caption="Punten per persoon"
        columns={[
          { label: 'Wie' },
          ...['Nu te doen', 'Te laat', 'Loopt vast', 'Geschreven'].map((label) => ({ label, amount: true })),
        ]}
        rows={persons.map(({ key, name, href, underWay, late, stuck, written }) => ({
          key,
          cells: [
            <a key="name" href={href}>
              {name}
            </a>,
            number(underWay),
            lateTag(late),
            number(stuck),
            key === '' ? '' : number(written),
          ],
        }))}
      />
    </section>
  )
}

function PerTheme({ view: { themes, hasChecks } }: { view: DashboardView }) {
  if (themes.length === 0) return null
  const labels = ['Punten', 'Beantwoord', ...(hasChecks ? ['Gecontroleerd'] : []), 'Goedgekeurd', 'Te laat']
  return (
    <section className="sm-sec dash-part" aria-labelledby="themas">
      <h2 id="themas">Per thema</h2>
      <Table
        folds
        caption="Punten per thema"
        columns={[{ label: 'Thema' }, ...labels.map((label) => ({ label, amount: true }))]}
        rows={themes.map(({ key, name, href, points, answered, checked, approved, late }) => ({
          key,
          cells: [
            <a key="name" href={href}>
              {name}
            </a>,
            number(points),
            number(answered),
            ...(hasChecks ? [number(checked)] : []),
            number(approved),
            lateTag(late),
          ],
        }))}
      />
    </section>
  )
}
