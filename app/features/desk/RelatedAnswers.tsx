import { Form } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { versionCode } from '#app/features/answers/version-code.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { atQuery } from './desk-address.ts'
import { itemParameters } from './item-parameters.ts'
import type { ItemView } from './item-view.server.ts'
import type { RelatedAnswer } from './related-answers.server.ts'
import { whyInWords } from './related-words.ts'

/** Answers that may serve for the point, each with why it is here: to share it, or to begin one's own text with it. */
export function RelatedAnswers({ view, query }: { view: ItemView; query: string }) {
  const { process, point, answer, isFixed, mayAnswer } = view
  const enhanced = useEnhanced()
  const [found, setFound] = useState<RelatedAnswer[] | 'failed' | null>(view.related)
  const address = paths.official.process.relatedAnswers(process.slug, point.id)
  useEffect(() => {
    if (view.related !== null) return
    const abort = new AbortController()
    fetch(address, { signal: abort.signal })
      .then(async (response) => setFound(response.ok ? await response.json() : 'failed'))
      .catch(() => !abort.signal.aborted && setFound('failed'))
    return () => abort.abort()
  }, [address, view.related])
  const here = paths.official.process.answer(process.slug, point.id)
  if (found === null && !enhanced)
    return (
      <p className="it-related">
        <a href={atQuery(here, query, { [itemParameters.related]: 'ja' })}>
          Zoek antwoorden op punten die hierop lijken
        </a>
      </p>
    )
  return (
    <section className="it-related" aria-labelledby="lijkt" aria-busy={found === null}>
      <h3 id="lijkt">Antwoorden op wat lijkt op {point.label}</h3>
      {found === null ? (
        <p className="small soft">Zoeken…</p>
      ) : found === 'failed' ? (
        <p className="small soft">Zoeken lukt nu niet. Laad de pagina opnieuw.</p>
      ) : found.length === 0 ? (
        <p className="small soft">Nog geen antwoord op een punt dat hierop lijkt.</p>
      ) : (
        <ul>
          {found.map((one) => (
            <li key={one.answerId}>
              <p className="it-related__head">
                <a href={atQuery(paths.official.process.answer(process.slug, one.pointId), query)}>
                  {one.number || 'Punt zonder nummer'}
                </a>
                <span dir="auto">{one.words}</span>
                <DispositionBadge disposition={one.disposition} short />
              </p>
              <details>
                <summary>{whyInWords(one.why)}</summary>
                <p className="verbatim" dir="auto">
                  {one.reply}
                </p>
              </details>
              {mayAnswer && !isFixed && (
                <Form method="post" action={atQuery(here, query)} className="it-acts" preventScrollReset>
                  <input type="hidden" name="answerId" value={one.answerId} />
                  <input type="hidden" name="seen" value={answer?.mark ?? ''} />
                  <Button small name="act" value="shareAnswer">
                    Deel dit antwoord<span className="vh"> van {one.number}</span>
                  </Button>
                  <a
                    href={atQuery(here, query, {
                      [itemParameters.text]: versionCode({ answerId: one.answerId, number: one.version }),
                      [itemParameters.part]: 'antwoord',
                    })}
                  >
                    Begin met deze tekst<span className="vh"> van {one.number}</span>
                  </a>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
