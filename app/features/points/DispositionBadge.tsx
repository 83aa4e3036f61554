import { Badge } from '#app/ui/Marks.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import type { Tone } from '#app/ui/Shares.tsx'
import { dispositionForResidents, dispositionWords, type Disposition, type DispositionColour } from './disposition.ts'

/** The tone in which the interface shows a disposition. */
export const dispositionTones: Record<DispositionColour, Tone> = {
  adopted: 'moss',
  partly: 'amber',
  plan: 'water',
  not: 'brick',
  slate: 'slate',
  none: 'none',
}

/** What was done with a point: icon, word, colour; "Nog geen besluit" when nothing was yet. `to` says to whom it was forwarded. */
export function DispositionBadge({
  disposition,
  short,
  plain,
  to,
}: {
  disposition: Disposition | null
  short?: boolean
  /** In the words of residents. */
  plain?: boolean
  to?: string
}) {
  if (disposition === null) {
    return (
      <span className="badge badge--none">
        <Icon name="circle" />
        Nog geen besluit
      </span>
    )
  }
  const { label, short: shortLabel, icon, colour } = dispositionWords[disposition]
  return (
    <Badge tone={dispositionTones[colour]} icon={icon}>
      {plain ? dispositionForResidents(disposition) : short ? shortLabel : label}
      {to && ` naar ${to}`}
    </Badge>
  )
}
