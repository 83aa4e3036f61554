import { countWord } from '#app/features/rankings/session.ts'
import type { OutcomeView } from './clerk-view.server.ts'

/** All topics with what each group gave them; a shared place stands once, beside all topics that share it. */
export function StandingsTable({ outcome, unrankedRank }: { outcome: OutcomeView; unrankedRank: number }) {
  const { rows, groups } = outcome
  const lastInTop = rows.findLastIndex(({ inTop }) => inTop)
  const sharing = (place: number) => rows.filter((row) => row.place === place).length
  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard must be able to scroll it */}
      <div className="utrecht-table-container ck-standings" role="region" aria-labelledby="stand" tabIndex={0}>
        <table className="utrecht-table">
          <caption id="stand" className="vh">
            Onderwerpen met hun plaats, wat elke groep gaf, en de som
          </caption>
          <thead>
            <tr>
              <th scope="col">Plaats</th>
              <th scope="col">Onderwerp</th>
              {groups.map((group) => (
                <th key={group} scope="col" className="amount">
                  {group}
                </th>
              ))}
              <th scope="col" className="amount">
                Som
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.topic} className={at === lastInTop ? 'is-last' : row.inTop ? undefined : 'is-out'}>
                {rows[at - 1]?.place !== row.place && (
                  <td rowSpan={sharing(row.place)} className={row.inTop ? 'ck-place is-in' : 'ck-place'}>
                    <b>{row.place}</b>
                    {row.shared && <span>gedeeld door {countWord(sharing(row.place))}</span>}
                  </td>
                )}
                <th scope="row">{row.topic}</th>
                {row.ranks.map((rank, group) => (
                  <td key={groups[group]} className={rank === null ? 'amount is-none' : 'amount'}>
                    {rank ?? `(${unrankedRank})`}
                  </td>
                ))}
                <td className="amount">
                  <b>{row.sum}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="small soft gap-1">
        ({unrankedRank}) betekent: deze groep gaf het onderwerp geen plaats, dus het telt als plaats {unrankedRank}.
        {lastInTop < rows.length - 1 && ' Onder de stippellijn staat wat erbuiten valt.'}
      </p>
    </>
  )
}
