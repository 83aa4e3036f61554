import { Form } from '@remix-run/react'
import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { soManyPoints } from './bulk.ts'
import type { DoneBulk } from './bulk-view.server.ts'

/** What was done with many points at once, with the way to undo it. */
export function DoneBulks({ slug, bulks, isFixed }: { slug: string; bulks: readonly DoneBulk[]; isFixed: boolean }) {
  const { errors } = useForm(['chooseForBulk', 'chooseForAdvice', 'undoBulk'])
  return (
    <section className="sm-pane sm-pane--none" id="in-een-keer" aria-labelledby="eerder">
      <ErrorSummary errors={listedErrors(errors)} kept={false} />
      <p className="bk-back">
        <GoLink href={paths.official.process.points(slug)}>Terug naar de lijst</GoLink>
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
    </section>
  )
}
