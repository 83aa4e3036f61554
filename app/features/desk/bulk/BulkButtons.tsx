import { Form, useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { useShortKeys } from '#app/ui/ShortKeys.tsx'
import { boundKeys } from '#app/features/desk/desk-keys.ts'
import { bulkKinds, bulkLabels, type BulkKind } from './bulk.ts'

const press = (kind: BulkKind) => () =>
  document.querySelector<HTMLButtonElement>(`.bk-buttons [data-bulk=${kind}]`)?.click()

const keys = boundKeys({
  assignChosen: press('assign'),
  themeChosen: press('theme'),
  placeChosen: press('place'),
  changeChosen: () => document.querySelector<HTMLElement>('.bk-buttons button')?.focus(),
})

type Props = {
  slug: string
  id?: string
  mayAskAdvice: boolean
  /** The fields of the choice. */ children: ReactNode
}

/** What can be done with the chosen points: each button leads to what would happen. */
export function BulkButtons({ slug, id, mayAskAdvice, children }: Props) {
  useShortKeys(keys)
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
