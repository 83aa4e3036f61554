import { createHmac, randomInt } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import { newLinkToken } from '#app/features/accounts/link-token.server.ts'
import { countAttempts, forgiveAttempt } from '#app/features/accounts/rate-limit.server.ts'
import { notify } from '#app/features/notifications/notify.server.ts'
import { formatTime } from '#app/local-date.ts'
import { CONFIRMED_HOURS, municipalityName, openAdviceRequest } from './advice-request.server.ts'

const CODE_MINUTES = 30
/** Codes that one link can have mailed, and wrong ones that it takes, within an hour: a guess is one in a hundred thousand. */
const MOST_CODES = 4
const MOST_WRONG = 8

export const adviceRefusals = {
  linkEnded: { says: 'Deze link werkt niet meer. Vraag degene die u om advies vroeg om een nieuwe.' },
}

const hashOfCode = (secret: string, requestId: string, code: string) =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['advice', requestId, code]))
    .digest('hex')

/** Mails the adviser six figures: the link may have been passed on, and only the mailbox shows whose it is. */
export const sendAdviceCode = act({
  name: 'sendAdviceCode',
  by: { audience: 'everyone' },
  needs: ['secret'],
  input: z.object({ token: z.string() }),
  refusals: adviceRefusals,
  async prepare({ db, by: { municipalityId }, now, secret, refuse }, { token }) {
    const request = await openAdviceRequest(db, municipalityId, { token }, now)
    if (!request) return refuse('linkEnded')
    const sent = {
      municipalityId,
      secret,
      kind: 'adviceCode',
      subject: request.id,
      limit: MOST_CODES,
      windowMinutes: 60,
    }
    await countAttempts(db, [sent], now, 'Er zijn al vier codes gestuurd. Kijk ook in uw map met ongewenste e-mail.')
    return request
  },
  async run({ trx, by: { municipalityId }, now, secret }, _, { id: requestId, processId, email }) {
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000)
    const codeHash = hashOfCode(secret, requestId, code)
    await trx
      .insertInto('adviceCode')
      .values({ municipalityId, requestId, codeHash, expiresAt })
      .onConflict((conflict) =>
        conflict.columns(['municipalityId', 'requestId', 'codeHash']).doUpdateSet({ expiresAt }),
      )
      .execute()
    await notify(trx, {
      ...{ municipalityId, key: `adviceCode:${uuid()}`, template: 'adviceCode', to: email, now },
      data: { municipality: await municipalityName(trx, municipalityId), code, until: formatTime(expiresAt) },
    })
    return did(undefined, { subject: { kind: 'advice', id: requestId }, processId })
  },
})

/** Confirms with the mailed figures that this browser is the adviser's. Gives the secret that the browser keeps. */
export const confirmAdviser = act({
  name: 'confirmAdviser',
  by: { audience: 'everyone' },
  needs: ['secret'],
  input: z.object({
    token: z.string(),
    code: z
      .string()
      .transform((text) => text.replace(/\D/g, ''))
      .refine((code) => code.length === 6, 'Vul de zes cijfers in die in de e-mail staan.'),
  }),
  refusals: {
    ...adviceRefusals,
    wrongCode: {
      says: 'Deze code klopt niet, of is verlopen. Gebruik de laatste e-mail, of vraag een nieuwe code.',
      at: 'code',
    },
  },
  async prepare({ db, by: { municipalityId }, now, secret, refuse }, { token, code }) {
    const request = await openAdviceRequest(db, municipalityId, { token }, now)
    if (!request) return refuse('linkEnded')
    const tried = {
      municipalityId,
      secret,
      kind: 'adviceTry',
      subject: request.id,
      limit: MOST_WRONG,
      windowMinutes: 60,
    }
    await countAttempts(db, [tried], now, 'Er is te vaak een verkeerde code ingevuld.')
    const codeHash = hashOfCode(secret, request.id, code)
    const found = await db
      .selectFrom('adviceCode')
      .select('codeHash')
      .where('municipalityId', '=', municipalityId)
      .where('requestId', '=', request.id)
      .where('codeHash', '=', codeHash)
      .where('expiresAt', '>', now)
      .executeTakeFirst()
    if (!found) return refuse('wrongCode')
    await forgiveAttempt(db, tried, now)
    return { request, codeHash }
  },
  async run({ trx, by: { municipalityId }, now, refuse }, _, { request: { id: requestId, processId }, codeHash }) {
    // Taken in one statement, so that a code confirms one browser.
    const taken = await trx
      .deleteFrom('adviceCode')
      .where('municipalityId', '=', municipalityId)
      .where('requestId', '=', requestId)
      .where('codeHash', '=', codeHash)
      .executeTakeFirst()
    if (taken.numDeletedRows === 0n) refuse('wrongCode')
    const { token: session, tokenHash: sessionHash } = newLinkToken()
    const expiresAt = new Date(now.getTime() + CONFIRMED_HOURS * 60 * 60_000)
    await trx
      .insertInto('adviceSession')
      .values({ municipalityId, sessionHash, requestId, confirmedAt: now, expiresAt })
      .execute()
    return did({ session }, { subject: { kind: 'advice', id: requestId }, processId })
  },
})
