import { Form, useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { useDeskKeys } from '#app/features/desk/DeskKeys.tsx'
import type { DeskKey } from '#app/features/desk/desk-keys.ts'
import { bulkKinds, bulkLabels, type BulkKind } from './bulk.ts'

const press = (kind: BulkKind) => () =>
  document.querySelector<HTMLButtonElement>(`.bk-buttons [data-bulk=${kind}]`)?.click()

const keys: readonly DeskKey[] = [
  { keys: ['W'], group: 'Keuze', label: 'wijs toe', isOften: true, run: press('assign') },
  { keys: ['T'], group: 'Keuze', label: 'thema', isOften: true, run: press('theme') },
  { keys: ['P'], group: 'Keuze', label: 'plek', isOften: true, run: press('place') },
]

type Props = {
  slug: string
  id?: string
  mayAskAdvice: boolean
  /** The fields of the choice. */ children: ReactNode
}

/** What can be done with the chosen points: each button leads to what would happen. */
export function BulkButtons({ slug, id, mayAskAdvice, children }: Props) {
  useDeskKeys(keys)
  // With the filter in the address the list stays the one that was chosen in, also when the choice is refused.
  const { search } = useLocation()
  return (
    <Form method="post" id={id} action={paths.official.process.bulkChanges(slug) + search} className="bk-buttons">
      {children}
      {bulkKinds.map((kind) => (
        <button
          key={kind}
          className="utrecht-button utrecht-button--small"
          name="act"
          value={`chooseForBulk?kind=${kind}`}
          data-bulk={kind}
        >
          {bulkLabels[kind]}
        </button>
      ))}
      {mayAskAdvice && (
        <button className="utrecht-button utrecht-button--small" name="act" value="chooseForAdvice">
          Vraag advies
        </button>
      )}
    </Form>
  )
}
