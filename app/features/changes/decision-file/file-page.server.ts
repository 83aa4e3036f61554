import { NotFound } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { shownAmendments } from '#app/features/changes/amendments/amendment-view.server.ts'
import { versionBeforeCouncil } from '#app/features/changes/amendments/stored-amendments.server.ts'
import { errataOf } from '#app/features/plans/errata/errata.server.ts'
import { storedPlan, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { shortWords } from '#app/features/plans/versions/changed-words.ts'
import { versionInWords } from '#app/features/plans/versions/version-words.ts'
import { adoptionOf, type Adoption } from '#app/features/processes/adoption.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { formatDate, formatDateTime, formatPeriod, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import type { CoverFacts } from './FileCover.tsx'
import type { FilePageView } from './FilePage.tsx'
import { decisionFile } from './file-view.server.ts'
import { handedOverFiles, type HandedOver } from './hand-over.server.ts'

type Asked = {
  municipality: { name: string }
  actor: Actor
  chapter: string | null
  now: Date
}

/** 'alles' in an address asks for the whole file. */
const WHOLE = 'alles'

/**
 * The file as council members and the clerk read it: what was last handed over, as it was then but for errata. Before that there is none; of a process that is
 * not public nobody of the council even hears. Throws NotFound.
 */
export async function councilFile(db: Db, process: Process, asked: Asked): Promise<FilePageView> {
  const [last] = await handedOverFiles(db, process)
  if (!last && !processAllows.show(process.state)) throw new NotFound()
  const isClerk = asked.actor.roles.includes('clerk')
  const plan = last ? await storedPlan(db, process, { id: last.planVersionId }) : null
  return {
    ...(await page(db, process, asked, last, plan, last ? { fileId: last.id } : null)),
    area: 'council',
    waits: 'De gemeente werkt nog aan het voorstel. Zodra het dossier aan de raad is overgedragen, leest u het hier.',
    amendments: await shownAmendments(db, process, { seesDraft: isClerk }),
    can: {
      amend: isClerk && process.state !== 'withdrawn' && (await versionBeforeCouncil(db, process)) !== null,
      match: false,
    },
  }
}

/** The file as officials see it: of the version that they work on, with all that is not public yet. */
export async function officialFile(
  db: Db,
  process: Process,
  asked: Asked & { mayMatch: boolean },
): Promise<FilePageView> {
  const [last] = await handedOverFiles(db, process)
  const plan = await storedPlan(db, process)
  return {
    ...(await page(db, process, asked, last, plan, 'official')),
    area: 'official',
    waits: 'Het dossier vergelijkt het concept met een volgende versie. Begin die bij Plan, of lees haar in.',
    amendments: await shownAmendments(db, process, { seesDraft: true }),
    can: { amend: false, match: asked.mayMatch && process.state !== 'withdrawn' },
  }
}

async function page(
  db: Db,
  process: Process,
  { municipality, chapter, now }: Asked,
  last: HandedOver | undefined,
  plan: Awaited<ReturnType<typeof storedPlan>>,
  reader: 'official' | { fileId: string } | null,
): Promise<Omit<FilePageView, 'area' | 'waits' | 'amendments' | 'can'>> {
  const adoption = await adoptionOf(db, process)
  const asksWhole = chapter === WHOLE
  const found =
    plan && reader ? await decisionFile(db, process, plan, reader, asksWhole ? null : (chapter ?? '')) : null
  const withChanges = found?.chapters.find(({ counts }) => counts.changes > 0)
  const first = (withChanges ?? found?.chapters[0])?.key ?? ''
  const isKnown = found?.chapters.some(({ key }) => key === chapter) ?? false
  // An address without a chapter shows the first one.
  const file =
    found && plan && reader && !asksWhole && !isKnown ? await decisionFile(db, process, plan, reader, first) : found
  return {
    ...{ slug: process.slug, title: process.title, municipalityName: municipality.name, file },
    chapter: asksWhole ? null : isKnown ? chapter : first,
    meeting: last ? `vergadering van ${formatDate(last.meetsOn)}` : '',
    facts: factsOf(process, last, plan, adoption),
    adopted: adoption && {
      says: `${adoption.body}, ${formatDate(adoption.decidedOn)}, ${adoption.decision}`,
      href: adoption.decisionUrl,
    },
    madeOn: formatDateTime(now),
    errata: plan && reader ? await correctedParts(db, process, plan) : [],
    says: null,
  }
}

/** The obvious errors that were corrected in the text of a version after it was fixed, in the order of the text. */
async function correctedParts(
  db: Db,
  { municipalityId }: Process,
  { versionId: id, blocks }: StoredPlan,
): Promise<FilePageView['errata']> {
  const errata = await errataOf(db, { id, municipalityId })
  return blocks.flatMap((block) =>
    (errata[block.id] ?? []).map(({ on, reason, old }) => ({
      ...{ number: block.number, on, reason },
      words: shortWords([old], [block]),
    })),
  )
}

/** The four facts of the title page. */
function factsOf(
  process: Process,
  last: HandedOver | undefined,
  plan: Awaited<ReturnType<typeof storedPlan>>,
  adoption: Adoption | null,
): CoverFacts {
  const { decidingBody, decidedOn, startsOn, lastDay } = process
  return [
    {
      term: 'Concept vrijgegeven',
      value: [decidingBody, decidedOn && formatDate(decidedOn)].filter(Boolean).join(', ') || 'niet vrijgegeven',
    },
    { term: 'Inspraak', value: startsOn && lastDay ? formatPeriod(startsOn, lastDay) : 'geen termijn' },
    adoption
      ? { term: 'Vastgesteld', value: `${adoption.body}, ${formatDate(adoption.decidedOn)}, ${adoption.decision}` }
      : { term: 'Voorgestelde tekst', value: plan ? versionInWords(plan, process) : '' },
    {
      term: 'Naar de raad',
      value: last
        ? `overgedragen op ${formatDate(today(last.handedOverAt))}, voor de vergadering van ${formatDate(last.meetsOn)}`
        : 'nog niet overgedragen',
    },
  ]
}
