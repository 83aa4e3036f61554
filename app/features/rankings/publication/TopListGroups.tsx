import { GoLink } from '#app/ui/Button.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'
import type { TopListView } from './top-list-view.ts'

/** More topics than this that a group did not choose would be longer than its list. */
const MOST_NAMED = 10

type Group = TopListView['groups'][number]

/** The list of every group with its reasons, word for word, and what it did not choose. */
export function TopListGroups({
  groups,
  unrankedRank,
  answersHref,
}: {
  groups: readonly Group[]
  unrankedRank: number
  answersHref: string | null
}) {
  return (
    <section className="sec" aria-labelledby="groepen">
      <h2 id="groepen">{groups.length === 1 ? 'Wat koos de groep, en waarom?' : 'Wat kozen de groepen, en waarom?'}</h2>
      <p className="prose">De redenen staan hier zoals de groepen ze opschreven.</p>
      {answersHref && (
        <p className="no-print">
          <GoLink arrow href={answersHref}>
            Lees wat ermee is gedaan
          </GoLink>
        </p>
      )}
      <div className="groups gap-4">
        {groups.map((group) => (
          <GroupList key={group.name} group={group} unrankedRank={unrankedRank} />
        ))}
      </div>
    </section>
  )
}

function GroupList({ group: { name, list, empty, unranked }, unrankedRank }: { group: Group; unrankedRank: number }) {
  return (
    <div className="group">
      <h3 className="group__name">{name}</h3>
      {list.length > 0 && (
        <table className="gt">
          <caption className="vh">De lijst van {name}</caption>
          <thead className="vh">
            <tr>
              <th scope="col">Plaats</th>
              <th scope="col">Onderwerp en reden</th>
            </tr>
          </thead>
          <tbody>
            {list.map(({ rank, topic, motivation }) => (
              <tr key={rank}>
                <td className="p num">{rank}</td>
                <td>
                  <b>{topic}</b>
                  {motivation.trim() === '' ? (
                    <p className="soft">Geen reden opgeschreven.</p>
                  ) : (
                    <Verbatim text={motivation} className="soft" />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {empty && <p className="small gap-1">{empty}</p>}
      {unranked.length > MOST_NAMED && (
        <Fold summary={`Niet gekozen: ${unranked.length} onderwerpen`}>
          <p className="small soft">
            Zij tellen als plaats {unrankedRank}: {unranked.join(', ')}.
          </p>
        </Fold>
      )}
      {unranked.length > 0 && unranked.length <= MOST_NAMED && (
        <p className="small soft gap-1">
          <strong>Niet gekozen</strong> (telt als plaats {unrankedRank}): {unranked.join(', ')}.
        </p>
      )}
    </div>
  )
}
