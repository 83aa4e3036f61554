const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Pauses between tries: together about three days, for a mail server is rarely away for longer. */
const PAUSES = [
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  12 * HOUR,
  12 * HOUR,
  12 * HOUR,
  12 * HOUR,
]

/** How often a message is tried at most. */
export const MOST_TRIES = PAUSES.length + 1

/** When a message that was tried this often is tried again, or null when it is given up. */
export function nextTry(tries: number, now: Date): Date | null {
  const pause = PAUSES[tries - 1]
  return pause === undefined ? null : new Date(now.getTime() + pause)
}

/** Why a message did not go out. */
export type MailFault = {
  /** Code, answer and step, such as 'EENVELOPE 550 5.1.1 RCPT TO'; never the words of a server, which name the address. */
  says: string
  /** The other side will never take this message: trying again only fills its log, and ours. */
  isFinal: boolean
}

/**
 * What an error while sending is. A refusal of the recipient or of the message is final (RFC 5321, 4.2.1), but not one by a
 * rule of a server (5.7, RFC 3463): that is often about who sends, and is mended there for all messages at once.
 */
export function faultOf(error: unknown): MailFault {
  if (typeof error !== 'object' || error === null) return { says: 'onbekende fout', isFinal: false }
  const text = (key: string) => (key in error ? String((error as Record<string, unknown>)[key] ?? '') : '')
  const code = word(text('code')) || (error instanceof Error ? word(error.name) : '') || 'Error'
  const answer = /^[2-5]\d\d$/.exec(text('responseCode'))?.[0] ?? ''
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(text('response'))?.[1] ?? ''
  const step = /^(?:CONN|API|EHLO|HELO|STARTTLS|AUTH|MAIL FROM|RCPT TO|DATA|RSET)\b/.exec(text('command'))?.[0] ?? ''
  const refused = answer.startsWith('5') && (step === 'RCPT TO' || step === 'DATA') && !enhanced.startsWith('5.7.')
  // An address that no mail server would be asked about.
  const isNoAddress = code === 'EENVELOPE' && step === 'API' && text('message').startsWith('Invalid recipient')
  return { says: [code, answer, enhanced, step].filter(Boolean).join(' '), isFinal: refused || isNoAddress }
}

/** A code or a name of an error, and not a sentence that got there. */
const word = (text: string): string => /^[A-Za-z][A-Za-z0-9_]{0,40}$/.exec(text)?.[0] ?? ''
