import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { hasUnsent, type ResponseView } from './response-view.ts'

/** Says that what stands here is not all what counts. */
export function UnsentNotice({ view, responseId }: { view: ResponseView; responseId: string }) {
  if (!hasUnsent(view)) return null
  return (
    <div className="gap-2">
      <Notice
        kind="warn"
        title="Niet alles hieronder is verzonden"
        actions={<ButtonLink href={paths.partner.responseVersions(responseId)}>Bekijk wat is verzonden</ButtonLink>}
      >
        Uw inbreng was heropend en is niet opnieuw verzonden. Daarom telt wat u eerder verzond.
      </Notice>
    </div>
  )
}
