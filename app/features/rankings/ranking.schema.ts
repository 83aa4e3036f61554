import { z } from 'zod'
import { tieRules, type TieRule } from '#app/features/rankings/counting/outcome.ts'
import { fold } from '#app/fold.ts'
import { isLocalDate, parseDate, parseInstant } from '#app/local-date.ts'
import { MOST_TOPICS } from './session.ts'
import { topicLines } from './topic-lines.ts'

const wholeNumber = z.number({ error: 'Vul een heel getal in.' }).int('Vul een heel getal in.')

/** A name of which something is left when it is compared with others. */
const visible = (message: string) =>
  z
    .string()
    .trim()
    .refine((name) => fold(name) !== '', message)

/** How lists are made and counted. The chain has each rule once; a form sends '' for a rule that was not chosen. */
export const rankingRules = z.object({
  k: wholeNumber.min(1, 'Er is ten minste één plaats.').max(MOST_TOPICS, `Er zijn hooguit ${MOST_TOPICS} plaatsen.`),
  unrankedRank: wholeNumber.max(200, 'Kies hooguit 200.'),
  tieChain: z
    .array(z.enum([...tieRules, '']))
    .transform((chain) => chain.filter((rule): rule is TieRule => rule !== ''))
    .refine((chain) => new Set(chain).size === chain.length, 'Kies elke regel hooguit één keer.'),
  heldOn: z
    .string()
    .trim()
    .nullable()
    .transform((text) => (text ? (parseDate(text) ?? text) : null))
    .refine((text) => text === null || isLocalDate(text), 'Vul een bestaande datum in.'),
  meetingKind: z.string().trim().max(80, 'Gebruik hooguit 80 tekens.'),
})
export type RankingRules = z.output<typeof rankingRules>

/** Refuses rules by which a topic without a place would count as one with the last place. */
export function checkUnrankedRank(
  { k, unrankedRank }: Pick<RankingRules, 'k' | 'unrankedRank'>,
  context: z.RefinementCtx,
): void {
  if (unrankedRank > k) return
  const message = 'Een onderwerp zonder plaats moet later tellen dan de laatste plaats.'
  context.addIssue({ code: 'custom', path: ['unrankedRank'], message })
}

export const topicName = visible('Vul de naam van het onderwerp in.').max(80, 'Gebruik hooguit 80 tekens.')

/** A topic that groups can choose; its other names are separated by commas. */
export const rankingTopic = z.object({
  name: topicName,
  description: z.string().trim().max(500, 'Gebruik hooguit 500 tekens.').default(''),
  aliases: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((alias) => alias.trim())
        .filter((alias) => alias !== ''),
    )
    .refine((aliases) => aliases.length <= 20, 'Geef hooguit 20 andere namen.')
    .refine((aliases) => aliases.every((alias) => alias.length <= 80), 'Gebruik hooguit 80 tekens.'),
  link: z
    .string()
    .trim()
    .max(500, 'Gebruik hooguit 500 tekens.')
    .refine(
      (link) => link === '' || link.startsWith('/') || /^https?:\/\//.test(link),
      'Begin een link met https:// of met /.',
    )
    .default(''),
})
export type Topic = z.output<typeof rankingTopic>

/** Names of topics as they are pasted, one per line. */
export const topicNames = z
  .string()
  .transform(topicLines)
  .superRefine((names, context) => {
    const wrong = names.map((name) => topicName.safeParse(name)).find(({ success }) => !success)
    const message =
      names.length === 0
        ? 'Plak de namen van de onderwerpen, elk op een eigen regel.'
        : wrong?.error?.issues[0]?.message
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })

export const groupName = visible('Vul de naam van de groep in.').max(60, 'Gebruik hooguit 60 tekens.')

/** A moment as it is typed, '28-4-2016 21:30'; an empty field is none. */
export const plannedMoment = z
  .string()
  .trim()
  .default('')
  .transform((text, context) => {
    const moment = text === '' ? null : parseInstant(text)
    if (text === '' || moment) return moment
    const message = 'Schrijf een dag en een tijd, zoals 28-4-2016 21:30, of laat het leeg.'
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
