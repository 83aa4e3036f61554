import { contributorKindLabels } from '#app/features/contributions/contributor-kind.ts'
import { formalStateLabels } from '#app/features/contributions/formal-state.ts'
import { roundLabels } from '#app/features/contributions/round.ts'
import { channelLabels } from '#app/features/processes/process.ts'
import { formatDateShort } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import { ResponsiveTable } from '#app/ui/Table.tsx'
import { contributionTitle, NO_NUMBER } from './point-number.ts'
import type { RegisterSort } from './register-filter.ts'
import type { RegisterView } from './RegisterPage.tsx'

const captions: Record<RegisterSort | 'received', string> = {
  received: 'Inbreng in volgorde van ontvangst',
  newest: 'Inbreng, de nieuwste eerst',
  number: 'Inbreng op nummer van de indiener',
}

type RegisterRows = { rows: RegisterView['rows']; slug: string; sort: RegisterSort | undefined }

/** Contributions as a table; on a phone each is a block. */
export function RegisterTable({ rows, slug, sort = undefined }: RegisterRows) {
  return (
    <div className="wk-register">
      <ResponsiveTable
        caption={captions[sort ?? 'received']}
        columns={[
          { label: 'Nr.', kind: 'lead' },
          { label: 'Indiener', kind: 'who' },
          { label: 'Inbreng', kind: 'wide' },
          { label: 'Ontvangen' },
          { label: 'Splitsing' },
        ]}
        rows={rows.map((row) => ({
          key: row.id,
          cells: [
            row.number ?? <span className="wk-sub">{NO_NUMBER}</span>,
            <>
              <a href={paths.official.process.split(slug, row.id)}>
                {row.name}
                <span className="vh">, {contributionTitle(row.number).toLowerCase()}</span>
              </a>
              <span className="wk-sub">
                {[contributorKindLabels[row.kind], row.origin, row.ordinal === null ? '' : `${row.ordinal}e keer`]
                  .filter((part) => part !== '')
                  .join(', ')}
              </span>
            </>,
            <div key="tekst">
              <p className="wk-two" dir="auto">
                {row.beginning}
              </p>
              {row.asksPrivacy && (
                <Tag tone="amber" icon="lock">
                  vroeg iets privé te houden
                </Tag>
              )}
              {row.found !== '' && (
                <Tag tone={row.hasBsn ? 'brick' : 'amber'} icon="alert-triangle">
                  {row.found}
                </Tag>
              )}
            </div>,
            <>
              <span className="nowrap">{formatDateShort(row.receivedOn)}</span>
              <span className="wk-sub">
                {channelLabels[row.channel].label.toLowerCase()}
                {row.round !== 'inspraak' && `, ${roundLabels[row.round]}`}
              </span>
              {row.timeliness === 'late' && (
                <Tag tone="amber" icon="clock">
                  te laat
                </Tag>
              )}
            </>,
            <SplitState key="stand" {...row} />,
          ],
        }))}
      />
    </div>
  )
}

function SplitState({
  isSplit,
  points,
  formalState,
}: Pick<RegisterView['rows'][number], 'isSplit' | 'points' | 'formalState'>) {
  if (formalState !== null) {
    return (
      <span className="badge badge--none">
        <Icon name="ban" />
        {formalStateLabels[formalState].toLowerCase()}
      </span>
    )
  }
  const amount = points === 1 ? '1 punt' : `${points} punten`
  if (isSplit) {
    return (
      <span className="badge badge--moss">
        <Icon name="check-circle" />
        {amount}
      </span>
    )
  }
  return (
    <span className="badge badge--none">
      <Icon name={points > 0 ? 'circle-dot' : 'circle'} />
      {points > 0 ? `${amount}, nog niet klaar` : 'nog te splitsen'}
    </span>
  )
}
