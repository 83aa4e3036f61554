import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { newLinkToken } from '#app/features/accounts/link-token.server.ts'
import { findingsInReply } from '#app/features/answers/findings-in-reply.server.ts'
import { isEmailAddress } from '#app/features/contributions/email-address.ts'
import { findingsInWords } from '#app/features/contributions/findings-in-words.ts'
import { findingValue } from '#app/features/contributions/personal-data.ts'
import { notify } from '#app/features/notifications/notify.server.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { key, typed } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import { formatDateLong, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Trx } from '#db/client.server.ts'
import { municipalityName } from './advice-request.server.ts'
import { ADVICE_DAYS, MOST_ADVICE_DAYS, MOST_ADVICE_POINTS } from './advice.ts'

const DAY = 24 * 60 * 60_000

const words = (most: number, empty: string) =>
  typed
    .transform((text) => text.trim())
    .superRefine((text, context) => {
      if (text === '') context.addIssue({ code: 'custom', message: empty })
      if (text.length > most)
        context.addIssue({
          code: 'custom',
          message: `Maak dit korter: hooguit ${most} tekens. Het zijn er nu ${text.length}.`,
        })
    })

/** Asks someone without an account for advice on points, by a link that is mailed and opens these points alone. */
export const askAdvice = act({
  name: 'askAdvice',
  by: byProcessor,
  on: 'process',
  needs: ['baseUrl'],
  input: z.object({
    adviser: words(120, 'Vul in wie u om advies vraagt: een naam of een afdeling.'),
    email: typed
      .transform((text) => text.trim())
      .refine(isEmailAddress, 'Vul een e-mailadres in, zoals naam@voorbeeld.nl. Daar gaat de link heen.'),
    question: words(5000, 'Schrijf wat u wilt weten.'),
    days: z.coerce
      .number('Vul een aantal dagen in.')
      .int('Vul een aantal hele dagen in.')
      .min(1, 'Kies minstens 1 dag.')
      .max(MOST_ADVICE_DAYS, `Kies hooguit ${MOST_ADVICE_DAYS} dagen.`)
      .default(ADVICE_DAYS),
    pointIds: z
      .array(z.string())
      .min(1, 'Kies minstens één punt.')
      .max(MOST_ADVICE_POINTS, `Kies hooguit ${MOST_ADVICE_POINTS} punten. Vraag over de andere apart advies.`),
    /** The request that this one comes in place of: its link ends. */ instead: z.string().default(''),
    foundSeen: z.string().default(''),
    key,
  }),
  refusals: {
    tellsOfPerson: {
      says: ({ words }: { words: string; foundSeen: string }) =>
        `In uw vraag staat dit van een persoon: ${words}. De vraag is nog niet gestuurd. Haal het weg, of vraag toch advies.`,
      at: 'question',
    },
  },
  async run({ trx, by, now, process: { id: processId }, baseUrl, refuse }, input) {
    const { key: id, days, pointIds, instead, foundSeen, ...given } = input
    if (by.kind !== 'account') throw new Error('advice is asked by someone who can be told of it')
    const process = await lockProcess(trx, by, processId, 'keep')
    const { municipalityId } = by
    const stored = await trx
      .selectFrom('adviceRequest')
      .select('id')
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (stored) return changedNothing({ id })
    const ids = [...new Set(pointIds.map(asId))]
    const found = await findingsInReply(trx, process, ids, { reply: given.question, forwardedTo: '' })
    const seenBefore = new Set(foundSeen.split('|'))
    if (found.some((finding) => !seenBefore.has(findingValue(finding))))
      refuse('tellsOfPerson', { words: findingsInWords(found), foundSeen: found.map(findingValue).join('|') })
    if (instead !== '') await endInstead(trx, process, asId(instead), now)
    const { token, tokenHash } = newLinkToken()
    const expiresAt = new Date(now.getTime() + days * DAY)
    await trx
      .insertInto('adviceRequest')
      .values({ municipalityId, id, processId, ...given, tokenHash, askedBy: by.id, askedAt: now, expiresAt })
      .execute()
    const { rows } = await sql`
      insert into advice_point (municipality_id, process_id, request_id, point_id)
      select municipality_id, process_id, ${id}, id from point
      where municipality_id = ${municipalityId} and process_id = ${processId} and id = any(${ids}::uuid[]) returning 1`.execute(
      trx,
    )
    if (rows.length < ids.length) throw new NotFound()
    await notify(trx, {
      municipalityId,
      key: `adviceRequest:${id}`,
      template: 'adviceRequest',
      to: given.email,
      data: {
        municipality: await municipalityName(trx, municipalityId),
        processTitle: process.title,
        points: ids.length === 1 ? '1 punt' : `${ids.length} punten`,
        link: `${baseUrl}${paths.public.advice(token)}`,
        until: formatDateLong(today(expiresAt)),
      },
      now,
    })
    return did({ id }, { subject: { kind: 'advice', id }, detail: { points: ids.length, days } })
  },
})

/** Ends the link of a request that another comes in place of; what was given by it stays, and one that is done stays done. */
async function endInstead(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  id: string,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('adviceRequest')
    .set({ withdrawnAt: now })
    .where((eb) => eb.and({ municipalityId, processId, id }))
    .where('doneAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .execute()
}

/** Takes a request for advice back: the link opens nothing any more. What was given stays. */
export const withdrawAdvice = act({
  name: 'withdrawAdvice',
  by: byProcessor,
  on: 'process',
  input: z.object({ adviceId: z.string() }),
  refusals: {},
  async run({ trx, by, now, process }, { adviceId }) {
    const id = asId(adviceId)
    const own = trx
      .updateTable('adviceRequest')
      .set({ withdrawnAt: sql`coalesce(withdrawn_at, ${now})` })
      .where('municipalityId', '=', by.municipalityId)
      .where('processId', '=', process.id)
      .where('id', '=', id)
    const row = await own.returning('withdrawnAt').executeTakeFirst()
    if (!row) throw new NotFound()
    if (row.withdrawnAt?.getTime() !== now.getTime()) return changedNothing(undefined)
    return did(undefined, { subject: { kind: 'advice', id } })
  },
})
