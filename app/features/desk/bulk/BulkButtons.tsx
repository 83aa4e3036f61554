import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { useDeskKeys } from '#app/features/desk/DeskKeys.tsx'
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

/** What can be done with the chosen points: each button leads to what would happen. `children` are the fields of the choice. */
export function BulkButtons({ slug, id, children }: { slug: string; id?: string; children: ReactNode }) {
  useDeskKeys(keys)
  return (
    <Form method="post" id={id} action={paths.official.process.bulkChanges(slug)} className="bk-buttons">
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
    </Form>
  )
}
