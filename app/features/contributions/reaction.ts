import { z } from 'zod'
import { paths } from '#app/paths.ts'

/** What a reaction can be about: a part of the plan, or all of it. */
export type About = { kind: 'plan' } | { kind: 'section' | 'paragraph'; id: string }

export const wholePlan: About = { kind: 'plan' }

const words = { section: 'onderdeel', paragraph: 'alinea' } as const
const aboutPattern = /^(onderdeel|alinea):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Reads `alinea:<id>` or `onderdeel:<id>`; anything else is about the whole plan. The id is still hostile. */
export function readAbout(text: string | null): About {
  const [, word, id] = aboutPattern.exec(text ?? '') ?? []
  if (!word || !id) return wholePlan
  return { kind: word === 'alinea' ? 'paragraph' : 'section', id }
}

/** How a part of the plan is written in addresses and forms; '' for the whole plan. */
export function writeAbout(about: About): string {
  return about.kind === 'plan' ? '' : `${words[about.kind]}:${about.id}`
}

export const speakingFor = ['self', 'organisation'] as const
type SpeakingFor = (typeof speakingFor)[number]

/** Everything a resident gives in the three steps; what was not given is empty. */
export type ReactionFields = {
  about: About
  text: string
  speaksFor: SpeakingFor
  name: string
  organisation: string
  email: string
  named: boolean
  /** What may not become public, such as about health; only officials read it. */
  notPublic: string
  /** Other words for the paragraph that it is about, '' to take it away; the text then says why. Absent for a reaction alone. */
  proposedWords?: string | null
}

const aboutSchema = z.union([
  z.object({ kind: z.literal('plan') }),
  z.object({ kind: z.enum(['section', 'paragraph']), id: z.uuid() }),
])

/** A draft as it was kept, with what was not reached yet filled in. */
export const draftSchema = z.object({
  about: aboutSchema.catch(wholePlan).default(wholePlan),
  text: z.string().catch('').default(''),
  speaksFor: z.enum(speakingFor).catch('self').default('self'),
  name: z.string().catch('').default(''),
  organisation: z.string().catch('').default(''),
  email: z.string().catch('').default(''),
  named: z.boolean().catch(false).default(false),
  notPublic: z.string().catch('').default(''),
  /**
   * Other words for a paragraph. They are kept when someone rather reacts alone (`isOn`) or goes to another part, so that nothing
   * is lost. Whether they differ from those of the plan is known when they are kept: a plan that people react to does not change.
   */
  proposal: z
    .object({ paragraphId: z.uuid(), words: z.string(), differs: z.boolean(), isOn: z.boolean() })
    .nullable()
    .catch(null)
    .default(null),
  /** Whether the second step was sent, though nothing in it has to be filled in. */
  aboutYouDone: z.boolean().catch(false).default(false),
  /** The window whose text this is, so that another window does not overwrite it unseen. */
  window: z.string().catch('').default(''),
})
export type DraftFields = z.infer<typeof draftSchema>

export const emptyDraft: DraftFields = draftSchema.parse({})

/** The other words that a draft proposes for the paragraph that it is about; null when it reacts alone. */
export function proposalOf({ about, proposal }: Pick<DraftFields, 'about' | 'proposal'>): DraftFields['proposal'] {
  const isHere = about.kind === 'paragraph' && about.id === proposal?.paragraphId
  return proposal?.isOn && isHere ? proposal : null
}

/** All that was typed in the first step: what another window may not overwrite unseen, and what comes back when it can't be sent. */
export function typedText(draft: Pick<DraftFields, 'about' | 'proposal' | 'text'>): string {
  const words = proposalOf(draft)?.words
  return words === undefined ? draft.text : `${words}\n\n${draft.text}`.trim()
}

export type Step = 'text' | 'aboutYou' | 'check'

/** The page of a step. */
export const pageOfStep: Record<Step, (slug: string) => string> = {
  text: paths.public.react,
  aboutYou: paths.public.reactAboutYou,
  check: paths.public.reactCheck,
}
