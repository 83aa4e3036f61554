import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Button } from '#app/ui/Button.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { changeNames } from './changes-in-words.ts'
import type { ShownChange, ShownRow } from './compare-view.server.ts'
import { DiffWords } from './DiffWords.tsx'

/** The rows of a table that changed, each with what an official has to say about it. */
export function TableRows({
  table: { part, rows, same },
  numbers,
}: {
  table: NonNullable<ShownChange['table']>
  /** Of the table, in the version before and in this one. */
  numbers: { old: string; now: string }
}) {
  return (
    <>
      {rows.map((row) => (
        <Row key={row.now?.id ?? row.old?.id} {...{ part, row, numbers }} />
      ))}
      <p className="cm-same soft">
        {same === 0 ? 'Geen rij bleef gelijk.' : same === 1 ? '1 rij is gelijk.' : `${same} rijen zijn gelijk.`}
      </p>
    </>
  )
}

function Row({ part, row, numbers }: { part: string; row: ShownRow; numbers: { old: string; now: string } }) {
  const { kind, moved, old, now, diff, seen, settled, isDoubtful } = row
  const { name, icon } = changeNames[kind]
  const key = now?.id ?? old?.id ?? ''
  return (
    <div
      className={isDoubtful ? 'cm-tr is-doubt' : 'cm-tr'}
      {...(seen !== null && { 'data-doubt': key, tabIndex: -1, role: 'group', 'aria-label': rowAsks(row) })}
    >
      <div className="cm-old">
        <p className="vh">Oude rij</p>
        {old ? (
          <Words number={numbers.old} place={old.place}>
            {diff.pieces?.old[0] ? <DiffWords pieces={diff.pieces.old[0]} /> : old.text}
          </Words>
        ) : (
          <p className="soft">Deze rij is nieuw.</p>
        )}
      </div>
      <div className="cm-mid">
        <b>
          <Icon name={icon} />
          {name}
          {isDoubtful && '?'}
        </b>
        <span>rij van een tabel</span>
        {moved && kind !== 'moved' && <span>andere plek</span>}
        {settled && (
          <Form method="post" className="cm-undo">
            <input type="hidden" name="settled" value={settled.act} />
            <input type="hidden" name="row" value={now?.id ?? ''} />
            <span>bevestigd{settled.by && ` door ${settled.by}`}</span>
            <Button small variant="quiet" name="act" value="reopenOrigins">
              Ongedaan maken<span className="vh"> van rij {now?.place}</span>
            </Button>
          </Form>
        )}
      </div>
      <div className="cm-new">
        <p className="vh">Nieuwe rij</p>
        {now ? (
          <Words number={numbers.now} place={now.place}>
            {diff.pieces?.now[0] ? <DiffWords pieces={diff.pieces.now[0]} /> : now.text}
          </Words>
        ) : (
          <p className="soft">Geen rij in de nieuwe tabel lijkt hierop.</p>
        )}
      </div>
      {seen !== null && old && now && (
        <div className="cm-ask" role="group" aria-label={rowAsks(row)}>
          <b>{rowAsks(row)}</b>
          {(['same', 'new'] as const).map((answer, at) => (
            <Form method="post" key={answer} preventScrollReset>
              <input type="hidden" name="part" value={part} />
              <input type="hidden" name="row" value={now.id} />
              <input type="hidden" name="seen" value={seen} />
              <Button small variant="inverse" name="act" value={`settleRow?answer=${answer}`} data-answer={at + 1}>
                {answer === 'same' ? 'Ja, dezelfde' : `Nee: ${old.place} verviel, ${now.place} is nieuw`}{' '}
                <kbd aria-hidden="true">{at + 1}</kbd>
              </Button>
            </Form>
          ))}
        </div>
      )}
    </div>
  )
}

const rowAsks = ({ old, now }: ShownRow) =>
  old?.place === now?.place ? `Is rij ${now?.place} nog dezelfde rij?` : `Is rij ${old?.place} nu rij ${now?.place}?`

function Words({ number, place, children }: { number: string; place: number; children: ReactNode }) {
  return (
    <div className="cm-words">
      <p className="cm-no">
        alinea {number}, rij {place} van de tabel
      </p>
      <p className="lines">{children}</p>
    </div>
  )
}
