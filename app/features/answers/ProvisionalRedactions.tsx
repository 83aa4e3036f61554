import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import type { ProvisionalRedactions as Provisional } from './provisional-redactions.server.ts'

type Props = {
  provisional: Provisional
  slug: string
  publicationId: string
  /** Of all that waits for who looks. */
  mark: string
  /** Of who looks. */
  accountId: string
  mayDecide: boolean
}

/** What one official left out, for a second one to look at: each with the words around it. */
export function ProvisionalRedactions({ provisional, slug, publicationId, mark, accountId, mayDecide }: Props) {
  const { count, first } = provisional
  if (count === 0) return null
  const shown = first.reduce((sum, { letters }) => sum + letters, 0)
  const others = first.filter(({ byId }) => byId !== accountId)
  return (
    <section className="sm-sec" aria-labelledby="voorlopig">
      <h2 id="voorlopig">
        Voorlopig weggelaten: {count === 1 ? '1 plek' : `${count} plekken`} voor een tweede ambtenaar
      </h2>
      <p className="soft gap-1">
        Kijk of dit weg moet blijven. Wat u zelf hebt weggelaten, maakt een collega definitief.
      </p>
      {others.length === 0 ? (
        <Notice kind="info" title="Dit hebt u zelf weggelaten">
          Vraag een collega om het definitief te maken.
        </Notice>
      ) : (
        mayDecide && (
          <form method="post" className="gap-2">
            <input type="hidden" name="publicationId" value={publicationId} />
            <input type="hidden" name="seen" value={mark} />
            <Button name="act" value="makeRedactionFinal">
              Maak alles van collega’s definitief
            </Button>
          </form>
        )
      )}
      <ol className="wk-findings">
        {first.map((redaction) => (
          <li key={redaction.id}>
            <h3>
              <a href={paths.official.process.split(slug, redaction.contributionId)}>
                Inbreng {redaction.number ?? 'zonder nummer'}
              </a>
              , {redaction.reason}
              {redaction.letters > 1 &&
                `, op ${redaction.letters.toLocaleString('nl-NL')} plekken waar hetzelfde staat`}
            </h3>
            <p className="wk-quote" dir="auto">
              {redaction.before}
              <mark>{redaction.words}</mark>
              {redaction.after}
            </p>
            <p className="small soft">Weggelaten door {redaction.by ?? 'het systeem'}.</p>
            {mayDecide && redaction.byId !== accountId && (
              <form method="post">
                <input type="hidden" name="redactionIds" value={redaction.id} />
                <Button variant="subtle" name="act" value="makeRedactionFinal">
                  Maak definitief{redaction.letters > 1 && ` op ${redaction.letters.toLocaleString('nl-NL')} plekken`}
                </Button>
              </form>
            )}
          </li>
        ))}
      </ol>
      {count > shown && <p className="soft gap-1">En nog {(count - shown).toLocaleString('nl-NL')} meer.</p>}
    </section>
  )
}
