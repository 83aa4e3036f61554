import type { LocalDate } from '#app/local-date.ts'
import type { CountedDay, Forecast } from './forecast.ts'
import { dayAndMonth, progressChart, type Chart, type ChartLine, type ChartSize } from './progress-chart.ts'

const lineLabels: Record<ChartLine, string> = {
  points: 'alle punten',
  answered: 'beantwoord',
  checked: 'gecontroleerd',
  approved: 'goedgekeurd',
  received: 'ontvangen',
  split: 'gesplitst',
}

type Props = {
  days: readonly CountedDay[]
  lines: readonly ChartLine[]
  today: LocalDate
  planned?: LocalDate | null
  forecast?: Forecast | null
  /** What the chart says, as a sentence. */
  label: string
}

/** Counts over working days as lines, twice: a phone has a drawing of its own. The table beside it has the numbers. */
export function ProgressChart({ days, lines, today, planned = null, forecast = null, label }: Props) {
  const hasArea = progressChart(days, lines, { today, planned, forecast }, 'wide')?.expected?.area != null
  return (
    <figure className="dash-chart">
      {(['wide', 'narrow'] as const).map((size) => {
        const chart = progressChart(days, lines, { today, planned, forecast }, size)
        return (
          chart && (
            <svg
              key={size}
              className={`chart chart--${size}`}
              viewBox={`0 0 ${chart.size.width} ${chart.size.height}`}
              role="img"
              aria-label={label}
              focusable="false"
            >
              <Drawing chart={chart} size={size} {...{ days, planned, forecast }} />
            </svg>
          )
        )
      })}
      <figcaption className="dash-lines">
        {lines.map((line) => (
          <span key={line}>
            <svg className="dash-sample" viewBox="0 0 28 8" aria-hidden="true" focusable="false">
              <line className={`line line--${line}`} x1="0" x2="28" y1="4" y2="4" />
            </svg>
            {lineLabels[line]}
          </span>
        ))}
        {hasArea && (
          <span>
            <svg className="dash-sample" viewBox="0 0 28 8" aria-hidden="true" focusable="false">
              <rect className="chart-area" width="28" height="8" />
            </svg>
            tussen het drukste en het rustigste tempo
          </span>
        )}
      </figcaption>
    </figure>
  )
}

function Drawing({
  chart,
  size,
  days,
  planned,
  forecast,
}: { chart: Chart; size: ChartSize } & Pick<Props, 'days'> & {
    planned: LocalDate | null
    forecast: Forecast | null
  }) {
  const { size: frame, expected } = chart
  const bottom = frame.height - frame.bottom
  const last = days.at(-1)
  const approved = chart.lines.find(({ line }) => line === 'approved')
  const inside = size === 'wide' ? 10 : 4
  return (
    <>
      {chart.ticks.map(({ y, label }) => (
        <g key={label}>
          <line className="chart-grid" x1={frame.left} x2={frame.width - frame.right} y1={y} y2={y} />
          <text x={frame.left - 8} y={y + 4} textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      {chart.dates.map(({ x, label, anchor, isToday }) => (
        <text key={label} className={isToday ? 'strong' : undefined} x={x} y={frame.height - 14} textAnchor={anchor}>
          {label}
        </text>
      ))}
      {expected?.area && <polygon className="chart-area" points={expected.area} />}
      {chart.planned && planned && (
        <>
          <line className="chart-planned" x1={chart.planned.x} x2={chart.planned.x} y1={frame.top} y2={bottom} />
          <text
            className="strong"
            x={chart.planned.x + (chart.planned.anchor === 'end' ? -8 : 8)}
            y={bottom - 12}
            textAnchor={chart.planned.anchor}
          >
            gepland: {dayAndMonth(planned)}
          </text>
        </>
      )}
      {chart.ceiling && (
        <line
          className="line line--points"
          x1={chart.ceiling.from.x}
          y1={chart.ceiling.from.y}
          x2={chart.ceiling.to.x}
          y2={chart.ceiling.to.y}
        />
      )}
      {chart.lines.map(({ line, path }) => (
        <polyline key={line} className={`line line--${line}`} points={path} />
      ))}
      {expected && (
        <>
          <line
            className="chart-expected"
            x1={expected.from.x}
            y1={expected.from.y}
            x2={expected.to.x}
            y2={expected.to.y}
          />
          <circle className="chart-goal" cx={expected.to.x} cy={expected.to.y} r="5.5" />
          {forecast?.kind === 'expected' && (
            <text
              className="strong"
              x={expected.anchor === 'end' ? frame.width - frame.right : expected.to.x}
              y={expected.to.y - 12}
              textAnchor={expected.anchor}
            >
              {dayAndMonth(forecast.day)}: {last?.points.toLocaleString('nl-NL')}
            </text>
          )}
        </>
      )}
      {approved && last && (
        <>
          <circle className="chart-now" cx={approved.end.x} cy={approved.end.y} r="5" />
          {expected && (
            <text className="strong" x={approved.end.x + inside} y={Math.min(approved.end.y + 22, bottom - 6)}>
              {last.approved.toLocaleString('nl-NL')} goedgekeurd
            </text>
          )}
        </>
      )}
    </>
  )
}
