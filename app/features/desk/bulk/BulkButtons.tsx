import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { bulkKinds, bulkLabels } from './bulk.ts'

/** What can be done with the chosen points: each button leads to what would happen. `children` are the fields of the choice. */
export function BulkButtons({ slug, id, children }: { slug: string; id?: string; children: ReactNode }) {
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
