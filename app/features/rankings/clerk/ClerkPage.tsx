import type { SessionState } from '#app/features/rankings/session.ts'
import { paths } from '#app/paths.ts'
import { ErrorSummary, type FormError } from '#app/ui/ErrorSummary.tsx'
import { StatusMessage } from '#app/ui/FormParts.tsx'
import { Tag, type TagTone } from '#app/ui/Marks.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { ClerkOutcome } from './ClerkOutcome.tsx'
import { ClerkPrepare } from './ClerkPrepare.tsx'
import { ClerkRun } from './ClerkRun.tsx'
import { ConfirmStep } from './ConfirmStep.tsx'
import type { Refusal } from './clerk-form.ts'
import type { ClerkView } from './clerk-view.server.ts'

export const stateTones: Record<SessionState, TagTone> = {
  prepared: 'slate',
  open: 'heather',
  closed: 'water',
  published: 'moss',
}

const done: Record<string, string> = {
  open: 'De ranglijst is open. De groepen kunnen beginnen.',
  sluit: 'De ranglijst is gesloten. Hieronder staat de uitslag.',
  heropen: 'De ranglijst is weer open. De groepen kunnen hun lijst wijzigen.',
  'maak-openbaar': 'De uitslag is openbaar.',
}

/** The clerk's page of one session: prepare, follow, close, show and publish. */
export function ClerkPage({ view, back }: { view: ClerkView; back: Refusal | null }) {
  const { process, state, label, meeting, confirm, prepare, run, outcome } = view
  const says = back ? undefined : done[view.done.what]
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: paths.council.home(), label: 'Plannen en ranglijsten' }]} />
      <h1>Ranglijst voor {process.title}</h1>
      <p className="ck-status">
        <Tag tone={stateTones[state]}>{label}</Tag>
        {meeting && <span>{meeting}</span>}
        {process.isDraft && <span className="soft">Het traject is nog een concept.</span>}
      </p>
      {says && (
        <div className="gap-1">
          <StatusMessage>{says}</StatusMessage>
        </div>
      )}
      {back && <Errors back={back} isShown={prepare !== null || !preparing.includes(back.act)} />}
      <ConfirmStep view={view} step={confirm} />
      {prepare && <ClerkPrepare view={view} prepare={prepare} back={back} />}
      {run && <ClerkRun view={view} run={run} back={back} />}
      {outcome && <ClerkOutcome view={view} outcome={outcome} back={back} />}
    </Page>
  )
}

const preparing = ['regels', 'onderwerp', 'onderwerp-erbij', 'onderwerpen-erbij', 'groep', 'groep-erbij']

function Errors({ back, isShown }: { back: Refusal; isShown: boolean }) {
  const { act, errors, cells } = back
  const list: FormError[] = Object.entries(errors).map(([field, message]) =>
    field === '' || !isShown ? { message } : { field: idOf(back, field), message },
  )
  if (cells.length > 0) {
    const message =
      cells.length === 1
        ? 'Er klopt 1 cel in het bestand niet.'
        : `Er kloppen ${cells.length} cellen in het bestand niet.`
    list.push({ field: 'fouten-in-bestand', message })
  }
  const isForm = preparing.includes(act) || ['open', 'besluit', 'hoort'].includes(act)
  const kept = act === 'lees-in' ? 'Er is niets ingelezen.' : isForm && isShown && 'Wat u hebt ingevuld, staat er nog.'
  return (
    <div className="gap-3">
      <ErrorSummary errors={list} kept={kept} heading={cells.length > 0 ? 'Het bestand klopt nog niet' : undefined} />
    </div>
  )
}

/** The id on the page of a field that was refused. */
function idOf({ act, texts }: Refusal, field: string): string {
  if (act === 'onderwerp') return `onderwerp-${field}`
  if (act === 'onderwerp-erbij') return `nieuw-${field}`
  if (act === 'onderwerpen-erbij') return 'plak'
  if (act === 'groep-erbij') return 'nieuwe-groep'
  if (act === 'besluit') return `${field}-${texts.blok}`
  return field === 'tieChain' ? 'keten-1' : field
}
