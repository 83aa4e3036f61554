import { redirect } from '@remix-run/node'
import { useLoaderData, type MetaFunction } from '@remix-run/react'
import { validate } from 'uuid'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { anchors, planPath } from '#app/features/plans/chapter-address.ts'
import { sectionInWords } from '#app/features/plans/plan.ts'
import { PlacesNow } from '#app/features/plans/versions/PlacesNow.tsx'
import { versionInSentence } from '#app/features/plans/versions/version-words.ts'
import { whereWordsWent, type PlacedWords } from '#app/features/plans/versions/where-words-went.server.ts'
import { visibleProcess } from '#app/features/processes/visible-process.server.ts'
import { paths } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import readingStyles from '#app/features/plans/reading.css?url'

export const links = () => stylesheets(readingStyles)

/** The address of a paragraph that stays: leads to where its words stand now, and says so when they were split up or are gone. */
export const loader = forEveryone(async ({ db, municipality, actor, now, params }) => {
  const process = await visibleProcess(db, { municipalityId: municipality.id, actor }, params.slug, now)
  const id = params.paragraphId ?? ''
  if (!process.showsPlan || !validate(id)) throw new NotFound()
  const went = (await whereWordsWent(db, process, [id])).get(id)
  if (!went) throw new NotFound()
  const hrefOf = ({ chapter, number }: PlacedWords) => planPath(process.slug, chapter, anchors.paragraph(number))
  const [only, more] = went.now
  if (only && !more) throw redirect(hrefOf(only), 302)
  const { made, goneSince } = went
  return {
    ...{ slug: process.slug, title: process.title },
    made: { number: made.number, text: made.text, version: versionInSentence(made.version, process) },
    section: sectionInWords(made.section),
    goneSince: goneSince && versionInSentence(goneSince, process),
    now: went.now.map((place) => ({
      ...{ id: place.id, number: place.number, text: place.text, href: hrefOf(place) },
      section: sectionInWords(place.section),
    })),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  ...pageMeta(matches, `Alinea ${data?.made.number ?? ''} van ${data?.title ?? 'het plan'}`),
  { name: 'robots', content: 'noindex' },
]

export default function Paragraph() {
  const { slug, title, made, section, goneSince, now } = useLoaderData<typeof loader>()
  return (
    <Page>
      <Crumbs
        items={[
          { href: paths.public.home(), label: 'Alle plannen' },
          { href: paths.public.process(slug), label: title },
        ]}
      />
      <article className="went stack">
        <h1>{now.length === 0 ? 'Deze alinea staat niet meer in het plan' : 'Deze alinea is opgesplitst'}</h1>
        <p>
          {now.length === 0
            ? `Dit stond in alinea ${made.number} van ${made.version}. ${goneSince ? `In ${goneSince} staat het niet meer.` : 'Nu staat het er niet meer.'}`
            : `De woorden van alinea ${made.number} van ${made.version} staan nu op ${now.length} plaatsen.`}
        </p>
        <PlacesNow places={now} />
        <h2>Dit stond er</h2>
        <p className="soft small">
          Alinea {made.number}, {section}
        </p>
        <blockquote className="plan-quote">
          <p className="lines">{made.text}</p>
        </blockquote>
        <GoLink href={paths.public.planChapter(slug)} icon="book-open">
          Naar het plan zoals het nu is
        </GoLink>
      </article>
    </Page>
  )
}
