// `display: grid` on a phone takes the implicit roles of a table away
/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import { Fragment } from 'react'
import { Fold } from '#app/ui/FormParts.tsx'
import { Table } from '#app/ui/Table.tsx'
import { SHADES, type ChartRow, type Segment } from './outcome-chart.ts'
import { TieNotes } from './TieNotes.tsx'
import type { TopListView } from './top-list-view.ts'

type Chart = TopListView['chart']

/** Every topic with a bar as long as its points, in it a block per group; the same as a table of numbers. */
export function TopListChart({
  chart,
  unrankedRank,
  topics,
}: {
  chart: Chart
  unrankedRank: number
  topics: TopListView['topics']
}) {
  const lastIn = chart.rows.findLastIndex(({ inTop }) => inTop)
  return (
    <section className="sec" aria-labelledby="alle">
      <h2 id="alle">{chart.title}</h2>
      <p className="prose">
        Per groep ziet u de plaats. Samen geven die het aantal punten.{' '}
        <strong>Hoe korter de balk, hoe belangrijker.</strong>
      </p>
      <Legend chart={chart} unrankedRank={unrankedRank} />
      <table className={chart.wordsOnPaper ? 'chart chart--words' : 'chart'} role="table">
        <caption className="vh">Punten per onderwerp, van belangrijk naar minder belangrijk</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Onderwerp
            </th>
            <th role="columnheader" scope="col">
              Plaats per groep
            </th>
            <th role="columnheader" scope="col" className="s">
              Punten
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {chart.rows.map((row, at) => (
            <Fragment key={row.topic}>
              <tr role="row" className={row.inTop ? 'in' : undefined}>
                <th role="rowheader" scope="row">
                  {row.topic}
                </th>
                <td role="cell" className="bar">
                  <Bar row={row} groups={chart.groups} />
                  <span className="bar__words">{row.inWords}</span>
                </td>
                <td role="cell" className="s">
                  {row.sum}
                </td>
              </tr>
              {chart.cut && at === lastIn && (
                <tr role="row" className="cut">
                  <td role="cell" colSpan={3}>
                    {chart.cut}
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      <TieNotes notes={chart.notes} />
      <div className="chart-folds">
        <div className="no-print">
          <Fold summary="Alle plaatsen in een tabel">
            <Numbers chart={chart} />
          </Fold>
        </div>
        {topics.length > 0 && (
          <div>
            <Fold summary="Waar gaan deze onderwerpen over?">
              <dl className="words">
                {topics.map(({ name, description, href }) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>
                      {description && <p className="lines">{description}</p>}
                      {href && (
                        <a href={href}>
                          Lees meer<span className="vh"> over {name}</span>
                        </a>
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </Fold>
          </div>
        )}
      </div>
    </section>
  )
}

function Legend({ chart: { legend, hasUnchosen }, unrankedRank }: { chart: Chart; unrankedRank: number }) {
  return (
    <>
      <ul className="key">
        {legend.map((name, at) => (
          <li key={name}>
            <Swatch shade={at % SHADES} />
            {name}
          </li>
        ))}
        {hasUnchosen && (
          <li>
            <Swatch shade={null} />
            niet gekozen: telt als {unrankedRank}
          </li>
        )}
      </ul>
      {legend.length > 3 && (
        <p className="small soft key-order">In elke balk staan de groepen in deze volgorde, van links naar rechts.</p>
      )}
    </>
  )
}

const shadeClass = (shade: number | null) => (shade === null ? 'seg seg--none' : `seg seg--${shade}`)

const Swatch = ({ shade }: { shade: number | null }) => (
  <svg className={`key-sw ${shadeClass(shade)}`} aria-hidden="true" focusable="false">
    <rect width="100%" height="100%" rx="2" />
  </svg>
)

const percent = (part: number) => `${Number(part.toFixed(3))}%`

function Bar({ row: { segments }, groups }: { row: ChartRow; groups: readonly string[] }) {
  const says = ({ group, shade, number }: Segment) =>
    `${groups[group]}: ${shade === null ? `niet gekozen (${number})` : `plaats ${number}`}`
  return (
    <div className="bar__room">
      <svg aria-hidden="true" focusable="false">
        {segments.map((segment) => {
          const { group, shade, number, from, width, fitsFrom } = segment
          const fits = fitsFrom === null ? 'fits-not' : `fits-${fitsFrom}`
          return (
            <svg
              key={group}
              className={`${shadeClass(shade)} ${fits}`}
              x={percent(from)}
              width={percent(width)}
              height="100%"
            >
              <title>{says(segment)}</title>
              <rect width="100%" height="100%" rx="2" />
              <text x="50%" y="50%" textAnchor="middle" dominantBaseline="central">
                {number}
              </text>
            </svg>
          )
        })}
      </svg>
    </div>
  )
}

function Numbers({ chart: { rows, groups, hasUnchosen } }: { chart: Chart }) {
  return (
    <>
      {hasUnchosen && <p className="small soft">Tussen haakjes: deze groep koos het onderwerp niet.</p>}
      <Table
        caption="Plaats per onderwerp en per groep"
        columns={[
          { label: 'Onderwerp' },
          ...groups.map((name) => ({ label: name, amount: true })),
          { label: 'Punten', amount: true },
        ]}
        rows={rows.map(({ topic, sum, segments }) => ({
          key: topic,
          cells: [
            topic,
            ...segments.map(({ shade, number }) => (shade === null ? `(${number})` : number)),
            <b key="sum">{sum}</b>,
          ],
        }))}
      />
    </>
  )
}
