import { formatDateLong, type LocalDate } from '#app/local-date.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { DataList } from '#app/ui/Marks.tsx'
import type { ProcessState } from './process.ts'
import type { Term } from './term.ts'

const headings: Record<Exclude<ProcessState, 'draft'>, string> = {
  released: 'Dit traject is vrijgegeven',
  answered: 'De antwoorden zijn openbaar',
  withdrawn: 'Dit traject is ingetrokken',
}

/** Beside a process that residents can see: its days, what is fixed and what can still be corrected. */
export function RunningProcess({
  state,
  startsOn,
  lastDay,
  second,
  withdrawnBecause,
}: {
  state: ProcessState
  startsOn: LocalDate | null
  lastDay: LocalDate | null
  second: Term | null
  withdrawnBecause: string
}) {
  if (state === 'draft') return null
  return (
    <aside className="sm-check" aria-labelledby="stand">
      <h2 id="stand">{headings[state]}</h2>
      {startsOn && lastDay && (
        <DataList
          items={[
            { term: 'Eerste dag van de inspraak', value: formatDateLong(startsOn) },
            { term: 'Laatste dag', value: formatDateLong(lastDay) },
            ...(second
              ? [
                  { term: 'Eerste dag van de tweede inspraak', value: formatDateLong(second.startsOn) },
                  { term: 'Laatste dag van de tweede', value: formatDateLong(second.lastDay) },
                ]
              : []),
          ]}
        />
      )}
      {state === 'withdrawn' ? (
        <p className="gap-2">Reden: {withdrawnBecause}</p>
      ) : (
        <>
          <h3>
            <Icon name="lock" /> Dit ligt vast
          </h3>
          <p className="small soft">De titel, het besluit, de regels, de datums en de tekst van het plan.</p>
          <h3>
            <Icon name="pencil" /> Dit kunt u nog verbeteren
          </h3>
          <p className="small soft">
            De samenvatting, het doel, waar het plan ligt, de adressen, de fasen en het vervolg. Elke verbetering wordt
            vastgelegd.
          </p>
        </>
      )}
    </aside>
  )
}
