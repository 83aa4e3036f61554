import { countWord } from '#app/features/rankings/session.ts'
import type { BigScreen, RevealedRow } from './big-screen.ts'

/** With more groups than this a column each would be too narrow to read: then it says how many chose a topic. */
const COLUMNS_FOR_GROUPS = 8
/** More groups than this need the whole width; how firm the outcome is then stands under it, where there is room. */
const ROOMY_GROUPS = 3
const ROWS_WITH_FIRMNESS = 6

/** The outcome as far as it is shown: a shared place is one numeral over all its rows. */
export function BigScreenReveal({ screen, reveal }: { screen: BigScreen; reveal: NonNullable<BigScreen['reveal']> }) {
  const { groups, unrankedRank } = screen
  const rows = [...reveal.rows, ...reveal.outside]
  const top = reveal.rows.length
  const hasColumns = groups.length <= COLUMNS_FOR_GROUPS
  const isTight = rows.length > 7
  const isBroad = !isTight && hasColumns && groups.length > ROOMY_GROUPS
  const hasFirmness = !isTight && (!isBroad || rows.length <= ROWS_WITH_FIRMNESS)
  return (
    <main id="inhoud" className={isTight ? 'sm-reveal is-tight' : isBroad ? 'sm-reveal is-broad' : 'sm-reveal'}>
      <div>
        <table className={hasColumns ? 'sm-rt' : 'sm-rt is-wide'}>
          <caption className="vh">
            De uitslag met {hasColumns ? 'de plaats per groep' : 'hoeveel groepen een onderwerp kozen'} en de som
          </caption>
          <thead>
            <tr>
              <th scope="col">Plaats</th>
              <th scope="col">Onderwerp</th>
              {hasColumns ? (
                groups.map(({ name }) => (
                  <th key={name} scope="col">
                    <span className="sm-rt__g">{name}</span>
                  </th>
                ))
              ) : (
                <th scope="col">Gekozen door</th>
              )}
              <th scope="col">Som</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const isOut = index >= top
              const isFirstOfPlace = row !== null && rows[index - 1]?.place !== row.place
              const className = [isOut && 'out', index === top && 'cut', row === null && 'is-hidden']
                .filter(Boolean)
                .join(' ')
              return (
                <tr key={index} className={className || undefined}>
                  {row === null && <td className="pl is-hidden" />}
                  {row && isFirstOfPlace && (
                    <PlaceCell row={row} rows={rows.filter((one) => one?.place === row.place).length} />
                  )}
                  <td className="t">{row ? row.topic : <span className="vh">Nog niet getoond</span>}</td>
                  {!hasColumns && (
                    <td>{row && `${row.ranks.filter((rank) => rank !== null).length} van ${groups.length}`}</td>
                  )}
                  {hasColumns &&
                    groups.map(({ name }, group) => {
                      const rank = row?.ranks[group]
                      return row === null ? (
                        <td key={name} />
                      ) : rank === null || rank === undefined ? (
                        <td key={name} className="nr">
                          ({unrankedRank})
                        </td>
                      ) : (
                        <td key={name}>{rank}</td>
                      )
                    })}
                  <td className="sum">{row?.sum}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
        {reveal.rows.some((row) => row !== null) && (
          <p className="sm-rt__note">
            {hasColumns
              ? `(${unrankedRank}) betekent: niet gekozen, telt als plaats ${unrankedRank}.`
              : `Koos een groep een onderwerp niet, dan telt het bij die groep als plaats ${unrankedRank}.`}
          </p>
        )}
      </div>
      {hasFirmness && (
        <aside className="sm-firm">
          {reveal.firmness.map((sentence, index) =>
            index === 0 ? (
              <h2 key={sentence}>{sentence}</h2>
            ) : (
              <p key={sentence} className="rule">
                {sentence}
              </p>
            ),
          )}
        </aside>
      )}
    </main>
  )
}

function PlaceCell({ row, rows }: { row: RevealedRow; rows: number }) {
  return (
    <td className={row.place === 1 ? 'pl one' : 'pl'} rowSpan={rows}>
      {row.place}
      {row.sharedBy > 1 && <small>gedeeld door {countWord(row.sharedBy)}</small>}
    </td>
  )
}
