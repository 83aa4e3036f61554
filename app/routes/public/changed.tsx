import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NotFound } from '#app/errors.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { changedFilterFrom, changedPath } from '#app/features/changes/changed-address.ts'
import { changedView } from '#app/features/changes/changed-view.server.ts'
import { ChangedPage } from '#app/features/changes/ChangedPage.tsx'
import { comparedVersions } from '#app/features/changes/compared-versions.server.ts'
import { NothingChanged } from '#app/features/changes/NothingChanged.tsx'
import { publicChanges } from '#app/features/changes/public-changes.server.ts'
import { chapterAddress, chapterNumber } from '#app/features/plans/chapter-address.ts'
import { formerChapter } from '#app/features/plans/versions/former-chapter.server.ts'
import { visibleProcess } from '#app/features/processes/visible-process.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import changedStyles from '#app/features/changes/changed.css?url'
import changedTextStyles from '#app/features/plans/versions/changed-text.css?url'
import readingStyles from '#app/features/plans/reading.css?url'

export const links = () => stylesheets(readingStyles, changedTextStyles, changedStyles)

/** What changed between the version that people read and the concept, or another version that they read before; of all of it or one chapter. */
export const loader = forEveryone(async ({ db, municipality, actor, now, params, url }) => {
  const process = await visibleProcess(db, { municipalityId: municipality.id, actor }, params.slug, now)
  if (!process.showsPlan) throw new NotFound()
  const { slug, title, stage } = process
  const filter = changedFilterFrom(url.searchParams)
  const versions = await comparedVersions(db, process, filter.since)
  const found = await publicChanges(db, process, versions.since)
  if (!found) {
    if (params.chapter !== undefined || filter.since !== null) throw redirect(changedPath(slug), 302)
    return { stage, title, slug, view: null }
  }
  const asked = params.chapter
  const chapter =
    asked === undefined
      ? null
      : found.chapters.find(({ chapter: { number } }) => number === chapterNumber(asked))?.chapter
  if (asked !== undefined && (!chapter || chapterAddress(chapter) !== asked)) {
    const former = await formerChapter(db, process, asked)
    // What is gone is among all that changed.
    if (former) throw redirect(changedPath(slug, former.now?.chapter ?? null) + url.search, 302)
  }
  if (chapter === undefined) throw new NotFound()
  const own = changedPath(slug, chapter)
  // The number is what counts for a name that never was. Another version may have another chapter there, so nobody may keep this.
  if (url.pathname.replace(/\.data$/, '') !== own) throw redirect(own + url.search, 302)
  const view = await changedView(db, process, found, filter, chapter)
  return { stage, title, slug, view: { ...view, title, ...versions.named(found) } }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(
    matches,
    data?.view?.chapter
      ? `Wat is er veranderd in ${data.view.chapter.heading}? ${data.title}`
      : `Wat is er veranderd? ${data?.title ?? ''}`,
  )

export default function Changed() {
  const { view, slug, title } = useLoaderData<typeof loader>()
  return view ? <ChangedPage view={view} /> : <NothingChanged slug={slug} title={title} />
}
