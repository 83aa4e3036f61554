import { anchors, planPath } from '#app/features/plans/chapter-address.ts'
import { sectionInWords } from '#app/features/plans/plan.ts'
import { paths, withQuery } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { HowRead } from './HowRead.tsx'
import { Marked } from './Marked.tsx'
import { HITS_ON_PAGE } from './plan-hits.ts'
import type { FoundInPlan as Found, PlanHit } from './search-plan.server.ts'

const where = { none: 'dit plan', found: 'dit plan' }

/** What was found in a plan, in reading order: sentences with the words marked, below the heading that they stand under. */
export function FoundInPlan({ slug, typed, found }: { slug: string; typed: string; found: Found }) {
  const { hits, count, page } = found
  const addressOf = (page: number) =>
    withQuery(paths.public.planSearch(slug), { zoek: typed, pagina: page > 1 ? page : undefined })
  if (found.isTooSlow) {
    return (
      <div role="status">
        <Empty
          title="Zoeken duurde te lang"
          action={
            <ButtonLink variant="quiet" href={addressOf(page)}>
              Zoek opnieuw
            </ButtonLink>
          }
        >
          Het is nu druk, of uw vraag is te groot. Probeer het over een minuut opnieuw, of zoek op minder woorden.
        </Empty>
      </div>
    )
  }
  const first = (page - 1) * HITS_ON_PAGE + 1
  return (
    <>
      <div className="gap-4 under-3" role="status">
        <HowRead typed={typed} found={found} none={count === 0} where={where} />
        {count > 0 && (
          <p className="small soft">{count === 1 ? '1 plaats' : `${count} plaatsen, in de volgorde van het plan`}.</p>
        )}
      </div>
      {count === 0 && <Nothing typed={typed} />}
      {bySection(hits).map((group) => (
        <Group key={group[0]?.section.number} slug={slug} typed={typed} hits={group} />
      ))}
      <Pagination
        page={page}
        pages={Math.ceil(count / HITS_ON_PAGE)}
        hrefOf={addressOf}
        {...(count > HITS_ON_PAGE && { says: `${first} tot en met ${first + hits.length - 1} van ${count}` })}
      />
    </>
  )
}

function Nothing({ typed }: { typed: string }) {
  return (
    <Empty
      title={`Niets gevonden voor “${typed}”`}
      action={
        <ButtonLink variant="quiet" href={withQuery(paths.public.search(), { zoek: typed })}>
          Zoek in alle plannen
        </ButtonLink>
      }
    >
      Probeer een ander of een korter woord. Een begin is genoeg: zoek op “speel” in plaats van “speeltoestellen”.
    </Empty>
  )
}

/** Hits that follow each other under one heading. */
function bySection(hits: readonly PlanHit[]): PlanHit[][] {
  const groups: PlanHit[][] = []
  for (const hit of hits) {
    const last = groups.at(-1)
    if (last?.[0]?.section.number === hit.section.number) last.push(hit)
    else groups.push([hit])
  }
  return groups
}

function Group({ slug, typed, hits }: { slug: string; typed: string; hits: readonly PlanHit[] }) {
  const [first] = hits
  if (!first) return null
  const { section, chapter } = first
  const heading = hits.find(({ paragraph }) => paragraph === null)
  const addressOf = (anchor: string) => {
    const [page = '', place = ''] = planPath(slug, chapter, anchor).split('#')
    return `${withQuery(page, { zoek: typed })}#${place}`
  }
  return (
    <section className="plan-found">
      <h2>
        <a href={addressOf(anchors.section(section.number))}>
          {heading ? <Marked pieces={heading.pieces} /> : sectionInWords(section)}
        </a>
      </h2>
      {section.number !== chapter.number && <p className="small soft">in {sectionInWords(chapter)}</p>}
      <ul className="rows">
        {hits.map(
          ({ paragraph, pieces }) =>
            paragraph !== null && (
              <li key={paragraph}>
                <p className="plan-found__words">
                  <Marked pieces={pieces} />
                </p>
                <p className="small">
                  <a href={addressOf(anchors.paragraph(paragraph))}>Lees alinea {paragraph}</a>
                </p>
              </li>
            ),
        )}
      </ul>
    </section>
  )
}
