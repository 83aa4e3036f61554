import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import type { DeskMessage } from './messages.server.ts'

/** Messages that are shown at once; the rest folds out. */
const SHOWN = 5

/** What colleagues told someone, with a way to mark each as read. */
export function MessageList({ messages }: { messages: readonly DeskMessage[] }) {
  if (messages.length === 0) return null
  return (
    <section className="sm-sec next" aria-labelledby="berichten">
      <div className="sm-sec__head">
        <h2 id="berichten">Berichten</h2>
        {messages.length > 1 && (
          <form method="post">
            <Button small variant="quiet" name="act" value="markMessagesRead">
              Alles gelezen
            </Button>
          </form>
        )}
      </div>
      <ul className="sm-msgs">
        {messages.slice(0, SHOWN).map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ul>
      {messages.length > SHOWN && (
        <details className="sm-msgs__more">
          <summary>Nog {messages.length - SHOWN}</summary>
          <ul className="sm-msgs">
            {messages.slice(SHOWN).map((message) => (
              <Message key={message.id} message={message} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Message({ message: { id, words, says, since, at, process, slug, pointId, kind } }: { message: DeskMessage }) {
  return (
    <li>
      <a href={pointId ? paths.official.process.answer(slug, pointId) : listOf(slug, kind)}>{words}</a>
      {says !== '' && <blockquote dir="auto">{says}</blockquote>}
      {since && <p className="sm-msgs__since">{since}</p>}
      <p>
        {process}, {at}
      </p>
      <form method="post">
        <input type="hidden" name="messageId" value={id} />
        <Button small variant="subtle" name="act" value="markMessagesRead" aria-label={`Gelezen: ${words}`}>
          Gelezen
        </Button>
      </form>
    </li>
  )
}

/** Of more points than one: what was given of advice, or the list of one's own. */
const listOf = (slug: string, kind: DeskMessage['kind']) =>
  kind === 'adviceAnswered'
    ? paths.official.process.askedAdvice(slug)
    : kind === 'mentioned'
      ? paths.official.process.points(slug)
      : `${paths.official.process.points(slug)}?behandelaar=ik`
