import type { ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import type { AreaGroup, AreaRow } from './area-home.server.ts'

type Dates = { slug: string; title: string; day: string; what: string }[]

/** First page of the council and of partners: the municipality's plans by where they stand. */
export function AreaHome({
  title,
  lede,
  above,
  groups,
  dates,
  moreFinished,
}: {
  title: string
  lede: ReactNode
  /** What this area has to do itself, above the plans. */
  above?: ReactNode
  groups: AreaGroup[]
  dates: Dates
  moreFinished: boolean
}) {
  return (
    <Page wrap={false} className="sm-page">
      <div className="under-4">
        <h1>{title}</h1>
        <p className="lede">{lede}</p>
      </div>
      {above && <div className="under-4">{above}</div>}
      {groups.length === 0 ? (
        <Empty
          title="Er is nu geen plan openbaar"
          action={
            <GoLink href={paths.public.home()} arrow>
              Naar de website voor inwoners
            </GoLink>
          }
        >
          Zodra de gemeente een plan vrijgeeft, staat het hier.
        </Empty>
      ) : (
        <div className="cols">
          <div className="sm-col">
            {groups.map((group) => (
              <section key={group.key} className="sm-sec" aria-labelledby={`groep-${group.key}`}>
                <h2 id={`groep-${group.key}`}>{group.label}</h2>
                <ul className="rows">
                  {group.rows.map((row) => (
                    <Row key={row.slug} row={row} />
                  ))}
                </ul>
                {group.key === 'answered' && moreFinished && (
                  <GoLink href={paths.public.finished()} arrow>
                    Alle afgeronde plannen
                  </GoLink>
                )}
              </section>
            ))}
          </div>
          <aside className="sm-col">
            <section className="sm-sec" aria-labelledby="data-kop">
              <h2 id="data-kop">Eerstvolgende dagen</h2>
              {dates.length === 0 ? (
                <p className="soft small">Er staan nu geen eerste of laatste dagen gepland.</p>
              ) : (
                <dl className="datelist">
                  {dates.map((date) => (
                    <div key={`${date.slug} ${date.what}`}>
                      <dt>
                        {date.what}: <a href={paths.public.process(date.slug)}>{date.title}</a>
                      </dt>
                      <dd>{date.day}</dd>
                    </div>
                  ))}
                </dl>
              )}
            </section>
          </aside>
        </div>
      )}
    </Page>
  )
}

function Row({ row }: { row: AreaRow }) {
  return (
    <li>
      <p>
        <a className="acc-plan" href={paths.public.process(row.slug)}>
          {row.title}
        </a>
      </p>
      {row.question && <p className="acc-question">{row.question}</p>}
      <p className="soft small">
        {row.when} {row.says && <Tag tone={row.says.includes('vandaag') ? 'amber' : 'slate'}>{row.says}</Tag>}
      </p>
      <p className="links small acc-links">
        <a href={paths.public.planChapter(row.slug)}>
          Lees het plan<span className="vh">: {row.title}</span>
        </a>
        {row.answers && (
          <a href={paths.public.answered(row.slug)}>
            Wat is ermee gedaan?<span className="vh"> {row.title}</span>
          </a>
        )}
      </p>
    </li>
  )
}
