import type { ReadReason } from './read-reason.server.ts'

/** The reason of a change as it is stored, in the words that everyone reads. */
export function AsRead({ read: { asked, points, others, inside, ownInitiative, amendments } }: { read: ReadReason }) {
  return (
    <section className="rs-read" aria-labelledby="zo-leest">
      <h2 id="zo-leest">Zo leest een inwoner het</h2>
      {amendments.map(({ number, title }) => (
        <p key={number}>
          <b>Amendement {number} van de gemeenteraad:</b> {title}
        </p>
      ))}
      {asked !== null && (
        <p>
          <b>
            {asked}
            {points.length > 0 ? ':' : '.'}
          </b>{' '}
          {namedInWords(points, others)}
          {inside !== '' && <span className="soft"> {inside}</span>}
        </p>
      )}
      {ownInitiative.map((sentence) => (
        <p key={sentence}>
          <b>Eigen initiatief van het college:</b> ‘{sentence}’
        </p>
      ))}
      {asked === null && ownInitiative.length + amendments.length === 0 && (
        <p>Bij deze verandering staat geen reden.</p>
      )}
    </section>
  )
}

const inDutch = new Intl.ListFormat('nl')

/** 'Inwoner 5 (18.1) en De Buurtbus (3.4).', with how many more there are. */
function namedInWords(points: ReadReason['points'], others: number): string {
  if (points.length === 0) return ''
  const named = points.map(({ name, number }) => `${name} (${number})`)
  return `${inDutch.format(others > 0 ? [...named, `nog ${others}`] : named)}.`
}
