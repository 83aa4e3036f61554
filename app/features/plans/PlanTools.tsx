import type { ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { countedItems } from './action-items/counted-items.ts'

/** What helps to find something in a plan, beside its contents: the field to search in it, and its action items. */
export function PlanTools({ slug, actionItems, search }: { slug: string; actionItems: number; search: ReactNode }) {
  if (!search && actionItems === 0) return null
  return (
    <div className="plan-tools">
      {search}
      {actionItems > 0 && (
        <a className="plan-tools__acts" href={paths.public.planActions(slug)}>
          <Icon name="list" />
          {countedItems(actionItems)}
        </a>
      )}
    </div>
  )
}
