import { isHeading, sectionInWords } from '#app/features/plans/plan.ts'
import { readMarks } from '#app/features/plans/editing/marked-words.ts'
import { storedPlan, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { withMarks } from '#app/features/plans/editing/marked-words.ts'
import { versionInSentence } from '#app/features/plans/versions/version-words.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { needsLook, type AmendmentOutcome, type AmendmentPart, type PartKind, type PartState } from './amendment.ts'
import {
  amendedPlan,
  markOfAmendment,
  markOfAmendmentPart,
  amendedPlaces,
  storedAmendment,
  storedAmendments,
  takenOut,
  versionBeforeCouncil,
  type AmendedPlan,
  type StoredAmendment,
} from './stored-amendments.server.ts'

/** A part of an amendment as it is shown; words are as people read them, without marks. */
export type ShownPart = {
  id: string
  kind: PartKind
  number: string
  section: string
  old: string
  now: string
  /** The words with their marks, to change them. */
  typed: string
  state: PartState
  /** What stands there now, when that is not what the part was made on; null for who may not see a draft. */
  present: string | null
  /** The same with marks. */
  presentTyped: string
  /** Other words stand there than those that it was made on. */
  isChanged: boolean
  seen: string
}

export type ShownAmendment = {
  id: string
  number: number
  title: string
  movers: string
  reason: string
  outcome: AmendmentOutcome
  decidedOn: string | null
  enteredOn: string
  parts: ShownPart[]
  /** Since when all of it is in the plan, for officials; null while it is not. */
  written: { on: string } | null
  /** Parts that were written into the plan and are in it no more, by id. */
  takenOut: string[]
  /** Its words are in the plan while it is not adopted: the paragraphs of officials that have them. */
  leftInPlan: { id: string; number: string }[]
  seen: string
}

/** The words without their marks. */
function plain(words: string): string {
  const read = readMarks(words, 'text')
  return 'problem' in read ? words : read.paragraphs.map(({ text }) => text).join('\n')
}

function showPart(part: AmendmentPart, plans: AmendedPlan, seesDraft: boolean): ShownPart {
  const place = amendedPlaces([part], plans).get(part.id)
  const index = plans.made.blocks.findIndex(({ id }) => id === part.paragraphId)
  const heading = plans.made.blocks.slice(0, index + 1).findLast(isHeading)
  const isChanged = place !== undefined && needsLook(place)
  return {
    ...{ id: part.id, kind: part.kind, number: plans.made.blocks[index]?.number ?? '' },
    section: heading ? sectionInWords({ number: heading.number, heading: heading.text }) : '',
    ...{ old: plain(part.oldWords), now: plain(part.words), typed: part.words },
    ...{ state: place?.state ?? 'gone', isChanged },
    present: isChanged && seesDraft ? plain(place.present) : null,
    presentTyped: isChanged && seesDraft ? place.present : '',
    seen: place ? markOfAmendmentPart(part, place) : '',
  }
}

function show(amendment: StoredAmendment, plans: AmendedPlan, seesDraft: boolean): ShownAmendment {
  const { id, number, title, movers, reason, outcome, decidedOn, enteredAt, writtenAt, writtenVersionId } = amendment
  const lost = outcome === 'adopted' ? takenOut(amendment, plans) : []
  const left = outcome === 'adopted' ? [] : amendment.parts.flatMap(({ written }) => written)
  return {
    ...{ id, number, title, movers, reason, outcome, enteredOn: formatDate(today(enteredAt)) },
    decidedOn: decidedOn && formatDate(decidedOn),
    parts: amendment.parts.map((part) => showPart(part, plans, seesDraft)),
    takenOut: lost.map((part) => part.id),
    written: writtenVersionId && writtenAt && lost.length === 0 ? { on: formatDate(today(writtenAt)) } : null,
    leftInPlan: plans.now.blocks
      .filter((block) => left.includes(block.id))
      .map((block) => ({ id: block.id, number: block.number })),
    seen: markOfAmendment(amendment),
  }
}

/** Who looks: a draft of officials is seen by them and by the clerk, for the words that an amendment is about. */
type Reader = { seesDraft: boolean }

/** All amendments on a plan, by number. */
export async function shownAmendments(db: Db, process: Process, { seesDraft }: Reader): Promise<ShownAmendment[]> {
  const plans = new Map<string, AmendedPlan>()
  const shown: ShownAmendment[] = []
  for (const amendment of await storedAmendments(db, process)) {
    const known = plans.get(amendment.planVersionId) ?? (await amendedPlan(db, process, amendment))
    plans.set(amendment.planVersionId, known)
    shown.push(show(amendment, known, seesDraft))
  }
  return shown
}

/** One amendment. Throws NotFound. */
export async function shownAmendment(
  db: Db,
  process: Process,
  id: string | undefined,
  { seesDraft }: Reader,
): Promise<{ amendment: ShownAmendment; madeOn: string }> {
  const amendment = await storedAmendment(db, process, id)
  const plans = await amendedPlan(db, process, amendment)
  return { amendment: show(amendment, plans, seesDraft), madeOn: versionInSentence(plans.made, process) }
}

/** The version before the council in words; null while there is none. */
export async function planBeforeCouncil(db: Db, process: Process): Promise<string | null> {
  const plan = await versionBeforeCouncil(db, process)
  return plan && versionInSentence(plan, process)
}

/** A paragraph that a clerk asks something of, by its number in the version that the amendment was made on. */
export type AskedParagraph = { id: string; number: string; section: string; words: string; text: string }

/** The paragraph with this number, as it was typed; null when there is none. */
export async function askedParagraph(
  db: Db,
  process: Process,
  amendmentId: string | undefined,
  number: string,
): Promise<AskedParagraph | null> {
  const { planVersionId } = await storedAmendment(db, process, amendmentId)
  const plan: StoredPlan | null = await storedPlan(db, process, { id: planVersionId })
  const index = plan?.blocks.findIndex((block) => !isHeading(block) && block.number === number.trim()) ?? -1
  const block = plan?.blocks[index]
  if (!plan || !block || isHeading(block)) return null
  const heading = plan.blocks.slice(0, index).findLast(isHeading)
  return {
    ...{ id: block.id, number: block.number, words: withMarks(block), text: block.text },
    section: heading ? sectionInWords({ number: heading.number, heading: heading.text }) : '',
  }
}
