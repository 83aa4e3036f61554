import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { WRITING_DAYS } from '#app/features/contributions/draft-cookie.server.ts'

/** Name of the field with the first arrival, in the form of a page that refused it for pressure. */
export const ARRIVAL_FIELD = 'arrival'

/** As long as a draft is kept: after that there is nothing left to send. */
const KEPT_MS = WRITING_DAYS * 86_400_000

/** The fields of a form, in their order. */
export type Fields = readonly (readonly [name: string, value: string])[]

type Sent = {
  secret: string
  /** The host, which says of which municipality it is. */
  host: string
  path: string
  /** Without the field of the arrival itself. */
  fields: Fields
}

/**
 * The moment at which a form first arrived, signed with what was sent and where to. Whoever sends exactly the same again
 * proves with it that it was here before.
 */
export function signArrival(sent: Sent, moment: Date): string {
  const ms = moment.getTime()
  return `${ms}.${hashOf(sent.fields)}.${signatureOf(sent, ms)}`
}

/** Why a first arrival does not count: it was not signed by us for exactly this, or it cannot be right. */
type NotAnArrival = 'forged' | 'changed' | 'future' | 'tooOld'

/** The first arrival that was signed for what is sent now, or why it does not count. */
export function readArrival(text: string, sent: Sent, now: Date): Date | NotAnArrival {
  const [, digits = '', hash = '', signature = ''] = /^(\d{1,15})\.([\w-]{43})\.([\w-]{43})$/.exec(text) ?? []
  if (signature === '') return 'forged'
  if (hash !== hashOf(sent.fields)) return 'changed'
  const ms = Number(digits)
  const [given, wanted] = [Buffer.from(signature), Buffer.from(signatureOf(sent, ms))]
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'forged'
  if (ms > now.getTime()) return 'future'
  return ms < now.getTime() - KEPT_MS ? 'tooOld' : new Date(ms)
}

const signatureOf = ({ secret, host, path, fields }: Sent, ms: number) =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['first arrival', host, path, ms, hashOf(fields)]))
    .digest('base64url')

/** A page shows line breaks in one way and a browser sends them in another, and both are the same text. */
const hashOf = (fields: Fields) =>
  createHash('sha256')
    .update(JSON.stringify(fields.map(([name, value]) => [oneLineBreak(name), oneLineBreak(value)])))
    .digest('base64url')

const oneLineBreak = (text: string) => text.replace(/\r\n?/g, '\n')
