import { createTransport } from 'nodemailer'
import type { Config } from '#app/config.server.ts'
import type { Transport } from '#app/features/notifications/send-message.server.ts'

/** As many connections as messages that are sent at once. */
const MOST_CONNECTIONS = 5

/** How long each step may take, so that a silent server does not hold a message and a connection for ever. */
const waits = { dnsTimeout: 10_000, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 }

/** Sends by SMTP when a server is configured; otherwise keeps the message, to be read at /dev/mail. */
export function mailTransport({ smtpUrl }: Pick<Config, 'smtpUrl'>): Transport {
  if (!smtpUrl) return { kind: 'keep' }
  // base64 keeps every byte of what people wrote; other encodings turn a bare line feed into CRLF.
  const smtp = createTransport(
    { url: smtpUrl, pool: true, maxConnections: MOST_CONNECTIONS, maxMessages: 100, ...waits },
    {
      disableFileAccess: true,
      disableUrlAccess: true,
      textEncoding: 'base64',
      headers: { 'Auto-Submitted': 'auto-generated' },
    },
  )
  return {
    kind: 'send',
    send: async (mail, signal) => void (await smtp.sendMail({ ...mail, signal })),
    close: () => smtp.close(),
  }
}
