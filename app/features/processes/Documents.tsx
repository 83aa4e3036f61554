export type ShownDocument = { href: string | null; title: string; about: string }

/** What there is to read, each with what it is and how long it takes. */
export function Documents({ documents }: { documents: readonly ShownDocument[] }) {
  if (documents.length === 0) return null
  return (
    <section aria-labelledby="docs">
      <h2 id="docs">Documenten</h2>
      <ul>
        {documents.map(({ href, title, about }, at) => (
          <li key={at} className="doc">
            <div>
              {href ? <a href={href}>{title}</a> : <span>{title}</span>}
              {about !== '' && <p className="small soft">{about}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
