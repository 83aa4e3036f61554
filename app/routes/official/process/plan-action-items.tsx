import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { actionChapters, actionRows } from '#app/features/plans/action-items/action-item-rows.ts'
import { markedParagraphs } from '#app/features/plans/action-items/action-items.server.ts'
import { ActionItemMarks } from '#app/features/plans/action-items/ActionItemMarks.tsx'
import { countedItems } from '#app/features/plans/action-items/counted-items.ts'
import { mayChangeWords } from '#app/features/plans/fixed-plan.server.ts'
import { sectionInWords } from '#app/features/plans/plan.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths, withQuery } from '#app/paths.ts'
import { markActionItems } from '#app/room-parts.server.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/Pagination.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import linesStyles from '#app/features/plans/editing/plan-lines.css?url'

export const links = () => stylesheets(linesStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Actiepunten: ${data?.title ?? 'het plan'}`)

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, url } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const plan = await storedPlan(db, process)
  const blocks = plan?.blocks ?? []
  const version = { municipalityId: municipality.id, id: plan?.versionId ?? null }
  const marked = version.id === null ? new Map() : await markedParagraphs(db, { ...version, id: version.id })
  const chapters = actionChapters(blocks, marked)
  const asked = url.searchParams.get('hoofdstuk')
  const chapter = chapters.find(({ number }) => number === asked) ?? chapters[0] ?? null
  const page = Number(url.searchParams.get('pagina') ?? 1)
  return {
    ...{ slug: process.slug, title: process.title, chapters, chapter, page },
    mayEdit: plan !== null && mayChangeWords(process, plan),
    ...actionRows(blocks, marked, { chapter: chapter?.id ?? '', page }),
    said: saidHere(visit),
  }
})

export const action = formAction('official', {
  acts: [markActionItems],
  done: {
    markActionItems: ({ changed, items }, { visit: { params, url } }) => ({
      to: withQuery(paths.official.process.planActionItems(params.slug ?? ''), {
        hoofdstuk: url.searchParams.get('hoofdstuk') || undefined,
        pagina: url.searchParams.get('pagina') || undefined,
      }),
      say: changed ? 'markActionItems' : 'same',
      facts: { items },
    }),
  },
})

export default function PlanActionItems() {
  const { slug, chapters, chapter, rows, page, pages, mayEdit, said } = useLoaderData<typeof loader>()
  const { errors } = useForm('markActionItems')
  const total = chapters.reduce((sum, { items }) => sum + items, 0)
  const addressOf = (number: string, page = 1) =>
    withQuery(paths.official.process.planActionItems(slug), { hoofdstuk: number, pagina: page > 1 ? page : undefined })
  return (
    <section className="sm-sec stack" aria-labelledby="actiepunten">
      <GoLink href={paths.official.process.plan(slug)}>Terug naar plan en tekst</GoLink>
      <h2 id="actiepunten" className="read">
        Actiepunten
      </h2>
      <FormNotices
        errors={errors}
        saved={said !== null}
        says={
          said?.code === 'same'
            ? 'Er is niets veranderd.'
            : `Bewaard. Het plan heeft nu ${countedItems(Number(said?.facts.items ?? total))}.`
        }
      />
      {chapter === null ? (
        <p>Er is nog geen plan.</p>
      ) : (
        <>
          <p className="soft">
            Een actiepunt zegt wat de gemeente gaat doen. Het krijgt een nummer, zoals A12, en houdt dat in elke
            volgende versie. Zolang nog niemand buiten de gemeente een actiepunt heeft gelezen, volgt zijn nummer de
            volgorde van het plan. Het nummer van een actiepunt dat vervalt, komt niet terug.
          </p>
          <nav aria-label="Hoofdstukken">
            <ul className="hl-chapters">
              {chapters.map((each) => (
                <li key={each.id}>
                  <a href={addressOf(each.number)} aria-current={each.id === chapter.id ? 'page' : undefined}>
                    {sectionInWords(each)}
                  </a>{' '}
                  <span className="soft small">{countedItems(each.items)}</span>
                </li>
              ))}
            </ul>
          </nav>
          <h3>{sectionInWords(chapter)}</h3>
          {!mayEdit ? (
            <>
              <Notice kind="info" title="Deze versie van het plan ligt vast">
                De actiepunten van deze versie veranderen niet meer.
              </Notice>
              <Fixed rows={rows} />
            </>
          ) : rows.some(({ isHeading }) => !isHeading) ? (
            <ActionItemMarks key={`${chapter.id} ${page} ${said?.code ?? ''}`} rows={rows} />
          ) : (
            <p>In dit hoofdstuk staat geen tekst die een actiepunt kan zijn.</p>
          )}
          <Pagination page={page} pages={pages} hrefOf={(page) => addressOf(chapter.number, page)} />
        </>
      )}
    </section>
  )
}

/** The action items of a chapter that lies fixed. */
function Fixed({ rows }: { rows: ReturnType<typeof useLoaderData<typeof loader>>['rows'] }) {
  const items = rows.flatMap((row) => (row.isHeading || row.item === null ? [] : [row]))
  if (items.length === 0) return <p>In dit hoofdstuk staan geen actiepunten.</p>
  return (
    <ol className="hl">
      {items.map(({ id, item, text }) => (
        <li key={id} className="hl-row">
          <span className="hl-name">
            <span className="hl-no">A{item}</span> {text}
          </span>
        </li>
      ))}
    </ol>
  )
}
