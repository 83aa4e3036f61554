import { redirect } from '@remix-run/node'
import { useLoaderData, type MetaFunction } from '@remix-run/react'
import { validate } from 'uuid'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { anchors, planPath } from '#app/features/plans/chapter-address.ts'
import { sectionInWords } from '#app/features/plans/plan.ts'
import { versionInSentence } from '#app/features/plans/versions/version-words.ts'
import { whereRowWent } from '#app/features/plans/versions/where-row-went.server.ts'
import { whereWordsWent } from '#app/features/plans/versions/where-words-went.server.ts'
import { visibleProcess } from '#app/features/processes/visible-process.server.ts'
import { paths } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import readingStyles from '#app/features/plans/reading.css?url'

export const links = () => stylesheets(readingStyles)

/** The address of a row of a table that stays: leads to where it stands now, or says that it is gone and where its table is. */
export const loader = forEveryone(async ({ db, municipality, actor, now, params }) => {
  const process = await visibleProcess(db, { municipalityId: municipality.id, actor }, params.slug, now)
  const id = params.rowId ?? ''
  if (!process.showsPlan || !validate(id)) throw new NotFound()
  const went = await whereRowWent(db, process, id)
  if (!went) throw new NotFound()
  const { slug, title } = process
  if (went.isCurrent) throw redirect(planPath(slug, went.chapter, anchors.row(id)), 302)
  const table = (await whereWordsWent(db, process, [went.paragraph.id])).get(went.paragraph.id)
  return {
    ...{ slug, title, text: went.text, number: went.paragraph.number },
    section: sectionInWords(went.section),
    version: versionInSentence(went.version, process),
    tables: (table?.now ?? []).map((place) => ({
      ...{ id: place.id, number: place.number, section: sectionInWords(place.section) },
      href: planPath(slug, place.chapter, anchors.paragraph(place.number)),
    })),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  ...pageMeta(matches, `Rij uit alinea ${data?.number ?? ''} van ${data?.title ?? 'het plan'}`),
  { name: 'robots', content: 'noindex' },
]

export default function PlanRow() {
  const { slug, title, text, number, section, version, tables } = useLoaderData<typeof loader>()
  return (
    <Page>
      <Crumbs
        items={[
          { href: paths.public.home(), label: 'Alle plannen' },
          { href: paths.public.process(slug), label: title },
        ]}
      />
      <article className="went stack">
        <h1>Deze rij staat niet meer in het plan</h1>
        <p>
          De rij stond in de tabel van alinea {number} van {version}.{' '}
          {tables.length === 0 ? 'Ook de tabel staat er niet meer.' : 'De tabel zelf staat er nog wel.'}
        </p>
        {tables.length > 0 && (
          <ul className="went-now">
            {tables.map((place) => (
              <li key={place.id}>
                <GoLink href={place.href} arrow>
                  Alinea {place.number}, {place.section}
                </GoLink>
              </li>
            ))}
          </ul>
        )}
        {text !== null && (
          <>
            <h2>Dit stond er</h2>
            <p className="soft small">
              Alinea {number}, {section}
            </p>
            <blockquote className="plan-quote">
              {text
                .split('\t')
                .filter((cell) => cell.trim() !== '')
                .map((cell, at) => (
                  <p key={at}>{cell}</p>
                ))}
            </blockquote>
          </>
        )}
        <GoLink href={paths.public.planChapter(slug)} icon="book-open">
          Naar het plan zoals het nu is
        </GoLink>
      </article>
    </Page>
  )
}
