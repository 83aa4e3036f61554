import { byProcessor, whyNot } from '#app/acts/who-may.ts'
import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import { adoptionOf } from '#app/features/processes/adoption.server.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { byClerk } from '#app/features/rankings/ranking-to-change.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { askWords, partKinds } from './amendment.ts'
import type { AmendmentPageView } from './AmendmentPage.tsx'
import { askedParagraph, shownAmendment } from './amendment-view.server.ts'

const says: Record<string, string> = {
  enterAmendment: 'Het amendement is ingevoerd. Kies nu wat er in het plan moet veranderen.',
  changeAmendment: 'Bewaard.',
  addAmendmentPart: 'Bewaard. Dit onderdeel hoort nu bij het amendement.',
  changeAmendmentPart: 'Bewaard.',
  removeAmendmentPart: 'Dat onderdeel is weg.',
  settleAmendment: 'De uitkomst is bewaard.',
  reopenAmendment: 'De uitkomst is teruggenomen. U kunt het amendement weer wijzigen.',
  writtenStays: 'De uitkomst is teruggenomen. De tekst staat nog in het plan; hieronder leest u wat ermee gebeurt.',
  writeAmendment: 'Het amendement staat in het plan, als reden bij elke alinea die verandert.',
}

/** One amendment as a council member, the clerk or an official sees it. Throws NotFound. */
export async function amendmentPage(visit: MemberVisit, area: 'council' | 'official'): Promise<AmendmentPageView> {
  const { db, municipality, params, actor } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const isClerk = area === 'council' && whyNot(byClerk, actor) === null
  const seesDraft = area === 'official' || isClerk
  const { amendment, madeOn } = await shownAmendment(db, process, params.amendmentId, { seesDraft })
  const isHeld = process.state !== 'withdrawn'
  const isAdopted = (await adoptionOf(db, process)) !== null
  const isProposed = amendment.outcome === 'proposed'
  return {
    ...{ slug: process.slug, title: process.title, area, amendment, madeOn },
    can: {
      change: isClerk && isHeld && isProposed,
      settle: isClerk && isHeld && isProposed,
      reopen: isClerk && isHeld && !isProposed && !isAdopted,
      write: area === 'official' && isHeld && !isAdopted && whyNot(byProcessor, actor) === null,
    },
    open: await openPart(visit, process),
    says: says[saidHere(visit)?.code ?? ''] ?? null,
  }
}

/** What the address asks to be opened: a part that is there (`onderdeel`), or what to ask of which paragraph. */
async function openPart({ db, url, params }: MemberVisit, process: Process): Promise<AmendmentPageView['open']> {
  const change = url.searchParams.get('onderdeel')
  if (change !== null) return { change }
  const asked = partKinds.find((kind) => askWords[kind] === url.searchParams.get('vraag')) ?? null
  const number = url.searchParams.get('alinea')?.trim() ?? ''
  const paragraph = number === '' ? null : await askedParagraph(db, process, params.amendmentId, number)
  if (asked !== null && paragraph) return { add: asked, paragraph }
  return { asked, number, missing: number !== '' && paragraph === null }
}
