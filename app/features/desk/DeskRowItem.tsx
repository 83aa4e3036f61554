import { Link } from '@remix-run/react'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { formatDateShort } from '#app/local-date.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import type { Piece } from './found-words.server.ts'
import { CHOSEN } from './Selection.tsx'
import type { ShownRow } from './workbench-view.server.ts'

const stateWords = {
  open: '',
  answered: '',
  released: 'vrijgegeven',
  public: 'openbaar',
  setAside: 'niet in behandeling',
}

/** A point in the list: who and when, two lines of words, and how far it is. */
export function DeskRowItem({
  row,
  href,
  isOpen,
  isChosen,
  isNumberFound,
  isElsewhere,
  onChoose,
}: {
  row: ShownRow
  href: string
  isOpen: boolean
  isChosen: boolean
  /** Its number is what was searched for. */
  isNumberFound: boolean
  /** What was searched for is neither in its own words nor in the name. */
  isElsewhere: boolean
  /** `isRange`: from where one chose last to here. */
  onChoose: (chosen: boolean, isRange: boolean) => void
}) {
  const enhanced = useEnhanced()
  const label = row.number ?? 'zonder nummer'
  const isLocked = row.state === 'public' || row.state === 'setAside'
  const classes = [
    'sm-row',
    row.isNew && 'is-new',
    isChosen && 'is-checked',
    isOpen && 'is-current',
    isLocked && 'is-locked',
  ]
  return (
    <li className={classes.filter(Boolean).join(' ')} data-point={row.id}>
      <label className="sm-row__cb">
        <input
          type="checkbox"
          {...(enhanced ? {} : { name: 'pointIds', form: CHOSEN })}
          value={row.id}
          checked={isChosen}
          aria-label={`Kies punt ${label}`}
          onClick={(event) => onChoose(event.currentTarget.checked, event.shiftKey)}
          onChange={() => {}}
        />
      </label>
      <Link className="sm-row__nr" to={href} aria-current={isOpen || undefined}>
        {row.number === null ? (
          <span className="sm-row__none">nog geen nummer</span>
        ) : isNumberFound ? (
          <mark className="hit">{row.number}</mark>
        ) : (
          row.number
        )}
        <span className="vh">, {row.name}</span>
      </Link>
      <span className="sm-row__who" aria-hidden="true">
        <Found pieces={row.namePieces} />
      </span>
      <span className="sm-row__when">{formatDateShort(row.receivedOn)}</span>
      <p className="sm-row__q" dir="auto">
        <Found pieces={row.pieces} />
      </p>
      <p className="sm-row__m">
        {row.isNew && <span className="tag sm-row__new">nieuw</span>}
        {row.isReturned && (
          <Tag tone="amber" icon="undo">
            teruggestuurd
          </Tag>
        )}
        {row.changedSinceAnswer && (
          <Tag tone="amber" icon="pencil">
            gewijzigd na antwoord
          </Tag>
        )}
        <DispositionBadge disposition={row.disposition} short />
        {row.daysLate > 0 && (
          <Tag tone="brick" icon="clock">
            {row.daysLate === 1 ? '1 dag' : `${row.daysLate} dagen`} te laat
          </Tag>
        )}
        {row.hasFindings && (
          <Tag tone="amber" icon="alert-triangle">
            bevindingen
          </Tag>
        )}
        {stateWords[row.state] !== '' && (
          <span className="soft">
            {isLocked && <Icon name="lock" />} {stateWords[row.state]}
          </span>
        )}
        {isElsewhere && <span className="soft">gevonden in het antwoord</span>}
        {row.assignee !== null && !row.isMine && <span className="soft">bij {row.assignee}</span>}
      </p>
    </li>
  )
}

/** A text with what was searched for marked. */
function Found({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map(({ text, isHit }, at) =>
        isHit ? (
          <mark key={at} className="hit">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </>
  )
}
