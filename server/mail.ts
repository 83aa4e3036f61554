import { createTransport } from 'nodemailer'
import type { Config } from '#app/config.server.ts'
import type { Transport } from '#app/features/notifications/send-message.server.ts'

/** Sends by SMTP when there is a server for it, otherwise keeps the message to be shown at /dev/mail. */
export function mailTransport({ smtpUrl }: Pick<Config, 'smtpUrl'>): Transport {
  if (!smtpUrl) return { kind: 'keep' }
  // base64 keeps every byte of what people wrote; other encodings turn a bare line feed into a pair.
  const smtp = createTransport(smtpUrl, {
    disableFileAccess: true,
    disableUrlAccess: true,
    textEncoding: 'base64',
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
  return { kind: 'send', send: async (mail) => void (await smtp.sendMail(mail)) }
}
