import { countWord } from '#app/features/rankings/session.ts'
import type { BigScreen, RevealedRow } from './big-screen.ts'

/** The outcome as far as it is shown: a shared place is one numeral over all its rows. */
export function BigScreenReveal({ screen, reveal }: { screen: BigScreen; reveal: NonNullable<BigScreen['reveal']> }) {
  const { groups, unrankedRank } = screen
  const rows = [...reveal.rows, ...reveal.outside]
  const top = reveal.rows.length
  const isTight = rows.length > 7 || groups.length > 5
  return (
    <main id="inhoud" className={isTight ? 'sm-reveal is-tight' : 'sm-reveal'}>
      <table className="sm-rt">
        <caption className="vh">De uitslag met de plaats per groep en de som</caption>
        <thead>
          <tr>
            <th scope="col">Plaats</th>
            <th scope="col">Onderwerp</th>
            {groups.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">Som</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const isOut = index >= top
            const isFirstOfPlace = row !== null && rows[index - 1]?.place !== row.place
            const className = [isOut && 'out', index === top && 'cut', row === null && 'is-hidden'].filter(Boolean).join(' ')
            return (
              <tr key={index} className={className || undefined}>
                {row === null && <td className="pl is-hidden" />}
                {row && isFirstOfPlace && <PlaceCell row={row} rows={rows.filter((one) => one?.place === row.place).length} />}
                <td className="t">{row ? row.topic : <span className="vh">Nog niet getoond</span>}</td>
                {groups.map(({ name }, group) => {
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
      <aside className="sm-firm">
        {reveal.firmness.map((sentence, index) =>
          index === 0 ? <h2 key={sentence}>{sentence}</h2> : (
            <p key={sentence} className="rule">
              {sentence}
            </p>
          ),
        )}
        {reveal.rows.some((row) => row !== null) && (
          <p className="rule sm-soft">({unrankedRank}) betekent: niet gekozen, telt als plaats {unrankedRank}.</p>
        )}
      </aside>
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
