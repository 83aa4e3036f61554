import { paths } from '#app/paths.ts'
export type ProcessRowProps = { slug: string; title: string; when: string; about: string }

/** Plans under each other, each with its moment beside it. */
export function ProcessRows({ rows }: { rows: readonly ProcessRowProps[] }) {
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.slug} className="row-t">
          <p className="soft num">{row.when}</p>
          <div>
            <h3>
              <a href={paths.public.process(row.slug)}>{row.title}</a>
            </h3>
            {row.about !== '' && <p>{row.about}</p>}
          </div>
        </li>
      ))}
    </ul>
  )
}
