import { Form, useLocation } from '@remix-run/react'
import { listedErrors } from '#app/form-errors.ts'
import { atQuery } from '#app/features/desk/desk-address.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { PageSteps } from '#app/ui/Pagination.tsx'
import { DONE_FROM, soManyPoints } from './bulk.ts'
import type { DoneBulksShown } from './done-bulks.server.ts'

export type DoneBulksView = DoneBulksShown & { slug: string; isFixed: boolean }

/** What was done with many points at once, with the way to undo it. */
export function DoneBulks({ bulks, previous, next, slug, isFixed }: DoneBulksView) {
  const { search } = useLocation()
  // The list beside it keeps its filter and its place.
  const query = new URLSearchParams(search)
  query.delete(DONE_FROM)
  const hrefOf = (place: { from: string | null } | null) =>
    place &&
    `${atQuery(paths.official.process.bulkChanges(slug), query.toString(), { [DONE_FROM]: place.from })}#in-een-keer`
  const { errors } = useForm(['chooseForBulk', 'chooseForAdvice', 'undoBulk'])
  return (
    <section className="sm-pane sm-pane--none" id="in-een-keer" aria-labelledby="eerder">
      <ErrorSummary errors={listedErrors(errors)} kept={false} />
      <p className="bk-back">
        <GoLink href={atQuery(paths.official.process.points(slug), query.toString())}>Terug naar de lijst</GoLink>
      </p>
      <h2 id="eerder">Wat in één keer is gedaan</h2>
      {bulks.length === 0 ? (
        <Empty title="Nog niets" level={3}>
          Kies punten in de lijst om ze samen een thema, een collega of een antwoord te geven.
        </Empty>
      ) : (
        <ol className="bk-done">
          {bulks.map(({ id, at, by, words, points, undone, mayUndo }) => (
            <li key={id}>
              <p>
                <b>
                  {soManyPoints(points)} {points === 1 ? 'kreeg' : 'kregen'} {words}
                </b>
              </p>
              <p className="small soft">
                {by}, {at}
                {undone && `. Ongedaan gemaakt voor ${soManyPoints(undone.restored)}`}
              </p>
              {mayUndo && !isFixed && (
                <Form method="post">
                  <input type="hidden" name="bulkId" value={id} />
                  <Button small name="act" value="undoBulk" aria-label={`Maak ongedaan: ${words}, ${at}`}>
                    Maak ongedaan
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ol>
      )}
      <PageSteps
        first={previous && hrefOf({ from: null })}
        previous={hrefOf(previous)}
        next={hrefOf(next)}
        last={null}
        label="Bladzijden van wat in één keer is gedaan"
      />
    </section>
  )
}
