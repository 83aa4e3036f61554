import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { Tag, type TagTone } from '#app/ui/Marks.tsx'
import { adviceStateWords, type AdviceState } from './advice.ts'
import type { AskedAdvice } from './advice-queries.server.ts'

const tones: Record<AdviceState, TagTone> = { asked: 'water', done: 'moss', expired: 'brick', withdrawn: 'slate' }

/** Requests for advice with what was given, and the way to take one back. The form goes to the page with all requests. */
export function AdviceRequests({
  slug,
  requests,
  mayAsk,
}: {
  slug: string
  requests: readonly AskedAdvice[]
  mayAsk: boolean
}) {
  return (
    <ul className="adv-requests">
      {requests.map(({ id, adviser, question, state, askedBy, askedOn, until, lastOpened, points }) => (
        <li key={id}>
          <p className="adv-head">
            <b>{adviser}</b>
            <Tag tone={tones[state]}>{adviceStateWords[state]}</Tag>
          </p>
          <p className="small soft">
            Gevraagd door {askedBy} op {askedOn}, link tot {until}.{' '}
            {lastOpened === null ? 'Nog niet geopend.' : `Laatst geopend op ${lastOpened}.`}
          </p>
          <p className="verbatim" dir="auto">
            {question}
          </p>
          {points.map((point, at) =>
            point.advice === '' ? null : (
              <blockquote key={point.id} className="adv-given" dir="auto">
                {points.length > 1 && (
                  <a className="small" href={paths.official.process.answer(slug, point.id)}>
                    Bij punt {at + 1} van de {points.length}
                  </a>
                )}
                <p>{point.advice}</p>
              </blockquote>
            ),
          )}
          {mayAsk && state === 'asked' && (
            <form method="post" action={paths.official.process.askedAdvice(slug)}>
              <input type="hidden" name="adviceId" value={id} />
              <Button small variant="subtle" name="act" value="withdrawAdvice">
                Trek de vraag in
              </Button>
            </form>
          )}
        </li>
      ))}
    </ul>
  )
}
