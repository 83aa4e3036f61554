import type { ReactNode } from 'react'
import { GoLink } from '#app/ui/Button.tsx'

/** A link from a message that opens nothing any more: why, and the way on. */
export function DeadLink({
  title,
  children,
  href,
  action,
}: {
  title: string
  children: ReactNode
  href: string
  action: string
}) {
  return (
    <div className="form">
      <h1>{title}</h1>
      <p className="lede">{children}</p>
      <p>
        <GoLink href={href} arrow>
          {action}
        </GoLink>
      </p>
    </div>
  )
}
