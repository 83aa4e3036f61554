import { Form } from '@remix-run/react'
import { useMemo, useRef, type ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { useDeskKeys } from '#app/features/desk/DeskKeys.tsx'
import type { DeskKey } from '#app/features/desk/desk-keys.ts'
import { bulkKinds, bulkLabels, type BulkKind } from './bulk.ts'

/** What can be done with the chosen points: each button leads to what would happen. `children` are the fields of the choice. */
export function BulkButtons({ slug, id, children }: { slug: string; id?: string; children: ReactNode }) {
  const form = useRef<HTMLFormElement>(null)
  useDeskKeys(
    useMemo(() => {
      const press = (kind: BulkKind) => () =>
        form.current?.querySelector<HTMLButtonElement>(`[data-bulk=${kind}]`)?.click()
      return [
        { keys: ['W'], group: 'Keuze', label: 'wijs toe', isOften: true, run: press('assign') },
        { keys: ['T'], group: 'Keuze', label: 'thema', isOften: true, run: press('theme') },
        { keys: ['P'], group: 'Keuze', label: 'plek', isOften: true, run: press('place') },
      ] satisfies DeskKey[]
    }, []),
  )
  return (
    <Form ref={form} method="post" id={id} action={paths.official.process.bulkChanges(slug)} className="bk-buttons">
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
