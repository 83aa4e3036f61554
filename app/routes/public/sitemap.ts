import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { openMeetings } from '#app/features/meetings/queries.server.ts'
import { processesWithAppendix } from '#app/features/partners/appendix/public-appendix.server.ts'
import { planPath } from '#app/features/plans/chapter-address.ts'
import { currentChapters } from '#app/features/plans/queries.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { publicProcesses } from '#app/features/processes/public-queries.server.ts'
import { publishedTops } from '#app/features/rankings/publication/published-ranking.server.ts'
import { xmlPage } from '#app/file-response.ts'
import { paths } from '#app/paths.ts'
import { sitemapXml, type SitemapPage } from '#app/sitemap.ts'

const always = [
  paths.public.home(),
  paths.public.finished(),
  paths.public.help(),
  paths.public.privacy(),
  paths.public.accessibility(),
  paths.public.myReaction(),
]

/** Every page that anyone may read, for search engines; of a process that is a draft only the answers that are public. */
export const loader = forEveryone(async ({ db, municipality, origin, now }) => {
  const { id } = municipality
  const processes = await publicProcesses(db, id)
  const ids = processes.map((process) => process.id)
  const [chapters, tops, withInput, meetings] = await Promise.all([
    currentChapters(db, id, ids),
    publishedTops(db, id, ids),
    processesWithAppendix(db, id, ids),
    openMeetings(db, id, ids, now),
  ])
  const pages = processes.flatMap(
    ({ id: processId, slug, state, isPublished, isReleased, changedAt }): SitemapPage[] => {
      const own = paths.public.process(slug)
      // Of a draft the answers may be public, and nothing else.
      const isShown = processAllows.show(state)
      const plan = isReleased ? chapters.filter((chapter) => chapter.processId === processId) : []
      const [first] = plan
      const top = tops.find((each) => each.processId === processId)
      return [
        ...(isShown ? [{ path: own, changedAt }] : []),
        // Of a plan of one chapter the contents lead straight to it.
        ...(first && plan.length > 1 ? [{ path: paths.public.planChapter(slug), changedAt: first.changedAt }] : []),
        ...(first ? [{ path: paths.public.planWhole(slug), changedAt: first.changedAt }] : []),
        ...(first?.isLater ? [{ path: paths.public.changed(slug), changedAt: first.changedAt }] : []),
        ...plan.map((chapter) => ({ path: planPath(slug, chapter), changedAt: chapter.changedAt })),
        ...(isPublished
          ? [
              { path: paths.public.answered(slug), changedAt },
              { path: paths.public.withheld(slug), changedAt },
            ]
          : []),
        ...(isShown && top ? [{ path: paths.public.topList(slug), changedAt: top.publishedAt }] : []),
        ...(isPublished && withInput.has(processId) ? [{ path: paths.public.partnerInput(slug), changedAt }] : []),
        ...meetings
          .filter((meeting) => isShown && meeting.processId === processId)
          .map((meeting) => ({ path: paths.public.meeting(slug, meeting.id), changedAt: null })),
      ]
    },
  )
  return xmlPage(sitemapXml(origin, [...always.map((path) => ({ path, changedAt: null })), ...pages]))
})
