import { NotFound } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { visibleProcess, type VisibleProcess } from '#app/features/processes/visible-process.server.ts'
import type { Db } from '#db/client.server.ts'
import { countActionItems } from './action-items/action-items.server.ts'
import { chaptersOf, type ChapterEntry } from './contents.ts'
import type { ContentsSection, PlanVersion } from './queries.server.ts'
import { currentPlan, planContents } from './queries.server.ts'
import { versionInWords } from './versions/version-words.ts'

type ReadablePlan = {
  process: VisibleProcess
  plan: PlanVersion
  sections: ContentsSection[]
  chapters: ChapterEntry[]
  /** What every page of the plan says about it. */
  about: {
    slug: string
    title: string
    version: string
    canReact: boolean
    preview: boolean
    withdrawn: boolean
    paragraphs: number
    actionItems: number
    /** Whether its words are in the search: those of a draft and of a withdrawn plan are not. */
    canSearch: boolean
  }
}

/** The plan of a process as this visitor may read it. Throws NotFound when there is none. */
export async function readablePlan(
  db: Db,
  visitor: { municipalityId: string; actor: Actor | null },
  slug: string | undefined,
  now: Date,
): Promise<ReadablePlan> {
  const process = await visibleProcess(db, visitor, slug, now)
  const plan = process.showsPlan ? await currentPlan(db, process) : null
  if (!plan) throw new NotFound()
  const [sections, actionItems] = await Promise.all([planContents(db, plan), countActionItems(db, plan)])
  const chapters = chaptersOf(process.slug, sections)
  return {
    ...{ process, plan, sections, chapters },
    about: {
      slug: process.slug,
      title: process.title,
      version: versionInWords(plan, process),
      canReact: process.stage === 'open' && !process.preview,
      preview: process.preview,
      withdrawn: process.stage === 'withdrawn',
      ...{ actionItems, canSearch: !process.preview && process.stage !== 'withdrawn' },
      paragraphs: Math.max(0, ...chapters.map(({ lastParagraph }) => lastParagraph ?? 0)),
    },
  }
}
