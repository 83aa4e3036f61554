import { withQuery, paths } from '#app/paths.ts'
import { Tag } from '#app/ui/Marks.tsx'
import type { CampaignView, VariantRow } from './campaign-view.server.ts'
import { amountOf } from './in-words.ts'

/** The variants, those with most letters first, each a link to what it says beside the base text. */
export function CampaignVariants({ view }: { view: CampaignView }) {
  const { campaign, process, variants, more, figures, shown } = view
  const page = paths.official.process.campaign(process.slug, campaign.id)
  const most = Math.max(...variants.map(({ letters }) => letters), 1)
  return (
    <section className="sm-sec" aria-labelledby="varianten">
      <h2 id="varianten">Varianten</h2>
      <table className="utrecht-table cp-variants">
        <thead>
          <tr>
            <th scope="col">Variant</th>
            <th scope="col">Verschil met de basis</th>
            <th scope="col" className="amount">
              Brieven
            </th>
            <th scope="col" className="cp-share">
              <span className="vh">Aandeel</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {variants.map((row) => (
            <Row key={row.variant} row={row} page={page} most={most} isCurrent={row.variant === shown?.variant} />
          ))}
          {more.variants > 0 && (
            <tr>
              <td colSpan={2}>
                <a href={withQuery(page, { alles: '1' })}>Nog {amountOf(more.variants, 'variant', 'varianten')}</a>
              </td>
              <td className="amount">{more.letters.toLocaleString('nl-NL')}</td>
              <td className="cp-share" />
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              Samen
            </th>
            <td className="amount">
              <b>{figures.letters.toLocaleString('nl-NL')}</b>
            </td>
            <td className="cp-share" />
          </tr>
        </tfoot>
      </table>
      <p className="small soft gap-2">
        Gegroepeerd op gelijke reeksen van drie woorden; aanhef en ondertekening tellen niet mee.
        {campaign.decided && ` ${campaign.decided}.`}
      </p>
    </section>
  )
}

function Row({ row, page, most, isCurrent }: { row: VariantRow; page: string; most: number; isCurrent: boolean }) {
  const name = row.at === 1 ? 'Basis' : `V${row.at}`
  return (
    <tr className={isCurrent ? 'cp-current' : undefined} aria-current={isCurrent || undefined}>
      <td>
        <a href={`${withQuery(page, { variant: row.variant })}#naast-de-basis`}>{name}</a>
      </td>
      <td dir="auto">
        {row.difference || <span className="soft">geen</span>} {row.hasOwn && <Tag tone="amber">eigen punt</Tag>}{' '}
        {(row.waiting > 0 || row.isDoubtful) && (
          <Tag tone="amber" icon="alert-triangle">
            beoordelen
          </Tag>
        )}
      </td>
      <td className="amount">{row.letters.toLocaleString('nl-NL')}</td>
      <td className="cp-share">
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <rect width={Math.max(2, (100 * row.letters) / most)} height="10" />
        </svg>
      </td>
    </tr>
  )
}
