import type { Adoption } from '#app/features/processes/adoption.server.ts'
import type { SecondScope } from '#app/features/processes/process.schema.ts'
import type { Term } from '#app/features/processes/term.ts'
import { formatDate } from '#app/local-date.ts'
import { paths, withQuery } from '#app/paths.ts'
import type { MessageData } from '#emails/messages.ts'

type About = {
  process: { title: string; slug: string; publishedAt: Date | null }
  municipality: { name: string; helpPhone: string }
  baseUrl: string
}
type AdoptionNews = About & { kind: 'adopted'; adoption: Adoption }
type ReleaseNews = About & {
  kind: 'released' | 'secondRound'
  /** Whether the text is another than they heard of. */
  isChanged: boolean
  /** The second inspraak, while one can react in it. */
  round: (Term & { scope: SecondScope }) | null
}

/** What people who gave something are told about a plan. */
export type PlanNews = AdoptionNews | ReleaseNews

const CHANGED =
  'Het plan is aangepast. De nieuwe tekst staat nu op de website. Uw reactie staat nog bij de tekst waarop u reageerde, en wijst naar de nieuwe woorden.'
const ABOUT_CHANGES =
  'Wij vragen u wat u vindt van wat er is veranderd. Een reactie op een ander deel nemen wij ook aan, maar die valt buiten deze ronde.'

/** To someone who reacted: there is another version to read, a second inspraak, or both. */
export function releasedMessage({
  process,
  municipality,
  baseUrl,
  round,
  isChanged,
}: ReleaseNews): MessageData['planReleased'] {
  const again = 'u kunt opnieuw reageren'
  return {
    ...{ municipality: municipality.name, processTitle: process.title, helpPhone: municipality.helpPhone },
    title: isChanged ? `Het plan is aangepast${round ? `, en ${again}` : ''}` : 'U kunt opnieuw reageren',
    changed: isChanged ? CHANGED : '',
    startsOn: round ? formatDate(round.startsOn) : '',
    lastDay: round ? formatDate(round.lastDay) : '',
    scope: round?.scope === 'changed' ? ABOUT_CHANGES : '',
    planUrl: `${baseUrl}${paths.public.planChapter(process.slug)}`,
    processUrl: `${baseUrl}${paths.public.process(process.slug)}`,
  }
}

/** To everyone who gave something: the plan was adopted, what changed in it, and what was done with their points (Awb 3:43). */
export function adoptedMessage(
  { process, municipality, baseUrl, adoption }: AdoptionNews,
  { number, hasCode }: { number: number | null; hasCode: boolean },
): MessageData['planAdopted'] {
  const isAnswered = process.publishedAt !== null && number !== null
  return {
    ...{ municipality: municipality.name, processTitle: process.title, helpPhone: municipality.helpPhone },
    ...{ body: adoption.body, decidedOn: formatDate(adoption.decidedOn), decision: adoption.decision },
    ...{ note: adoption.note, decisionUrl: adoption.decisionUrl },
    changesUrl: `${baseUrl}${paths.public.changed(process.slug)}`,
    statusUrl: hasCode ? `${baseUrl}${paths.public.myReaction()}` : '',
    ownUrl:
      !hasCode && isAnswered ? `${baseUrl}${withQuery(paths.public.answered(process.slug), { indiener: number })}` : '',
  }
}
