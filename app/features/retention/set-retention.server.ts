import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { seen, typed } from '#app/forms/typed.ts'
import { retentionRules, type RetentionRule } from './due.server.ts'
import { retentionKinds } from './retention.ts'

const MOST_MONTHS = 1200

const months = typed.transform((text, context) => {
  const asked = text.trim()
  if (asked === '') return null
  const number = Number(asked)
  if (Number.isInteger(number) && number >= 1 && number <= MOST_MONTHS) return number
  const message = `Vul een aantal hele maanden in, van 1 tot ${MOST_MONTHS}. Laat het leeg als u dit niet wist.`
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** Sets how long a kind is kept, or with no months that it is not erased. */
export const setRetention = act({
  name: 'setRetention',
  by: { audience: 'official', needs: 'administrator' },
  input: z
    .object({
      kind: z.enum(retentionKinds),
      months,
      basis: typed.transform((text) => text.trim()).pipe(z.string().max(300, 'Maak dit korter: hooguit 300 tekens.')),
      seen,
    })
    .superRefine((given, context) => {
      if (given.months !== null && given.basis === '')
        context.addIssue({ code: 'custom', path: ['basis'], message: 'Schrijf uit welke regel deze termijn komt.' })
    }),
  refusals: { stale: staleRefusal },
  async run({ trx, by, now }, { kind, seen: shown, ...given }) {
    const { municipalityId } = by
    const stored = (await retentionRules(trx, municipalityId)).find((rule) => rule.kind === kind) ?? null
    const rule = given.months === null ? null : { kind, months: given.months, basis: given.basis }
    if (retentionMark(stored) === retentionMark(rule)) return changedNothing(undefined)
    refuseStale(shown, retentionMark(stored))
    await trx
      .deleteFrom('retentionRule')
      .where((eb) => eb.and({ municipalityId, kind }))
      .execute()
    if (rule)
      await trx
        .insertInto('retentionRule')
        .values({ municipalityId, ...rule, changedAt: now, changedBy: by.id })
        .execute()
    const detail = { kind, from: stored?.months ?? null, to: rule?.months ?? null }
    return did(undefined, { subject: { kind: 'municipality', id: municipalityId }, detail })
  },
})

/** Mark of the rule that a form showed; null for none. */
export const retentionMark = (rule: RetentionRule | null): string => seenMark(rule && [rule.months, rule.basis])
