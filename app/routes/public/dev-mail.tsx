import { useLoaderData } from '@remix-run/react'
import { validate } from 'uuid'
import { NotFound } from '#app/errors.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { keptMessage, keptMessages } from '#app/features/notifications/kept-messages.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { Empty } from '#app/ui/Marks.tsx'
import { BackLink, Page } from '#app/ui/Shell.tsx'
import { Table } from '#app/ui/Table.tsx'
import publicStyles from '#app/ui/theme/public.css?url'

export const links = () => [{ rel: 'stylesheet', href: publicStyles }]
export const meta = () => [{ title: 'Berichten | Saomen' }, { name: 'robots', content: 'noindex' }]

/** Messages that were not sent because no mail server is set. Production does not have this page. */
export const loader = forEveryone(async ({ db, municipality, context, params }) => {
  if (context.mode === 'production') throw new NotFound()
  if (params.id === undefined) {
    const messages = await keptMessages(db, municipality.id)
    return { message: null, messages: messages.map((message) => ({ ...message, createdAt: formatDateTime(message.createdAt) })) }
  }
  const message = validate(params.id) ? await keptMessage(db, municipality.id, params.id) : null
  if (!message) throw new NotFound()
  const { id, to, subject, text, createdAt } = message
  return { message: { id, to, subject, text, createdAt: formatDateTime(createdAt) }, messages: [] }
})

const states: Record<string, string> = { queued: 'wacht', sent: 'verzonden', kept: 'bewaard', failed: 'mislukt' }

export default function KeptMail() {
  const { message, messages } = useLoaderData<typeof loader>()
  if (message) {
    return (
      <Page wrap>
        <BackLink href={paths.public.devMail()}>Alle berichten</BackLink>
        <h1>{message.subject}</h1>
        <p className="gap-2">
          Aan {message.to}, {message.createdAt}
        </p>
        <iframe className="mail-frame gap-4" title="Het bericht" sandbox="allow-popups" src={paths.public.devMailMessage(message.id)} />
        <h2 className="gap-4">Als platte tekst</h2>
        <pre className="mail-text gap-2">{message.text}</pre>
      </Page>
    )
  }
  return (
    <Page wrap>
      <h1>Berichten</h1>
      <p className="lede gap-2">Er is geen mailserver ingesteld. Daarom worden berichten hier bewaard en niet verzonden.</p>
      {messages.length === 0 ? (
        <Empty title="Er zijn nog geen berichten">
          <p>Geef een reactie met een e-mailadres, of nodig iemand uit.</p>
        </Empty>
      ) : (
        <Table
          caption="Berichten, nieuwste eerst"
          columns={[{ label: 'Bericht' }, { label: 'Aan' }, { label: 'Wanneer' }, { label: 'Stand' }]}
          rows={messages.map(({ id, to, template, state, createdAt, lastError }) => ({
            key: id,
            cells: [<a key="a" href={paths.public.devMail(id)}>{template}</a>, to ?? 'adres gewist', createdAt, lastError ?? states[state] ?? state],
          }))}
        />
      )}
    </Page>
  )
}
