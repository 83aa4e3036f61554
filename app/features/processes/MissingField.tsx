import type { ReactNode } from 'react'
import { Icon } from '#app/ui/Icon.tsx'

/** A field that keeps the process from being released, with the amber bar; `why` says what it is needed for. */
export function MissingField({ missing, children }: { missing: boolean; children: ReactNode }) {
  return <div className={missing ? 'utrecht-form-field sm-err' : 'utrecht-form-field'}>{children}</div>
}

/** Stands in the description of the field, so that a screen reader hears it with the label. */
export function NotYet({ children }: { children?: ReactNode }) {
  return (
    <span className="sm-hint">
      <Icon name="alert-triangle" />
      <span>Nog niet ingevuld. {children}</span>
    </span>
  )
}
