import { redirect } from '@remix-run/node'
import { useLoaderData, type MetaFunction } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { FinishedRow } from '#app/features/answers/FinishedRow.tsx'
import { cutAtSentence, shortAbout, summaryLines } from '#app/features/processes/about.ts'
import { NowBlock } from '#app/features/processes/NowBlock.tsx'
import { ProcessRows, type ProcessRowProps } from '#app/features/processes/ProcessRows.tsx'
import { runningProcesses, type ProcessRow } from '#app/features/processes/public-queries.server.ts'
import { finishedProcesses } from '#app/features/answers/finished-processes.server.ts'
import { MOST_CHARACTERS } from '#app/features/search/question.ts'
import { SearchForm } from '#app/features/search/SearchForm.tsx'
import { timeOfTerm } from '#app/features/processes/time-of-term.ts'
import { publishedTops } from '#app/features/rankings/publication/published-ranking.server.ts'
import { topLinks } from '#app/features/rankings/publication/top-list-view.ts'
import { formatDate, formatDayMonth, today } from '#app/local-date.ts'
import { paths, withQuery } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Page } from '#app/ui/Shell.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import homeStyles from './home.css?url'
import searchStyles from '#app/features/search/search.css?url'
import nowStyles from '#app/features/processes/now.css?url'

export const links = () => stylesheets(homeStyles, searchStyles, nowStyles)

const finishedShown = 4
/** So much of the summary, in characters, that a phone shows the button without scrolling. */
const heroSummary = 160

export const loader = forEveryone(async ({ db, municipality, now, url }) => {
  const typed = url.searchParams.get('zoek')
  // Here the search was, and people have its address.
  if (typed) throw redirect(withQuery(paths.public.search(), { zoek: typed.slice(0, MOST_CHARACTERS) }), 301)
  const [running, finished] = await Promise.all([
    runningProcesses(db, municipality.id, now),
    finishedProcesses(db, municipality.id, { limit: finishedShown }),
  ])
  const tops = topLinks(
    await publishedTops(
      db,
      municipality.id,
      finished.processes.map(({ id }) => id),
    ),
    finished.processes,
  )
  const [first, ...others] = running.open
  const thisYear = today(now).slice(0, 4)
  const day = (date: string) => (date.startsWith(thisYear) ? formatDayMonth(date) : formatDate(date))
  const row = (process: ProcessRow, when: string): ProcessRowProps => ({
    slug: process.slug,
    title: process.title,
    when,
    about: shortAbout(process),
  })
  return {
    first: first && {
      slug: first.slug,
      title: first.title,
      question: first.question,
      summary: cutAtSentence(summaryLines(first.summary).join(' '), heroSummary),
      time: timeOfTerm(first.startsOn, first.lastDay, now),
    },
    others: others.map((process) => row(process, `tot en met ${day(process.lastDay)}`)),
    announced: running.announced.map((process) => row(process, `vanaf ${day(process.startsOn)}`)),
    processing: running.processing.map((process) => row(process, `gesloten na ${day(process.lastDay)}`)),
    finished: finished.processes.map(({ answeredAt, ...process }) => ({
      ...process,
      answeredOn: today(answeredAt),
      top: tops.get(process.id) ?? null,
    })),
    finishedTotal: finished.total,
  }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) =>
  pageMeta(
    matches,
    'Waar kunt u nu over meedenken?',
    'Lees de plannen van uw gemeente, reageer, en zie wat er met elk punt is gedaan.',
  )

export default function Home() {
  const data = useLoaderData<typeof loader>()
  const { first, others, announced, processing, finished, finishedTotal } = data
  const nothing = !first && announced.length === 0 && processing.length === 0 && finished.length === 0
  return (
    <Page>
      <div className="home-top">
        <h1>Waar kunt u nu over meedenken?</h1>
        <p className="lede">Uw mening telt mee als de gemeente besluit. Op elk punt krijgt u antwoord.</p>
      </div>
      {first && <NowBlock {...first} />}
      <div className="home-two">
        <div>
          {!first && (
            <div className="sec">
              {nothing ? (
                <Empty title="Hier staan nog geen plannen">
                  Zodra de gemeente een plan maakt waarover u kunt meedenken, staat het op deze pagina. Kom later nog
                  eens kijken.
                </Empty>
              ) : (
                <Empty title="Er is nu geen plan open">
                  {announced.length > 0
                    ? 'Hieronder ziet u waarover u binnenkort kunt meedenken. Het plan lezen kan vaak al.'
                    : 'Op dit moment kunt u nergens op reageren. U kunt wel lezen wat er met eerdere reacties gebeurt.'}
                </Empty>
              )}
            </div>
          )}
          <Rows id="ook" title="Hier kunt u ook op reageren" rows={others} />
          <Rows id="straks" title="Binnenkort" rows={announced} />
          <Rows id="bezig" title="Gesloten: wij verwerken de reacties" rows={processing} />
          {finished.length > 0 && (
            <section className="sec" aria-labelledby="af">
              <h2 id="af">Afgerond: wat is ermee gedaan?</h2>
              <ul className="rows">
                {finished.map((process) => (
                  <FinishedRow key={process.slug} {...process} />
                ))}
              </ul>
              {finishedTotal > finished.length && (
                <p className="gap-2">
                  <GoLink href={paths.public.finished()} arrow>
                    Alle {finishedTotal} afgeronde plannen
                  </GoLink>
                </p>
              )}
            </section>
          )}
        </div>
        <div className="sec home-side">
          <SearchForm />
        </div>
      </div>
    </Page>
  )
}

function Rows({ id, title, rows }: { id: string; title: string; rows: readonly ProcessRowProps[] }) {
  if (rows.length === 0) return null
  return (
    <section className="sec" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ProcessRows rows={rows} />
    </section>
  )
}
