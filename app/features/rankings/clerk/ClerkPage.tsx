import { useState } from 'react'
import type { SessionState } from '#app/features/rankings/session.ts'
import { listedErrors } from '#app/form-errors.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { paths } from '#app/paths.ts'
import { ErrorSummary, type FormError } from '#app/ui/ErrorSummary.tsx'
import { StatusMessage } from '#app/ui/FormParts.tsx'
import { Tag, type TagTone } from '#app/ui/Marks.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { ClerkOutcome } from './ClerkOutcome.tsx'
import { ClerkPrepare } from './ClerkPrepare.tsx'
import { ClerkRun } from './ClerkRun.tsx'
import { ConfirmStep } from './ConfirmStep.tsx'
import { wrongCellsOfLists } from './ImportSection.tsx'
import { decides, decisionErrors } from './LevelTopics.tsx'
import type { ClerkView } from './clerk-view.server.ts'

export const stateTones: Record<SessionState, TagTone> = {
  prepared: 'slate',
  open: 'heather',
  closed: 'water',
  published: 'moss',
}

const says: Record<string, string> = {
  openRanking: 'De ranglijst is open. De groepen kunnen beginnen.',
  closeRanking: 'De ranglijst is gesloten. Hieronder staat de uitslag.',
  reopenRanking: 'De ranglijst is weer open. De groepen kunnen hun lijst wijzigen.',
  publishRanking: 'De uitslag is openbaar.',
}

/** The clerk's page of one ranking: prepare, follow, close, show and publish. */
export function ClerkPage({ view, answer }: { view: ClerkView; answer: FormAnswer | null }) {
  const { process, state, label, meeting, confirm, prepare, run, outcome } = view
  // It is said once, and the page is read again whenever the groups go on.
  const [saidFirst] = useState(view.said)
  const said = answer ? null : saidFirst
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: paths.council.home(), label: 'Plannen en ranglijsten' }]} />
      <h1>Ranglijst voor {process.title}</h1>
      <p className="ck-status">
        <Tag tone={stateTones[state]}>{label}</Tag>
        {meeting && <span>{meeting}</span>}
        {process.isDraft && <span className="soft">Het traject is nog een concept.</span>}
      </p>
      {said && says[said.code] && (
        <div className="gap-1">
          <StatusMessage>{says[said.code]}</StatusMessage>
        </div>
      )}
      {answer && <Errors view={view} answer={answer} />}
      <ConfirmStep view={view} step={confirm} />
      {prepare && <ClerkPrepare view={view} prepare={prepare} said={said} />}
      {run && <ClerkRun view={view} run={run} said={said} />}
      {outcome && <ClerkOutcome view={view} outcome={outcome} said={said} />}
    </Page>
  )
}

const preparing = ['saveRankingRules', 'changeTopic', 'addTopics', 'pasteTopics', 'changeGroup', 'addGroup']
/** Acts with more to fill in than a button. */
const filledIn = [...preparing, 'openRanking', 'decideTie', 'relateTopics']

function Errors({ view, answer }: { view: ClerkView; answer: FormAnswer }) {
  const { act } = answer
  const isShown = view.prepare !== null || !preparing.includes(act)
  const cells = wrongCellsOfLists(answer).length
  const kept =
    act === 'importLists'
      ? 'Er is niets ingelezen.'
      : filledIn.includes(act) && isShown && 'Wat u hebt ingevuld, staat er nog.'
  return (
    <div className="gap-3">
      <ErrorSummary
        errors={errorsIn(view, answer).map((error) => (isShown ? error : { message: error.message }))}
        kept={kept}
        heading={cells > 0 ? 'Het bestand klopt nog niet' : undefined}
      />
    </div>
  )
}

function errorsIn({ prepare, outcome }: ClerkView, answer: FormAnswer): FormError[] {
  const { act, code, errors } = answer
  const cells = wrongCellsOfLists(answer).length
  if (cells > 0) {
    const message =
      cells === 1 ? 'Er klopt 1 cel in het bestand niet.' : `Er kloppen ${cells} cellen in het bestand niet.`
    return [{ field: 'fouten-in-bestand', message }]
  }
  if (act === 'openRanking' && code === 'missing' && prepare)
    return prepare.gaps.map(({ text, at }) => ({ field: at, message: text }))
  if (act === 'decideTie') {
    const place = outcome?.level.find((block) => decides(answer, block))?.place
    return listedErrors(decisionErrors(errors), (field) => `${field === 'places' ? 'volgorde' : 'reden'}-${place}`)
  }
  return listedErrors(errors, (field) => idOf(act, field))
}

/** The id on the page of a field that was refused. */
function idOf(act: string, field: string): string {
  if (act === 'changeTopic') return `onderwerp-${field}`
  if (act === 'addTopics') return `nieuw-${field.replace('topics[0].', '')}`
  if (act === 'pasteTopics') return 'plak'
  if (act === 'addGroup') return 'nieuwe-groep'
  if (act === 'changeGroup') return 'groep-naam'
  if (act === 'importLists') return 'bestand'
  return field === 'tieChain' ? 'keten-1' : field
}
