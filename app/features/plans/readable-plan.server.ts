import { NotFound } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import type { OpenRound } from '#app/features/processes/RoundNotice.tsx'
import { visibleProcess, type VisibleProcess } from '#app/features/processes/visible-process.server.ts'
import type { Db } from '#db/client.server.ts'
import { countActionItems } from './action-items/action-items.server.ts'
import { chaptersOf, type ChapterEntry } from './contents.ts'
import type { ContentsSection, PlanVersion } from './queries.server.ts'
import { currentPlan, planContents } from './queries.server.ts'
import { readersVersion } from './versions/readers-version.server.ts'
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
    /** 'vastgesteld door de gemeenteraad op 15 december 2016'; null for the first version. */
    made: string | null
    adoption: Awaited<ReturnType<typeof readersVersion>>['adoption']
    canReact: boolean
    /** The second inspraak, while people may react in it. */
    round: OpenRound | null
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
  const [sections, actionItems, { version: made, adoption }] = await Promise.all([
    planContents(db, plan),
    countActionItems(db, plan),
    readersVersion(db, process),
  ])
  const chapters = chaptersOf(process.slug, sections)
  const canReact = process.stage === 'open' && !process.preview
  return {
    ...{ process, plan, sections, chapters },
    about: {
      slug: process.slug,
      title: process.title,
      ...{ version: versionInWords(plan, process), made, adoption, canReact },
      round:
        canReact && process.round === 'secondInspraak' && process.term
          ? { lastDay: process.term.lastDay, scope: process.secondScope }
          : null,
      preview: process.preview,
      withdrawn: process.stage === 'withdrawn',
      ...{ actionItems, canSearch: !process.preview && process.stage !== 'withdrawn' },
      paragraphs: Math.max(0, ...chapters.map(({ lastParagraph }) => lastParagraph ?? 0)),
    },
  }
}
