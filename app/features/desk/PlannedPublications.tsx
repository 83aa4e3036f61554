import { paths } from '#app/paths.ts'
import { Tag } from '#app/ui/Marks.tsx'
import { Table } from '#app/ui/Table.tsx'
import type { DashboardView } from './dashboard-view.server.ts'

/** The publications that are prepared for a day, each with what is left of it and whether that day will do. */
export function PlannedPublications({ view: { publications, process } }: { view: DashboardView }) {
  if (publications.length === 0) return null
  return (
    <div className="dash-part">
      <h3>Publicaties die gepland zijn</h3>
      <Table
        folds
        caption="Publicaties, met wat ervan nog goed te keuren is"
        columns={[
          { label: 'Publicatie' },
          { label: 'Gepland op' },
          { label: 'Nog goed te keuren', amount: true },
          { label: 'Verwachting' },
        ]}
        rows={publications.map(({ id, title, planned, left, says, isLate }) => ({
          key: id,
          cells: [
            <a key="titel" href={paths.official.process.publication(process.slug, id)}>
              {title}
            </a>,
            planned,
            left.toLocaleString('nl-NL'),
            <>
              {isLate && <Tag tone="amber">te laat</Tag>} {says}
            </>,
          ],
        }))}
      />
      {publications.length > 1 && (
        <p className="small soft">De verwachting gaat ervan uit dat wat het eerst gepland is, het eerst klaarkomt.</p>
      )}
    </div>
  )
}
