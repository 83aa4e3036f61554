/** A real SMTP server in a process of its own, so that mail holds up neither the site nor who measures it. */
import { startMailServer } from '../tests/setup/mail-server.ts'

const mails = await startMailServer()

process.on('message', (asked) => {
  if (asked === 'stop') void mails.stop().then(() => process.exit(0))
  else process.send?.({ to: mails.received.map(({ to }) => to) })
})
process.send?.({ url: mails.url })
