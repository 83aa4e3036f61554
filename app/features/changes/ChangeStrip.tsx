import type { Tick } from './place-changes.ts'

/** Most units that a row of ticks is wide, and how far ticks stand apart: closer when there are many. */
const [WIDEST, WIDE, NARROW] = [322, 9, 3]
const HEIGHT = 40

/** One tick per paragraph in reading order; its height says what became of it. The numbers stand beside it, so it is hidden from screen readers. */
export function ChangeStrip({ ticks }: { ticks: readonly Tick[] }) {
  const step = Math.max(NARROW, Math.min(WIDE, Math.floor(WIDEST / ticks.length)))
  const perRow = Math.floor(WIDEST / step)
  const rows = Math.ceil(ticks.length / perRow)
  const [width, height] = [Math.min(ticks.length, perRow) * step, rows * HEIGHT]
  const thick = Math.max(2, Math.round(step * 0.56))
  const shape = (tick: Tick) =>
    ticks.flatMap((each, at) => {
      if (each !== tick) return []
      const [x, y] = [(at % perRow) * step, Math.floor(at / perRow) * HEIGHT]
      return [shapes[tick](x, y, thick)]
    })
  return (
    <svg className="strip" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <path key={row} className="strip-line" d={`M0 ${row * HEIGHT + 26}h${width}`} />
      ))}
      {(Object.keys(shapes) as Tick[]).map((tick) => (
        <path key={tick} className={`strip-${tick}`} d={shape(tick).join('')} />
      ))}
    </svg>
  )
}

const box = (x: number, y: number, width: number, height: number) => `M${x} ${y}h${width}v${height}h${-width}z`

const shapes: Record<Tick, (x: number, y: number, thick: number) => string> = {
  same: (x, y, thick) => box(x, y + 15, thick, 9),
  edited: (x, y, thick) => box(x, y + 4, thick, 20),
  /** A stick with a knob. */
  new: (x, y, thick) => {
    const radius = Math.max(1.5, thick * 0.7)
    const left = x + thick / 2 - radius
    const knob = `M${left} ${y + 5}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`
    return box(x, y + 9, thick, 15) + knob
  },
  moved: (x, y, thick) => box(x + 0.5, y + 5, Math.max(1, thick - 1), 18),
  gone: (x, y, thick) => box(x, y + 28, thick, 11),
}

const keys: { tick: Tick; says: string }[] = [
  { tick: 'same', says: 'gelijk' },
  { tick: 'edited', says: 'gewijzigd' },
  { tick: 'new', says: 'nieuw' },
  { tick: 'moved', says: 'verplaatst, gesplitst of samengevoegd' },
  { tick: 'gone', says: 'vervallen (onder de lijn)' },
]

/** What the heights mean. */
export function StripKey() {
  return (
    <ul className="stripkey">
      {keys.map(({ tick, says }) => (
        <li key={tick}>
          <ChangeStrip ticks={[tick]} />
          {says}
        </li>
      ))}
    </ul>
  )
}
