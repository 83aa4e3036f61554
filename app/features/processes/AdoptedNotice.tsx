import { formatDate, type LocalDate } from '#app/local-date.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { asStart } from './important-days.ts'

type Decided = { body: string; decidedOn: LocalDate; decision: string; note: string; decisionUrl: string }

/** On the page of a process: that its plan was adopted, by whom and when, and where the decision can be read. */
export function AdoptedNotice({ adoption, planHref }: { adoption: Decided; planHref: string | null }) {
  const { body, decidedOn, decision, note, decisionUrl } = adoption
  return (
    <Notice kind="success" title="Dit plan is vastgesteld">
      <p>
        {asStart(body)} stelde dit plan vast op {formatDate(decidedOn)} (
        {decisionUrl === '' ? decision : <a href={decisionUrl}>{decision}</a>}).
      </p>
      {note !== '' && <p className="lines gap-1">{note}</p>}
      {planHref && (
        <p className="gap-1">
          <GoLink href={planHref}>Lees het vastgestelde plan</GoLink>
        </p>
      )}
    </Notice>
  )
}
