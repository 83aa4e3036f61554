import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { Tag, type TagTone } from '#app/ui/Marks.tsx'
import { adviceStateWords, askAdviceAddress, type AdviceState } from './advice.ts'
import type { AskedAdvice } from './advice-queries.server.ts'

const tones: Record<AdviceState, TagTone> = { asked: 'water', done: 'moss', expired: 'brick', withdrawn: 'slate' }

/** Requests for advice with what was given, and the way to take one back. The form goes to the page with all requests. */
export function AdviceRequests({
  slug,
  requests,
  mayAsk,
  namesPoints = false,
  onUse = null,
}: {
  slug: string
  requests: readonly AskedAdvice[]
  mayAsk: boolean
  /** Says of each advice which point it is about: where that is not clear already. */ namesPoints?: boolean
  /** Puts advice in the answer that is open; null where none is. */
  onUse?: ((advice: string) => void) | null
}) {
  return (
    <ul className="adv-requests">
      {requests.map((request) => (
        <li key={request.id} id={`advies-${request.id}`}>
          <OneRequest {...{ slug, request, mayAsk, namesPoints, onUse }} />
        </li>
      ))}
    </ul>
  )
}

type OneProps = {
  slug: string
  request: AskedAdvice
  mayAsk: boolean
  namesPoints: boolean
  onUse: ((advice: string) => void) | null
}

function OneRequest({ slug, request, mayAsk, namesPoints, onUse }: OneProps) {
  const { id, adviser, question, state, askedBy, askedOn, until, openings, points } = request
  const [last, ...earlier] = openings
  const given = points.filter(({ advice }) => advice !== '')
  const rest = points.filter(({ advice }) => advice === '')
  return (
    <>
      <p className="adv-head">
        <b>{adviser}</b>
        <Tag tone={tones[state]}>{adviceStateWords[state]}</Tag>
      </p>
      <p className="small soft">
        Gevraagd door {askedBy} op {askedOn}, link tot {until}.{' '}
        {last === undefined ? 'Nog niet geopend.' : `Laatst geopend op ${last}.`}
      </p>
      {earlier.length > 0 && (
        <details className="small soft">
          <summary>Eerder geopend, {earlier.length} keer</summary>
          <ul>
            {earlier.map((at) => (
              <li key={at}>{at}</li>
            ))}
          </ul>
        </details>
      )}
      <p className="verbatim" dir="auto">
        {question}
      </p>
      {given.map((point) => (
        <blockquote key={point.id} className="adv-given" dir="auto">
          {namesPoints && <PointLink slug={slug} {...point} />}
          <p>{point.advice}</p>
          {onUse && (
            <Button small variant="quiet" type="button" onClick={() => onUse(point.advice)}>
              Zet in het antwoord
            </Button>
          )}
        </blockquote>
      ))}
      {namesPoints && rest.length > 0 && (
        <p className="adv-head small">
          <span>{state === 'asked' ? 'Nog geen advies over' : 'Geen advies over'}</span>
          {rest.map((point) => (
            <PointLink key={point.id} slug={slug} {...point} />
          ))}
        </p>
      )}
      {mayAsk && (
        <div className="adv-head">
          {state === 'asked' && (
            <form method="post" action={paths.official.process.askedAdvice(slug)}>
              <input type="hidden" name="adviceId" value={id} />
              <Button small variant="subtle" name="act" value="withdrawAdvice">
                Trek de vraag in<span className="vh">, aan {adviser}</span>
              </Button>
            </form>
          )}
          <a className="small" href={askAdviceAddress(slug, { instead: id })}>
            Vraag opnieuw<span className="vh">, aan {adviser}</span>
          </a>
        </div>
      )}
    </>
  )
}

const PointLink = ({ slug, id, number }: { slug: string; id: string; number: string }) => (
  <a className="small" href={paths.official.process.answer(slug, id)}>
    {number === '' ? 'Punt zonder nummer' : `Punt ${number}`}
  </a>
)
