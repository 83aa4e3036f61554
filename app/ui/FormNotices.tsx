import { ErrorSummary } from './ErrorSummary.tsx'
import { StatusMessage } from './FormParts.tsx'

/** Above a form: what is wrong, with links to the fields, or that it was saved and what comes next. `says` replaces 'Bewaard.'. */
export function FormNotices({
  errors,
  saved,
  says = 'Bewaard.',
  kept = 'Wat u hebt ingevuld, staat er nog.',
  next,
  quiet = false,
}: {
  errors: Record<string, string>
  saved: boolean
  says?: string
  kept?: string
  next?: { href: string; label: string } | undefined
  /** The focus goes elsewhere. */ quiet?: boolean
}) {
  const list = Object.entries(errors).map(([field, message]) => (field === '' ? { message } : { field, message }))
  if (list.length > 0) return <ErrorSummary errors={list} kept={kept} />
  if (!saved) return null
  return (
    <StatusMessage quiet={quiet}>
      {says}
      {next && (
        <>
          {' '}
          <a href={next.href}>Verder met {next.label.toLowerCase()}</a>
        </>
      )}
    </StatusMessage>
  )
}
