import { paths, withQuery } from '#app/paths.ts'
import type { DecisionFile } from './file-view.server.ts'

/** What the council chose itself, with what its groups wrote and which changes fit that. */
export function FileRanking({
  ranking,
  slug,
  here,
}: {
  ranking: NonNullable<DecisionFile['ranking']>
  slug: string
  /** The address of the file. */
  here: string
}) {
  const { topics, groups, heldOn, unrankedRank, matched } = ranking
  const shared = topics.some((topic) => topic.shared)
  const hasMatches = Object.keys(matched).length > 0
  const left = topics.filter(({ id, inTop }) => inTop && !matched[id])
  return (
    <section className="sm-sec df-rank" aria-labelledby="raad-koos">
      <h2 id="raad-koos">Wat de raad koos{heldOn && `, ${heldOn}`}</h2>
      <p className="small soft">
        Een laag getal is belangrijk; ({unrankedRank}) is niet gekozen.{' '}
        <a href={paths.public.topList(slug)}>Hoe stevig is dit?</a>
      </p>
      <table className="df-places">
        <caption className="vh">Plaats van elk onderwerp per groep</caption>
        <thead>
          <tr>
            <th scope="col">Onderwerp</th>
            {groups.map((group) => (
              <th key={group} scope="col">
                {group.replace(/^groep\s+/i, 'Gr. ')}
              </th>
            ))}
            <th scope="col">Samen</th>
          </tr>
        </thead>
        {topics.map(({ id, name, place, shared, ranks, motivations }) => (
          <tbody key={id}>
            <tr>
              <th scope="row">{name}</th>
              {ranks.map((rank, at) => (
                <td key={at} className={rank === null ? 'soft' : undefined}>
                  {rank ?? `(${unrankedRank})`}
                </td>
              ))}
              <td className="df-place">
                {place}
                {shared && '*'}
              </td>
            </tr>
            {(motivations.length > 0 || matched[id]) && (
              <tr className="df-mot">
                <td colSpan={groups.length + 2}>
                  {motivations.map(({ group, words }) => (
                    <p key={group} dir="auto">
                      <span className="df-group">{group}:</span> {words}
                    </p>
                  ))}
                  {matched[id] && (
                    <p>
                      Gevolg:{' '}
                      {matched[id].map(({ chapter, change, label }, at) => (
                        <span key={change}>
                          {at > 0 && ', '}
                          <a href={`${withQuery(here, { hoofdstuk: chapter })}#w-${change}`}>{label}</a>
                        </span>
                      ))}
                    </p>
                  )}
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
      {shared && <p className="small soft">* gedeelde plaats</p>}
      {hasMatches && left.length > 0 && (
        <div className="df-left">
          <h3>Bovenaan, zonder wijziging</h3>
          <p className="small">
            Bij {left.map(({ name }) => name).join(', ')} koppelde nog niemand een wijziging aan wat de raad schreef.
          </p>
        </div>
      )}
    </section>
  )
}
