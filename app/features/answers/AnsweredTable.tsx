import { PublicWordsText } from '#app/features/points/PublicWordsText.tsx'
import { ResponsiveTable } from '#app/ui/Table.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'
import { AnswerCell } from './AnswerCell.tsx'
import type { AnsweredView } from './answered-view.server.ts'
import { PointChanges } from './PointChanges.tsx'

type Point = AnsweredView['contributors'][number]['points'][number]

/** Longer points and answers show their beginning first, in characters. */
const LONG = 900

/** One row per point, per contributor together. */
export function AnsweredTable({ contributors }: { contributors: AnsweredView['contributors'] }) {
  return (
    <ResponsiveTable
      caption="Punten en wat ermee is gedaan"
      columns={[
        { label: 'Nr.', kind: 'lead' },
        { label: 'Van wie', kind: 'who' },
        { label: 'Punt', kind: 'wide' },
        { label: 'Wat is ermee gedaan?' },
      ]}
      rows={contributors.flatMap(({ number, name, points }) =>
        points.map((point) => ({
          key: point.id,
          id: `punt-${point.number}`,
          cells: [
            point.number,
            <span key={number}>{name}</span>,
            <Asked key="punt" point={point} />,
            <Done key="antwoord" point={point} />,
          ],
        })),
      )}
    />
  )
}

function Asked({ point: { words, form, theme } }: { point: Point }) {
  const isLongQuote = (form === 'quotation' || form === 'redacted') && words.length > LONG
  return (
    <>
      {isLongQuote ? (
        <Words text={words} className="answered-quote" as="blockquote" />
      ) : (
        <PublicWordsText words={words} form={form} quoteClass="answered-quote" />
      )}
      {theme && <p className="small soft">{theme}</p>}
    </>
  )
}

function Done({ point: { reply, changes, ...answer } }: { point: Point }) {
  return (
    <AnswerCell {...answer} linksClass="answered-links">
      <Words text={reply} />
      <PointChanges changes={changes} />
    </AnswerCell>
  )
}

function Words({ text, className, as }: { text: string; className?: string; as?: 'blockquote' }) {
  if (text.length <= LONG) return <Verbatim text={text} className={className} as={as ?? 'div'} />
  return (
    <details className="answered-long">
      <summary>
        <Verbatim
          text={`${text.slice(0, text.lastIndexOf(' ', 400) > 0 ? text.lastIndexOf(' ', 400) : 400)}…`}
          as="span"
          className={className}
        />{' '}
        <span className="answered-more">Lees alles</span>
      </summary>
      <Verbatim text={text} className={className} as={as ?? 'div'} />
    </details>
  )
}
