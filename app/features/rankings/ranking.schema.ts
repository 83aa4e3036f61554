import { z } from 'zod'
import { tieRules } from '#app/features/rankings/counting/outcome.ts'
import { fold } from '#app/fold.ts'
import { isLocalDate } from '#app/local-date.ts'
import { MOST_TOPICS } from './session.ts'

const wholeNumber = (message: string) => z.coerce.number({ error: message }).int(message)

/** A name of which something is left when it is compared with others. */
const visible = (message: string) =>
  z
    .string()
    .trim()
    .refine((name) => fold(name) !== '', message)

/** How lists are made and counted. The chain has each rule once. */
export const rankingRules = z
  .object({
    k: wholeNumber('Vul een heel getal in.')
      .min(1, 'Er is ten minste één plaats.')
      .max(MOST_TOPICS, `Er zijn hooguit ${MOST_TOPICS} plaatsen.`),
    unrankedRank: wholeNumber('Vul een heel getal in.').max(200, 'Kies hooguit 200.'),
    tieChain: z
      .array(z.enum(tieRules))
      .refine((chain) => new Set(chain).size === chain.length, 'Kies elke regel hooguit één keer.'),
    heldOn: z
      .string()
      .trim()
      .transform((text) => text || null)
      .nullable()
      .refine((text) => text === null || isLocalDate(text), 'Vul een bestaande datum in.'),
    meetingKind: z.string().trim().max(80, 'Gebruik hooguit 80 tekens.'),
  })
  .refine(({ k, unrankedRank }) => unrankedRank > k, {
    path: ['unrankedRank'],
    message: 'Een onderwerp zonder plaats moet later tellen dan de laatste plaats.',
  })
export type RankingRules = z.input<typeof rankingRules>

/** A topic that groups can choose. */
export const rankingTopic = z.object({
  name: visible('Vul de naam van het onderwerp in.').max(80, 'Gebruik hooguit 80 tekens.'),
  description: z.string().trim().max(500, 'Gebruik hooguit 500 tekens.').default(''),
  aliases: z.array(z.string().trim().min(1).max(80)).max(20, 'Geef hooguit 20 andere namen.').default([]),
  link: z
    .string()
    .trim()
    .max(500)
    .refine(
      (link) => link === '' || link.startsWith('/') || /^https?:\/\//.test(link),
      'Begin een link met https:// of met /.',
    )
    .default(''),
})
export type TopicInput = z.input<typeof rankingTopic>

export const groupName = visible('Vul de naam van de groep in.').max(60, 'Gebruik hooguit 60 tekens.')
