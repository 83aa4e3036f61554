import { Notice } from '#app/ui/FormParts.tsx'

/** Why a colleague sent this point back, for whoever has it now. */
export function ReturnedNotice({ returned }: { returned: { reason: string; by: string | null; at: string } | null }) {
  if (!returned) return null
  return (
    <Notice kind="warn" title={`${returned.by ?? 'Een beheerder'} stuurde dit punt terug, ${returned.at}`}>
      {returned.reason}
    </Notice>
  )
}
