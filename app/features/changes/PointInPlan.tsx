import { Form } from '@remix-run/react'
import { changeNames } from '#app/features/plans/versions/changes-in-words.ts'
import { paragraphsInWords } from '#app/features/plans/versions/paragraphs-in-words.ts'
import { WordChanges } from '#app/features/plans/versions/WordChanges.tsx'
import { useForm } from '#app/forms/use-form.ts'
import { listedErrors } from '#app/form-errors.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Button, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import type { PlanOfPoint } from './plan-of-point.server.ts'

/** What changed in the plan for a point, with the old and the new words, and the way to change it. */
export function PointInPlan({
  slug,
  pointId,
  plan: { changes, part, editing },
  mayChange,
  offerHref,
}: {
  slug: string
  pointId: string
  plan: PlanOfPoint
  /** Whether who looks may change the plan. */
  mayChange: boolean
  /** The page with what the changes say filled in in the answer; null where the answer says that already. */
  offerHref: string | null
}) {
  const form = useForm('beginRevision')
  const again = changes.length > 0
  return (
    <section className="pp" aria-labelledby="wijziging-kop">
      <h3 id="wijziging-kop">Wijziging van het plan</h3>
      <ErrorSummary errors={listedErrors(form.errors)} kept="Er is niets veranderd." />
      {again ? (
        <ol className="pp-list">
          {changes.map((change) => (
            <li key={`${change.ordinal} ${change.part}`}>
              <PointChangeWords {...{ slug, pointId, change }} />
            </li>
          ))}
        </ol>
      ) : (
        <p className="small soft">Voor dit punt is het plan nog niet gewijzigd.</p>
      )}
      {offerHref !== null && (
        <p className="small">
          <a href={offerHref}>Zet ‘Overgenomen’ en deze plek in het antwoord</a>
        </p>
      )}
      {mayChange && editing === 'open' && (
        <GoLink href={editorAt(slug, part, pointId)} icon="pencil">
          {again ? 'Wijzig nog een alinea' : 'Wijzig het plan'}
        </GoLink>
      )}
      {mayChange && editing === 'begins' && (
        <Form method="post">
          <p className="small soft">
            Het plan ligt vast zoals het is vrijgegeven. U wijzigt het in een volgende versie.
          </p>
          <Button small icon="pencil" name="act" value="beginRevision">
            Begin een nieuwe versie en wijzig het plan
          </Button>
        </Form>
      )}
      {mayChange && editing === 'adopted' && (
        <p className="small soft">Het plan is vastgesteld. De tekst verandert niet meer.</p>
      )}
    </section>
  )
}

/** The editor of the plan at a part, with a point taken along. */
export const editorAt = (slug: string, part: string | null, pointId: string): string => {
  const to = withQuery(paths.official.process.plan(slug), { onderdeel: part ?? undefined, punt: pointId })
  return part === null ? to : `${to}#bewerken`
}

function PointChangeWords({
  slug,
  pointId,
  change: { kind, olds, news, part, ordinal, isForEditors },
}: {
  slug: string
  pointId: string
  change: PlanOfPoint['changes'][number]
}) {
  const [from, to] = [olds, news].map((words) => paragraphsInWords(words.map(({ number }) => number)))
  const [old, now] = [olds, news].map((words) => words.map(({ text }) => text).join('\n\n'))
  const where = olds.length === 0 ? to : news.length === 0 || from === to ? from : `${from}, nu ${to}`
  const href = isForEditors
    ? editorAt(slug, part, pointId)
    : withQuery(paths.official.process.plan(slug), { versie: String(ordinal), onderdeel: part })
  return (
    <>
      <p className="pp-kind">
        <Icon name={changeNames[kind].icon} /> <b>{changeNames[kind].name}</b> <a href={href}>{where}</a>
      </p>
      <WordChanges old={old ?? ''} now={now ?? ''} />
    </>
  )
}
