// `display: block` takes the implicit roles away
/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import { useId, type ReactNode } from 'react'

type Column = { label: string; /** a number: to the right, digits under digits */ amount?: boolean }

/**
 * A plain table. `rows` hold one cell per column; the first is the header of its row. Scrolls by itself when too wide; with
 * `folds` a row becomes its header with the other cells under it on a phone, each behind its label.
 */
export function Table({
  caption,
  showCaption,
  folds = false,
  columns,
  rows,
}: {
  caption: ReactNode
  showCaption?: boolean
  folds?: boolean
  columns: readonly Column[]
  rows: readonly { key: string; cells: readonly ReactNode[]; className?: string }[]
}) {
  const id = useId()
  const kind = (at: number) => (columns[at]?.amount ? 'amount' : undefined)
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard must be able to scroll it
    <div className="utrecht-table-container" role="region" aria-labelledby={id} tabIndex={0}>
      <table className={folds ? 'utrecht-table table-folds' : 'utrecht-table'} role="table">
        <caption id={id} className={showCaption ? undefined : 'vh'}>
          {caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column, at) => (
              <th key={at} role="columnheader" scope="col" className={kind(at)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={row.key} role="row" className={row.className}>
              {row.cells.map((cell, at) =>
                at === 0 ? (
                  <th key={at} role="rowheader" scope="row" className={kind(at)}>
                    {cell}
                  </th>
                ) : (
                  <td key={at} role="cell" className={kind(at)} data-l={columns[at]?.label}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type CardColumn = {
  label: string
  /** lead: the number before the name; who: beside it; wide: the text */ kind?: 'lead' | 'who' | 'wide'
}
type CardRow = {
  key: string
  id?: string
  cells: readonly ReactNode[]
}

/**
 * A table whose rows become cards on a phone. The roles are written out, because in some browsers `display: block`
 * takes the meaning of a table away.
 */
export function ResponsiveTable({
  caption,
  columns,
  rows,
}: {
  caption: ReactNode
  columns: readonly CardColumn[]
  rows: readonly CardRow[]
}) {
  const classOf = (at: number) => (columns[at]?.kind ? `cell-${columns[at].kind}` : undefined)
  return (
    <table className="table-a" role="table">
      <caption className="vh">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.label} role="columnheader" scope="col">
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={row.key} role="row" id={row.id}>
            {row.cells.map((cell, at) =>
              at === 0 ? (
                <th key={at} role="rowheader" scope="row" className={classOf(at)} data-l={columns[at]?.label}>
                  {cell}
                </th>
              ) : (
                <td key={at} role="cell" className={classOf(at)} data-l={columns[at]?.label}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
