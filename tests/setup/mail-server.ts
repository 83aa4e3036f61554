import { SMTPServer } from 'smtp-server'

type ReceivedMail = { to: string; raw: string; subject: string; text: string; html: string }

/** A real SMTP server on this machine that keeps what it receives. */
export async function startMailServer() {
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('latin1')
        const to = session.envelope.rcptTo.map(({ address }) => address).join(',')
        received.push({
          to,
          raw,
          subject: subjectOf(raw),
          text: partOf(raw, 'text/plain'),
          html: partOf(raw, 'text/html'),
        })
        done()
      })
    },
  })
  // A sender that is killed leaves in the middle of a message, which is no fault of this server.
  server.on('error', (error: Error) => {
    if (!('remoteAddress' in error)) throw error
  })
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address()
      resolve(address && typeof address === 'object' ? address.port : 0)
    })
  })
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** Waits for a message to an address; fails after `ms`. */
    async waitFor(to: string, subject: RegExp, ms = 15_000): Promise<ReceivedMail> {
      const until = Date.now() + ms
      for (;;) {
        const found = received.find((mail) => mail.to === to && subject.test(mail.subject))
        if (found) return found
        if (Date.now() > until)
          throw new Error(
            `geen bericht aan ${to} met ${subject}; wel: ${received.map((m) => `${m.to} ${m.subject}`).join('; ')}`,
          )
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** The decoded content of the first part of a type, with LF for the CRLF that the transfer made of it. */
function partOf(raw: string, type: string): string {
  const at = raw.search(new RegExp(`^content-type: ${type}`, 'im'))
  if (at < 0) return ''
  const start = raw.lastIndexOf('\r\n--', at)
  const part = raw.slice(start < 0 ? 0 : raw.indexOf('\r\n', start + 2) + 2)
  const boundary = start < 0 ? null : raw.slice(start + 2, raw.indexOf('\r\n', start + 2))
  const [head = '', ...rest] = part.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n').split(boundary ? `\r\n${boundary}` : '\0')[0] ?? ''
  const encoding = /content-transfer-encoding: *(\S+)/i.exec(head)?.[1]?.toLowerCase()
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : Buffer.from(encoding === 'quoted-printable' ? unquoted(body) : body, 'latin1')
  return bytes.toString('utf8').replaceAll('\r\n', '\n')
}

function unquoted(text: string): string {
  return text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

function subjectOf(raw: string): string {
  const line = /^subject: ((?:.*)(?:\r\n[ \t].*)*)/im.exec(raw)?.[1]?.replace(/\r\n[ \t]/g, ' ') ?? ''
  return line
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : Buffer.from(unquoted(text.replaceAll('_', ' ')), 'latin1').toString('utf8'),
    )
}
