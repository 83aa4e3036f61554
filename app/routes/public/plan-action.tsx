import { redirect } from '@remix-run/node'
import { useLoaderData, type MetaFunction } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { paragraphsOfItem } from '#app/features/plans/action-items/action-items.server.ts'
import { anchors, planPath } from '#app/features/plans/chapter-address.ts'
import { sectionInWords } from '#app/features/plans/plan.ts'
import { PlacesNow } from '#app/features/plans/versions/PlacesNow.tsx'
import { versionInSentence } from '#app/features/plans/versions/version-words.ts'
import { whereWordsWent } from '#app/features/plans/versions/where-words-went.server.ts'
import { visibleProcess } from '#app/features/processes/visible-process.server.ts'
import { paths } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import readingStyles from '#app/features/plans/reading.css?url'

export const links = () => stylesheets(readingStyles)

/** The address of an action item that stays: leads to where it stands now, or says what became of it. */
export const loader = forEveryone(async ({ db, municipality, actor, now, params }) => {
  const process = await visibleProcess(db, { municipalityId: municipality.id, actor }, params.slug, now)
  const number = /^[1-9]\d{0,5}$/.test(params.number ?? '') ? Number(params.number) : null
  if (!process.showsPlan || number === null) throw new NotFound()
  const ids = await paragraphsOfItem(db, process, number)
  const went = await whereWordsWent(db, process, ids)
  const said = ids.flatMap((id) => went.get(id) ?? [])
  const [first] = said
  if (!first) throw new NotFound()
  if (first.isCurrent) throw redirect(planPath(process.slug, first.made.chapter, anchors.action(number)), 302)
  const { goneSince } = said.find((each) => each.goneSince !== null) ?? first
  const places = new Map(said.flatMap((each) => each.now.map((place) => [place.id, place] as const)))
  return {
    ...{ slug: process.slug, title: process.title, number },
    version: versionInSentence(first.made.version, process),
    goneSince: goneSince && versionInSentence(goneSince, process),
    words: said.map(({ made }) => made.text),
    section: sectionInWords(first.made.section),
    now: [...places.values()].map(({ id, number, text, section, chapter }) => ({
      ...{ id, number, text, section: sectionInWords(section) },
      href: planPath(process.slug, chapter, anchors.paragraph(number)),
    })),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  ...pageMeta(matches, `Actiepunt A${data?.number ?? ''} van ${data?.title ?? 'het plan'}`),
  { name: 'robots', content: 'noindex' },
]

export default function PlanAction() {
  const { slug, title, number, version, goneSince, words, section, now } = useLoaderData<typeof loader>()
  return (
    <Page>
      <Crumbs
        items={[
          { href: paths.public.home(), label: 'Alle plannen' },
          { href: paths.public.process(slug), label: title },
        ]}
      />
      <article className="went stack">
        <h1>Actiepunt A{number} staat niet meer in het plan</h1>
        <p>
          Dit stond in {version}, onder ‘{section}’.{' '}
          {now.length > 0
            ? 'Het is nu geen apart actiepunt meer. De woorden staan nog wel in het plan.'
            : goneSince
              ? `In ${goneSince} staat het niet meer.`
              : 'Nu staat het er niet meer.'}
        </p>
        <PlacesNow places={now} />
        <h2>Dit stond er</h2>
        <blockquote className="plan-quote">
          {words.map((text, at) => (
            <p key={at} className="lines">
              {text}
            </p>
          ))}
        </blockquote>
        <GoLink href={paths.public.planChapter(slug)} icon="book-open">
          Naar het plan zoals het nu is
        </GoLink>
      </article>
    </Page>
  )
}
