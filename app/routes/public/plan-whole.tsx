import { useLoaderData, type MetaFunction } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { publishedPoints } from '#app/features/answers/published-points.server.ts'
import { changedPath } from '#app/features/changes/changed-address.ts'
import { planMarks } from '#app/features/changes/plan-marks.server.ts'
import { anchors } from '#app/features/plans/chapter-address.ts'
import { errataOf } from '#app/features/plans/errata/errata.server.ts'
import { partsOf } from '#app/features/plans/contents.ts'
import { PlanTools } from '#app/features/plans/PlanTools.tsx'
import { planLinks } from '#app/features/plans/plan-links.ts'
import { PlanText } from '#app/features/plans/PlanText.tsx'
import { planParagraphs } from '#app/features/plans/queries.server.ts'
import { readablePlan } from '#app/features/plans/readable-plan.server.ts'
import { saysReadingTime } from '#app/features/plans/reading-time.ts'
import { SectionName } from '#app/features/plans/SectionName.tsx'
import { OldWordsSwitch } from '#app/features/plans/versions/ChangeMark.tsx'
import { RoundNotice } from '#app/features/processes/RoundNotice.tsx'
import { PreviewBanner } from '#app/features/processes/PreviewBanner.tsx'
import { PlanSearchForm } from '#app/features/search/PlanSearchForm.tsx'
import { paths, withQuery } from '#app/paths.ts'
import { DataList } from '#app/ui/Marks.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Page, TitleBand } from '#app/ui/Shell.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import processStyles from '#app/features/processes/process.css?url'
import changedTextStyles from '#app/features/plans/versions/changed-text.css?url'
import marksStyles from '#app/features/plans/versions/marks.css?url'
import searchStyles from '#app/features/search/search.css?url'
import frameStyles from '#app/features/plans/reading-frame.css?url'
import readingStyles from '#app/features/plans/reading.css?url'

export const links = () =>
  stylesheets(processStyles, frameStyles, readingStyles, changedTextStyles, marksStyles, searchStyles)

/** The whole plan on one page, for printing and for searching in the page. */
export const loader = forEveryone(async ({ db, municipality, actor, now, params, origin, url }) => {
  const { process, about, plan, sections, chapters } = await readablePlan(
    db,
    { municipalityId: municipality.id, actor },
    params.slug,
    now,
  )
  const isOldShown = url.searchParams.get('oud') === '1'
  const [paragraphs, points, errata, changes] = await Promise.all([
    planParagraphs(db, plan),
    publishedPoints(db, process),
    errataOf(db, plan),
    plan.previousId === null ? null : planMarks(db, process, { isOldShown, point: null }),
  ])
  return {
    stage: process.stage,
    facts: {
      municipality: municipality.name,
      decidedBy: process.decidingBody,
      address: origin + paths.public.planWhole(process.slug),
    },
    about,
    points,
    errata,
    changes,
    parts: partsOf(sections, paragraphs),
    chapters: chapters.map(({ number, heading }) => ({ number, heading })),
    words: chapters.reduce((sum, each) => sum + each.words, 0),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Het hele plan: ${data?.about.title ?? ''}`)

export default function WholePlan() {
  const { about, facts, parts, chapters, points, errata, changes, words } = useLoaderData<typeof loader>()
  const { slug } = about
  const links = planLinks(slug, about.canReact, points)
  return (
    <>
      {about.preview && <PreviewBanner slug={slug} />}
      <Page wrap={false} className="is-flush">
        <TitleBand
          crumbs={[
            { href: paths.public.home(), label: 'Alle plannen' },
            { href: paths.public.process(slug), label: about.title },
            ...(chapters.length > 1 ? [{ href: paths.public.planChapter(slug), label: 'Inhoud' }] : []),
          ]}
          title={about.title}
          lede={`Het hele plan op één pagina: ${about.made ?? about.version}, ${about.paragraphs} alinea’s, ${saysReadingTime(words)}.`}
        >
          {about.withdrawn && (
            <p className="gap-2">
              <strong>Dit plan is ingetrokken. U kunt niet meer reageren.</strong>
            </p>
          )}
        </TitleBand>
        <div className="wrap whole">
          {about.round && <RoundNotice slug={slug} round={about.round} />}
          <PlanTools
            slug={slug}
            actionItems={about.actionItems}
            search={about.canSearch && <PlanSearchForm slug={slug} id="zoek-in-plan" />}
          />
          {chapters.length > 1 && (
            <details className="fold no-print">
              <summary>Naar een hoofdstuk</summary>
              <nav className="toc-list" aria-label="Hoofdstukken">
                <ol>
                  {chapters.map(({ number, heading }) => (
                    <li key={number}>
                      <a href={`#${anchors.section(number)}`}>
                        <span>
                          <SectionName number={number} heading={heading} />
                        </span>
                      </a>
                    </li>
                  ))}
                </ol>
              </nav>
            </details>
          )}
          <Facts about={about} facts={facts} chapters={chapters} />
          <article className="plan">
            {changes && (
              <OldWordsSwitch
                isOldShown={changes.isOldShown}
                href={withQuery(paths.public.planWhole(slug), { oud: changes.isOldShown ? null : '1' })}
                changes={{
                  count: chapters.reduce((sum, { number }) => sum + (changes.sections[number] ?? 0), 0),
                  href: changedPath(slug),
                }}
              />
            )}
            <PlanText parts={parts} links={links} top={2} errata={errata} changes={changes} />
          </article>
        </div>
      </Page>
    </>
  )
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

/** On paper: what plan this is, of whom, where it can be read online, and its chapters. */
function Facts({ about, facts, chapters }: Pick<Data, 'about' | 'facts' | 'chapters'>) {
  const items = [
    { term: 'Gemeente', value: facts.municipality },
    { term: 'Versie', value: about.version },
    ...(facts.decidedBy === '' ? [] : [{ term: 'Vrijgegeven door', value: facts.decidedBy }]),
    { term: 'Online', value: facts.address },
  ]
  return (
    <div className="plan-facts">
      <DataList items={items} />
      <ol>
        {chapters.map(({ number, heading }) => (
          <li key={number}>
            <SectionName number={number} heading={heading} />
          </li>
        ))}
      </ol>
    </div>
  )
}
