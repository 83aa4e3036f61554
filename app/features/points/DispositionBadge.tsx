import { Badge } from '#app/ui/Marks.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import type { Tone } from '#app/ui/Shares.tsx'
import { useDecisionWords } from './DecisionWords.tsx'
import type { Decision, DispositionColour } from './disposition.ts'

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
  disposition: Decision | null
  short?: boolean
  /** In the words of residents. */
  plain?: boolean
  to?: string
}) {
  const words = useDecisionWords()
  if (disposition === null) {
    return (
      <span className="badge badge--none">
        <Icon name="circle" />
        Nog geen besluit
      </span>
    )
  }
  const { label, short: shortLabel, icon, colour } = words.of(disposition)
  return (
    <Badge tone={dispositionTones[colour]} icon={icon}>
      {plain ? words.forResidents(disposition) : short ? shortLabel : label}
      {to && ` naar ${to}`}
    </Badge>
  )
}
